import { z } from 'zod';
import { cursor, id, moment } from './common.schemas.js';

/** GET /api/reviews?scope=&schoolId=&cursor=&limit= */
export const reviewScope = z.enum(['mine', 'others']);
export const reviewQuery = z.object({
  /** `mine`: given to you, or in a language you speak; `others`: the rest of your schools'. */
  scope: reviewScope.default('mine'),
  schoolId: id.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** A text that is held until somebody who reads its language has looked at it. */
export const review = z.object({
  messageId: id,
  conversationId: id,
  familyName: z.string(),
  school: z.object({ id, name: z.string(), timeZone: z.string() }),
  language: z.string(),
  /** A sentence for staff. */
  reason: z.string(),
  /** One of many: nobody is called about it when it is overdue. */
  isBulk: z.boolean(),
  owner: z.object({ id, name: z.string() }).nullable(),
  isMine: z.boolean(),
  /** Only somebody who reads the language may let a draft go as it is. */
  mayReadDraft: z.boolean(),
  dueAt: moment,
  openedAt: moment,
  isOverdue: z.boolean(),
  senderName: z.string().nullable(),
  text: z.string(),
  textLanguage: z.string().nullable(),
  /** The words that wait; null where there are none yet. */
  draft: z.string().nullable(),
  /** How many get it: one decision is for all of them (POST /reviews/:id/release). */
  families: z.int(),
  /** Text and draft have {0}, {1} … where each family has its own names and numbers. */
  hasHoles: z.boolean(),
  /** There are no words, and nobody at the school speaks the language. */
  needsInterpreter: z.boolean(),
});
export type Review = z.infer<typeof review>;

export const reviewPage = z.object({
  items: z.array(review),
  nextCursor: cursor,
  counts: z.object({
    mine: z.int(),
    others: z.int(),
    overdue: z.int(),
    /** Families' texts that wait for an interpreter. */
    interpreting: z.int(),
    /** Those of them that nobody else has. */
    interpretingMine: z.int(),
  }),
});
export type ReviewPage = z.infer<typeof reviewPage>;

/** GET /api/reviews/settled: what was decided, the newest first. */
export const settledQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const settledPage = z.object({
  items: z.array(
    z.object({
      messageId: id,
      conversationId: id,
      familyName: z.string(),
      school: z.object({ id, name: z.string(), timeZone: z.string() }),
      language: z.string(),
      /** `called`: the family asked for a call instead. */
      state: z.enum(['released', 'discarded', 'called']),
      by: z.string().nullable(),
      at: moment,
      text: z.string(),
      textLanguage: z.string().nullable(),
      /** The words that waited, and those that went out. */
      beforeText: z.string().nullable(),
      afterText: z.string().nullable(),
    }),
  ),
  nextCursor: cursor,
});
export type SettledPage = z.infer<typeof settledPage>;
export type SettledReview = SettledPage['items'][number];

/** POST /api/reviews/:id/release, with an Idempotency-Key: how many texts were decided about. */
export const groupReleased = z.object({ texts: z.int() });

export const interpreterQuery = settledQuery.extend({ schoolId: id.optional() });
/** GET /api/interpreter-tasks?schoolId=&cursor=&limit= : families' texts no engine translates, the most pressing first. */
export const interpreterPage = z.object({
  items: z.array(
    z.object({
      messageId: id,
      conversationId: id,
      familyName: z.string(),
      school: z.object({ id, name: z.string(), timeZone: z.string() }),
      language: z.string(),
      text: z.string(),
      writtenAt: moment,
      reason: z.string(),
      owner: z.object({ id, name: z.string() }).nullable(),
      isMine: z.boolean(),
      dueAt: moment,
      isOverdue: z.boolean(),
    }),
  ),
  nextCursor: cursor,
});
export type InterpreterPage = z.infer<typeof interpreterPage>;
export type InterpreterTask = InterpreterPage['items'][number];

/** POST /api/messages/:id/interpreted: what an interpreter said a text means, in English. */
export const interpretedInput = z.object({
  text: z.string().trim().min(1).max(4000),
  /** Who said it: a name, or the service and its number. */
  interpreter: z.string().trim().min(1).max(120),
});
