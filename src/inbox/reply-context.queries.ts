import { sql, type Kysely, type Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../auth/visibility.queries.js';
import type { ConversationState } from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';
import type { StaffRole } from '../roster/roster.table.js';

export interface LockedConversation {
  id: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  state: ConversationState;
  assigneeStaffId: string | null;
  studentId: string | null;
}

/** A conversation this person sees, its row locked for what follows; undefined where there is none. */
export function lockConversation(
  trx: Transaction<Database>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<LockedConversation | undefined> {
  return trx
    .selectFrom('conversation')
    .select(['id', 'addressId', 'schoolId', 'lineId', 'state', 'assigneeStaffId', 'studentId'])
    .where('conversation.id', '=', conversationId)
    .where(seesConversation(staff))
    .forUpdate()
    .executeTakeFirst();
}

/** The last position at which the family wrote; 0 where it never has. */
export async function lastInboundPosition(db: Kysely<Database>, conversationId: string): Promise<number> {
  const row = await db
    .selectFrom('message')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'in')
    .executeTakeFirst();
  return row?.position ?? 0;
}

/** Whether a reply of staff in this conversation waits for a person. */
export async function hasHeldReply(db: Kysely<Database>, conversationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .innerJoin('delivery', 'delivery.messageId', 'message.id')
    .select('message.id')
    .where('message.conversationId', '=', conversationId)
    .where('message.purpose', '=', 'reply')
    .where('delivery.state', '=', 'held')
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a conversation holds a text this person may not read; `open`: one that somebody has still to see to. */
export async function hidesText(
  db: Kysely<Database>,
  staff: SignedInStaff,
  conversationId: string,
  which: 'any' | 'open',
): Promise<boolean> {
  const isOpen = sql<boolean>`exists (
    select from request r where r.message_id = message.id and r.status = 'open')`;
  const row = await db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select('message.id')
    .where('message.conversationId', '=', conversationId)
    .where(sql<boolean>`${seesMessage(staff)} is not true`)
    .$if(which === 'open', (query) => query.where(isOpen))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface OutboundMessage {
  id: string;
  conversationId: string;
  schoolId: string;
  text: string;
  language: string | null;
  purpose: string | null;
}

/** An outbound text this person may read, in a conversation this person sees. */
export function readOutboundMessage(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
): Promise<OutboundMessage | undefined> {
  return db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select([
      'message.id',
      'message.conversationId',
      'conversation.schoolId',
      'message.text',
      'message.language',
      'message.purpose',
    ])
    .where('message.id', '=', messageId)
    .where('message.direction', '=', 'out')
    .where(seesConversation(staff))
    .where(seesMessage(staff))
    .executeTakeFirst();
}

/** Whom a nudge says it is from; undefined for every other text. */
export function nudgeHeading(
  db: Kysely<Database>,
  messageId: string,
): Promise<{ teacher: string; class: string } | undefined> {
  return db
    .selectFrom('nudgeRecipient')
    .innerJoin('nudgeRun', 'nudgeRun.id', 'nudgeRecipient.nudgeRunId')
    .innerJoin('nudge', 'nudge.id', 'nudgeRun.nudgeId')
    .innerJoin('staff', 'staff.id', 'nudge.staffId')
    .innerJoin('class', 'class.id', 'nudge.classId')
    .select(['staff.name as teacher', 'class.name as class'])
    .where('nudgeRecipient.messageId', '=', messageId)
    .executeTakeFirst();
}

/** A text of the family this person may read, with the translation staff see. */
export function readTextToCorrect(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
  shownIn: string,
): Promise<TextToCorrect | undefined> {
  return db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .leftJoin('messageTranslation', (join) =>
      join
        .onRef('messageTranslation.messageId', '=', 'message.id')
        .on('messageTranslation.language', '=', shownIn),
    )
    .select([
      'message.id',
      'message.conversationId',
      'conversation.schoolId',
      'message.text',
      'message.language',
      'messageTranslation.engine',
    ])
    .where('message.id', '=', messageId)
    .where('message.direction', '=', 'in')
    .where(seesConversation(staff))
    .where(seesMessage(staff))
    .executeTakeFirst();
}

export interface TextToCorrect {
  id: string;
  conversationId: string;
  schoolId: string;
  text: string;
  language: string | null;
  /** What made the translation staff see; null where there is none. */
  engine: string | null;
}

/** Someone a conversation of this school may be given to: active, of the school, or a district admin. */
export function readAssignee(
  db: Kysely<Database>,
  schoolId: string,
  staffId: string,
): Promise<{ id: string; name: string; role: StaffRole } | undefined> {
  return db
    .selectFrom('staff')
    .select(['id', 'name', 'role'])
    .where('id', '=', staffId)
    .where('active', '=', true)
    .where('isMachine', '=', false)
    .where(
      sql<boolean>`(staff.role = 'district_admin' or exists (
      select from staff_school ss where ss.staff_id = staff.id and ss.school_id = ${schoolId}))`,
    )
    .executeTakeFirst();
}

/** Names of the people of a school, which a translator must leave alone. */
export async function staffNames(db: Kysely<Database>, schoolId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('staff')
    .innerJoin('staffSchool', 'staffSchool.staffId', 'staff.id')
    .select('staff.name')
    .where('staffSchool.schoolId', '=', schoolId)
    .where('staff.active', '=', true)
    .execute();
  return rows.map((row) => row.name);
}

/** A family's text this person may read, in a conversation this person sees. */
export function readInboundMessage(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
): Promise<{ conversationId: string; schoolId: string } | undefined> {
  return db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select(['message.conversationId', 'conversation.schoolId'])
    .where('message.id', '=', messageId)
    .where('message.direction', '=', 'in')
    .where(seesConversation(staff))
    .where(seesMessage(staff))
    .executeTakeFirst();
}

/** Whether this person may read a text. */
export async function readableMessage(
  db: Kysely<Database>,
  staff: SignedInStaff,
  messageId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select('message.id')
    .where('message.id', '=', messageId)
    .where(seesConversation(staff))
    .where(seesMessage(staff))
    .executeTakeFirst();
  return row !== undefined;
}
