import { z } from 'zod';

export const id = z.uuid();
/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime({ offset: true });
/** Opaque: where the next page starts. Null on the last page. */
export const cursor = z.string().nullable();
export const role = z.enum(['teacher', 'liaison', 'school_admin', 'district_admin']);

/** What the families of a language would get, before anything is sent. */
export const languagePreview = z.object({
  language: z.string(),
  families: z.int(),
  /** Null where there are no words yet. */
  text: z.string().nullable(),
  engine: z.string().nullable(),
  quality: z.enum(['approved', 'machine', 'draft']).nullable(),
  /** Why texts in this language would be held for a person; null where they go out. */
  reason: z.string().nullable(),
});

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
