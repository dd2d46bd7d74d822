import { z } from 'zod';
import { moment } from './common.schemas.js';

export const languagePart = z.enum(['consent', 'crisis', 'alerts', 'answers', 'replies', 'library']);

const named = {
  code: z.string(),
  name: z.string(),
  ownName: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  /** What it says about consent, danger and alerts is approved as it stands. */
  isLive: z.boolean(),
};
const approval = {
  part: languagePart,
  /** Who speaks the language and approved the part, who noted it, and when; null before. */
  approval: z.object({ speaker: z.string(), by: z.string(), at: moment }).nullable(),
  /** The words have changed since: they need another approval. */
  hasChanged: z.boolean(),
  /** The language is live when all of these parts are approved. */
  makesLive: z.boolean(),
};
const supports = z.enum(['yes', 'no', 'unknown']);

/** GET /api/languages */
export const languageList = z.object({
  items: z.array(
    z.object({
      ...named,
      /** Numbers of families of the reader's schools that are written to in it. */
      families: z.int(),
      /** Staff of the reader's schools who speak it. */
      speakers: z.array(z.string()),
      /** What its locale files say of their own review. */
      files: z.array(
        z.object({
          file: z.enum(['texts', 'library', 'understanding']),
          state: z.string(),
          by: z.string().nullable(),
          at: z.string().nullable(),
        }),
      ),
      parts: z.array(z.object({ ...approval, texts: z.int(), missing: z.int() })),
      engines: z.array(z.object({ name: z.string(), toFamily: supports, toStaff: supports })),
    }),
  ),
});
export type LanguageList = z.infer<typeof languageList>;
export type LanguageRow = LanguageList['items'][number];

/** GET /api/languages/:code */
export const languagePage = z.object({
  ...named,
  parts: z.array(
    z.object({
      ...approval,
      hash: z.string(),
      texts: z.array(
        z.object({
          key: z.string(),
          english: z.string(),
          /** Null where the language lacks it. */
          text: z.string().nullable(),
          /** It lacks it because its words were withdrawn as wrong. */
          isWithdrawn: z.boolean(),
        }),
      ),
    }),
  ),
  maySpeak: z.boolean(),
  mayName: z.boolean(),
});
export type LanguagePage = z.infer<typeof languagePage>;

/** POST /api/languages/:code/approvals */
export const approvalInput = z.object({
  part: languagePart,
  /** Of the texts that were read. */
  hash: z.string().length(64),
  /** Somebody who is not of the staff; null: the reader speaks the language. */
  speakerName: z.string().trim().min(1).max(120).nullable(),
});
export type ApprovalInput = z.infer<typeof approvalInput>;

/** POST /api/languages/:code/approvals/taken-back */
export const approvalTakenBack = approvalInput.omit({ speakerName: true });
export type ApprovalTakenBack = z.infer<typeof approvalTakenBack>;
