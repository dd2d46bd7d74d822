import { z } from 'zod';

const time = z.iso.datetime();

/**
 * `accepted`: taken for a Messaging Service, no sender chosen · `scheduled`: waits for SendAt · `queued` ·
 * `sending` · `sent`: the network has it · `delivered`, `undelivered`, `failed`, `canceled`: final ·
 * `received`: from a family.
 */
export const textStatus = z.enum([
  'accepted',
  'scheduled',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
  'received',
]);
export type TextStatus = z.infer<typeof textStatus>;

const media = z.object({
  sid: z.string(),
  contentType: z.string(),
  /** Where an outbound picture lies; null for one a phone sent, whose bytes are in the books' folder. */
  source: z.string().nullable(),
});
export type Media = z.infer<typeof media>;

/** How status callbacks of one text misbehave. */
const callbackManners = z.object({
  lateMs: z.number(),
  times: z.number(),
  missing: z.boolean(),
  reordered: z.boolean(),
});
export type CallbackManners = z.infer<typeof callbackManners>;

/** What will become of an outbound text; settled when it is accepted, so that a restart goes on with it. */
const plan = z.object({
  outcome: z.enum(['delivered', 'undelivered', 'failed']),
  errorCode: z.number().nullable(),
  callbacks: callbackManners,
});
export type Plan = z.infer<typeof plan>;

/** How the webhook of an inbound text fares. */
const webhook = z.object({
  state: z.enum(['posting', 'retrying', 'answered', 'failed']),
  tries: z.number(),
  problem: z.string().nullable(),
});
export type WebhookState = z.infer<typeof webhook>;

export const text = z.object({
  sid: z.string(),
  /** Position in the books, from 1; later texts have higher ones. */
  seq: z.number(),
  /** Goes up with every change, so that a late reader never puts an old state over a newer one. */
  revision: z.number(),
  direction: z.enum(['inbound', 'outbound-api', 'outbound-reply']),
  status: textStatus,
  from: z.string(),
  to: z.string(),
  messagingServiceSid: z.string().nullable(),
  body: z.string(),
  /** The body as the caller wrote it, before look-alikes were swapped. */
  requestedBody: z.string(),
  numSegments: z.number(),
  media: z.array(media),
  statusCallback: z.string().nullable(),
  sendAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
  sentAt: time.nullable(),
  /** From when on the list shows it; a look-up by SID always does. */
  listedAt: time,
  errorCode: z.number().nullable(),
  plan: plan.nullable(),
  webhook: webhook.nullable(),
  deletedAt: time.nullable(),
  /** What WhatsApp's webhook says besides: parameters by their names. */
  extras: z.record(z.string(), z.string()).optional(),
});
/** One text, as the books keep it. */
export type TextRecord = Readonly<z.infer<typeof text>>;
/** A text about to be entered; the books give it its place. */
export type NewText = Omit<TextRecord, 'seq' | 'revision'>;

const textChange = text
  .pick({
    status: true,
    body: true,
    updatedAt: true,
    sentAt: true,
    errorCode: true,
    webhook: true,
    deletedAt: true,
    media: true,
    plan: true,
  })
  .partial();
export type TextChange = z.infer<typeof textChange>;

const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, 'a number in E.164, such as +12035550142');

export const phone = z.object({
  number: e164,
  name: z.string().trim().min(1).max(120),
  /** BCP 47. */
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag, such as es or zh-Hans'),
  /** The school's number or Messaging Service this family texts to. */
  line: z.string().regex(/^(\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-fA-F]{32})$/, 'a number, short code or MG… SID'),
});
export type Phone = Readonly<z.infer<typeof phone>>;

const call = z.object({
  sid: z.string(),
  from: z.string(),
  to: z.string(),
  createdAt: time,
  /** What the school's server had the carrier say to a family that called, language by language. */
  said: z.array(z.object({ language: z.string(), text: z.string() })).optional(),
});
export type CallRecord = Readonly<z.infer<typeof call>>;

/** One line of the journal. */
export const journalEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text }),
  z.object({ kind: z.literal('text-changed'), sid: z.string(), change: textChange }),
  z.object({ kind: z.literal('phone'), phone }),
  z.object({
    kind: z.literal('block'),
    family: z.string(),
    line: z.string(),
    blocked: z.boolean(),
    at: time,
  }),
  z.object({ kind: z.literal('call'), call }),
]);
export type JournalEntry = z.infer<typeof journalEntry>;

const whatsapp = 'whatsapp:';

export const isWhatsapp = (address: string): boolean => address.startsWith(whatsapp);
export const asWhatsapp = (number: string): string => whatsapp + number;
const bareNumber = (address: string): string =>
  isWhatsapp(address) ? address.slice(whatsapp.length) : address;

/** The number on the family's side of a text. */
export const familyOf = (record: TextRecord): string =>
  bareNumber(record.direction === 'inbound' ? record.from : record.to);

/** The number on the school's side of a text. */
export const lineOf = (record: TextRecord): string =>
  bareNumber(record.direction === 'inbound' ? record.to : record.from);
