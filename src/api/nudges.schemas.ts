import { z } from 'zod';
import { cursor, id, languagePreview, moment } from './common.schemas.js';

export const askKind = z.enum(['yesno', 'rating', 'open']);

/** GET /api/classes : classes the reader teaches, or of the reader's schools. */
export const classList = z.object({
  items: z.array(
    z.object({
      id,
      name: z.string(),
      grade: z.string(),
      subject: z.string().nullable(),
      school: z.object({ id, name: z.string(), timeZone: z.string() }),
      students: z.int(),
      families: z.int(),
      teachers: z.array(z.string()),
    }),
  ),
});
export type ClassList = z.infer<typeof classList>;

/** GET /api/library?classId= : suggested first, those used lately last. */
export const libraryList = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      subject: z.string(),
      askKind,
      text: z.string(),
      lastUsed: moment.nullable(),
      suggested: z.boolean(),
    }),
  ),
});
export type LibraryList = z.infer<typeof libraryList>;

/** What a nudge says: a prompt of the library, or a text of one's own in English. */
export const nudgeContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('library'), key: z.string() }),
  z.object({ kind: z.literal('own'), text: z.string().trim().min(1).max(600), askKind }),
]);

export const nudgeInput = z.object({
  classId: id,
  content: nudgeContent,
  /** Local to the school, `YYYY-MM-DDTHH:MM`. Null: now. */
  startsLocal: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
    .nullable(),
  /** Without `startsLocal`: seconds it waits before it goes, so that it can still be taken back. */
  waitSeconds: z.int().min(0).max(60).default(0),
  repeats: z.enum(['once', 'weekly']).default('once'),
  /** `YYYY-MM-DD`, the last day of a weekly nudge. */
  endsOn: z.iso.date().nullable().default(null),
});
export type NudgeInput = z.infer<typeof nudgeInput>;

/** POST /api/nudges/preview {classId, content} : what each family would get, and who would not, and why. */
export const nudgePreviewInput = nudgeInput.pick({ classId: true, content: true });
export const nudgePreview = z.object({
  languages: z.array(
    languagePreview.extend({
      encoding: z.enum(['GSM-7', 'UCS-2']).nullable(),
      segments: z.int().nullable(),
    }),
  ),
  recipients: z.int(),
  /** Of all texts that have words, those that would be held included. */
  segments: z.int(),
  /** What they would cost together, for reading ("$1.4457"); null where no price is set. */
  price: z.string().nullable(),
  leftOut: z.array(z.object({ name: z.string(), student: z.string().nullable(), reason: z.string() })),
});
export type NudgePreview = z.infer<typeof nudgePreview>;

export const nudgeSummary = z.object({
  id,
  class: z.object({ id, name: z.string() }),
  school: z.object({ id, name: z.string(), timeZone: z.string() }),
  by: z.string(),
  text: z.string(),
  askKind,
  repeats: z.enum(['once', 'weekly']),
  /** It goes to those alone who did not answer another one. */
  asksAgain: z.boolean(),
  state: z.enum(['scheduled', 'paused', 'done', 'cancelled']),
  nextRunAt: moment.nullable(),
  lastRun: z
    .object({
      id,
      openedAt: moment,
      state: z.enum(['open', 'done', 'cancelled']),
      recipients: z.int(),
      delivered: z.int(),
      failed: z.int(),
      held: z.int(),
      leftOut: z.int(),
      answered: z.int(),
    })
    .nullable(),
});
export type NudgeSummary = z.infer<typeof nudgeSummary>;

/** GET /api/nudges?cursor= */
export const nudgePage = z.object({ items: z.array(nudgeSummary), nextCursor: cursor });
export type NudgePage = z.infer<typeof nudgePage>;

/** GET /api/nudges/:id : the last run, family by family. */
export const nudgeDetail = nudgeSummary.extend({
  /** The nudge that asks those again who did not answer. */
  askedAgainId: id.nullable(),
  recipients: z.array(
    z.object({
      name: z.string(),
      student: z.string().nullable(),
      language: z.string().nullable(),
      conversationId: id.nullable(),
      outcome: z.enum(['queued', 'held', 'left_out']),
      /** It was sent, as far as the carrier says, or answered. */
      hasIt: z.boolean(),
      /** "delivered", "not delivered: …", "left out: …". */
      explanation: z.string(),
      answer: z
        .object({
          value: z.union([z.boolean(), z.number(), z.string()]),
          text: z.string(),
          language: z.string().nullable(),
          translation: z.string().nullable(),
          at: moment,
          /** Who put right what it was taken to mean; null: it is as the program read it. */
          putRightBy: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
});
export type NudgeDetail = z.infer<typeof nudgeDetail>;

/** POST /api/nudges/:id/ask-again : those who got the last run and have not answered it. */
export const askAgainInput = z.object({
  /** It waits before it goes, so that it can still be taken back. */
  waitSeconds: z.int().min(0).max(60).default(0),
});

/** POST /api/nudges/:id/state : cancel, pause, go on. */
export const nudgeStateInput = z.object({ state: z.enum(['scheduled', 'paused', 'cancelled']) });
