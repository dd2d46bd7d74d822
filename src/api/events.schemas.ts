import { z } from 'zod';

/** GET /api/events (server-sent events): `data` is one of these. The page asks again for what it shows. */
export const liveEvent = z.object({
  kind: z.enum(['conversation', 'nudge', 'incident', 'hold', 'alert', 'import', 'withdrawal', 'fixed_text']),
  id: z.string(),
  schoolId: z.string().nullable(),
});
export type LiveEventView = z.infer<typeof liveEvent>;
