import { z } from 'zod';
import { passwordLength } from '../auth/password-length.js';
import { id, role } from './common.schemas.js';

/** GET /api/me */
export const me = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role,
  languages: z.array(z.string()),
  district: z.object({ name: z.string(), kind: z.enum(['demo', 'live']) }),
  schools: z.array(
    z.object({
      id,
      name: z.string(),
      timeZone: z.string(),
      /** Local hours, `HH:MM`, in which its families are texted; equal values mean the whole day. */
      contactFrom: z.string(),
      contactUntil: z.string(),
    }),
  ),
  /** Every language families of this deployment are written to in: code, English name, own name, direction. */
  languageNames: z.array(
    z.object({ code: z.string(), name: z.string(), ownName: z.string(), direction: z.enum(['ltr', 'rtl']) }),
  ),
  /** Demo only: where the simulated phones are. */
  phonesUrl: z.string().nullable(),
});
export type Me = z.infer<typeof me>;

/** GET /api/staff?schoolId= : who a conversation may be given to. */
export const staffMember = z.object({
  id,
  name: z.string(),
  role,
  languages: z.array(z.string()),
});
export const staffList = z.object({ items: z.array(staffMember) });
export type StaffMember = z.infer<typeof staffMember>;

/** GET /api/demo-accounts, without signing in: the demo district's accounts. 404 where the district is not a demo. */
export const demoAccounts = z.object({
  items: z.array(z.object({ name: z.string(), role, email: z.string(), password: z.string() })),
});
export type DemoAccount = z.infer<typeof demoAccounts>['items'][number];

/** POST /api/auth/change-password: the old password, and the one that takes its place. */
export const ownPassword = z.object({
  current: z.string().max(200),
  next: z.string().min(passwordLength.min).max(passwordLength.max),
});
