import type { TextDraft } from './accept-text.js';
import { isWhatsapp, type Plan, type TextRecord } from './records.js';
import type { Simulation } from './simulation.js';

const windowMs = 24 * 3_600_000;

/**
 * What WhatsApp makes of a text that is otherwise well: free words more than a day after the family's last text are
 * accepted and then fail with 63016, as Twilio has it.
 */
export function whatsappPlan(simulation: Simulation, draft: TextDraft, plan: Plan): Plan {
  const { from, to, isTemplate } = draft;
  if (!isWhatsapp(to) || isTemplate || plan.outcome !== 'delivered') return plan;
  const last = simulation.books.textsFrom(to).findLast((record) => record.to === from);
  const isOpen = last !== undefined && Date.now() - Date.parse(last.createdAt) < windowMs;
  return isOpen ? plan : { ...plan, outcome: 'failed', errorCode: 63016 };
}

/**
 * What WhatsApp takes beside words; the sizes of pictures aside, all of it up to what Twilio fetches
 * (https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages, "Supported MIME Types"). No GIF is among them.
 */
const taken: ReadonlySet<string> = new Set([
  ...['image/jpeg', 'image/jpg', 'image/png'],
  ...['audio/ogg', 'audio/amr', 'audio/3gpp', 'audio/aac', 'audio/mpeg'],
  ...['video/mp4', 'application/pdf', 'application/msword', 'text/vcard', 'text/x-vcard'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
]);
/** WebP is a sticker there, never a picture, animated at most this large (WhatsApp's "Sticker messages"). Bytes. */
const largestSticker = 500 * 1024;

/**
 * Whether WhatsApp takes a file of this kind; a sticker carries no words. What it does not take is accepted at first and then fails with 63021, says
 * https://www.twilio.com/docs/errors/63021.
 */
export function takenByWhatsapp(
  { contentType, bytes }: { contentType: string; bytes: number },
  words: string,
): boolean {
  if (contentType !== 'image/webp') return taken.has(contentType);
  return words === '' && bytes <= largestSticker;
}

/** What the webhook of an inbound text on WhatsApp has besides. */
export function whatsappParams(record: TextRecord, name: string | null): Record<string, string> {
  if (!isWhatsapp(record.from)) return {};
  return {
    ...(name === null ? {} : { ProfileName: name }),
    WaId: record.from.replace(/\D/g, ''),
    MessageType: record.extras?.['MessageType'] ?? (record.media.length > 0 ? 'image' : 'text'),
    ...record.extras,
  };
}
