import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import type { Position } from './cursor.js';

/** `mine`: given to me, or in a language I speak; `others`: the rest of my schools'. */
export type ReviewScope = 'mine' | 'others';

export interface ReviewRow {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  schoolName: string;
  timeZone: string;
  language: string;
  reason: string;
  isBulk: boolean;
  ownerId: string | null;
  ownerName: string | null;
  dueAt: Date;
  openedAt: Date;
  overdueSince: Date | null;
  /** Whose words wait; null where they are ours. */
  senderName: string | null;
  text: string;
  textLanguage: string | null;
  draft: string | null;
  /** How many get it. */
  families: number;
  /** All of them get these very words, not only words of this form. */
  isOneText: boolean;
  /** Somebody of the school, or of the district, speaks the language. */
  hasSpeaker: boolean;
}

/** Texts that wait for somebody who reads their language and that this person may read. */
const waiting = (staff: SignedInStaff): RawBuilder<unknown> => sql`
  from translation_review r
  join message on message.id = r.message_id
  join conversation on conversation.id = message.conversation_id
  join delivery d on d.message_id = r.message_id
  where r.state = 'open' and d.state = 'held' and ${seesConversation(staff)} and ${seesMessage(staff)}`;

const isMine = (staff: SignedInStaff): RawBuilder<boolean> =>
  sql`(r.owner_staff_id is not distinct from ${staff.id}::uuid or r.language = any(${[...staff.languages]}::text[]))`;

/** Texts that say the same are one card: its first text stands for it. */
const card = sql`coalesce(r.group_key, r.message_id::text)`;

/** One page of cards, the most pressing first; one more than `limit` where there are more. */
export async function listReviewRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
  {
    scope,
    schoolId,
    after,
    limit,
  }: { scope: ReviewScope; schoolId?: string | undefined; after: Position | undefined; limit: number },
): Promise<ReviewRow[]> {
  const rows = await sql<ReviewRow>`
    with cards as (
      select (array_agg(r.message_id order by r.due_at, r.message_id))[1] as message_id, min(r.due_at) as due_at,
        count(distinct conversation.address_id)::integer as families, count(distinct message.text) = 1 as is_one_text
      ${waiting(staff)}
        and ${scope === 'mine' ? isMine(staff) : sql`not ${isMine(staff)}`}
        ${schoolId === undefined ? sql`` : sql`and conversation.school_id = ${schoolId}`}
      group by ${card}),
    page as (
      select * from cards
      ${after === undefined ? sql`` : sql`where (due_at, message_id) > (${after.at}, ${after.id}::uuid)`}
      order by due_at, message_id limit ${limit + 1})
    select r.message_id, c.id as conversation_id, c.address_id, c.school_id, s.name as school_name, s.time_zone,
      r.language, r.reason, r.is_bulk, r.owner_staff_id as owner_id, owner.name as owner_name, page.due_at, r.opened_at,
      r.overdue_since, sender.name as sender_name, m.text, m.language as text_language, page.families, page.is_one_text,
      exists (select from staff k left join staff_school ks on ks.staff_id = k.id and ks.school_id = r.school_id
        where k.active and r.language = any(k.languages)
          and (ks.staff_id is not null or k.role = 'district_admin')) as has_speaker,
      coalesce((select t.text from message_translation t where t.message_id = m.id and t.language = r.language
        and t.withdrawal_id is null), case when m.language = r.language and r.before_text is not null then m.text end)
        as draft
    from page join translation_review r on r.message_id = page.message_id
    join message m on m.id = r.message_id
    join conversation c on c.id = m.conversation_id
    join school s on s.id = c.school_id
    left join staff owner on owner.id = r.owner_staff_id
    left join staff sender on sender.id = m.sender_staff_id
    order by page.due_at, r.message_id`.execute(db);
  return rows.rows;
}

export interface ReviewCounts {
  mine: number;
  others: number;
  /** Of mine: past their deadline. */
  overdue: number;
}

/** How many cards wait for this person, and for others of the schools. */
export async function countReviews(
  db: Kysely<Database>,
  now: Date,
  staff: SignedInStaff,
): Promise<ReviewCounts> {
  const counted = await sql<ReviewCounts>`
    select count(distinct ${card}) filter (where ${isMine(staff)})::integer as mine,
      count(distinct ${card}) filter (where not ${isMine(staff)})::integer as others,
      count(distinct ${card}) filter (where ${isMine(staff)} and r.due_at <= ${now})::integer as overdue
    ${waiting(staff)}`.execute(db);
  return counted.rows[0] ?? { mine: 0, others: 0, overdue: 0 };
}
