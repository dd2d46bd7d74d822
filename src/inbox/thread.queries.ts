import { sql, type Kysely } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { seesMessage } from '../auth/visibility.queries.js';
import type { ConsentStateName } from '../consent/consent.table.js';
import type {
  LookOutcome,
  MediaItem,
  MessageChannel,
  ProcessingState,
  Purpose,
  TranslationState,
} from '../conversations/conversations.table.js';
import type { Database } from '../db/database.js';
import type { DeliveryState } from '../delivery/delivery.table.js';
import {
  askedAsJson,
  askedOfText,
  putRightAsJson,
  type AskedRow,
  type PutRightRow,
} from './asked.queries.js';
import { needsSpeaker } from './needs-speaker.queries.js';
import type { TranslationQuality } from '../translation/translation.table.js';

export interface MessageRow {
  id: string;
  position: number;
  direction: 'in' | 'out';
  channel: MessageChannel | null;
  text: string;
  language: string | null;
  translationState: TranslationState;
  translationReason: string | null;
  senderName: string | null;
  guardianId: string | null;
  senderRole: string | null;
  purpose: Purpose | null;
  subtype: string | null;
  studentId: string | null;
  studentName: string | null;
  media: MediaItem[];
  processing: ProcessingState;
  topic: string | null;
  urgent: boolean;
  routeReasons: string[];
  /** It was marked because it may be about danger; times as PostgreSQL writes them. */
  lookSoon: LookRow | null;
  createdAt: Date;
  translations: {
    language: string;
    text: string;
    engine: string;
    quality: TranslationQuality;
    by: string | null;
  }[];
  answer: AnswerRow | null;
  /** The question it answers, or could answer. */
  asked: AskedRow | null;
  /** What the program read; null for texts of ours, and while it has not read it. */
  readAs: ReadAs | null;
  /** Whether it needs somebody: its request is open. */
  needsStaff: boolean;
  putRight: PutRightRow[];
  delivery: DeliveryRow | null;
  /** In the family's words, and when. */
  flag: { at: string; words: string; isCorrected: boolean } | null;
  isCorrection: boolean;
  /** Staff read a machine's words of it, about a matter in which a wrong word harms. */
  needsSpeaker: boolean;
  /** How often its translations were changed. */
  changes: number;
  /** Its translation was taken back as wrong. */
  withdrawal: { id: string; reason: string; by: string; at: string; state: 'open' | 'corrected' } | null;
}

export interface LookRow {
  /** Every reason of the reading: those of the mark begin with `lookSoon:`. */
  reasons: string[];
  dueAt: string;
  escalatedAt: string | null;
  looked: { by: string; at: string; outcome: LookOutcome } | null;
}

export interface ReadAs {
  answer: { status: 'answered' | 'unclear' | 'none'; value: boolean | number | string | null };
  topic: string;
  urgent: boolean;
  /** It went to staff. */
  needsStaff: boolean;
}

export interface AnswerRow {
  libraryKey: string | null;
  ownText: string | null;
  value: boolean | number | string;
  comment: string | null;
}

export interface DeliveryRow {
  state: DeliveryState;
  reason: string | null;
  body: string | null;
  language: string;
  encoding: 'GSM-7' | 'UCS-2' | null;
  segments: number | null;
  errorCode: number | null;
  nextAttemptAt: string | null;
  simulated: boolean;
  /** The carrier named two texts where one was sent. */
  maybeTwice: boolean;
}

