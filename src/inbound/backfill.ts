import { messageOf } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import type { ReceivedText } from '../vendors/carriers/carrier.js';
import { linesToBackfill, saveLookedUntil, storedSids, type LineToBackfill } from './backfill.queries.js';
import { receiveText, wakeForReceived } from './receive.js';

/** A look reaches back this far behind the last one: the carrier's list lags, and clocks differ. */
const overlapMinutes = 30;

/**
 * Compares, line by line, what the carrier received since the last look with what we have, and takes in what the
 * webhook missed, by the same road: the same SID is never stored twice, and a STOP is obeyed by the carrier's time.
 * A line whose look fails in the middle is looked at again from where its last whole look ended; the others go on.
 * @returns how many texts had been missing
 */
export async function backfillLines(rt: Runtime): Promise<number> {
  let found = 0;
  for (const line of await linesToBackfill(rt.db)) {
    try {
      found += await backfillLine(rt, line);
    } catch (error) {
      rt.log.warn(
        { lineId: line.id, reason: messageOf(error) },
        'looking for missed texts failed; tried again later',
      );
    }
  }
  return found;
}

async function backfillLine(rt: Runtime, line: LineToBackfill): Promise<number> {
  const lookedAt = rt.clock.now();
  const since = new Date(line.lookedUntil.getTime() - overlapMinutes * 60_000);
  const received = await rt.carrier.listReceived({ to: line.e164, channel: 'sms', since });
  if (line.whatsappSender !== null) {
    received.push(
      ...(await rt.carrier.listReceived({ to: line.whatsappSender, channel: 'whatsapp', since })),
    );
  }
  const stored = await storedSids(
    rt.db,
    received.map((text) => text.sid),
  );
  const missing = received.filter((text) => !stored.has(text.sid));
  for (const text of missing) await takeIn(rt, text);
  await saveLookedUntil(rt.db, line.id, lookedAt);
  if (missing.length > 0) {
    rt.log.warn({ lineId: line.id, texts: missing.length }, 'texts the webhook missed were taken in');
  }
  return missing.length;
}

async function takeIn(rt: Runtime, text: ReceivedText): Promise<void> {
  const received = await receiveText(rt, {
    sid: text.sid,
    from: text.from,
    to: text.to,
    body: text.body,
    media: text.mediaCount > 0 ? await rt.carrier.listMedia(text.sid) : [],
    happenedAt: text.receivedAt,
    ...(text.channel === 'whatsapp' ? { channel: text.channel } : {}),
  });
  await wakeForReceived(rt, received);
}
