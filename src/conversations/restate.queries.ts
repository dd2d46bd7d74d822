import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** Texts of ours that have not gone out say something else, perhaps in another language. */
export async function restateMessages(
  trx: Transaction<Database>,
  texts: readonly { messageId: string; text: string; language: string }[],
): Promise<void> {
  if (texts.length === 0) return;
  const rows = texts.map(({ messageId, text, language }) => ({ id: messageId, text, language }));
  await sql`
    update message m set text = t.text, language = t.language,
      -- What is in another language now is in that of the staff, and has no translation beside it.
      translation_state = case when m.language = t.language then m.translation_state else 'none_needed' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, text text, language text)
    where m.id = t.id and (m.text, m.language) is distinct from (t.text, t.language)`.execute(trx);
}
