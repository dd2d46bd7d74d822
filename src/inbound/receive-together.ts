import { carrierKeyword } from '../consent/carrier-keywords.js';
import { isToFetch } from '../conversations/media-files.js';
import { storeReceivedTogether } from '../conversations/receive.queries.js';
import { crashPoint } from '../lib/crash-points.js';
import { reasonOf } from '../lib/log.js';
import { gather } from '../lib/gather.js';
import type { Runtime } from '../lib/runtime.js';
import { receiveText, storable, storableMedia, type InboundText, type Received } from './receive.js';

/** Batches under way at a time: one whose connection hangs does not hold up the rest. */
const lanes = 2;
const textsABatch = 100;

/**
 * `receiveText` for a server that many texts reach at once, with the same promise for each of them: texts that come
 * while others are being stored are stored together, in one statement. Whatever is out of the ordinary about a text (a
 * new number, a word like STOP, a conversation somebody has locked, a batch that failed) makes it be received alone.
 */
export function receiveTogether(rt: Runtime): (inbound: InboundText) => Promise<Received> {
  const batches = gather((texts: InboundText[]) => storePlainTexts(rt, texts), { lanes, most: textsABatch });
  return async (inbound) => {
    const received = isPlain(inbound) ? await batches.add(inbound) : undefined;
    return received ?? receiveText(rt, inbound);
  };
}

/** The carrier acts on the word of the others, were they to come from an address it blocks; WhatsApp has its window. */
function isPlain(inbound: InboundText): boolean {
  return inbound.channel === undefined && carrierKeyword(inbound.body, inbound.optOutType, true) === null;
}

/** What was stored, in the order given; undefined for each text that is to be received alone. */
async function storePlainTexts(
  rt: Runtime,
  texts: readonly InboundText[],
): Promise<(Received | undefined)[]> {
  // The same SID twice in a batch: the second is found to be a repeat when it is received alone.
  const first = new Map([...texts.entries()].reverse().map(([index, { sid }]) => [sid, index]));
  const distinct = texts.filter(({ sid }, index) => first.get(sid) === index);
  const now = rt.clock.now();
  const rows = distinct.map((text) => ({
    from: text.from,
    to: text.to,
    text: storable(text.body),
    media: storableMedia(text.media),
    nextMediaAt: text.media.some(isToFetch) ? now : null,
    carrierSid: text.sid,
    carrierAt: text.happenedAt,
  }));
  crashPoint('inbound: before commit');
  try {
    const stored = await storeReceivedTogether(rt.db, now, rows);
    crashPoint('inbound: stored');
    const bySid = new Map(distinct.map(({ sid }, index) => [sid, stored[index]]));
    return texts.map(({ sid, media }, index) => {
      const one = first.get(sid) === index ? bySid.get(sid) : undefined;
      return one && { outcome: 'stored', ...one, hasMedia: media.some(isToFetch) };
    });
  } catch (error) {
    rt.log.warn({ reason: reasonOf(error), texts: texts.length }, 'texts are received one by one');
    return texts.map(() => undefined);
  }
}
