import { sql, type Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { buildClass, buildSchool, buildStaff } from '../support/builders.js';
import { buildManyFamilies } from '../support/many-families.js';

const firstNumber = 12_120_000_001;

export interface BenchDistrict {
  schoolId: string;
  lineId: string;
  line: string;
  teacherId: string;
  classId: string;
}

/**
 * A school with one line that is never too slow, open at all hours, and a class with so many families of one guardian,
 * one child and one phone each, in four languages.
 */
export async function seedDistrict(db: Kysely<Database>, families: number): Promise<BenchDistrict> {
  const { schoolId, lineId } = await buildSchool(db);
  await sql`update school set contact_from = '00:00', contact_until = '00:00'`.execute(db);
  await sql`update line set messages_per_second = 1000000`.execute(db);
  const { e164: line } = await db.selectFrom('line').select('e164').executeTakeFirstOrThrow();
  const { id: teacherId } = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
  const { classId } = await buildClass(db, { schoolId, teacherId });
  await buildManyFamilies(
    db,
    { schoolId, classId },
    { count: families, firstNumber, languages: ['es', 'ht', 'zh-Hans', 'en'] },
  );
  return { schoolId, lineId, line, teacherId, classId };
}

/** The number of the n-th family, from 1. */
export function numberOf(n: number): string {
  return `+${firstNumber - 1 + n}`;
}

/**
 * Fills the tables with so many texts that are over and done, half of them in and half out, spread over the families'
 * conversations. Foreign keys are not checked while it does.
 */
export async function storeOldTexts(
  db: Kysely<Database>,
  { schoolId, lineId }: BenchDistrict,
  count: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`
      insert into conversation (id, address_id, school_id, line_id, last_message_at, created_at)
      select uuidv7(), id, ${schoolId}, ${lineId}, now(), now() from address`.execute(trx);
    await sql`
      create temporary table old_text on commit drop as
      select uuidv7() as id, uuidv7() as attempt_id, c.id as conversation_id, c.address_id, n,
        1 + n / total as position, n / total % 2 = 0 as is_out,
        now() - interval '1 year' * (1 - n::float / ${count}) as at
      from (select n, total, n % total as r
            from generate_series(0, ${count}::integer - 1) n,
              (select count(*)::integer as total from conversation) counted) numbered
      join (select id, address_id, (row_number() over () - 1)::integer as r from conversation) c using (r)`.execute(
      trx,
    );
    await sql`
      insert into message (id, conversation_id, position, direction, purpose, sender_role, line_id, text, language,
        carrier_sid, created_at)
      select id, conversation_id, position, case when is_out then 'out' else 'in' end,
        case when is_out then 'learning' end, case when is_out then 'system' end, ${lineId},
        'An older text about nothing in particular, number ' || n, 'en',
        case when not is_out then 'SM' || md5('old' || n) end, at
      from old_text order by n`.execute(trx);
    await sql`
      insert into delivery (message_id, line_id, address_id, school_id, purpose, body, language, encoding, segments,
        priority, state, tries, created_at, settled_at)
      select id, ${lineId}, address_id, ${schoolId}, 'learning', 'An older text', 'en', 'GSM-7', 1, 5, 'delivered', 1,
        at, at
      from old_text where is_out order by n`.execute(trx);
    await sql`
      insert into delivery_attempt (id, message_id, n, line_id, address_id, state, claim_token, claimed_at,
        request_started_at, carrier_sid, carrier_status, settled_at)
      select attempt_id, id, 1, ${lineId}, address_id, 'delivered', uuidv7(), at, at, 'SM' || md5('out' || n),
        'delivered', at
      from old_text where is_out order by n`.execute(trx);
    await sql`
      insert into contact_slot (address_id, week, slot, message_id, sender, by_teacher, reserved_at)
      select address_id, date_trunc('week', at)::date, 1, id, 'learning:', false, at
      from old_text where is_out and at < date_trunc('week', now()) order by n
      on conflict do nothing`.execute(trx);
    await sql`
      insert into contact_day (address_id, day, slot, message_id)
      select address_id, at::date, 1, id from old_text where is_out and at < date_trunc('week', now()) order by n
      on conflict do nothing`.execute(trx);
    await sql`
      update conversation c set last_position = m.position
      from (select conversation_id, max(position) as position from message group by 1) m
      where m.conversation_id = c.id`.execute(trx);
  });
  await sql`analyze`.execute(db);
}

/** Queues one text to each of the first families, which wait until `letGo`. */
export async function queueHeldTexts(
  db: Kysely<Database>,
  { schoolId, lineId, teacherId }: BenchDistrict,
  count: number,
): Promise<void> {
  await sql`
    with opened as (
      insert into conversation (id, address_id, school_id, line_id, last_position, last_message_at, created_at)
      select uuidv7(), id, ${schoolId}, ${lineId}, 1, now(), now() from address order by e164 limit ${count}
      on conflict (address_id, school_id) do update
        set last_position = conversation.last_position + 1, last_message_at = now()
      returning id, address_id, last_position),
    text as materialized (select uuidv7() as id, opened.id as conversation_id, address_id, last_position from opened),
    written as (
      insert into message (id, conversation_id, position, direction, purpose, subtype, sender_role, sender_staff_id,
        line_id, text, language, created_at)
      select id, conversation_id, last_position, 'out', 'learning', 'nudge', 'teacher', ${teacherId}, ${lineId},
        ${benchBody}, 'en', now() from text)
    insert into delivery (message_id, line_id, address_id, school_id, purpose, subtype, body, language, encoding,
      segments, priority, state, next_attempt_at, created_at)
    select id, ${lineId}, address_id, ${schoolId}, 'learning', 'nudge', ${benchBody}, 'en', 'GSM-7', 1, 5, 'held',
      now(), now() from text`.execute(db);
}

/** Every text that waits for it is due now. */
export async function letGo(db: Kysely<Database>): Promise<void> {
  await sql`update delivery set state = 'waiting', next_attempt_at = now() where state = 'held'`.execute(db);
}

/** The words of every outbound text that is measured. */
export const benchBody =
  'From Ms. Rivera, 3B: tonight, ask your child to tell you one thing about fractions.';
