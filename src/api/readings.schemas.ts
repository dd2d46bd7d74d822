import { z } from 'zod';
import { id } from './common.schemas.js';
import { topic } from './inbox.schemas.js';

/** yesno: a boolean; rating and number: a number; choice: the option's index from 0; open: words of the text. */
export const answerValue = z.union([z.boolean(), z.number(), z.string().trim().min(1).max(4000)]);
export const readingPart = z.enum(['answer', 'topic', 'urgent', 'request']);
export type ReadingPart = z.infer<typeof readingPart>;

/**
 * POST /api/messages/:id/reading : one thing in what was understood of a family's text is put right. `was` is what one saw
 * before; where that is so no more, nothing is changed.
 */
export const readingInput = z.discriminatedUnion('part', [
  z.object({
    part: z.literal('answer'),
    /** What counted as the answer to the question; null: nothing did. */
    was: answerValue.nullable(),
    /** Null: this text is no answer. */
    value: answerValue.nullable(),
  }),
  z.object({ part: z.literal('topic'), was: z.string(), topic }),
  z.object({ part: z.literal('urgent'), urgent: z.boolean() }),
  /** Whether the text needs anybody: opens its request, or settles it. */
  z.object({ part: z.literal('request'), needed: z.boolean() }),
]);
export type ReadingInput = z.infer<typeof readingInput>;

export const readingChanged = z.object({
  /** Takes it back: POST /api/messages/:id/reading/undo. */
  changeId: id,
  /** Whom a text about this goes to as a rule, where that is somebody else than who has it; nobody is given it. */
  wouldGoTo: z.object({ id, name: z.string() }).nullable(),
});

/** POST /api/messages/:id/reading/undo */
export const undoReadingInput = z.object({ changeId: id });
