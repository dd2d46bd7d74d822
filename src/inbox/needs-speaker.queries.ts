import { sql, type RawBuilder } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesMessage } from '../auth/visibility.queries.js';
import { highStakesTopics } from '../translation/trust.js';

/**
 * For a row of `message` with its `route_decision` as `route`: staff read a machine's words about a matter in which a
 * wrong word harms, be it in passing, and the machine is not trusted with it.
 */
export const needsSpeaker: RawBuilder<boolean> = sql`(message.direction = 'in'
  and (coalesce(message.topic_by_hand, route.topic, message.understood ->> 'topic', '') = any(${[...highStakesTopics]}::text[])
    or message.understood ->> 'harmful' is not null)
  and exists (select from message_translation t
    where t.message_id = message.id and t.language = 'en' and t.quality <> 'approved' and t.withdrawal_id is null
      and coalesce(t.tier, 'hold') = 'hold'))`;

/** For a row of `conversation`: it holds such a text, and nobody of the staff has answered since. */
export const speakerNeeded = (
  staff: SignedInStaff,
): RawBuilder<boolean> => sql`(conversation.state <> 'closed'
  and exists (
    select from message left join route_decision route on route.message_id = message.id
    where message.conversation_id = conversation.id and ${needsSpeaker} and ${seesMessage(staff)}
      and not exists (
        select from message later join delivery ld on ld.message_id = later.id
        where later.conversation_id = conversation.id and later.position > message.position
          and later.sender_staff_id is not null and ld.state not in ('held', 'failed', 'dropped'))))`;
