import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { PreparedParts } from './prepare-body.js';

/** What was queued longer ago and has left does not come back undelivered any more. */
export const comesBackDays = 7;

/** A text that waits to go out, in the words it is to go out in. */
export interface WaitingText {
  messageId: string;
  body: string;
  /** The language of the body. */
  sentIn: string;
  /** As it stands in the thread, and its language. */
  text: string;
  language: string;
  /** The English of a text of the language files, as it is beside it. */
  english: string | null;
  /** It may go out in parts where it is too long for one text. */
  maySplit: boolean;
}

/** Which texts: the languages they go out in, and what their words match. */
interface Wording {
  languages: readonly string[];
  pattern: string;
}

/**
 * Texts that wait with these words in them, for a person too, locked; in parts, only as long as none of them has gone.
 * @param messageIds only those of these
 */
export async function lockWaitingTexts(
  trx: Transaction<Database>,
  { languages, pattern }: Wording,
  messageIds?: readonly string[],
): Promise<WaitingText[]> {
  const rows = await sql<WaitingText>`
    select d.message_id, d.body, d.language as sent_in, m.text, coalesce(m.language, d.language) as language,
      d.may_split,
      (select t.text from message_translation t
        where t.message_id = m.id and t.language = 'en' and t.engine = 'library') as english
    from delivery d join message m on m.id = d.message_id
    where d.state in ('waiting', 'held') and d.next_part = 1
      ${messageIds === undefined ? sql`` : sql`and d.message_id = any(${[...messageIds]}::uuid[])`}
      and d.language = any(${[...languages]}::text[]) and d.body ~ ${pattern}
    order by d.message_id
    for update of d`.execute(trx);
  return rows.rows;
}

/** Texts the carrier has with these words in them, of those that may still come back. */
export async function textsUnderWay(
  trx: Transaction<Database>,
  now: Date,
  { languages, pattern }: Wording,
): Promise<string[]> {
  const rows = await sql<{ messageId: string }>`
    select d.message_id from delivery d
    where d.created_at > ${now}::timestamptz - ${comesBackDays} * interval '1 day'
      and d.state in ('sending', 'accepted', 'sent') and d.next_part = 1
      and d.language = any(${[...languages]}::text[]) and d.body ~ ${pattern}`.execute(trx);
  return rows.rows.map((row) => row.messageId);
}

/** For a row of `delivery d`: a part of it has gone or is on its way, and another one is still to go. */
export const isPartlyGone = sql<boolean>`(d.parts is not null and (
  (d.state = 'waiting' and d.next_part > 1) or (d.state = 'sending' and d.next_part < cardinality(d.parts))))`;

/** How many texts with these words are under way with a part gone already: the rest has to go as it is. */
export async function countPartlyGone(
  trx: Transaction<Database>,
  { languages, pattern }: Wording,
): Promise<number> {
  const row = await sql<{ count: number }>`
    select count(*)::integer as count from delivery d
    where d.state in ('waiting', 'sending') and ${isPartlyGone} and d.language = any(${[...languages]}::text[])
      and d.body ~ ${pattern}`.execute(trx);
  return row.rows[0]?.count ?? 0;
}

/** Changes what texts that wait say, in which language, and what they cost. */
export async function changeWaitingTexts(
  trx: Transaction<Database>,
  texts: readonly (Pick<PreparedParts, 'body' | 'encoding' | 'segments' | 'parts'> & {
    messageId: string;
    sentIn: string;
  })[],
): Promise<void> {
  if (texts.length === 0) return;
  const rows = texts.map(({ messageId, body, encoding, segments, parts, sentIn }) => ({
    ...{ message_id: messageId, body, encoding, segments, language: sentIn },
    parts: parts?.map((part) => part.body) ?? null,
  }));
  await sql`
    update delivery d set body = t.body, encoding = t.encoding, segments = t.segments, language = t.language,
      parts = t.parts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, body text, encoding text,
      segments integer, language text, parts text[])
    where d.message_id = t.message_id and d.state in ('waiting', 'held')`.execute(trx);
}
