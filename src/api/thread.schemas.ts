import { z } from 'zod';
import { familyChannel } from './channels.schemas.js';
import { id, moment } from './common.schemas.js';
import { conversationSummary, person } from './inbox.schemas.js';
import { answerValue, readingPart } from './readings.schemas.js';

export const deliveryView = z.object({
  state: z.enum(['held', 'waiting', 'sending', 'accepted', 'sent', 'delivered', 'failed', 'dropped']),
  /** A sentence for staff: "not delivered: this number cannot receive texts". */
  explanation: z.string(),
  /** Nobody knows yet whether the carrier took it: the sentence says what is being done, and what staff can do. */
  isUnclear: z.boolean(),
  /** The carrier named two texts where one was sent: the family may have got it twice. */
  maybeTwice: z.boolean(),
  /** Exactly what the family gets; null while it is held without words. */
  body: z.string().nullable(),
  language: z.string(),
  encoding: z.enum(['GSM-7', 'UCS-2']).nullable(),
  segments: z.int().nullable(),
  errorCode: z.int().nullable(),
  /** When it may go out, where it waits for its time. */
  waitsUntil: moment.nullable(),
  /** True where the carrier is the simulator. */
  simulated: z.boolean(),
});

/** The question of a nudge, at a text that answers or could answer it. */
const askedView = z.object({
  /** In staff's language. */
  question: z.string().nullable(),
  kind: z.enum(['yesno', 'rating', 'choice', 'number', 'open']),
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Of a choice; its answer is an index from 0. */
  options: z.array(z.string()),
  unit: z.string().nullable(),
  /** What counts as its answer now, from this text or another; null: nothing does. */
  counts: answerValue.nullable(),
  /** It is this text that answers it. */
  isHere: z.boolean(),
});

export type AskedView = z.infer<typeof askedView>;

export const messageView = z.object({
  id,
  position: z.int(),
  direction: z.enum(['in', 'out']),
  /** In: the road it came by; a call brings no words. Null for texts of an earlier version. */
  channel: z.enum(['sms', 'mms', 'whatsapp', 'voice']).nullable(),
  text: z.string(),
  language: z.string().nullable(),
  translations: z.array(
    z.object({
      language: z.string(),
      text: z.string(),
      engine: z.string(),
      quality: z.enum(['approved', 'machine', 'draft']),
      by: z.string().nullable(),
    }),
  ),
  translationState: z.enum(['none_needed', 'pending', 'translated', 'untranslated']),
  translationReason: z.string().nullable(),
  /** In: the guardian, when it is known who wrote; out: the member of staff, or null for the system. */
  senderName: z.string().nullable(),
  /** In: who wrote it; null where several share the phone and nobody knows. */
  guardianId: id.nullable(),
  senderRole: z.string().nullable(),
  purpose: z.enum(['alert', 'learning', 'pulse', 'reply', 'system']).nullable(),
  subtype: z.string().nullable(),
  student: person.nullable(),
  /** What came along: `url` once it is kept, `refused` with the reason where it never will be. */
  media: z.array(
    z.object({ url: z.string().nullable(), contentType: z.string(), refused: z.string().optional() }),
  ),
  processing: z.enum(['pending', 'done', 'parked']),
  topic: z.string().nullable(),
  urgent: z.boolean(),
  /** It was marked because it may be about danger: why, and what somebody made of it since. */
  lookSoon: z
    .object({
      /** Sentences for staff. */
      reasons: z.array(z.string()),
      dueAt: moment,
      escalatedAt: moment.nullable(),
      looked: z.object({ by: z.string(), at: moment, outcome: z.enum(['no_worry', 'urgent']) }).nullable(),
    })
    .nullable(),
  /** Why it came to whom it came: sentences for staff. */
  routeReasons: z.array(z.string()),
  answer: z
    .object({
      question: z.string().nullable(),
      value: answerValue,
      comment: z.string().nullable(),
    })
    .nullable(),
  /** In: the question of a nudge it answers or could answer, as far as one may read what that class answers. */
  asked: askedView.nullable(),
  /** In: what the program understood, whatever people said since; null until it was read. */
  readAs: z
    .object({
      answer: z.object({
        status: z.enum(['answered', 'unclear', 'none']),
        value: answerValue.nullable(),
      }),
      topic: z.string(),
      urgent: z.boolean(),
      needsStaff: z.boolean(),
    })
    .nullable(),
  /** Its request is open. */
  needsStaff: z.boolean(),
  /** What of it people put right, or the family changed by it, the last of each part. */
  putRight: z.array(
    z.object({
      id,
      part: readingPart,
      /** The value of an answer, null where it is none; a topic; whether it is urgent, or needs somebody. */
      said: answerValue.nullable(),
      /** What counted as the answer before; null where nothing did, or it is about something else. */
      before: answerValue.nullable(),
      /** Null: the family itself, which changed its answer by this text. */
      by: z.string().nullable(),
      at: moment,
    }),
  ),
  delivery: deliveryView.nullable(),
  /** The family did not understand it: when and in which words it said so, and whether it was said anew. */
  flag: z.object({ at: moment, words: z.string(), isCorrected: z.boolean() }).nullable(),
  /** It says anew what the family did not understand. */
  isCorrection: z.boolean(),
  /** A machine translated it, and in such a matter a wrong word harms: ask a speaker. */
  needsSpeaker: z.boolean(),
  /** How often its translations were changed: GET /api/messages/:id/translations says by whom. */
  changes: z.int(),
  /** Its translation was taken back as wrong; the words stand there for the record. */
  withdrawal: z
    .object({
      id,
      reason: z.string(),
      by: z.string(),
      at: moment,
      state: z.enum(['open', 'corrected']),
    })
    .nullable(),
  createdAt: moment,
});
export type MessageView = z.infer<typeof messageView>;

