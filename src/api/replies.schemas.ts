import { z } from 'zod';
import { road } from './channels.schemas.js';
import { id } from './common.schemas.js';

/** What may be written at most; what is too long for one text may go out in parts. */
const longestText = 8000;

/** POST /api/conversations/:id/preview */
export const previewInput = z.object({
  text: z.string().trim().min(1).max(longestText),
  pictureId: id.optional(),
});
export const preview = z.object({
  language: z.string(),
  status: z.enum(['same_language', 'translated', 'untranslated']),
  text: z.string().nullable(),
  engine: z.string().nullable(),
  quality: z.enum(['approved', 'machine', 'draft']).nullable(),
  /** Why it would be held, or refused as too long; null when it would go out. */
  reason: z.string().nullable(),
  /** The carrier takes no text that long: sending it answers 400 `too_long`, unless it may be split. */
  tooLong: z.boolean(),
  /** The numbered texts it can be split into; empty where it is one, or cannot be split. */
  parts: z.array(z.object({ text: z.string(), segments: z.int() })),
  road,
  encoding: z.enum(['GSM-7', 'UCS-2']),
  segments: z.int(),
  /** What it would cost, for reading ("$0.0158"); null where no price is set, or there are no words yet. */
  price: z.string().nullable(),
});
export type Preview = z.infer<typeof preview>;

/** POST /api/conversations/:id/replies, with an Idempotency-Key */
export const replyInput = z.object({
  /** In staff's language (English). */
  text: z.string().trim().min(1).max(longestText),
  /** The last position the writer had seen: if the family has written since, nothing goes out (409 `family_wrote`). */
  afterPosition: z.int().min(0),
  /** A translation the writer made or corrected; sent as it is, marked as a person's. */
  translation: z.string().trim().min(1).max(longestText).optional(),
  /** What becomes of a text that is too long for one: numbered parts, or 400 `too_long`. */
  whenTooLong: z.enum(['refuse', 'split']).default('refuse'),
  /** A picture of one's own that goes along (POST /api/pictures). */
  pictureId: id.optional(),
  /** Keys of the family's orders the writer has read; without one that stands nothing goes out (409 `order_unread`). */
  ordersRead: z.array(z.string().max(100)).max(100).optional(),
  /** A text the family did not understand (`flag`), which this one says anew. */
  corrects: id.optional(),
});
export const replyResult = z.object({
  messageId: id,
  state: z.enum(['waiting', 'held', 'dropped']),
  reason: z.string().nullable(),
});
export type ReplyInput = z.input<typeof replyInput>;
export type ReplyResult = z.infer<typeof replyResult>;

/** POST /api/messages/:id/release, with an Idempotency-Key: the ways on for a held text. */
export const releaseInput = z.discriminatedUnion('how', [
  /** A speaker wrote the translation, or corrected the draft. */
  z.object({ how: z.literal('with_translation'), text: z.string().trim().min(1).max(1600) }),
  /** The draft translation, as it stands. */
  z.object({ how: z.literal('draft_as_it_is') }),
  /** In English, under a line in the family's language that says it is untranslated. */
  z.object({ how: z.literal('untranslated') }),
  z.object({ how: z.literal('discard') }),
]);
export type ReleaseInput = z.infer<typeof releaseInput>;

/** GET /api/ready-replies?conversationId= */
export const readyReplies = z.object({
  language: z.string(),
  items: z.array(
    z.object({
      key: z.string(),
      topic: z.string(),
      text: z.string(),
      translation: z.string().nullable(),
      placeholders: z.array(z.string()),
    }),
  ),
  /** Values the thread already knows, for filling in: student, staff, school, class. */
  known: z.record(z.string(), z.string()),
});
export type ReadyReplies = z.infer<typeof readyReplies>;
