import { keepAttachment } from './media-store.js';
import { isWhatsapp, type Media, type TextRecord } from './records.js';
import type { Simulation } from './simulation.js';
import { takenByWhatsapp } from './whatsapp.js';

const largest = 5 * 1024 * 1024;
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Fetches what a text brings along, as Twilio does before it sends it; a picture that cannot be had makes the text fail.
 * Nothing outside this machine is called: such a picture stays an address.
 */
export async function fetchPictures(simulation: Simulation, record: TextRecord): Promise<void> {
  if (record.media.length === 0) return;
  try {
    const media = await Promise.all(record.media.map((item) => fetchOne(simulation, item)));
    await simulation.books.changeText(record.sid, { media: media.map(({ item }) => item) });
    const isRefused = media.some(({ fetched }) => fetched !== null && !takenByWhatsapp(fetched, record.body));
    if (isWhatsapp(record.to) && isRefused) await fail(simulation, record, 63021);
  } catch (error) {
    simulation.background.signal.throwIfAborted();
    simulation.log.warn({ err: error, sid: record.sid }, 'The picture of a text could not be fetched.');
    await fail(simulation, record, isWhatsapp(record.to) ? 63019 : 11200);
  }
}

/** The text is accepted already: that it fails, its status says later. */
async function fail(simulation: Simulation, { sid, plan }: TextRecord, errorCode: number): Promise<void> {
  if (plan === null) return;
  await simulation.books.changeText(sid, { plan: { ...plan, outcome: 'failed', errorCode } });
}

interface FetchedItem {
  item: Media;
  /** What was fetched; null for what stays an address. */
  fetched: { contentType: string; bytes: number } | null;
}

async function fetchOne(simulation: Simulation, item: Media): Promise<FetchedItem> {
  if (item.source === null || !loopback.has(new URL(item.source).hostname)) return { item, fetched: null };
  const answer = await fetch(item.source, {
    signal: AbortSignal.any([simulation.background.signal, AbortSignal.timeout(10_000)]),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`the picture's address answered ${answer.status}`);
  if (bytes.length > largest) throw new Error('the picture is larger than 5 MB');
  const contentType =
    (answer.headers.get('content-type') ?? item.contentType).split(';')[0] ?? item.contentType;
  const kept = await keepAttachment(simulation.booksDir, { contentType, bytes });
  return { item: { ...kept, sid: kept.sid }, fetched: { contentType, bytes: bytes.length } };
}
