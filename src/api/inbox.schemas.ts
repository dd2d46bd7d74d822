import { z } from 'zod';
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
export const inboxView = z.enum(['mine', 'unassigned', 'urgent', 'lookSoon', 'open', 'all']);
export type InboxView = z.infer<typeof inboxView>;

/** A member of staff or a child, by name. */
export const person = z.object({ id, name: z.string() });

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
  /** A text in it may be about danger, not surely enough for the alarm, and nobody has looked at it yet. */
  lookSoon: z.boolean(),
  assignee: person.nullable(),
  waitingSince: moment.nullable(),
  /** The last words of a person; our own automatic answers are left out. */
  lastMessage: z
    .object({
      direction: z.enum(['in', 'out']),
      text: z.string(),
      /** What came where `text` is empty: a picture or a file, a missed call, or nothing. */
      holds: z.enum(['words', 'attachment', 'call', 'nothing']),
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
  /** Family or student name, in any script, or for the school office the last four digits of the number. */
  search: z.string().trim().max(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const conversationPage = z.object({
  items: z.array(conversationSummary),
  /** Nobody in this view is called what was typed; these names are nearly so. */
  isNear: z.boolean(),
  nextCursor: cursor,
  counts: z.object({ mine: z.int(), unassigned: z.int(), urgent: z.int(), lookSoon: z.int(), open: z.int() }),
});
export type ConversationPage = z.infer<typeof conversationPage>;

/**
 * POST /api/messages/:id/look: nothing to worry about, or urgent after all; null takes that back, and the text waits for a
 * look again.
 */
export const lookInput = z.object({ outcome: z.enum(['no_worry', 'urgent']).nullable() });
/** POST /api/conversations/:id/assignee */
export const assignInput = z.object({ staffId: id.nullable() });
/** POST /api/conversations/:id/state : closing settles its requests, opening undoes that. */
export const stateInput = z.object({ state: z.enum(['open', 'closed']) });
