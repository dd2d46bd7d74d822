import { z } from 'zod';
import { id } from './common.schemas.js';
import { textingSpan } from './hours.schemas.js';

export const schoolDayKind = z.enum(['holiday', 'half_day', 'closure']);

/** GET /api/schools/:id/days: a year from a month ago on. */
export const schoolDays = z.object({
  items: z.array(z.object({ day: z.iso.date(), kind: schoolDayKind, note: z.string().nullable() })),
});
export type SchoolDays = z.infer<typeof schoolDays>;

/** POST /api/schools/:id/days: marks the days from one to another, both included; at most 60. */
export const schoolDaysInput = z.object({
  from: z.iso.date(),
  until: z.iso.date(),
  kind: schoolDayKind,
  note: z
    .string()
    .trim()
    .max(100)
    .transform((note) => (note === '' ? null : note))
    .nullable()
    .default(null),
});

/** POST /api/schools/:id/days/clear: makes a day like every other again. */
export const schoolDayClear = z.object({ day: z.iso.date() });
export const schoolParams = z.object({ id });

/** POST /api/schools/contact-hours: from when until when families of these schools are texted, in local time. */
export const contactHoursInput = z.object({ schoolIds: z.array(id).min(1).max(500), hours: textingSpan });
export type ContactHoursInput = z.infer<typeof contactHoursInput>;
