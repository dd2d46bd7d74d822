import { z } from 'zod';
import { familyChannel, road } from './channels.schemas.js';
import { cursor, id, moment } from './common.schemas.js';

export const conversationState = z.enum(['open', 'waiting', 'snoozed', 'closed']);
export const topic = z.enum([
  'attendance',
  'transportation',
  'learning',
  'behavior',
  'health',
  'meals',
  'enrollment',
  'special_services',
  'technology',
  'events',
  'basic_needs',
  'safety',
  'other',
]);
export const inboxView = z.enum(['mine', 'unassigned', 'urgent', 'open', 'all']);
export type InboxView = z.infer<typeof inboxView>;

const person = z.object({ id, name: z.string() });

/** One row of the list. */
export const conversationSummary = z.object({
  id,
  school: z.object({ id, name: z.string(), timeZone: z.string() }),
  /** "Rosa Medina", "Rosa Medina or Jorge Medina" on a shared phone, or the masked number of an unknown sender. */
  familyName: z.string(),
  students: z.array(z.string()),
  language: z.string().nullable(),
  state: conversationState,
  urgent: z.boolean(),
  assignee: person.nullable(),
  waitingSince: moment.nullable(),
  /** The last words of a person; our own automatic answers are left out. */
  lastMessage: z
    .object({
      direction: z.enum(['in', 'out']),
      text: z.string(),
      translation: z.string().nullable(),
      language: z.string().nullable(),
      createdAt: moment,
    })
    .nullable(),
  lastPosition: z.int(),
  /** True when a text of staff is held, failed, or a text could not be understood: somebody must look. */
  needsAttention: z.boolean(),
  /** A machine translated a text about health, safety or the like, and nobody has answered it: ask a speaker. */
  needsSpeaker: z.boolean(),
});
export type ConversationSummary = z.infer<typeof conversationSummary>;

