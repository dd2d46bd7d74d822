import { z } from 'zod';
import { topics } from '../i18n/topics.js';
import { problemOfRange } from '../lib/answer-range.js';

/** POST /api/understand: a text to try. It is neither stored nor logged. */
export const tryInput = z.object({
  text: z.string().max(1_600),
  /** The family's language; null when it is not known. */
  language: z.string().max(20).nullable(),
  ask: z
    .object({
      kind: z.enum(['yesno', 'rating', 'choice', 'number', 'open']),
      options: z.array(z.string().max(100)).max(10).optional(),
      unit: z.string().max(40).optional(),
      /** The smallest and the largest answer that counts. */
      min: z.number().optional(),
      max: z.number().optional(),
    })
    .superRefine((ask, context) => {
      const problem = problemOfRange(ask);
      if (problem !== null) context.addIssue({ code: 'custom', path: ['max'], message: problem });
    })
    .nullable(),
});

/** What the text means, as the inbox would have it. */
export const tryResult = z.object({
  language: z.string(),
  consent: z.enum(['opt_out', 'opt_in', 'help', 'pause', 'fewer', 'alerts_only', 'wrong_number']).nullable(),
  consentCertainty: z.enum(['sure', 'likely', 'possible']).nullable(),
  answer: z.object({
    status: z.enum(['answered', 'unclear', 'none']),
    value: z.union([z.boolean(), z.number(), z.string(), z.null()]),
  }),
  comment: z.string().nullable(),
  needsStaff: z.boolean(),
  topic: z.enum(topics),
  urgent: z.boolean(),
  /** It may be about danger, not surely enough for the alarm: a person looks before the ordinary texts. */
  lookSoon: z.boolean(),
  /** Short codes, for example `topic:transportation «camión» (es)`. */
  reasons: z.array(z.string()),
  /** The same in plain words, one for each. */
  reasonsInWords: z.array(z.string()),
});
export type TryResult = z.infer<typeof tryResult>;
