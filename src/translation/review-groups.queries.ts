import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { GroupFacts } from './review-group.js';

/** Texts with their drafts in these languages, and the names of the people of each text's family. */
export async function readGroupFacts(
  db: Kysely<Database>,
  texts: readonly { messageId: string; language: string }[],
): Promise<Map<string, GroupFacts>> {
  if (texts.length === 0) return new Map();
  const rows = JSON.stringify(texts.map((text) => ({ id: text.messageId, language: text.language })));
  const facts = await sql<GroupFacts & { messageId: string }>`
    select m.id as message_id, m.text,
      (select t.text from message_translation t
        where t.message_id = m.id and t.language = n.language and t.withdrawal_id is null) as draft,
      coalesce((
        select array_agg(distinct v.name) from guardian_address ga
        join guardian g on g.id = ga.guardian_id
        left join guardian_student gs on gs.guardian_id = g.id
        left join student s on s.id = gs.student_id
        cross join lateral (values (g.name), (s.given_name), (s.given_name || ' ' || s.family_name)) as v (name)
        where ga.address_id = c.address_id and ga.retired_at is null and v.name is not null), '{}') as names
    from jsonb_to_recordset(${rows}::jsonb) as n (id uuid, language text)
    join message m on m.id = n.id join conversation c on c.id = m.conversation_id`.execute(db);
  return new Map(facts.rows.map(({ messageId, ...rest }) => [messageId, rest]));
}

/** The group a text waits in: itself alone, or with others that say the same. */
export async function readGroupKey(
  db: Kysely<Database>,
  messageId: string,
): Promise<string | null | undefined> {
  const row = await db
    .selectFrom('translationReview')
    .select('groupKey')
    .where('messageId', '=', messageId)
    .executeTakeFirst();
  return row?.groupKey;
}

/** Somebody decided about texts that waited, at once. */
export async function settleReviews(
  trx: Transaction<Database>,
  now: Date,
  by: { state: 'released' | 'discarded'; staffId: string },
  texts: readonly { messageId: string; afterText: string | null }[],
): Promise<void> {
  const rows = texts.map((text) => ({ id: text.messageId, after: text.afterText }));
  await sql`
    update translation_review r
    set state = ${by.state}, after_text = t.after, settled_at = ${now}, settled_by_staff_id = ${by.staffId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, after text)
    where r.message_id = t.id and r.state in ('open', 'called')`.execute(trx);
}
