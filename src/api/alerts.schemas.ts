import { z } from 'zod';
import { cursor, id, languagePreview, moment } from './common.schemas.js';

export const alertKind = z.enum(['closure', 'delay', 'early_release', 'lockdown', 'all_clear', 'free']);
export type AlertKind = z.infer<typeof alertKind>;
export const alertOrigin = z.enum(['written', 'approved', 'machine', 'untranslated']);

/** GET /api/alerts/places : the schools the reader may alert. */
export const alertPlaces = z.object({
  maySend: z.boolean(),
  schools: z.array(
    z.object({
      id,
      name: z.string(),
      timeZone: z.string(),
      hasLine: z.boolean(),
      /** A hold stands, or the carrier stopped the line: nothing leaves it now. */
      isStopped: z.boolean(),
    }),
  ),
});
export type AlertPlaces = z.infer<typeof alertPlaces>;

/** POST /api/alerts, and /api/alerts/preview. */
export const alertInput = z.object({
  kind: alertKind,
  schoolIds: z.array(id).min(1).max(500),
  /** `YYYY-MM-DD`, local to the schools. */
  day: z.iso.date(),
  /** `HH:MM`, local; of a delay and an early release. */
  atTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .nullable()
    .default(null),
  /** The words of a free alert, in English. */
  text: z.string().trim().max(600).nullable().default(null),
});
export type AlertInput = z.infer<typeof alertInput>;

export const alertPreview = z.object({
  families: z.int(),
  languages: z.array(
    z.object({
      language: z.string(),
      families: z.int(),
      text: z.string(),
      /** `untranslated`: English, after a note that says so; those families are listed for a call. */
      origin: alertOrigin,
      engine: z.string().nullable(),
      reason: z.string().nullable(),
      encoding: z.enum(['GSM-7', 'UCS-2']),
      segments: z.int(),
    }),
  ),
  segments: z.int(),
  price: z.string().nullable(),
  /** The first hundred. */
  leftOut: z.array(z.object({ name: z.string(), reason: z.string(), willBeCalled: z.boolean() })),
  leftOutCount: z.int(),
  /** At the line's pace; null where nobody gets it or a line stands still. */
  lastFamilyAt: moment.nullable(),
  /** Schools whose line sends nothing now. */
  stopped: z.array(z.string()),
  /** Segments beyond what the mobile networks take from the line today. */
  beyondCap: z.int(),
  /** That day's nudges of these schools are not sent. */
  cancelsNudges: z.boolean(),
});
export type AlertPreview = z.infer<typeof alertPreview>;

export const alertSummary = z.object({
  id,
  kind: alertKind,
  day: z.iso.date(),
  atTime: z.string().nullable(),
  ownText: z.string().nullable(),
  /** `open`: texts are still being queued. */
  state: z.enum(['open', 'done']),
  byName: z.string(),
  schools: z.array(z.object({ id, name: z.string() })),
  cancelsNudges: z.boolean(),
  createdAt: moment,
  expiresAt: moment,
  lastFamilyAt: moment.nullable(),
  families: z.int(),
  waiting: z.int(),
  accepted: z.int(),
  delivered: z.int(),
  failed: z.int(),
  leftOut: z.int(),
  untranslated: z.int(),
  callsOpen: z.int(),
});
export type AlertSummary = z.infer<typeof alertSummary>;

export const alertPage = z.object({ items: z.array(alertSummary), nextCursor: cursor });
export type AlertPage = z.infer<typeof alertPage>;

export const alertDetail = alertSummary.extend({
  languages: z.array(
    z.object({ language: z.string(), families: z.int(), origin: alertOrigin, body: z.string() }),
  ),
  replies: z.int(),
  /** Families who wrote back and have no answer of staff yet. */
  unanswered: z.int(),
  answers: z.array(
    z.object({ text: z.string(), by: z.string(), families: z.int(), held: z.int(), at: moment }),
  ),
});
export type AlertDetail = z.infer<typeof alertDetail>;

export const alertReplyPage = z.object({
  items: z.array(
    z.object({
      id,
      conversationId: id,
      guardian: z.string().nullable(),
      language: z.string().nullable(),
      text: z.string(),
      translation: z.string().nullable(),
      at: moment,
      answered: z.boolean(),
    }),
  ),
  nextCursor: cursor,
});
export type AlertReplyPage = z.infer<typeof alertReplyPage>;

export const alertLeftOutPage = z.object({
  items: z.array(
    z.object({
      id,
      guardian: z.string().nullable(),
      student: z.string().nullable(),
      school: z.string(),
      reason: z.string(),
    }),
  ),
  nextCursor: cursor,
});

export const alertAnswerInput = z.object({ text: z.string().trim().min(1).max(600) });
/** POST /api/alerts/:id/answer/preview */
export const alertAnswerPreview = z.object({ languages: z.array(languagePreview) });
export const alertAnswered = z.object({ families: z.int(), held: z.int() });

/** GET /api/calls?state= : families to be called because a text does not reach them, or because they called. */
export const callPage = z.object({
  items: z.array(
    z.object({
      id,
      schoolId: id,
      school: z.string(),
      timeZone: z.string(),
      /** The family's thread at the school, where it has one. */
      conversationId: id.nullable(),
      guardian: z.string().nullable(),
      students: z.string().nullable(),
      language: z.string().nullable(),
      e164: z.string(),
      reason: z.string(),
      alertId: id.nullable(),
      text: z.string().nullable(),
      state: z.enum(['open', 'done']),
      createdAt: moment,
      doneAt: moment.nullable(),
      doneBy: z.string().nullable(),
      outcome: z.string().nullable(),
    }),
  ),
  nextCursor: cursor,
});
export type CallPage = z.infer<typeof callPage>;

export const callDoneInput = z.object({ outcome: z.string().trim().min(1).max(500) });
