import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { Database } from '../db/database.js';
import type { DeliveryState } from '../delivery/delivery.table.js';
import { isPartlyGone } from '../delivery/reword.queries.js';
import type { Position } from '../inbox/cursor.js';
import type { FixedTextChange } from '../translation/translation.table.js';
import { isAdministrator } from './who-may.js';

/** What a text of ours says on the phone, and in which language; undefined where this person may not read it. */
export async function readSentWords(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
): Promise<{ body: string; language: string } | undefined> {
  const found = await sql<{ body: string; language: string }>`
    select coalesce(d.body, message.text) as body, d.language
    from message join conversation on conversation.id = message.conversation_id
    join delivery d on d.message_id = message.id
    where message.id = ${messageId} and message.direction = 'out' and ${seesConversation(staff)}
      and ${seesMessage(staff)}`.execute(db);
  return found.rows[0];
}

export interface FixedTextRow {
  id: string;
  language: string;
  key: string;
  wrong: string;
  english: string;
  messageId: string | null;
  reason: string;
  by: string;
  withdrawnByStaffId: string;
  withdrawnAt: Date;
  correction: string | null;
  correctedBy: string | null;
  correctedAt: Date | null;
  undoneBy: string | null;
  undoneAt: Date | null;
}

const row: RawBuilder<unknown> = sql`
  select w.id, w.language, w.key, w.wrong, w.english, w.message_id, w.reason, who.name as by,
    w.withdrawn_by_staff_id, w.withdrawn_at, w.correction, corrector.name as corrected_by, w.corrected_at,
    undoer.name as undone_by, w.undone_at
  from fixed_text_withdrawal w
  join staff who on who.id = w.withdrawn_by_staff_id
  left join staff corrector on corrector.id = w.corrected_by_staff_id
  left join staff undoer on undoer.id = w.undone_by_staff_id`;

/** `mayKnow` for a row of the table: who reads the language, withdrew the text, or is an administrator. */
const knowsOf = (staff: SignedInStaff): RawBuilder<boolean> =>
  isAdministrator(staff)
    ? sql`true`
    : sql`(w.language = any(${[...staff.languages]}::text[]) or w.withdrawn_by_staff_id = ${staff.id})`;

/** One withdrawal this person may know of. */
export async function readFixedTextRow(
  db: Kysely<Database>,
  staff: SignedInStaff,
  id: string,
): Promise<FixedTextRow | undefined> {
  const found = await sql<FixedTextRow>`${row} where w.id = ${id} and ${knowsOf(staff)}`.execute(db);
  return found.rows[0];
}

/** The withdrawals of a language that stand, by the key of the text; the newest where a file has changed since. */
export async function readStandingIds(
  db: Kysely<Database>,
  staff: SignedInStaff,
  language: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql<{ key: string; id: string }>`
    select w.key, w.id from fixed_text_withdrawal w
    where w.undone_at is null and w.language = ${language} and ${knowsOf(staff)}
    order by w.withdrawn_at, w.id`.execute(db);
  return new Map(rows.rows.map(({ key, id }) => [key, id]));
}

const inState: Readonly<Record<'standing' | 'english' | 'undone', RawBuilder<boolean>>> = {
  standing: sql`w.undone_at is null`,
  english: sql`w.undone_at is null and w.correction is null`,
  undone: sql`w.undone_at is not null`,
};

/** The newest first; one row more than `limit` where there are more. */
export async function listFixedTextRows(
  db: Kysely<Database>,
  staff: SignedInStaff,
  { state, after, limit }: { state: keyof typeof inState; after: Position | undefined; limit: number },
): Promise<FixedTextRow[]> {
  const rows = await sql<FixedTextRow>`${row}
    where ${inState[state]} and ${knowsOf(staff)}
      ${after === undefined ? sql`` : sql`and (w.withdrawn_at, w.id) < (${after.at}, ${after.id}::uuid)`}
    order by w.withdrawn_at desc, w.id desc limit ${limit + 1}`.execute(db);
  return rows.rows;
}

export interface FixedTextChangeRow {
  id: string;
  what: FixedTextChange;
  words: string;
  reason: string | null;
  by: string;
  changedAt: Date;
}

/** What became of a withdrawn text, the newest change first. */
export function readFixedTextChanges(db: Kysely<Database>, id: string): Promise<FixedTextChangeRow[]> {
  return db
    .selectFrom('fixedTextChange as c')
    .innerJoin('staff', 'staff.id', 'c.staffId')
    .select(['c.id', 'c.what', 'c.words', 'c.reason', 'staff.name as by', 'c.changedAt'])
    .where('c.withdrawalId', '=', id)
    .orderBy('c.id', 'desc')
    .limit(50)
    .execute();
}

export interface GotItRow {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  state: DeliveryState;
  /** A part of it has gone, and the rest is still to go. */
  isPartlyGone: boolean;
  createdAt: Date;
}

/**
 * Texts that left with these words within a time, of those this person may read, the newest first; one row more than
 * `limit` where there are more. What is said about itself in no text (a voice on the telephone) is not among them. The
 * words are looked for in the texts of that time alone, to which the index `delivery_by_time` leads.
 */
export async function listTextsWith(
  db: Kysely<Database>,
  staff: SignedInStaff,
  {
    languages,
    patterns,
    likes,
    since,
    until,
    after,
    limit,
  }: {
    languages: readonly string[];
    patterns: readonly string[];
    /** One for each pattern: what the words hold in any case. */
    likes: readonly string[];
    since: Date;
    until: Date;
    after: Position | undefined;
    limit: number;
  },
): Promise<GotItRow[]> {
  const rows = await sql<GotItRow>`
    select message.id as message_id, message.conversation_id, conversation.address_id, conversation.school_id,
      d.state, ${isPartlyGone} as is_partly_gone, d.created_at
    from message join conversation on conversation.id = message.conversation_id
    join delivery d on d.message_id = message.id
    where d.created_at > ${since} and d.created_at <= ${until}
      and d.language = any(${[...languages]}::text[]) and d.state not in ('held', 'dropped', 'failed')
      and d.body like any(${[...likes]}::text[]) and d.body ~ any(${[...patterns]}::text[])
      and ${seesConversation(staff)} and ${seesMessage(staff)}
      ${after === undefined ? sql`` : sql`and (d.created_at, message.id) < (${after.at}, ${after.id}::uuid)`}
    order by d.created_at desc, message.id desc limit ${limit + 1}`.execute(db);
  return rows.rows;
}
