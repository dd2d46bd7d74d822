import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { Purpose, SenderRole, TranslationState } from './conversations.table.js';

// What conversations.queries.ts does for one text, for many at once and in as many round trips. Rows travel as one
// JSON value, so that a statement's text does not grow with their number.

/** Where a text stands: its conversation, and the position that was taken for it there. */
export interface TextPlace {
  conversationId: string;
  position: number;
}

/**
 * Finds or opens conversations as `findOrOpenConversation` does, for one text each, whose position is taken with it. A
 * conversation that is about no child yet becomes one about `studentId`. Give places in the order of their addresses,
 * so that two batches at once never wait for each other.
 * @returns the place of the text to each address
 */
export async function openConversations(
  trx: Transaction<Database>,
  now: Date,
  { schoolId, lineId }: { schoolId: string; lineId: string },
  places: readonly { addressId: string; studentId: string | null }[],
): Promise<Map<string, TextPlace>> {
  const rows = places.map((place) => ({
    id: newId(),
    address_id: place.addressId,
    student_id: place.studentId,
  }));
  const opened = await sql<TextPlace & { addressId: string }>`
    insert into conversation (id, address_id, school_id, line_id, student_id, last_position, last_message_at, created_at)
    select t.id, t.address_id, ${schoolId}, ${lineId}, t.student_id, 1, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, address_id uuid, student_id uuid)
    on conflict (address_id, school_id) do update
      set line_id = excluded.line_id, student_id = coalesce(conversation.student_id, excluded.student_id),
          last_position = conversation.last_position + 1, last_message_at = excluded.last_message_at
    returning id as conversation_id, last_position as position, address_id`.execute(trx);
  return new Map(opened.rows.map(({ addressId, ...place }) => [addressId, place]));
}

export interface NewOutboundMessage {
  id: string;
  conversationId: string;
  /** Where one was taken for it already. */
  position?: number;
  lineId: string;
  purpose: Purpose;
  subtype: string | null;
  senderRole: SenderRole;
  senderStaffId: string | null;
  guardianId: string | null;
  studentId: string | null;
  text: string;
  language: string;
  translationState: TranslationState;
  translationReason: string | null;
}

/**
 * Adds texts at their positions, or else at the next ones of their conversations, under the conversations' row locks,
 * as `appendMessage` does; several texts of one conversation stand in the order given.
 * @returns a message for each text, in the order given
 */
export async function appendMessages(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly NewOutboundMessage[],
): Promise<{ messageId: string; position: number }[]> {
  const placed = await takePositions(trx, now, texts);
  const rows = placed.map((text) => ({
    id: text.id,
    conversation_id: text.conversationId,
    position: text.position,
    line_id: text.lineId,
    purpose: text.purpose,
    subtype: text.subtype,
    sender_role: text.senderRole,
    sender_staff_id: text.senderStaffId,
    guardian_id: text.guardianId,
    student_id: text.studentId,
    text: text.text,
    language: text.language,
    translation_state: text.translationState,
    translation_reason: text.translationReason,
  }));
  await sql`
    insert into message (id, conversation_id, position, direction, line_id, purpose, subtype, sender_role,
      sender_staff_id, guardian_id, student_id, text, language, translation_state, translation_reason, created_at)
    select t.id, t.conversation_id, t.position, 'out', t.line_id, t.purpose, t.subtype, t.sender_role,
      t.sender_staff_id, t.guardian_id, t.student_id, t.text, t.language, t.translation_state,
      t.translation_reason, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, conversation_id uuid,
      position integer, line_id uuid, purpose text, subtype text, sender_role text, sender_staff_id uuid,
      guardian_id uuid, student_id uuid, text text, language text, translation_state text,
      translation_reason text)`.execute(trx);
  return placed.map(({ id, position }) => ({ messageId: id, position }));
}

/** The texts with the next free positions of their conversations, in the order given. */
async function takePositions(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly NewOutboundMessage[],
): Promise<(NewOutboundMessage & { position: number })[]> {
  const wanted = new Map<string, number>();
  for (const { conversationId: id, position } of texts) {
    if (position === undefined) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  }
  const last = wanted.size === 0 ? new Map<string, number>() : await moveLastPositions(trx, now, wanted);
  return texts.map((text) => {
    const { conversationId: id } = text;
    const before = last.get(id);
    const position = text.position ?? (before === undefined ? undefined : before + 1);
    if (position === undefined) throw new Error(`There is no conversation ${id}.`);
    last.set(id, position);
    return { ...text, position };
  });
}

/** @returns the last position of each conversation before so many more were taken */
async function moveLastPositions(
  trx: Transaction<Database>,
  now: Date,
  wanted: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const moved = await sql<{ id: string; before: number }>`
    update conversation c set last_position = c.last_position + t.wanted, last_message_at = ${now}
    from unnest(${[...wanted.keys()]}::uuid[], ${[...wanted.values()]}::integer[]) as t (id, wanted)
    where c.id = t.id
    returning c.id, c.last_position - t.wanted as before`.execute(trx);
  return new Map(moved.rows.map((row) => [row.id, row.before]));
}
