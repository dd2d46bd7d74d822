import { z } from 'zod';
import { id } from './common.schemas.js';

export const rightKind = z.enum(['contact', 'records', 'pick_up']);
export type RightKindView = z.infer<typeof rightKind>;

/** POST /api/families/:id/rights */
export const rightInput = z
  .object({
    studentId: id,
    kind: rightKind,
    allowed: z.boolean(),
    /** Days at the child's school. */
    fromDate: z.iso.date(),
    /** The last day; null: until another decision. */
    untilDate: z.iso.date().nullable(),
    /** What the court or the family decided, in a sentence; read by whoever writes to this guardian. */
    orderSummary: z.string().trim().min(1).max(500).nullable(),
  })
  .refine((right) => right.untilDate === null || right.untilDate >= right.fromDate, {
    path: ['untilDate'],
    message: 'The last day comes before the first one.',
  });
export type RightInput = z.infer<typeof rightInput>;
export const rightSet = z.object({ id });