/** The newest texts of a conversation this person may read, the newest first; one more than `limit` where there are. */
export async function readMessages(
  db: Kysely<Database>,
  staff: SignedInStaff,
  conversationId: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<MessageRow[]> {
  const rows = await sql<MessageRow>`
    select message.id, message.position, message.direction, message.channel, message.text, message.language,
      message.translation_state, message.translation_reason, coalesce(sender.name, guardian.name) as sender_name,
      case when message.direction = 'in' then message.guardian_id end as guardian_id,
      message.sender_role, message.purpose, message.subtype, message.student_id,
      student.given_name || ' ' || student.family_name as student_name, message.media, message.processing,
      coalesce(message.topic_by_hand, route.topic, message.understood ->> 'topic') as topic,
      coalesce(request.urgent, route.list = 'urgent', false) as urgent,
      coalesce(request.status = 'open', false) as needs_staff,
      coalesce(route.reasons, '[]') as route_reasons, message.created_at,
      case when look.request_id is null then null else jsonb_build_object(
        'reasons', coalesce(message.understood -> 'reasons', '[]'), 'dueAt', look.due_at,
        'escalatedAt', look.escalated_at, 'looked', case when look.looked_at is null then null else
          jsonb_build_object('by', looker.name, 'at', look.looked_at, 'outcome', look.outcome) end) end as look_soon,
      coalesce((
        select jsonb_agg(jsonb_build_object('language', t.language, 'text', t.text, 'engine', t.engine,
          'quality', t.quality, 'by', translator.name) order by t.created_at, t.language)
        from message_translation t left join staff translator on translator.id = t.staff_id
        where t.message_id = message.id), '[]') as translations,
      (select jsonb_build_object('libraryKey', n.library_key, 'ownText', n.own_text,
          'value', rs.value -> 'value', 'comment', rs.comment)
        from response rs join flow_run fr on fr.id = rs.flow_run_id
        join nudge_run nr on nr.id = fr.nudge_run_id join nudge n on n.id = nr.nudge_id
        where rs.message_id = message.id order by rs.created_at limit 1) as answer,
      ${askedAsJson} as asked, ${putRightAsJson} as put_right,
      case when message.direction = 'in' and message.processing <> 'pending' then jsonb_build_object(
        'answer', coalesce(message.understood -> 'answer', '{"status": "none", "value": null}'),
        'topic', coalesce(route.topic, message.understood ->> 'topic', 'other'),
        'urgent', coalesce(route.list = 'urgent', false), 'needsStaff', route.id is not null) end as read_as,
      case when d.message_id is null then null else jsonb_build_object('state', d.state, 'reason', d.reason,
        'body', d.body, 'language', d.language, 'encoding', d.encoding, 'segments', d.segments,
        'errorCode', d.error_code, 'nextAttemptAt', d.next_attempt_at,
        'simulated', line.carrier = 'simulator', 'maybeTwice', exists (
          select from incident i where i.resolved_at is null and (
            i.kind = 'sent_twice' and i.subject = d.message_id::text
            or i.kind = 'second_sid' and i.detail ->> 'first' is not null and i.subject in (
              select t.id::text from delivery_attempt t where t.message_id = d.message_id)))) end as delivery,
      case when flag.message_id is null then null else jsonb_build_object('at', flag.flagged_at,
        'words', (select f.text from message f where f.id = flag.flagged_by_message_id),
        'isCorrected', exists (select from delivery said
          where said.message_id = flag.corrected_by_message_id and said.state not in ('dropped', 'failed'))) end as flag,
      exists (select from translation_flag c where c.corrected_by_message_id = message.id)
        or exists (select from withdrawn_text c where c.correction_message_id = message.id) as is_correction,
      ${needsSpeaker} as needs_speaker,
      (select count(*) from translation_edit e where e.message_id = message.id)::integer as changes,
      (select jsonb_build_object('id', w.id, 'reason', w.reason, 'by', who.name, 'at', w.withdrawn_at, 'state', w.state)
        from withdrawn_text wt join translation_withdrawal w on w.id = wt.withdrawal_id
        join staff who on who.id = w.withdrawn_by_staff_id
        where wt.message_id = message.id and wt.kind <> 'answer' and w.state <> 'undone'
        order by w.id desc limit 1) as withdrawal
    from message
    join conversation on conversation.id = message.conversation_id
    left join staff sender on sender.id = message.sender_staff_id
    left join guardian on guardian.id = message.guardian_id
    left join student on student.id = message.student_id
    left join route_decision route on route.message_id = message.id
    left join request on request.message_id = message.id
    left join look_soon look on look.request_id = request.id
    left join staff looker on looker.id = look.looked_by_staff_id
    left join delivery d on d.message_id = message.id
    left join line on line.id = d.line_id
    left join translation_flag flag on flag.message_id = message.id
    ${askedOfText(staff)}
    where message.conversation_id = ${conversationId} and ${seesMessage(staff)}
      ${before === undefined ? sql`` : sql`and message.position < ${before}`}
    order by message.position desc
    limit ${limit + 1}`.execute(db);
  return rows.rows;
}

export interface RequestRow {
  id: string;
  messageId: string;
  topic: string;
  urgent: boolean;
  status: 'open' | 'done';
  assigneeId: string | null;
  assigneeName: string | null;
  createdAt: Date;
}

/** The requests of a conversation whose texts this person may read, the newest first. */
export function readRequests(
  db: Kysely<Database>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<RequestRow[]> {
  return db
    .selectFrom('request')
    .innerJoin('message', 'message.id', 'request.messageId')
    .innerJoin('conversation', 'conversation.id', 'request.conversationId')
    .leftJoin('staff', 'staff.id', 'request.assigneeStaffId')
    .select([
      'request.id',
      'request.messageId',
      'request.topic',
      'request.urgent',
      'request.status',
      'request.assigneeStaffId as assigneeId',
      'staff.name as assigneeName',
      'request.createdAt',
    ])
    .where('request.conversationId', '=', conversationId)
    .where(seesMessage(staff))
    .orderBy('request.createdAt', 'desc')
    .limit(50)
    .execute();
}

export interface OpenLookRow extends Pick<LookRow, 'reasons'> {
  messageId: string;
  text: string;
  language: string | null;
  translation: string | null;
  createdAt: Date;
  dueAt: Date;
  escalatedAt: Date | null;
}

/** The texts of a conversation this person may read that wait for a look, the oldest first, however old they are. */
export async function readOpenLooks(
  db: Kysely<Database>,
  staff: SignedInStaff,
  conversationId: string,
): Promise<OpenLookRow[]> {
  const rows = await sql<OpenLookRow>`
    select message.id as message_id, message.text, message.language, message.created_at, look.due_at,
      look.escalated_at, coalesce(message.understood -> 'reasons', '[]') as reasons,
      (select t.text from message_translation t
        where t.message_id = message.id and t.language = 'en' and t.withdrawal_id is null) as translation
    from request join look_soon look on look.request_id = request.id
    join message on message.id = request.message_id join conversation on conversation.id = request.conversation_id
    where request.conversation_id = ${conversationId} and request.status = 'open' and look.looked_at is null
      and ${seesMessage(staff)}
    order by message.position`.execute(db);
  return rows.rows;
}

/** Who has had a conversation, the newest first. */
export async function readAssignments(
  db: Kysely<Database>,
  conversationId: string,
): Promise<{ at: Date; by: string | null; to: string | null; reason: string }[]> {
  return db
    .selectFrom('assignment')
    .leftJoin('staff as giver', 'giver.id', 'assignment.byStaffId')
    .leftJoin('staff as taker', 'taker.id', 'assignment.staffId')
    .select(['assignment.createdAt as at', 'giver.name as by', 'taker.name as to', 'assignment.reason'])
    .where('assignment.conversationId', '=', conversationId)
    .orderBy('assignment.createdAt', 'desc')
    .orderBy('assignment.id', 'desc')
    .limit(20)
    .execute();
}

export interface ContactRow {
  consent: ConsentStateName;
  since: Date | null;
  pausedUntil: Date | null;
  carrierBlocked: boolean;
  learningThisWeek: number;
}

/** What may be sent to an address on a line now, and how many learning texts it got in the school's week (from Monday). */
export async function readContact(
  db: Kysely<Database>,
  now: Date,
  { addressId, lineId, timeZone }: { addressId: string; lineId: string; timeZone: string },
): Promise<ContactRow> {
  const rows = await sql<ContactRow>`
    select coalesce(consent_at(s.state, s.paused_until, s.after_pause, ${now}), 'subscribed') as consent,
      s.decided_at as since,
      case when s.state = 'paused' and s.paused_until > ${now} then s.paused_until end as paused_until,
      exists (select from carrier_block b
        where b.address_id = a.id and b.line_id = ${lineId} and b.lifted_at is null) as carrier_blocked,
      (select count(*) from delivery d where d.address_id = a.id and d.purpose = 'learning'
        and d.state not in ('held', 'failed', 'dropped')
        and d.created_at >= date_trunc('week', ${now}::timestamptz at time zone ${timeZone}) at time zone ${timeZone}
      )::integer as learning_this_week
    from address a left join consent_state s on s.address_id = a.id
    where a.id = ${addressId}`.execute(db);
  const row = rows.rows[0];
  if (!row) throw new Error('the conversation has no address');
  return row;
}
