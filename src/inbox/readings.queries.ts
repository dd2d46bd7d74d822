import { sql, type Kysely } from 'kysely';
import type { ProcessingState } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';

export interface ReadingRow {
  text: string;
  language: string | null;
  processing: ProcessingState;
  studentId: string | null;
  createdAt: Date;
  /** What it is about now. */
  topic: string;
  topicByHand: string | null;
  /** It was marked because it may be about danger; `open`: nobody has looked. */
  look: 'none' | 'open' | 'looked';
  /** Somebody has still to say whether it asks for an end of the texts. */
  isDecisionOpen: boolean;
}

/** A family's text as it was read, and what else a person has to settle at it. */
export async function readReading(db: Kysely<Database>, messageId: string): Promise<ReadingRow | undefined> {
  const found = await sql<ReadingRow>`
    select m.text, m.language, m.processing, m.student_id, m.created_at, m.topic_by_hand,
      coalesce(m.topic_by_hand, route.topic, m.understood ->> 'topic', 'other') as topic,
      case when look.request_id is null then 'none' when look.looked_at is null then 'open' else 'looked' end as look,
      exists (select from consent_decision cd
        where cd.message_id = m.id and cd.decided_at is null) as is_decision_open
    from message m
    left join route_decision route on route.message_id = m.id
    left join request r on r.message_id = m.id
    left join look_soon look on look.request_id = r.id
    where m.id = ${messageId} and m.direction = 'in'`.execute(db);
  return found.rows[0];
}
