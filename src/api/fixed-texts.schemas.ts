import { z } from 'zod';
import { cursor, id, moment } from './common.schemas.js';

const reason = z.string().trim().min(1).max(500);
/** With the same places in curly brackets as the English: `{district}`. */
const words = z.string().trim().min(1).max(1500);
const language = z.string().min(2).max(12);
const key = z.string().min(1).max(100);

/**
 * POST /api/fixed-text-withdrawals: a fixed text found in a text that went out (which of them, where it holds several),
 * or one of a language's list.
 */
export const fixedTextInput = z.union([
  z.object({ messageId: id, key: key.optional(), reason, correction: words.optional() }),
  z.object({ language, key, reason, correction: words.optional() }),
]);
export type FixedTextInput = z.infer<typeof fixedTextInput>;
export const fixedTextMade = z.object({
  id,
  /** Texts of which a part had gone already: the rest goes as it was. */
  partlyGone: z.int(),
});

export const fixedTextSummary = z.object({
  id,
  language: z.string(),
  /** In the language file: `consent.help`. */
  key: z.string(),
  /** As the file said it, and what the English said then. */
  wrong: z.string(),
  english: z.string(),
  reason: z.string(),
  by: z.string(),
  at: moment,
  /** What is said instead; null: the English alone. */
  correction: z.string().nullable(),
  correctedBy: z.string().nullable(),
  correctedAt: moment.nullable(),
  undoneBy: z.string().nullable(),
  undoneAt: moment.nullable(),
  /** `english`: the English goes alone; `outdated`: the file has other words by now, and these are used. */
  state: z.enum(['english', 'corrected', 'outdated', 'undone']),
  mayCorrect: z.boolean(),
  mayUndo: z.boolean(),
});
export type FixedTextSummary = z.infer<typeof fixedTextSummary>;

/** GET /api/fixed-text-withdrawals?state=&cursor=&limit=; `english`: those nobody has said the right words of. */
export const fixedTextQuery = z.object({
  state: z.enum(['standing', 'english', 'undone']).default('standing'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export const fixedTextPage = z.object({ items: z.array(fixedTextSummary), nextCursor: cursor });

/** GET /api/fixed-text-withdrawals/:id */
export const fixedText = fixedTextSummary.extend({
  /** Texts with these words can be told from others. */
  isFindable: z.boolean(),
  /** The newest first, at most 50. */
  changes: z.array(
    z.object({
      id,
      /** `withdrawn_again`: the correction was wrong as well. */
      what: z.enum(['withdrawn', 'corrected', 'withdrawn_again', 'undone']),
      /** Taken back, or said from now on. */
      words: z.string(),
      reason: z.string().nullable(),
      by: z.string(),
      at: moment,
    }),
  ),
});
export type FixedText = z.infer<typeof fixedText>;

/** GET /api/fixed-text-withdrawals/:id/families?cursor=&limit= */
export const gotItQuery = fixedTextQuery.omit({ state: true });
export const gotItPage = z.object({
  items: z.array(
    z.object({
      messageId: id,
      conversationId: id,
      familyName: z.string(),
      state: z.string(),
      /** A part of it has gone, and the rest goes in the same words. */
      isPartlyGone: z.boolean(),
      at: moment,
    }),
  ),
  nextCursor: cursor,
});

/** POST /api/fixed-text-withdrawals/:id/correction and /undo */
export const fixedTextCorrection = z.object({ text: words });
export const fixedTextUndo = z.object({ reason });

/** GET /api/messages/:id/fixed-texts */
export const fixedTextsInMessage = z.object({
  language: z.string(),
  mayJudge: z.boolean(),
  mayCorrect: z.boolean(),
  /** The longest first. */
  items: z.array(
    z.object({
      key: z.string(),
      words: z.string(),
      english: z.string(),
      /** These words are sent no more. */
      isWithdrawn: z.boolean(),
      /** What became of them, or of earlier words of the same text, where the reader may know. */
      withdrawalId: id.nullable(),
    }),
  ),
});