/** GET /api/conversations?view=&schoolId=&search=&cursor=&limit= */
export const conversationQuery = z.object({
  view: inboxView.default('open'),
  schoolId: id.optional(),
  /** Family or student name, in any script; at most 100 characters. */
  search: z.string().trim().max(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const conversationPage = z.object({
  items: z.array(conversationSummary),
  nextCursor: cursor,
  counts: z.object({ mine: z.int(), unassigned: z.int(), urgent: z.int(), open: z.int() }),
});
export type ConversationPage = z.infer<typeof conversationPage>;

export const deliveryView = z.object({
  state: z.enum(['held', 'waiting', 'sending', 'accepted', 'sent', 'delivered', 'failed', 'dropped']),
  /** A sentence for staff: "not delivered: this number cannot receive texts". */
  explanation: z.string(),
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
  /** Why it came to whom it came: sentences for staff. */
  routeReasons: z.array(z.string()),
  answer: z
    .object({
      question: z.string().nullable(),
      value: z.union([z.boolean(), z.number(), z.string()]),
      comment: z.string().nullable(),
    })
    .nullable(),
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

/** GET /api/conversations/:id (the newest 50 texts; `before` = position for earlier ones) */
export const threadQuery = z.object({ before: z.coerce.number().int().min(1).optional() });
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
});
export type Thread = z.infer<typeof thread>;

/** What may be written at most; what is too long for one text may go out in parts. */
const longestText = 8000;

/** POST /api/conversations/:id/preview */
export const previewInput = z.object({
  text: z.string().trim().min(1).max(longestText),
  pictureId: id.optional(),
});
export const preview = z.object({
  language: z.string(),
  status: z.enum(['same_language', 'translated', 'untranslated']),
  text: z.string().nullable(),
  engine: z.string().nullable(),
  quality: z.enum(['approved', 'machine', 'draft']).nullable(),
  /** Why it would be held, or refused as too long; null when it would go out. */
  reason: z.string().nullable(),
  /** The carrier takes no text that long: sending it answers 400 `too_long`, unless it may be split. */
  tooLong: z.boolean(),
  /** The numbered texts it can be split into; empty where it is one, or cannot be split. */
  parts: z.array(z.object({ text: z.string(), segments: z.int() })),
  road,
  encoding: z.enum(['GSM-7', 'UCS-2']),
  segments: z.int(),
  /** What it would cost, for reading ("$0.0158"); null where no price is set, or there are no words yet. */
  price: z.string().nullable(),
});
export type Preview = z.infer<typeof preview>;

/** POST /api/conversations/:id/replies, with an Idempotency-Key */
export const replyInput = z.object({
  /** In staff's language (English). */
  text: z.string().trim().min(1).max(longestText),
  /** The last position the writer had seen: if the family has written since, nothing goes out (409 `family_wrote`). */
  afterPosition: z.int().min(0),
  /** A translation the writer made or corrected; sent as it is, marked as a person's. */
  translation: z.string().trim().min(1).max(longestText).optional(),
  /** What becomes of a text that is too long for one: numbered parts, or 400 `too_long`. */
  whenTooLong: z.enum(['refuse', 'split']).default('refuse'),
  /** A picture of one's own that goes along (POST /api/pictures). */
  pictureId: id.optional(),
  /** Keys of the family's orders the writer has read; without one that stands nothing goes out (409 `order_unread`). */
  ordersRead: z.array(z.string().max(100)).max(100).optional(),
  /** A text the family did not understand (`flag`), which this one says anew. */
  corrects: id.optional(),
});
export const replyResult = z.object({
  messageId: id,
  state: z.enum(['waiting', 'held', 'dropped']),
  reason: z.string().nullable(),
});
export type ReplyInput = z.input<typeof replyInput>;
export type ReplyResult = z.infer<typeof replyResult>;

/** POST /api/messages/:id/release, with an Idempotency-Key: the ways on for a held text. */
export const releaseInput = z.discriminatedUnion('how', [
  /** A speaker wrote the translation, or corrected the draft. */
  z.object({ how: z.literal('with_translation'), text: z.string().trim().min(1).max(1600) }),
  /** The draft translation, as it stands. */
  z.object({ how: z.literal('draft_as_it_is') }),
  /** In English, under a line in the family's language that says it is untranslated. */
  z.object({ how: z.literal('untranslated') }),
  z.object({ how: z.literal('discard') }),
]);
export type ReleaseInput = z.infer<typeof releaseInput>;

/** POST /api/messages/:id/student : which child a family's text is about; null where it is not known. */
export const studentInput = z.object({ studentId: id.nullable() });

/** POST /api/messages/:id/guardian */
export const writerInput = z.object({ guardianId: id.nullable() });
/** POST /api/messages/:id/translation: the English of a family's text, by somebody who reads its language. */
export const correctionInput = z.object({ text: z.string().trim().min(1).max(4000) });

/** GET /api/messages/:id/translations: what stood beside a text before, the newest change first. */
export const translationHistory = z.object({
  items: z.array(
    z.object({
      id,
      language: z.string(),
      what: z.enum(['edited', 'approved', 'withdrawn', 'restored']),
      beforeText: z.string(),
      beforeEngine: z.string(),
      beforeQuality: z.enum(['approved', 'machine', 'draft']),
      /** Null where the words were withdrawn. */
      afterText: z.string().nullable(),
      /** Null: a machine. */
      by: z.string().nullable(),
      reason: z.string().nullable(),
      at: moment,
    }),
  ),
});
export type TranslationHistory = z.infer<typeof translationHistory>;

/** POST /api/messages/:id/ask-speaker: who was asked. */
export const speakerAsked = z.object({ name: z.string() });

/** POST /api/conversations/:id/assignee */
export const assignInput = z.object({ staffId: id.nullable() });
/** POST /api/conversations/:id/state : closing settles its requests, opening undoes that. */
export const stateInput = z.object({ state: z.enum(['open', 'closed']) });

/** GET /api/ready-replies?conversationId= */
export const readyReplies = z.object({
  language: z.string(),
  items: z.array(
    z.object({
      key: z.string(),
      topic: z.string(),
      text: z.string(),
      translation: z.string().nullable(),
      placeholders: z.array(z.string()),
    }),
  ),
  /** Values the thread already knows, for filling in: student, staff, school, class. */
  known: z.record(z.string(), z.string()),
});
export type ReadyReplies = z.infer<typeof readyReplies>;

/** GET /api/events (server-sent events): `data` is one of these. The page asks again for what it shows. */
export const liveEvent = z.object({
  kind: z.enum(['conversation', 'nudge', 'incident', 'hold', 'alert', 'import', 'withdrawal']),
  id: z.string(),
  schoolId: z.string().nullable(),
});
export type LiveEventView = z.infer<typeof liveEvent>;
