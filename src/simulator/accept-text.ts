import { createHash } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { isWhatsapp, type Media } from './records.js';
import { newSid } from './sids.js';
import { refusalOf, type Refusal } from './twilio-errors.js';

/** A form as the parser gives it: a name that comes twice is a list. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a caller asks for, checked as Twilio checks it. */
export interface TextDraft {
  readonly from: string;
  readonly to: string;
  readonly messagingServiceSid: string | null;
  readonly body: string;
  /** WhatsApp takes it outside the window too. */
  readonly isTemplate: boolean;
  readonly media: Media[];
  readonly statusCallback: string | null;
  /** ISO; set for a text that is to wait. */
  readonly sendAt: string | null;
}

type Checked<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const good = <T>(value: T): Checked<T> => ({ ok: true, value });
const bad = (code: number, status: number, message: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, status, message },
});

/** The one value of a field; the last where it came twice; empty counts as absent. */
export function field(form: Form, name: string): string | undefined {
  const value = form[name];
  const one = typeof value === 'string' ? value : value?.at(-1);
  return one === '' ? undefined : one;
}

/** E.164 from what a caller wrote; bare ten digits are read as a number of the United States. */
export function normalNumber(written: string): string | null {
  // By its length alone a number of North America is possible, and it has its form already.
  if (/^\+1[0-9]{10}$/.test(written)) return written;
  const channel = /^(whatsapp|messenger):/.exec(written)?.[0] ?? '';
  const number = parsePhoneNumberFromString(written.slice(channel.length), 'US');
  return number?.isPossible() === true ? channel + number.number : null;
}

/** The sender a Messaging Service picks: always the same one, from a range that belongs to nobody. */
export function senderOf(messagingServiceSid: string): string {
  const digits = createHash('sha256').update(messagingServiceSid).digest().readUInt32BE(0) % 10_000;
  return `+1500555${String(digits).padStart(4, '0')}`;
}

const contentTypes: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  vcf: 'text/vcard',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
};

const isWebAddress = (value: string): boolean =>
  URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol);

function readMedia(form: Form): Checked<Media[]> {
  const value = form['MediaUrl'];
  const urls = value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;
  if (urls.length > 10) return bad(21623, 400, 'Number of media files exceeds allowed limit');
  if (!urls.every(isWebAddress)) return bad(21620, 400, 'Invalid media URL(s)');
  return good(
    urls.map((source) => {
      const ending = /\.([a-z0-9]+)$/i.exec(new URL(source).pathname)?.[1]?.toLowerCase() ?? '';
      return { sid: newSid('ME'), contentType: contentTypes[ending] ?? 'application/octet-stream', source };
    }),
  );
}

function readSender(form: Form): Checked<{ from: string; messagingServiceSid: string | null }> {
  const from = field(form, 'From');
  const service = field(form, 'MessagingServiceSid') ?? (from?.startsWith('MG') === true ? from : undefined);
  if (service !== undefined) {
    if (!/^MG[0-9a-fA-F]{32}$/.test(service)) {
      return bad(21701, 400, 'The Messaging Service does not exist');
    }
    return good({ from: senderOf(service), messagingServiceSid: service });
  }
  if (from === undefined) return bad(21603, 400, "A 'From' phone number is required.");
  const known = /^\d{3,8}$/.test(from) ? from : normalNumber(from);
  if (known === null) return { ok: false, refusal: refusalOf(21212, { from }) };
  return good({ from: known, messagingServiceSid: null });
}

function readSendAt(form: Form, scheduled: boolean, service: boolean, now: Date): Checked<string | null> {
  const value = field(form, 'SendAt');
  if (!scheduled || value === undefined) return good(null);
  if (!service) return bad(35118, 400, 'MessagingServiceSid is required to schedule a message');
  const time = new Date(value);
  const ahead = (time.getTime() - now.getTime()) / 1000;
  if (!(ahead >= 300 && ahead <= 35 * 86_400)) {
    return bad(35114, 400, 'SendAt time must be between 300 seconds and 35 days in the future');
  }
  return good(time.toISOString());
}

/** The parts of a request that do not concern who writes to whom. */
function checkRest(form: Form): Refusal | null {
  const validity = field(form, 'ValidityPeriod');
  if (validity !== undefined && !(/^\d+$/.test(validity) && +validity >= 1 && +validity <= 36_000)) {
    return { code: 90007, status: 400, message: 'Invalid validity period value' };
  }
  const callback = field(form, 'StatusCallback');
  if (callback !== undefined && !isWebAddress(callback)) {
    return { code: 21609, status: 400, message: "The 'StatusCallback' URL is not a valid URL" };
  }
  if ((field(form, 'Body')?.length ?? 0) > 1600) {
    return {
      code: 21617,
      status: 400,
      message: 'The concatenated message body exceeds the 1600 character limit',
    };
  }
  return null;
}

/**
 * The words of a template, whose frame is in WhatsApp's keeping and not here: what its variables stand for. Null where
 * no template is asked for.
 */
function readContent(form: Form): Checked<string | null> {
  const sid = field(form, 'ContentSid');
  if (sid === undefined) return good(null);
  if (!/^HX[0-9a-fA-F]{32}$/.test(sid)) return { ok: false, refusal: refusalOf(21655) };
  try {
    const variables = contentVariables.parse(JSON.parse(field(form, 'ContentVariables') ?? '{}'));
    const unusable = Object.values(variables).some((value) => value === '' || /[\n\t]| {5}/.test(value));
    if (unusable) return { ok: false, refusal: refusalOf(21656) };
    return good(Object.values(variables).join(' · ') || sid);
  } catch {
    return { ok: false, refusal: refusalOf(21656) };
  }
}

const contentVariables = z.record(z.string().regex(/^\w+$/), z.string());

/** Reads the form of `POST Messages.json`; what Twilio would refuse comes back as its refusal. */
export function readTextForm(form: Form, now: Date): Checked<TextDraft> {
  const to = field(form, 'To');
  if (to === undefined) return bad(21604, 400, "A 'To' phone number is required.");
  const number = normalNumber(to);
  if (number === null) return { ok: false, refusal: refusalOf(21211, { to }) };
  const sender = readSender(form);
  if (!sender.ok) return sender;
  const media = readMedia(form);
  if (!media.ok) return media;
  const content = readContent(form);
  if (!content.ok) return content;
  const body = content.value ?? field(form, 'Body') ?? '';
  if (body === '' && media.value.length === 0) return bad(21602, 400, 'Message body is required.');
  const refusal = checkRest(form);
  if (refusal !== null) return { ok: false, refusal };
  const { from, messagingServiceSid } = sender.value;
  if (isWhatsapp(from) !== isWhatsapp(number)) return { ok: false, refusal: refusalOf(21910) };
  const scheduled = field(form, 'ScheduleType') === 'fixed';
  const sendAt = readSendAt(form, scheduled, messagingServiceSid !== null, now);
  if (!sendAt.ok) return sendAt;
  return good({
    from,
    to: number,
    messagingServiceSid,
    body,
    isTemplate: content.value !== null,
    media: media.value,
    statusCallback: field(form, 'StatusCallback') ?? null,
    sendAt: sendAt.value,
  });
}
