import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { ofOwnSchools, seesConversation, seesMessage } from '../auth/visibility.queries.js';
import { reachOf } from '../auth/visibility.js';
import type { ConsentStateName } from '../consent/consent.table.js';
import type { Purpose, SenderRole } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';
import { rightsOf, type RightsRow } from '../delivery/rights.queries.js';
import type { Position } from '../inbox/cursor.js';
import type {
  WithdrawalReaderTable,
  WithdrawalState,
  WithdrawnKind,
} from '../translation/translation.table.js';

export interface WithdrawalRow {
  id: string;
  direction: 'to_family' | 'to_staff';
  fromLanguage: string;
  toLanguage: string;
  source: string;
  wrong: string;
  sourceForm: string;
  wrongForm: string;
  messageId: string | null;
  /** This person may read the text it began with, or it began with none. */
  seesBeginning: boolean;
  reason: string;
  by: string;
  withdrawnAt: Date;
  ownerId: string | null;
  owner: string | null;
  dueAt: Date;
  draft: string | null;
  correction: string | null;
  state: WithdrawalState;
  settledBy: string | null;
  settledAt: Date | null;
  elsewhere: number;
  families: number;
  stopped: number;
  reading: number;
  answers: number;
}

/** A teacher relied on what she may read herself, not on all of a thread she opened. */
const seesText = (staff: SignedInStaff): RawBuilder<boolean> =>
  reachOf(staff) === 'classes'
    ? sql`exists (
        select from withdrawn_text x join message on message.id = x.message_id
        join conversation on conversation.id = x.conversation_id
        where x.withdrawal_id = w.id and ${seesConversation(staff)} and ${seesMessage(staff)})`
    : sql`true`;

/** Whoever relied on the words, has to see to them, or looks after a school of one of the texts. */
const concerns = (staff: SignedInStaff): RawBuilder<boolean> => sql`(
  w.withdrawn_by_staff_id = ${staff.id} or w.owner_staff_id = ${staff.id}
  or (exists (select from withdrawal_reader r where r.withdrawal_id = w.id and r.staff_id = ${staff.id})
    and ${seesText(staff)})
  ${
    reachOf(staff) === 'classes'
      ? sql``
      : sql`or exists (select from withdrawn_text x where x.withdrawal_id = w.id and ${ofOwnSchools(staff, 'x.school_id')})
        or (w.school_id is null and ${staff.role} in ('school_admin', 'district_admin'))`
  })`;

const row = (staff: SignedInStaff): RawBuilder<unknown> => sql`
  select w.id, w.direction, w.from_language, w.to_language, w.source, w.wrong, w.source_form, w.wrong_form,
    w.message_id, (w.message_id is null or exists (
      select from message join conversation on conversation.id = message.conversation_id
      where message.id = w.message_id and ${seesConversation(staff)} and ${seesMessage(staff)})) as sees_beginning,
    w.reason, who.name as by,
    w.withdrawn_at, w.owner_staff_id as owner_id, owner.name as owner, w.due_at, w.draft, w.correction, w.state,
    settler.name as settled_by, w.settled_at, w.elsewhere, n.*
  from translation_withdrawal w
  join staff who on who.id = w.withdrawn_by_staff_id
  left join staff owner on owner.id = w.owner_staff_id
  left join staff settler on settler.id = w.settled_by_staff_id
  cross join lateral (
    select count(*) filter (where kind = 'family')::integer as families,
      count(*) filter (where kind = 'stopped')::integer as stopped,
      count(*) filter (where kind = 'reading')::integer as reading,
      count(*) filter (where kind = 'answer')::integer as answers
    from withdrawn_text t where t.withdrawal_id = w.id) n`;

/** One withdrawal this person may know of. */
export async function readWithdrawalRow(
  db: Kysely<Database>,
  staff: SignedInStaff,
  id: string,
): Promise<WithdrawalRow | undefined> {
  const found = await sql<WithdrawalRow>`${row(staff)} where w.id = ${id} and ${concerns(staff)}`.execute(db);
  return found.rows[0];
}

/** Open ones, or those that are settled, the newest first; one row more than `limit` where there are more. */
export async function listWithdrawalRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
  { isOpen, after, limit }: { isOpen: boolean; after: Position | undefined; limit: number },
): Promise<WithdrawalRow[]> {
  const rows = await sql<WithdrawalRow>`${row(staff)}
    where ${isOpen ? sql`w.state = 'open'` : sql`w.state <> 'open'`} and ${concerns(staff)}
      ${after === undefined ? sql`` : sql`and (w.withdrawn_at, w.id) < (${after.at}, ${after.id}::uuid)`}
    order by w.withdrawn_at desc, w.id desc limit ${limit + 1}`.execute(db);
  return rows.rows;
}

/** Those this person relied on and has not seen to be wrong yet, or was given to put right. */
export async function listUnseenRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
): Promise<(WithdrawalRow & { how: WithdrawalReaderTable['how'] })[]> {
  const rows = await sql<WithdrawalRow & { how: WithdrawalReaderTable['how'] }>`
    select w.*, mine.how from (${row(staff)}
      where w.state <> 'undone' and exists (
        select from withdrawal_reader r where r.withdrawal_id = w.id and r.staff_id = ${staff.id}
          and r.seen_at is null and (case when w.state = 'open' and w.owner_staff_id = r.staff_id and 'passed_on' = any(r.how) then true
            else r.how <> '{passed_on}' and ${seesText(staff)} end))) w
    join withdrawal_reader mine on mine.withdrawal_id = w.id and mine.staff_id = ${staff.id}
    order by w.withdrawn_at desc limit 20`.execute(db);
  return rows.rows;
}

