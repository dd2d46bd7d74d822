import { z } from 'zod';
import { id, moment } from './common.schemas.js';

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
