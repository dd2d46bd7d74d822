import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { Purpose } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';
import type { DeliveryState } from '../delivery/delivery.table.js';

/** A text a withdrawal can begin with. */
export interface Beginning {
  messageId: string;
  conversationId: string;
  schoolId: string;
  direction: 'in' | 'out';
  purpose: Purpose | null;
  /** It said an earlier text anew. */
  isCorrection: boolean;
  text: string;
  language: string | null;
  /** The family's, of a text of ours. */
  sentIn: string | null;
  translations: { language: string; text: string; engine: string; withdrawn: boolean }[];
  /** The words of a free alert. */
  alertText: string | null;
}

/** A text this person may read, with what stands beside it. */
export async function readBeginning(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
): Promise<Beginning | undefined> {
  const found = await sql<Beginning>`
    select message.id as message_id, message.conversation_id, conversation.school_id, message.direction,
      message.purpose, message.subtype is not distinct from 'correction' as is_correction, message.text,
      message.language, d.language as sent_in,
      coalesce((select jsonb_agg(jsonb_build_object('language', t.language, 'text', t.text, 'engine', t.engine,
          'withdrawn', t.withdrawal_id is not null))
        from message_translation t where t.message_id = message.id), '[]') as translations,
      (select a.own_text from alert_recipient r join alert a on a.id = r.alert_id
        where r.message_id = message.id) as alert_text
    from message join conversation on conversation.id = message.conversation_id
    left join delivery d on d.message_id = message.id
    where message.id = ${messageId} and ${seesConversation(staff)} and ${seesMessage(staff)}`.execute(db);
  return found.rows[0];
}

/** A text of the newest run of a nudge in a language, of those this person may read. */
export async function readNudgeText(
  db: Kysely<Database>,
  staff: SignedInStaff,
  { nudgeId, language }: { nudgeId: string; language: string },
): Promise<string | undefined> {
  const found = await sql<{ id: string }>`
    select message.id
    from nudge_run nr join nudge_recipient rc on rc.nudge_run_id = nr.id
    join message on message.id = rc.message_id
    join conversation on conversation.id = message.conversation_id
    join delivery d on d.message_id = message.id
    where nr.nudge_id = ${nudgeId} and d.language = ${language} and ${seesConversation(staff)} and ${seesMessage(staff)}
    order by nr.opened_at desc, message.id limit 1`.execute(db);
  return found.rows[0]?.id;
}

export interface MemoryEntry {
  id: string;
  fromLanguage: string;
  toLanguage: string;
  sourceForm: string;
  target: string;
}

export function readMemoryEntry(db: Kysely<Database>, id: string): Promise<MemoryEntry | undefined> {
  return db
    .selectFrom('translationMemory')
    .select(['id', 'fromLanguage', 'toLanguage', 'sourceForm', 'target'])
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirst();
}

/** A text that may hold the words in question. */
export interface Candidate {
  messageId: string;
  conversationId: string;
  addressId: string;
  schoolId: string;
  position: number;
  purpose: Purpose | null;
  isCorrection: boolean;
  source: string;
  translated: string;
  /** Of a text of ours. */
  state: DeliveryState | null;
  /** Whoever asks may read it. */
  isVisible: boolean;
}

/** Older texts are left alone: whoever relied on them has done so. */
const lookBackDays = 365;

/**
 * Texts with such a translation, the newest first, and not among what was withdrawn before.
 * @param since only those queued since, and not those in the words of a person, who knew of the withdrawal
 */
export async function readCandidates(
  db: Kysely<Database>,
  now: Date,
  staff: SignedInStaff,
  words: { direction: 'to_family' | 'to_staff'; from: string; to: string; like: string },
  since?: Date,
): Promise<Candidate[]> {
  const { from, to, like } = words;
  const which: RawBuilder<unknown> =
    words.direction === 'to_staff'
      ? sql`message.direction = 'in' and message.language = ${from} and t.text like ${like}
          and t.withdrawal_id is null`
      : sql`message.direction = 'out' and message.purpose <> 'system' and d.language = ${to}
          and d.state not in ('failed', 'dropped') and (
            (message.language = ${from} and t.text like ${like} and t.withdrawal_id is null)
            or (message.language = ${to} and library.text is not null and message.text like ${like}))`;
  const rows = await sql<Candidate>`
    select message.id as message_id, message.conversation_id, conversation.address_id, conversation.school_id,
      message.position, message.purpose, message.subtype is not distinct from 'correction' as is_correction, d.state,
      case when message.language = ${from} then message.text else library.text end as source,
      case when message.language = ${from} then t.text else message.text end as translated,
      ${seesConversation(staff)} and ${seesMessage(staff)} as is_visible
    from message join conversation on conversation.id = message.conversation_id
    left join delivery d on d.message_id = message.id
    left join message_translation t on t.message_id = message.id and t.language = ${to}
    left join message_translation library
      on library.message_id = message.id and library.language = ${from} and library.engine = 'library'
    where ${which}
      ${since === undefined ? sql`` : sql`and d.created_at > ${since} and t.engine is distinct from 'person'`}
      and message.created_at > ${now}::timestamptz - ${lookBackDays} * interval '1 day'
      and not exists (
        select from withdrawn_text wt join translation_withdrawal w on w.id = wt.withdrawal_id
        where wt.message_id = message.id and wt.kind <> 'answer' and w.state <> 'undone')
    order by message.id desc`.execute(db);
  return rows.rows;
}

/** Conversations come first, as everywhere: whoever lets a text of theirs go has them, and waits for the text. */
export async function lockConversationsOf(trx: Transaction<Database>, ids: readonly string[]): Promise<void> {
  await sql`select id from conversation where id = any(${[...ids]}::uuid[]) order by id for update`.execute(
    trx,
  );
}

/** What staff wrote in these conversations after reading a text there. */
export async function readAnswers(
  db: Kysely<Database>,
  reads: readonly { conversationId: string; position: number }[],
): Promise<{ messageId: string; conversationId: string; addressId: string; schoolId: string }[]> {
  if (reads.length === 0) return [];
  const rows = JSON.stringify(reads.map((one) => ({ id: one.conversationId, position: one.position })));
  const answers = await sql<{
    messageId: string;
    conversationId: string;
    addressId: string;
    schoolId: string;
  }>`
    select distinct m.id as message_id, c.id as conversation_id, c.address_id, c.school_id
    from jsonb_to_recordset(${rows}::jsonb) as r (id uuid, position integer)
    join conversation c on c.id = r.id
    join message m on m.conversation_id = c.id and m.position > r.position
    where m.direction = 'out' and m.purpose = 'reply' and m.sender_staff_id is not null`.execute(db);
  return answers.rows;
}
