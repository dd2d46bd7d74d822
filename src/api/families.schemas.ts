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

/** POST /api/conversations/:id/link */
export const linkInput = z.object({
  guardianId: id,
  /** How it was made sure who writes. */
  how: z.enum(['called_back', 'in_person', 'knew_details']),
  note: z.string().trim().min(1).max(500).nullable(),
  /** The guardian agreed to get texts at this number. */
  consented: z.literal(true),
  /** The guardian's earlier number, where it is not theirs any more. */
  retireAddressId: id.nullable(),
});
export type LinkInput = z.infer<typeof linkInput>;
export const linked = z.object({ id });

/** POST /api/families/:id/numbers/:addressId/retire */
export const retireInput = z.object({ reason: z.enum(['moved', 'wrong_number', 'reassigned']) });
export const wholeNumber = z.object({ number: z.string() });