/** A call staff made to the family: who, when it was noted, why a text did not do, and what came of it. */
export const callMade = z.object({
  id,
  at: moment,
  by: z.string(),
  reason: z.string(),
  outcome: z.string(),
});
export type CallMade = z.infer<typeof callMade>;

/** GET /api/conversations/:id (the newest 50 texts; `before` = position for earlier ones) */
export const threadQuery = z.object({ before: z.coerce.number().int().min(1).max(2_147_483_647).optional() });
export const thread = z.object({
  conversation: conversationSummary,
  messages: z.array(messageView),
  hasEarlier: z.boolean(),
  requests: z.array(
    z.object({
      id,
      messageId: id,
      topic: z.string(),
      urgent: z.boolean(),
      status: z.enum(['open', 'done']),
      assignee: person.nullable(),
      createdAt: moment,
    }),
  ),
  /** Texts that may be about danger and wait for a look, the oldest first, whether or not they are among `messages`. */
  looks: z.array(
    z.object({
      messageId: id,
      text: z.string(),
      language: z.string().nullable(),
      translation: z.string().nullable(),
      /** Sentences for staff. */
      reasons: z.array(z.string()),
      createdAt: moment,
      /** Until when somebody is to look; then it goes to an administrator. */
      dueAt: moment,
      escalatedAt: moment.nullable(),
    }),
  ),
  family: z.object({
    addressId: id,
    /** The number as staff may see it: whole for liaisons and admins, masked for teachers. */
    number: z.string(),
    language: z.string().nullable(),
    guardians: z.array(z.object({ id, name: z.string(), homeLanguage: z.string().nullable() })),
    students: z.array(
      z.object({
        id,
        name: z.string(),
        grade: z.string(),
        classes: z.array(z.string()),
        relationships: z.array(z.string()),
      }),
    ),
    consent: z.object({
      state: z.enum(['subscribed', 'fewer', 'alerts_only', 'paused', 'opted_out']),
      since: moment.nullable(),
      pausedUntil: moment.nullable(),
      carrierBlocked: z.boolean(),
    }),
    unreachable: z.string().nullable(),
    channel: familyChannel,
    /** Learning texts this week. */
    learningThisWeek: z.int(),
    /** Whether the reader may link the number to a guardian, or take that back. */
    mayLink: z.boolean(),
    /** Guardians who were reached at this number and are not any more. */
    former: z.array(
      z.object({
        id,
        name: z.string(),
        reason: z.enum(['wrong_number', 'moved', 'reassigned', 'mistake']),
        retiredAt: moment,
      }),
    ),
    /** The identity checks behind this number's links. */
    checks: z.array(
      z.object({
        id,
        guardianId: id,
        guardianName: z.string(),
        how: z.enum(['called_back', 'in_person', 'knew_details']),
        by: z.string(),
        checkedAt: moment,
      }),
    ),
    /** Rights somebody at this number does not have; to be read before writing (`ordersRead` of a reply). */
    orders: z.array(
      z.object({
        key: z.string(),
        guardianName: z.string(),
        studentName: z.string(),
        kind: z.enum(['contact', 'records', 'pick_up']),
        /** Null where the order has no words: the school's records alone say so. */
        summary: z.string().nullable(),
        fromDate: z.iso.date().nullable(),
        untilDate: z.iso.date().nullable(),
        setBy: z.string().nullable(),
      }),
    ),
  }),
  history: z.array(
    z.object({ at: moment, by: z.string().nullable(), to: z.string().nullable(), reason: z.string() }),
  ),
  /** The latest calls staff made to the family, as far as the reader may see them, whether or not older than `messages`. */
  calls: z.array(callMade),
});
export type Thread = z.infer<typeof thread>;
