import { z } from 'zod';

export const id = z.uuid();
/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime({ offset: true });
/** Opaque: where the next page starts. Null on the last page. */
export const cursor = z.string().nullable();
export const role = z.enum(['teacher', 'liaison', 'school_admin', 'district_admin']);

/** RFC 9457. `code` is stable; `detail` is a sentence for people that says what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  /** Field by field, where the input was at fault. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
