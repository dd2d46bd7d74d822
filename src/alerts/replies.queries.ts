import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

/** So long after the alert a family's text counts as an answer to it, in hours. */
const replyHours = 48;

/**
 * Texts of families of this person's schools that answer an alert, as `r`, `sent` and `message`: what was written after
 * it, within two days, while the alert was the last thing the family had been sent, answers of the house itself aside.
 */
function replies(staff: SignedInStaff, alertId: string): RawBuilder<unknown> {
  return sql`
    from alert_recipient r
    join message sent on sent.id = r.message_id
    join message on message.conversation_id = sent.conversation_id and message.direction = 'in'
      and message.position > sent.position
      and message.created_at <= sent.created_at + ${replyHours} * interval '1 hour'
    where r.alert_id = ${alertId} and ${ofOwnSchools(staff, 'r.school_id')}
      and not exists (select from message o where o.conversation_id = sent.conversation_id and o.direction = 'out'
        and o.position > sent.position and o.position < message.position and o.purpose <> 'system')`;
}

/** A reply that staff have answered since, with a text that went out or is on its way. */
const isAnswered = sql<boolean>`exists (select from message o join delivery d on d.message_id = o.id
  where o.conversation_id = message.conversation_id and o.position > message.position and o.purpose = 'reply'
    and d.state not in ('failed', 'dropped'))`;

export interface ReplyRow {
  id: string;
  conversationId: string;
  guardian: string | null;
  language: string | null;
  text: string;
  translation: string | null;
  createdAt: Date;
  answered: boolean;
}

/** Replies to an alert, the newest first. */
export async function readReplies(
  db: Kysely<Database>,
  staff: SignedInStaff,
  alertId: string,
  page: { before: string | null; limit: number },
): Promise<ReplyRow[]> {
  const rows = await sql<ReplyRow>`
    select x.*, (select string_agg(distinct g.name, ', ') from guardian_address ga
                 join guardian g on g.id = ga.guardian_id
                 where ga.address_id = x.address_id and ga.retired_at is null) as guardian,
      (select t.text from message_translation t where t.message_id = x.id and t.language = 'en') as translation
    from (select message.id, message.conversation_id, r.address_id, message.language, message.text,
            message.created_at, ${isAnswered} as answered
          ${replies(staff, alertId)} and (${page.before}::uuid is null or message.id < ${page.before})
          order by message.id desc limit ${page.limit}) x
    order by x.id desc`.execute(db);
  return rows.rows;
}

/** How many texts answer an alert, and how many families wait for an answer of staff. */
export async function countReplies(
  db: Kysely<Database>,
  staff: SignedInStaff,
  alertId: string,
): Promise<{ replies: number; unanswered: number }> {
  const rows = await sql<{ replies: number; unanswered: number }>`
    select count(*)::integer as replies,
      count(distinct message.conversation_id) filter (where not ${isAnswered})::integer as unanswered
    ${replies(staff, alertId)}`.execute(db);
  return rows.rows[0] ?? { replies: 0, unanswered: 0 };
}

export interface Replier {
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  studentId: string | null;
  chosenLanguage: string | null;
  /** The language the alert went to them in. */
  language: string | null;
}

/**
 * The families that wait for an answer, their conversations locked in the order of their ids. Whoever answers the same
 * alert at the same moment waits, and then sees whom this one has answered.
 */
export async function lockRepliers(
  trx: Transaction<Database>,
  staff: SignedInStaff,
  alertId: string,
): Promise<Replier[]> {
  await sql`select from alert where id = ${alertId} for no key update`.execute(trx);
  const rows = await sql<Replier>`
    select c.id as conversation_id, c.address_id, c.school_id, c.line_id, c.student_id, w.language,
      (select a.language from address a where a.id = c.address_id) as chosen_language
    from conversation c
    join (select distinct message.conversation_id, r.language ${replies(staff, alertId)} and not ${isAnswered}) w
      on w.conversation_id = c.id
    order by c.id
    for update of c`.execute(trx);
  return rows.rows;
}

/** The languages of those who wait for an answer, and how many families each has; the most spoken first. */
export async function replierLanguages(
  db: Kysely<Database>,
  staff: SignedInStaff,
  alertId: string,
): Promise<{ language: string; families: number }[]> {
  const rows = await sql<{ language: string; families: number }>`
    select coalesce(a.language, r.language, 'en') as language, count(distinct r.conversation_id)::integer as families
    from (select distinct message.conversation_id, r.address_id, r.language ${replies(staff, alertId)}
          and not ${isAnswered}) r
    join address a on a.id = r.address_id
    group by 1 order by 2 desc, 1`.execute(db);
  return rows.rows;
}

export async function insertAnswer(
  trx: Transaction<Database>,
  now: Date,
  answer: { alertId: string; staffId: string; text: string; families: number; held: number },
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('alertAnswer')
    .values({ ...answer, id, createdAt: now })
    .execute();
  return id;
}

/** What was answered to everybody, the newest first. */
export async function readAnswers(
  db: Kysely<Database>,
  alertId: string,
): Promise<{ text: string; by: string; families: number; held: number; createdAt: Date }[]> {
  return db
    .selectFrom('alertAnswer')
    .innerJoin('staff', 'staff.id', 'alertAnswer.staffId')
    .select(['alertAnswer.text', 'staff.name as by', 'alertAnswer.families', 'alertAnswer.held'])
    .select('alertAnswer.createdAt')
    .where('alertId', '=', alertId)
    .orderBy('alertAnswer.createdAt', 'desc')
    .limit(50)
    .execute();
}
