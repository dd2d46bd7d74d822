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

/** POST /api/lines/:id/pace */
export const linePaceInput = z.object({
  messagesPerSecond: z.int().min(1).max(1000),
  /** Null: no limit. */
  segmentsPerDay: z.int().min(1).max(10_000_000).nullable(),
  /** Percent of the segments a day that is kept for alerts. */
  alertShare: z.int().min(0).max(100),
});

/** GET /api/lines */
export const lineList = z.object({
  items: z.array(
    z.object({
      id,
      name: z.string(),
      e164: z.string(),
      messagesPerSecond: z.int(),
      segmentsPerDay: z.int().nullable(),
      alertShare: z.int(),
    }),
  ),
});
export type LineList = z.infer<typeof lineList>;
