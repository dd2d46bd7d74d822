import type { Kysely } from 'kysely';
import { blockByCarrier, liftCarrierBlock, recordConsent } from '../consent/consent.queries.js';
import { carrierKeyword, isTollFree, type CarrierKeyword } from '../consent/carrier-keywords.js';
import type { ChannelDetails, MediaItem } from '../conversations/conversations.table.js';
import { isToFetch } from '../conversations/media-files.js';
import { storeReceived } from '../conversations/receive.queries.js';
import type { Database } from '../db/database.js';
import { crashPoint } from '../lib/crash-points.js';
import type { Runtime } from '../lib/runtime.js';
import { findOrAddAddress, markReachable } from '../roster/addresses.queries.js';
import { noteWhatsappInbound } from '../roster/channels.queries.js';
import { isStored, readArrival, resolveSchool, type Arrival } from './inbound.queries.js';

/** A text as the carrier handed it over. */
export interface InboundText {
  sid: string;
  from: string;
  to: string;
  body: string;
  media: MediaItem[];
  /** The carrier's own word for an opt-out keyword (Advanced Opt-Out), where it sends one. */
  optOutType?: string;
  /** The road it came by; SMS, with media MMS, where nothing else is said. */
  channel?: 'whatsapp';
  /** What WhatsApp says besides the words. */
  details?: ChannelDetails;
  /** When it happened by the carrier's clock; a webhook has none, so the moment it came stands in. */
  happenedAt: Date;
}

export type Received =
  | { outcome: 'stored'; conversationId: string; messageId: string; hasMedia: boolean }
  /** We have it already: the carrier repeated itself. */
  | { outcome: 'repeated' }
  /** None of our lines has this number. */
  | { outcome: 'unknown_line' };

/**
 * Keeps one inbound text, and the carrier's STOP or START with it, in one transaction. When this returns, the text is
 * safe; understanding it is somebody else's work. The same SID again is a no-op, at the same moment too.
 */
export async function receiveText(rt: Runtime, inbound: InboundText): Promise<Received> {
  const arrival = await readArrival(rt.db, inbound);
  if (!arrival) return { outcome: 'unknown_line' };
  if (arrival.isStored) return { outcome: 'repeated' };
  try {
    const stored = await store(rt, inbound, arrival);
    crashPoint('inbound: stored');
    return stored;
  } catch (error) {
    // Twice at the same moment: the other one was first.
    if (isUniqueViolation(error) && (await isStored(rt.db, inbound.sid))) return { outcome: 'repeated' };
    throw error;
  }
}

/** After the commit: wakes whoever understands the text and fetches what came with it. Never throws. */
export async function wakeForReceived(rt: Pick<Runtime, 'jobs'>, received: Received): Promise<void> {
  if (received.outcome !== 'stored') return;
  const { conversationId, messageId, hasMedia } = received;
  await rt.jobs.enqueue('inbound.process', { conversationId });
  if (hasMedia) await rt.jobs.enqueue('inbound.media', { messageId });
}

async function store(rt: Runtime, inbound: InboundText, arrival: Arrival): Promise<Received> {
  const now = rt.clock.now();
  const { addressId, lineId } = arrival;
  const keyword = keywordIn(inbound, arrival.isBlocked);
  const byWhatsapp = inbound.channel === 'whatsapp';
  if (addressId !== null && keyword === null && !arrival.isUnreachable && !byWhatsapp) {
    crashPoint('inbound: before commit');
    return append(rt.db, now, inbound, { addressId, arrival, keyword });
  }
  return rt.db.transaction().execute(async (trx) => {
    const known = addressId ?? (await findOrAddAddress(trx, now, inbound.from));
    const received = await append(trx, now, inbound, { addressId: known, arrival, keyword });
    if (received.outcome !== 'stored') return received;
    await markReachable(trx, known);
    if (byWhatsapp) await noteWhatsappInbound(trx, { addressId: known, lineId }, inbound.happenedAt);
    const { messageId } = received;
    if (keyword) await obeyKeyword(trx, now, keyword, { addressId: known, lineId, messageId, inbound });
    crashPoint('inbound: before commit');
    return received;
  });
}

/** On WhatsApp the carrier acts on no word by itself, unless it says so: STOP is ours to understand and to obey. */
function keywordIn(
  { body, optOutType, channel, to }: InboundText,
  isBlocked: boolean,
): CarrierKeyword | null {
  if (channel === 'whatsapp' && optOutType === undefined) return null;
  return carrierKeyword(body, optOutType, isBlocked && !isTollFree(to));
}

/** Most texts need no more than this: one statement, which is its own transaction where `db` is none. */
async function append(
  db: Kysely<Database>,
  now: Date,
  inbound: InboundText,
  { addressId, arrival, keyword }: { addressId: string; arrival: Arrival; keyword: CarrierKeyword | null },
): Promise<Received> {
  const { lineId, schoolIds } = arrival;
  const [onlySchool] = schoolIds;
  if (onlySchool === undefined) return { outcome: 'unknown_line' };
  const schoolId = schoolIds.length === 1 ? onlySchool : await resolveSchool(db, addressId, arrival);
  const hasMedia = inbound.media.some(isToFetch);
  const stored = await storeReceived(db, now, {
    addressId,
    schoolId,
    lineId,
    text: storable(inbound.body),
    subtype: keyword,
    media: storableMedia(inbound.media),
    nextMediaAt: hasMedia ? now : null,
    carrierSid: inbound.sid,
    carrierAt: inbound.happenedAt,
    channel: inbound.channel ?? (inbound.media.length > 0 ? 'mms' : 'sms'),
    details: inbound.details ?? null,
  });
  return { outcome: 'stored', ...stored, hasMedia };
}

/** The carrier has already acted on these words; our books follow at once, by its time. */
async function obeyKeyword(
  trx: Parameters<typeof recordConsent>[0],
  now: Date,
  keyword: CarrierKeyword,
  {
    addressId,
    lineId,
    messageId,
    inbound,
  }: { addressId: string; lineId: string; messageId: string; inbound: InboundText },
): Promise<void> {
  if (keyword === 'help') return;
  const happenedAt = inbound.happenedAt;
  if (keyword === 'opt_out') await blockByCarrier(trx, { addressId, lineId, since: happenedAt });
  else await liftCarrierBlock(trx, { addressId, lineId, at: happenedAt });
  await recordConsent(trx, now, {
    addressId,
    kind: keyword,
    basis: 'carrier',
    note: 'a word the carrier acts on by itself',
    messageId,
    happenedAt,
  });
}

/** PostgreSQL keeps no NUL, and no half of a surrogate pair: both become the replacement character. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

/** The same for what came along: phones say themselves what kind of file they send. */
export function storableMedia(media: readonly MediaItem[]): MediaItem[] {
  return media.map((item) => ({
    ...item,
    url: storable(item.url),
    contentType: storable(item.contentType),
  }));
}

/** Whether the database refused a row because one like it is there. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}
