import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Ask, FlowDocument } from '../flows/flow.js';

/** The answer to a nudge's question that a text may change. */
export interface AnsweredBefore {
  flowRunId: string;
  nudgeRunId: string;
  studentId: string | null;
  document: FlowDocument;
  ask: Ask;
  value: boolean | number | string;
  /** When the text came that holds it. */
  answeredAt: Date;
  /** Something else than our own thanks went to the family since. */
  isTextedSince: boolean;
}

/**
 * The answer a family gave by its last text before this one, within so many hours: thanks and small talk in between say
 * nothing. Undefined where its last text answered no nudge, or staff wrote since, who may have asked something themselves.
 */
export async function answeredBefore(
  trx: Transaction<Database>,
  { messageId, withinHours }: { messageId: string; withinHours: number },
): Promise<AnsweredBefore | undefined> {
  const found = await sql<AnsweredBefore>`
    with here as (select conversation_id, position, created_at from message where id = ${messageId}),
    last as (
      select m.id, m.conversation_id, m.position, m.created_at, here.position as until
      from message m join here on here.conversation_id = m.conversation_id
      where m.direction = 'in' and m.position < here.position
        and m.created_at > here.created_at - ${withinHours} * interval '1 hour'
        and not (m.processing = 'done' and m.media = '[]' and (m.understood ->> 'byPhone' is not null
          or m.understood ->> 'kind' in ('thanks', 'chatter') and m.understood ->> 'consent' is null
            and m.understood -> 'answer' ->> 'status' = 'none'))
      order by m.position desc limit 1)
    select rs.flow_run_id, fr.nudge_run_id, rs.student_id, fr.document, rs.value -> 'value' as value,
      jsonb_path_query_first(fr.document, '$.steps[*] ? (@.do == "ask").ask ? (@.key == $key)',
        jsonb_build_object('key', rs.ask)) as ask,
      last.created_at as answered_at,
      exists (select from message o where o.conversation_id = last.conversation_id and o.direction = 'out'
        and o.position between last.position and last.until and o.purpose <> 'system') as is_texted_since
    from last
    join response rs on rs.message_id = last.id
    join flow_run fr on fr.id = rs.flow_run_id
    where fr.nudge_run_id is not null and not exists (
      select from message o where o.conversation_id = last.conversation_id and o.direction = 'out'
        and o.position between last.position and last.until and o.purpose = 'reply')
    order by rs.created_at desc limit 1`.execute(trx);
  return found.rows[0];
}
