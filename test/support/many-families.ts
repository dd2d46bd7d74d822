import { sql, type Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';

/**
 * Builds so many families of one guardian, one child and one phone each in one statement, quick for thousands. All have
 * been welcomed. The n-th, from 1, has the number `firstNumber` + n - 1 and the language at n modulo their count.
 * @param place.classId the children's class; null: they are at the school only
 */
export async function buildManyFamilies(
  db: Kysely<Database>,
  place: { schoolId: string; classId: string | null },
  families: { count: number; firstNumber: number; languages: readonly string[] },
): Promise<void> {
  const { count, firstNumber, languages } = families;
  await sql`
    with family as materialized (
      select n, uuidv7() as student, uuidv7() as guardian, uuidv7() as address
      from generate_series(1, ${count}::integer) n),
    students as (
      insert into student (id, school_id, given_name, family_name, grade, created_at)
      select student, ${place.schoolId}, 'Given' || n, 'Family' || n, '3', now() from family),
    guardians as (
      insert into guardian (id, name, home_language, created_at)
      select guardian, 'Guardian ' || n, (${[...languages]}::text[])[1 + n % ${languages.length}::integer], now()
      from family),
    addresses as (
      insert into address (id, e164, created_at)
      select address, '+' || (${firstNumber}::bigint - 1 + n), now() from family),
    welcomed as (
      insert into contact_preference (address_id, welcomed_at, updated_at) select address, now(), now() from family),
    enrolled as (
      insert into enrollment (class_id, student_id)
      select ${place.classId}::uuid, student from family where ${place.classId}::uuid is not null),
    related as (
      insert into guardian_student (guardian_id, student_id, relationship)
      select guardian, student, 'mother' from family)
    insert into guardian_address (guardian_id, address_id) select guardian, address from family`.execute(db);
}
