import type { Books } from './books.js';
import { familyOf, isWhatsapp, lineOf, type TextRecord, type WebhookState } from './records.js';
import { deliveryErrors } from './twilio-errors.js';

/** A text as the phones page shows it. */
export interface TextView {
  readonly sid: string;
  readonly seq: number;
  readonly revision: number;
  /** The phone it belongs to. */
  readonly number: string;
  readonly line: string;
  readonly side: 'family' | 'school';
  readonly onWhatsapp: boolean;
  /** The carrier wrote it itself, in answer to STOP, START or HELP. */
  readonly automatic: boolean;
  readonly body: string;
  readonly media: readonly { readonly url: string; readonly contentType: string; readonly here: boolean }[];
  readonly status: TextRecord['status'];
  readonly errorCode: number | null;
  readonly errorText: string | null;
  readonly at: string;
  readonly webhook: WebhookState | null;
}

/** A phone with its latest texts, oldest first. */
export interface PhoneView {
  readonly number: string;
  /** Null: the number was texted, but nobody said whose it is. */
  readonly name: string | null;
  readonly language: string | null;
  readonly line: string | null;
  /** Whether the family has stopped the line it texts to. */
  readonly blocked: boolean;
  readonly texts: readonly TextView[];
  /** Whether there are older ones. */
  readonly hasEarlier: boolean;
}

export function viewText(record: TextRecord): TextView {
  return {
    sid: record.sid,
    seq: record.seq,
    revision: record.revision,
    number: familyOf(record),
    line: record.messagingServiceSid ?? lineOf(record),
    side: record.direction === 'inbound' ? 'family' : 'school',
    onWhatsapp: isWhatsapp(record.to),
    automatic: record.direction === 'outbound-reply',
    body: record.body,
    media: record.media.map((item) => ({
      url: item.source ?? `/phones/media/${record.sid}/${item.sid}`,
      contentType: item.contentType,
      here: item.source === null,
    })),
    status: record.status,
    errorCode: record.errorCode,
    errorText: record.errorCode === null ? null : (deliveryErrors[record.errorCode] ?? 'Unknown error'),
    at: record.createdAt,
    webhook: record.webhook,
  };
}

/** A page of a phone's texts, oldest first; `before` is the place in the books to end at. */
export function viewTexts(
  books: Books,
  number: string,
  limit: number,
  before = Infinity,
): { texts: TextView[]; hasEarlier: boolean } {
  const texts = books
    .textsWith(number)
    .filter((record) => record.seq < before && record.deletedAt === null && familyOf(record) === number);
  return { texts: texts.slice(-limit).map(viewText), hasEarlier: texts.length > limit };
}

export function viewPhone(books: Books, number: string, limit: number): PhoneView {
  const known = books.phone(number);
  const { texts, hasEarlier } = viewTexts(books, number, limit);
  const line = known?.line ?? texts.findLast((text) => text.side === 'school')?.line ?? null;
  const sender = books.textsTo(number).at(-1)?.from ?? line;
  return {
    number,
    name: known?.name ?? null,
    language: known?.language ?? null,
    line,
    blocked: sender !== null && books.isBlocked(number, sender),
    texts,
    hasEarlier,
  };
}

/** Registered phones in the order they came, then numbers that were texted without being registered. */
export function allNumbers(books: Books): string[] {
  const numbers = new Set(books.phones().map((phone) => phone.number));
  for (const record of books.texts()) numbers.add(familyOf(record));
  return [...numbers];
}
