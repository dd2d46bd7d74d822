import { z } from 'zod';
import { languageCodes } from '../i18n/languages.js';
import { cursor, id, role } from './common.schemas.js';

/** GET /api/staff/directory?search=&left=&cursor= */
export const staffDirectoryQuery = z.object({
  search: z.string().trim().max(100).optional(),
  /** `true`: those who left, and nobody else. */
  left: z
    .enum(['true', 'false'])
    .transform((left) => left === 'true')
    .optional(),
  cursor: id.optional(),
});
export const staffDirectory = z.object({
  items: z.array(
    z.object({
      id,
      name: z.string(),
      email: z.string(),
      role,
      languages: z.array(z.string()),
      active: z.boolean(),
      /** A password was given to them once. */
      hasSignIn: z.boolean(),
      /** `isOfRoster`: the roster says so, and only a roster takes it away. */
      schools: z.array(z.object({ id, name: z.string(), isOfRoster: z.boolean() })),
    }),
  ),
  nextCursor: cursor,
});
export type StaffAccount = z.infer<typeof staffDirectory>['items'][number];

/** POST /api/staff/directory/:id */
export const staffFacts = z.object({
  role,
  languages: z.array(z.enum(languageCodes)).min(1).max(languageCodes.length),
  schoolIds: z.array(id).max(500),
});
export type StaffFactsInput = z.infer<typeof staffFacts>;

/** POST /api/staff/directory */
export const newStaff = staffFacts.extend({
  name: z.string().trim().min(1).max(120),
  email: z
    .string()
    .trim()
    .max(320)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'Write an email address, like pat.lee@example.org.'),
});
export type NewStaffInput = z.input<typeof newStaff>;
export const staffAdded = z.object({ id });
export const staffLeft = z.object({
  /** The next import brings back whom its file still names. */
  isOfRoster: z.boolean(),
});

/** POST /api/auth/staff-password: a new password for a colleague, said once. */
export const passwordFor = z.object({ staffId: id });
export const passwordGiven = z.object({ password: z.string() });
