import { z } from 'zod';
import { id, moment } from './common.schemas.js';

export const channel = z.enum(['sms', 'mms', 'whatsapp']);

/** How a family is written to. */
export const familyChannel = z.object({
  /** What it asked for; null where it never said, and is answered where it wrote. */
  preferred: channel.nullable(),
  /** Whether SMS may stand in where WhatsApp cannot be used. */
  smsInstead: z.boolean(),
  /** Why it gets neither pictures, nor links, nor WhatsApp; null where it may. */
  textOnlyReason: z.string().nullable(),
  /** Whether its line can send pictures by MMS. */
  canSendPictures: z.boolean(),
  /** Whether its line is on WhatsApp at all. */
  onWhatsapp: z.boolean(),
  /** Until when free words may be written on WhatsApp; null while only templates may. */
  whatsappUntil: moment.nullable(),
  whatsappUnusableReason: z.string().nullable(),
});
export type FamilyChannel = z.infer<typeof familyChannel>;

/** POST /api/conversations/:id/channel */
export const channelInput = z.object({
  channel: channel.nullable(),
  smsInstead: z.boolean().default(true),
  textOnlyReason: z.string().trim().min(1).max(200).nullable().default(null),
});
export type ChannelInput = z.input<typeof channelInput>;

/** The road a text would take, and why; `channel` is null where none is open. */
export const road = z.object({
  channel: channel.nullable(),
  template: z.boolean(),
  reason: z.string(),
  /** What to do where no road is open, as a sentence. */
  advice: z.string().nullable(),
});

/** POST /api/pictures, the file's bytes as the body. */
export const uploadedPicture = z.object({
  /** For `pictureId` of a reply. */
  id,
  contentType: z.string(),
  bytes: z.int(),
});

/** POST /api/whatsapp-templates */
export const templateInput = z.object({
  /** The carrier's own name of the approved template. */
  contentSid: z.string().regex(/^HX[0-9a-fA-F]{32}$/),
  purpose: z.enum(['alert', 'learning', 'pulse', 'reply', 'system']),
  subtype: z.string().min(1).max(60).nullable().default(null),
  language: z.string().min(2).max(20),
  /** What stands for {{1}}, {{2}} …, in this order. */
  variables: z
    .array(z.enum(['text', 'school', 'district']))
    .min(1)
    .max(5),
});
export type TemplateInput = z.input<typeof templateInput>;

/** GET /api/whatsapp-templates */
export const templateList = z.object({
  items: z.array(
    templateInput.required().extend({ id, createdAt: moment, deactivatedAt: moment.nullable() }),
  ),
  /** Lines that have a number on WhatsApp; without one no template is used. */
  lines: z.array(z.object({ name: z.string(), number: z.string() })),
});
export type TemplateList = z.infer<typeof templateList>;

/** POST /api/whatsapp-templates/:id/use */
export const templateUse = z.object({ used: z.boolean() });
