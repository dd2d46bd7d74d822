import { z } from 'zod';
import { id, moment } from './common.schemas.js';

/** GET /api/holds: what is stopped now, of what concerns the reader. */
export const holdList = z.object({
  holds: z.array(
    z.object({
      id,
      scope: z.enum(['district', 'school', 'line']),
      schoolId: id.nullable(),
      lineId: id.nullable(),
      /** The school or the line; null for the district. */
      subjectName: z.string().nullable(),
      reason: z.string(),
      placedAt: moment,
      placedBy: z.string(),
      mayLift: z.boolean(),
    }),
  ),
  /** Lines of the reader's schools; `stoppedAt` where the carrier made us stop one. */
  lines: z.array(
    z.object({
      id,
      name: z.string(),
      stoppedAt: moment.nullable(),
      stoppedReason: z.string().nullable(),
      /** Whether the reader may stop it, and let it go on. */
      mayHold: z.boolean(),
    }),
  ),
  mayHoldDistrict: z.boolean(),
});
export type HoldList = z.infer<typeof holdList>;
export type Hold = HoldList['holds'][number];

/** POST /api/holds */
const reason = z.string().trim().min(1).max(200);
export const holdInput = z.discriminatedUnion('scope', [
  z.object({ scope: z.literal('district'), reason }),
  z.object({ scope: z.literal('school'), schoolId: id, reason }),
  z.object({ scope: z.literal('line'), lineId: id, reason }),
]);
export const holdPlaced = z.object({ id });

/** POST /api/holds/:id/lift: what becomes of the texts that are due by now. */
export const liftInput = z.object({ heldTexts: z.enum(['send', 'drop']) });
