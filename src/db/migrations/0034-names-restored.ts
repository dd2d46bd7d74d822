import { sql, type Kysely } from 'kysely';

/**
 * A dump is restored with an empty search path, and what a table computes is read again then: a function in it names
 * the schema of the functions it calls, or guardians and students do not come back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const found = await sql<{ schema: string }>`
    select quote_ident(n.nspname) as schema from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.oid = to_regprocedure('fold_name(text)')`.execute(db);
  const schema = found.rows[0]?.schema;
  if (schema === undefined) throw new Error('There is no function fold_name.');
  await sql.raw(nameGrams(schema)).execute(db);
}

/** As it was made by 0009-households, but for the schema. */
const nameGrams = (schema: string): string => `
create or replace function ${schema}.name_grams(name text) returns text[] language sql immutable parallel safe as $$
  with words as (
    select word from regexp_split_to_table(${schema}.fold_name(name), '[\\s.,;:()/''"’ʼ-]+') as word where word <> '')
  select coalesce(array_agg(distinct gram), '{}') from (
    select substr(word, n, 2) as gram from words, generate_series(1, length(word) - 1) as n
    union all
    select ' ' || left(word, 1) from words
    union all
    select letter from words, regexp_split_to_table(word, '') as letter
    where letter between '㐀' and '鿿') grams
$$`;
