import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { PreparedBody } from './prepare-body.js';

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
}

/** Texts that wait with these words in them, locked; not those that go out in parts. */
export async function lockWaitingTexts(
  trx: Transaction<Database>,
  { languages, pattern }: { languages: readonly string[]; pattern: string },
): Promise<WaitingText[]> {
  const rows = await sql<WaitingText>`
    select d.message_id, d.body, d.language as sent_in, m.text, coalesce(m.language, d.language) as language,
      (select t.text from message_translation t
        where t.message_id = m.id and t.language = 'en' and t.engine = 'library') as english
    from delivery d join message m on m.id = d.message_id
    where d.state = 'waiting' and d.parts is null and d.language = any(${[...languages]}::text[])
      and d.body ~ ${pattern}
    order by d.message_id
    for update of d`.execute(trx);
  return rows.rows;
}

/** Changes what texts that wait say, in which language, and what they cost. */
export async function changeWaitingTexts(
  trx: Transaction<Database>,
  texts: readonly (Pick<PreparedBody, 'body' | 'encoding' | 'segments'> & {
    messageId: string;
    sentIn: string;
  })[],
): Promise<void> {
  if (texts.length === 0) return;
  const rows = texts.map(({ messageId, body, encoding, segments, sentIn }) => ({
    ...{ message_id: messageId, body, encoding, segments, language: sentIn },
  }));
  await sql`
    update delivery d set body = t.body, encoding = t.encoding, segments = t.segments, language = t.language
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (message_id uuid, body text, encoding text,
      segments integer, language text)
    where d.message_id = t.message_id and d.state = 'waiting'`.execute(trx);
}
