import { reasonOf } from '../lib/log.js';
import { phoneNumber } from '../lib/phone-numbers.js';
import type { Runtime } from '../lib/runtime.js';
import type { ReceivedText } from '../vendors/carriers/carrier.js';
import { linesToBackfill, saveLookedUntil, storedSids, type LineToBackfill } from './backfill.queries.js';
import { receiveText, wakeForReceived } from './receive.js';

/** A look reaches back this far behind the last one: the carrier's list lags, and clocks differ. */
const overlapMinutes = 30;

/**
 * Compares, line by line, what the carrier received since the last look with what we have, and takes in what the
 * webhook missed, by the same road: the same SID is never stored twice, and a STOP is obeyed by the carrier's time.
 * What a short code or a named sender wrote is left out, as the webhook does. A text that cannot be taken in holds back
 * no other; its line is looked at again from where its last whole look ended.
 * @returns how many texts had been missing
 */
export async function backfillLines(rt: Runtime): Promise<number> {
  let found = 0;
  for (const line of await linesToBackfill(rt.db)) {
    try {
      found += await backfillLine(rt, line);
    } catch (error) {
      rt.log.warn(
        { lineId: line.id, reason: reasonOf(error) },
        'looking for missed texts failed; tried again later',
      );
    }
  }
  return found;
}

async function backfillLine(rt: Runtime, line: LineToBackfill): Promise<number> {
  const lookedAt = rt.clock.now();
  const since = new Date(line.lookedUntil.getTime() - overlapMinutes * 60_000);
  const listed = await rt.carrier.listReceived({ to: line.e164, channel: 'sms', since });
  if (line.whatsappSender !== null) {
    listed.push(...(await rt.carrier.listReceived({ to: line.whatsappSender, channel: 'whatsapp', since })));
  }
  const received = listed.filter((text) => phoneNumber.test(text.from));
  const stored = await storedSids(
    rt.db,
    received.map((text) => text.sid),
  );
  const missing = received.filter((text) => !stored.has(text.sid));
  let taken = 0;
  for (const text of missing) {
    try {
      await takeIn(rt, text);
      taken += 1;
    } catch (error) {
      rt.log.warn(
        { lineId: line.id, sid: text.sid, reason: reasonOf(error) },
        'a missed text could not be taken in; tried again later',
      );
    }
  }
  if (taken === missing.length) await saveLookedUntil(rt.db, line.id, lookedAt);
  if (taken > 0) rt.log.warn({ lineId: line.id, texts: taken }, 'texts the webhook missed were taken in');
  return taken;
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
