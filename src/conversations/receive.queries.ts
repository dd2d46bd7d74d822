import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { planOnce } from '../db/prepared.js';
import { newId } from '../lib/ids.js';
import type { ChannelDetails, MediaItem, MessageChannel } from './conversations.table.js';

/** A family's text as it is kept on arrival. */
export interface ReceivedMessage {
  addressId: string;
  schoolId: string;
  lineId: string;
  text: string;
  /** The word the carrier acts on by itself, if it is one. */
  subtype: string | null;
  media: MediaItem[];
  /** When what was sent along is to be fetched; null where nothing was. */
  nextMediaAt: Date | null;
  carrierSid: string;
  carrierAt: Date;
  channel: MessageChannel;
  details: ChannelDetails | null;
}

/**
 * Keeps a family's text, to be understood from `now` on: what `findOrOpenConversation` and `appendMessage` do, in one
 * statement, which is a transaction of its own where the caller has none. A SID that is there already fails it as a
 * whole (unique violation), so that positions have no gaps.
 */
export async function storeReceived(
  db: Kysely<Database>,
  now: Date,
  message: ReceivedMessage,
): Promise<{ conversationId: string; messageId: string }> {
  const { addressId, schoolId, lineId, ...text } = message;
  const messageId = newId();
  const stored = await sql<{ conversationId: string }>`
    with place as (
      insert into conversation (id, address_id, school_id, line_id, last_position, last_message_at, created_at)
      values (${newId()}, ${addressId}, ${schoolId}, ${lineId}, 1, ${now}, ${now})
      on conflict (address_id, school_id) do update
        set line_id = excluded.line_id, last_position = conversation.last_position + 1,
            last_message_at = excluded.last_message_at
      returning id, last_position)
    insert into message (id, conversation_id, position, direction, line_id, text, subtype, media, next_media_at,
      carrier_sid, carrier_at, channel, channel_details, processing, next_processing_at, created_at)
    select ${messageId}, id, last_position, 'in', ${lineId}, ${text.text}, ${text.subtype},
      ${JSON.stringify(text.media)}, ${text.nextMediaAt}, ${text.carrierSid}, ${text.carrierAt},
      ${text.channel}, ${text.details === null ? null : JSON.stringify(text.details)}, 'pending', ${now}, ${now}
    from place
    returning conversation_id`.execute(db);
  const [row] = stored.rows;
  if (!row) throw new Error('A text was not stored.');
  return { conversationId: row.conversationId, messageId };
}

/** A text as the carrier handed it over, not looked at yet. */
export interface ArrivedMessage extends Pick<
  ReceivedMessage,
  'text' | 'media' | 'nextMediaAt' | 'carrierSid' | 'carrierAt'
> {
  from: string;
  to: string;
}

/**
 * Keeps those of many texts that need nothing but to be kept, in one statement: of a known, reachable number, on a
 * line of one school, in a conversation that is there and that nobody has locked. Texts of one conversation stand in
 * the order given. Give no SID twice, and no word the carrier acts on.
 * @returns in the order given; undefined for a text that was left alone
 */
export async function storeReceivedTogether(
  db: Kysely<Database>,
  now: Date,
  messages: readonly ArrivedMessage[],
): Promise<({ conversationId: string; messageId: string } | undefined)[]> {
  const rows = messages.map((message, n) => ({
    n,
    id: newId(),
    sender: message.from,
    receiver: message.to,
    text: message.text,
    media: message.media,
    next_media_at: message.nextMediaAt,
    sid: message.carrierSid,
    carrier_at: message.carrierAt,
  }));
  const stored = await sql<{ id: string; conversationId: string }>`
    ${planOnce} with arrived as materialized (
      select t.*, l.id as line_id, a.id as address_id, ls.school_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (n integer, id uuid, sender text, receiver text,
        text text, media jsonb, next_media_at timestamptz, sid text, carrier_at timestamptz)
      join line l on l.e164 = t.receiver
      join line_school ls on ls.line_id = l.id
        and not exists (select from line_school o where o.line_id = l.id and o.school_id <> ls.school_id)
      join address a on a.e164 = t.sender and a.unreachable_since is null
      where not exists (select from message m where m.carrier_sid = t.sid)),
    free as materialized (
      select c.id, c.address_id, c.school_id, c.last_position from conversation c
      where (c.address_id, c.school_id) in (select address_id, school_id from arrived)
      for update skip locked),
    placed as materialized (
      select arrived.*, free.id as conversation_id,
        free.last_position + row_number() over (partition by free.id order by arrived.n) as position
      from arrived join free using (address_id, school_id)),
    moved as (
      update conversation c set line_id = p.line_id, last_position = p.position, last_message_at = ${now}
      from (select distinct on (conversation_id) conversation_id, line_id, position from placed
            order by conversation_id, position desc) p
      where c.id = p.conversation_id)
    insert into message (id, conversation_id, position, direction, line_id, text, media, next_media_at, carrier_sid,
      carrier_at, channel, processing, next_processing_at, created_at)
    select id, conversation_id, position, 'in', line_id, text, media, next_media_at, sid, carrier_at,
      case when media = '[]' then 'sms' else 'mms' end, 'pending', ${now}, ${now}
    from placed
    returning id, conversation_id`.execute(db);
  const conversations = new Map(stored.rows.map((row) => [row.id, row.conversationId]));
  return rows.map(({ id: messageId }) => {
    const conversationId = conversations.get(messageId);
    return conversationId === undefined ? undefined : { conversationId, messageId };
  });
}
