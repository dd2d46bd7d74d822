import { z } from 'zod';
import { textingHours } from '../lib/texting-hours.js';
import { id, moment } from './common.schemas.js';

/** Local time of day, `HH:MM`. */
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as HH:MM.');
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
/** The bounds of what can be asked for. */
export const hoursBounds = { from: clock(textingHours.earliest), until: clock(textingHours.latest) } as const;

/** When a family wants texts: local hours and days; null of either: any the school texts in. */
const span = z.object({ from: timeOfDay, until: timeOfDay });
const wantedDays = z.enum(['weekdays', 'weekends']).nullable();

const isOrdered = ({ from, until }: z.infer<typeof span>): boolean => from < until;
const isInBounds = ({ from, until }: z.infer<typeof span>): boolean =>
  from >= hoursBounds.from && until <= hoursBounds.until;
/** Hours in which people may be texted. */
export const textingSpan = span
  .refine(isOrdered, { path: ['until'], message: 'The end has to be after the beginning.' })
  .refine(isInBounds, {
    message: `Nobody is texted before ${hoursBounds.from} or after ${hoursBounds.until}.`,
  });

/** POST /api/families/:id/numbers/:addressId/hours, with an Idempotency-Key */
export const hoursInput = z.object({
  hours: textingSpan.nullable(),
  days: wantedDays,
  /** Who of those reached at the number asked for it, and on which day at the school. */
  askedByGuardianId: id,
  askedOn: z.iso.date(),
  note: z.string().trim().min(1).max(300).nullable(),
});
export type HoursInput = z.infer<typeof hoursInput>;
export const hoursSet = z.object({ id });

/** POST /api/families/:id/numbers/:addressId/hours/undo, with an Idempotency-Key */
export const hoursUndo = z.object({ eventId: id });

/** POST /api/families/:id/numbers/:addressId/hours/preview: nothing is changed. */
export const hoursPreviewInput = z.object({ hours: textingSpan.nullable(), days: wantedDays });
export type HoursPreviewInput = z.infer<typeof hoursPreviewInput>;
export const hoursPreview = z.object({
  /** School by school, as far as the reader knows the children. */
  schools: z.array(
    z.object({
      id,
      name: z.string(),
      timeZone: z.string(),
      /** When its texts go out then; the whole day where they are the same. */
      ...span.shape,
      /** The hours leave nothing of the school's: the school's own count. */
      isOutside: z.boolean(),
      /** When a learning text that is ready now may go; null: at once. */
      nextAt: moment.nullable(),
    }),
  ),
  /** Texts to this number that wait now; they are looked at again by the new hours. */
  waiting: z.int(),
});
export type HoursPreview = z.infer<typeof hoursPreview>;

/** Who said when texts are wanted: the family in a text, or staff for it. */
export const hoursSource = z.object({
  saidBy: z.enum(['family', 'staff']),
  /** Who wrote it down, or took it back. */
  by: z.string().nullable(),
  askedBy: z.string().nullable(),
  askedOn: z.iso.date().nullable(),
  at: moment,
  /** It took what had been written down back. */
  isUndo: z.boolean(),
});
export type HoursSourceView = z.infer<typeof hoursSource>;

/** What was asked for about hours at a number, the latest first; the first is in force. */
export const hoursEvent = hoursSource.extend({
  id,
  hours: span.nullable(),
  days: wantedDays,
  note: z.string().nullable(),
  undone: z.boolean(),
  mayUndo: z.boolean(),
});
export type HoursEventView = z.infer<typeof hoursEvent>;
