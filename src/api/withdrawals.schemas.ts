import { z } from 'zod';
import { cursor, id, moment } from './common.schemas.js';

const reason = z.string().trim().min(1).max(500);

/** POST /api/withdrawals: a text's translation, a nudge's words of one language, or an approved translation. */
export const withdrawalInput = z.union([
  z.object({ messageId: id, reason }),
  z.object({ nudgeId: id, language: z.string().min(2).max(12), reason }),
  z.object({ memoryId: id, reason }),
]);
export type WithdrawalInput = z.infer<typeof withdrawalInput>;
export const withdrawalMade = z.object({ id });

export const withdrawalSummary = z.object({
  id,
  direction: z.enum(['to_family', 'to_staff']),
  fromLanguage: z.string(),
  toLanguage: z.string(),
  /** The family's of the two. */
  language: z.string(),
  source: z.string(),
  wrong: z.string(),
  reason: z.string(),
  by: z.string(),
  at: moment,
  /** Who is to say what is right, and until when. */
  owner: z.object({ id, name: z.string() }).nullable(),
  isMine: z.boolean(),
  dueAt: moment,
  isOverdue: z.boolean(),
  /** What an engine proposes instead; null where none does. */
  draft: z.string().nullable(),
  correction: z.string().nullable(),
  state: z.enum(['open', 'corrected', 'undone']),
  settledBy: z.string().nullable(),
  settledAt: moment.nullable(),
  mayCorrect: z.boolean(),
  /** Texts families got, texts that were stopped, texts staff read, and answers staff wrote after reading. */
  families: z.int(),
  stopped: z.int(),
  reading: z.int(),
  answers: z.int(),
  /** Texts with the same words at schools of others. */
  elsewhere: z.int(),
});
export type WithdrawalSummary = z.infer<typeof withdrawalSummary>;

/** GET /api/withdrawals?state=&cursor=&limit= */
export const withdrawalQuery = z.object({
  state: z.enum(['open', 'settled']).default('open'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const withdrawalPage = z.object({ items: z.array(withdrawalSummary), nextCursor: cursor });
/** GET /api/withdrawals/notices: what the reader relied on and has not seen to be wrong yet, or was given to put right. */
export const withdrawalNotices = z.object({
  items: z.array(
    withdrawalSummary.extend({
      /** It was somebody else's to put right, and is the reader's now. */
      isPassedOn: z.boolean(),
    }),
  ),
});

/** GET /api/withdrawals/:id */
export const withdrawal = withdrawalSummary.extend({
  /** The first 200 the reader may read. */
  texts: z.array(
    z.object({
      messageId: id,
      conversationId: id,
      familyName: z.string(),
      kind: z.enum(['family', 'stopped', 'reading', 'answer']),
      text: z.string(),
      language: z.string().nullable(),
      at: moment,
      /** What was done about it, and why it was not a text. */
      outcome: z.enum(['text', 'call', 'none']).nullable(),
      outcomeReason: z.string().nullable(),
    }),
  ),
  /** What the reader has not said to have seen. */
  notice: z.enum(['relied', 'passed_on']).nullable(),
  readers: z.array(
    z.object({
      id,
      name: z.string(),
      how: z.array(z.enum(['opened', 'answered', 'sent', 'notified'])),
      seenAt: moment.nullable(),
    }),
  ),
});
export type Withdrawal = z.infer<typeof withdrawal>;

/** POST /api/withdrawals/:id/correction, with an Idempotency-Key */
export const correctionText = z.object({ text: z.string().trim().min(1).max(1500) });
export const correctionResult = z.object({ texts: z.int(), calls: z.int(), left: z.int() });
export type CorrectionResult = z.infer<typeof correctionResult>;