export interface WithdrawnTextRow {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  kind: WithdrawnKind;
  text: string;
  language: string | null;
  createdAt: Date;
  outcome: 'text' | 'call' | 'none' | null;
  outcomeReason: string | null;
}

/** The texts of a withdrawal this person may read, the oldest first. */
export async function readWithdrawnTexts(
  db: Kysely<Database>,
  staff: SignedInStaff,
  id: string,
  limit: number,
): Promise<WithdrawnTextRow[]> {
  const rows = await sql<WithdrawnTextRow>`
    select x.message_id, x.conversation_id, x.address_id, x.school_id, x.kind, message.text, message.language,
      message.created_at, x.outcome, x.outcome_reason
    from withdrawn_text x
    join message on message.id = x.message_id
    join conversation on conversation.id = x.conversation_id
    where x.withdrawal_id = ${id} and ${seesConversation(staff)} and ${seesMessage(staff)}
    order by array_position(array['family', 'stopped', 'reading', 'answer'], x.kind), x.message_id
    limit ${limit}`.execute(db);
  return rows.rows;
}

/** Who of the staff relied on the words. */
export function readReaders(
  db: Kysely<Database>,
  id: string,
): Promise<{ id: string; name: string; how: WithdrawalReaderTable['how']; seenAt: Date | null }[]> {
  return db
    .selectFrom('withdrawalReader as r')
    .innerJoin('staff', 'staff.id', 'r.staffId')
    .select(['staff.id', 'staff.name', 'r.how', 'r.seenAt'])
    .where('r.withdrawalId', '=', id)
    .orderBy('staff.name')
    .execute();
}

/** A text to be put right, and what is known of its family. */
export interface TextToCorrect extends RightsRow {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  kind: WithdrawnKind;
  purpose: Purpose | null;
  senderRole: SenderRole | null;
  studentId: string | null;
  guardianId: string | null;
  /** Its words in the language of the source. */
  source: string;
  consent: ConsentStateName;
  isBlocked: boolean;
  isUnreachable: boolean;
  /** Somebody has said since, in its thread, what it says. */
  isPutRight: boolean;
}

/** The texts families got, or those staff read, as they have to be put right; the newest of a family first. */
export async function readTextsToCorrect(
  db: Kysely<Database>,
  now: Date,
  id: string,
  fromLanguage: string,
): Promise<TextToCorrect[]> {
  const rows = await sql<TextToCorrect>`
    select x.message_id, x.conversation_id, x.address_id, x.school_id, c.line_id, x.kind, m.purpose, m.sender_role,
      m.student_id, m.guardian_id,
      coalesce(case when m.language = ${fromLanguage} then m.text end,
        (select t.text from message_translation t where t.message_id = m.id and t.language = ${fromLanguage}), m.text)
        as source,
      coalesce(co.state, 'subscribed') as consent,
      exists (select from carrier_block b
        where b.address_id = x.address_id and b.line_id = c.line_id and b.lifted_at is null) as is_blocked,
      a.unreachable_reason is not null as is_unreachable,
      exists (select from message_translation t where t.message_id = m.id and t.language = w.to_language
        and t.engine = 'person' and t.withdrawal_id is null and x.kind = 'reading') as is_put_right, rights.*
    from withdrawn_text x
    join translation_withdrawal w on w.id = x.withdrawal_id
    join message m on m.id = x.message_id
    join conversation c on c.id = x.conversation_id
    join address a on a.id = x.address_id
    left join delivery d on d.message_id = x.message_id
    cross join lateral ${rightsOf(now)} rights
    left join lateral consent_of(x.address_id, coalesce(m.purpose, 'reply'), ${now}) co on true
    where x.withdrawal_id = ${id} and x.kind in ('family', 'reading')
    order by array_position(array['alert', 'reply', 'learning', 'pulse'], m.purpose), x.message_id desc`.execute(
    db,
  );
  return rows.rows;
}

/** Texts that were stopped. */
export async function stoppedTexts(db: Kysely<Database>, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('withdrawnText')
    .select('messageId')
    .where('withdrawalId', '=', id)
    .where('kind', '=', 'stopped')
    .execute();
  return rows.map((one) => one.messageId);
}

/** Texts that were under way and are tried no more. */
export function underWayTexts(
  db: Kysely<Database>,
  id: string,
): Promise<{ messageId: string; usefulUntil: Date | null }[]> {
  return db
    .selectFrom('withdrawnText')
    .select(['messageId', 'usefulUntil'])
    .where('withdrawalId', '=', id)
    .where('wasUnderWay', '=', true)
    .execute();
}

/** The threads a withdrawal touches. */
export function touchedThreads(
  db: Kysely<Database>,
  id: string,
): Promise<{ conversationId: string; schoolId: string }[]> {
  return db
    .selectFrom('withdrawnText')
    .select(['conversationId', 'schoolId'])
    .where('withdrawalId', '=', id)
    .execute();
}
