import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mediaPath } from '../../src/conversations/media-files.js';
import { textsWithMediaToFetch } from '../../src/conversations/media.queries.js';
import { backfillLines } from '../../src/inbound/backfill.js';
import { fetchMedia } from '../../src/inbound/fetch-media.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import type { MediaOutcome } from '../../src/vendors/carriers/carrier.js';
import { buildSchool } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let dataDir: string;
let line: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recado-media-'));
  stage = await startTestRuntime({ config: { dataDir } });
  const { lineId } = await buildSchool(stage.rt.db);
  ({ e164: line } = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow());
});
afterAll(async () => {
  await stage.close();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  stage.clock.moveTo(new Date());
});

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pixelHash = createHash('sha256').update(pixel).digest('hex');

/** A family's phone sends it, and looking at the carrier's list finds it. */
async function send(contentType: string, data: Buffer): Promise<string> {
  const answer = await fetch(`${stage.simulator.url}/phones/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stage.simulator.url },
    body: JSON.stringify({
      from: '+14755550142',
      to: line,
      body: '',
      attachments: [{ contentType, data: data.toString('base64') }],
    }),
  });
  expect(answer.status).toBeLessThan(300);
  await backfillLines(stage.rt);
  const row = await stage.rt.db
    .selectFrom('message')
    .select('id')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A text whose media lie at these addresses. */
async function receive(urls: string[]): Promise<string> {
  const received = await receiveText(stage.rt, {
    sid: `MM${newId().replaceAll('-', '')}`,
    from: '+14755550142',
    to: line,
    body: '',
    media: urls.map((url) => ({ url, contentType: 'image/png' })),
    happenedAt: stage.rt.clock.now(),
  });
  if (received.outcome !== 'stored') throw new Error(received.outcome);
  return received.messageId;
}

const rowOf = (messageId: string) =>
  stage.rt.db
    .selectFrom('message')
    .select(['media', 'mediaTries', 'nextMediaAt'])
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();

const withCarrier = (outcome: () => MediaOutcome) => ({
  ...stage.rt,
  carrier: { ...stage.rt.carrier, fetchMedia: () => Promise.resolve(outcome()) },
});

test('a picture is fetched from the carrier and kept outside the database under its hash', async () => {
  const messageId = await send('image/png', pixel);
  expect(await textsWithMediaToFetch(stage.rt.db, stage.rt.clock.now(), 10)).toEqual([messageId]);
  stage.published.length = 0;
  await fetchMedia(stage.rt, messageId);
  const { media, nextMediaAt } = await rowOf(messageId);
  expect(media).toEqual([
    { url: expect.any(String), contentType: 'image/png', stored: pixelHash, bytes: pixel.length },
  ]);
  expect(nextMediaAt).toBeNull();
  expect(await readFile(mediaPath(dataDir, pixelHash))).toEqual(pixel);
  expect(mediaPath(dataDir, pixelHash)).toBe(join(dataDir, 'media', pixelHash.slice(0, 2), pixelHash));
  expect(stage.published.map((event) => event.kind)).toEqual(['conversation']);
});

test('the same picture twice, and at once, lies there once, and no half of it beside', async () => {
  const [one, two] = [await send('image/png', pixel), await send('image/png', pixel)];
  await Promise.all([one, two, one, two].map((id) => fetchMedia(stage.rt, id)));
  for (const id of [one, two]) expect((await rowOf(id)).media[0]?.stored).toBe(pixelHash);
  expect(await readdir(join(dataDir, 'media', pixelHash.slice(0, 2)))).toEqual([pixelHash]);
});

test('a page sent as a picture is refused with the reason, once and for all', async () => {
  const messageId = await send('image/png', Buffer.from('<!doctype html><script>alert(1)</script>'));
  await fetchMedia(stage.rt, messageId);
  const { media, nextMediaAt } = await rowOf(messageId);
  expect(media[0]).toMatchObject({ refused: 'it is a kind of file that is not kept' });
  expect(media[0]?.stored).toBeUndefined();
  expect(nextMediaAt).toBeNull();
});

test('an address that is not the carrier’s is refused, and the others of the text are kept', async () => {
  const other = await send('image/png', pixel);
  const good = (await rowOf(other)).media[0]?.url ?? '';
  const messageId = await receive(['http://169.254.169.254/latest/meta-data', good]);
  await fetchMedia(stage.rt, messageId);
  const { media } = await rowOf(messageId);
  expect(media.map((item) => item.refused ?? item.stored)).toEqual([
    'it does not lie at the carrier',
    pixelHash,
  ]);
});

test('what the carrier does not give is tried five times, further and further apart, then given up', async () => {
  const messageId = await receive(['https://api.twilio.com/Media/ME1']);
  const rt = withCarrier(() => ({ outcome: 'failed', message: 'the carrier answered 404' }));
  const waits: number[] = [];
  for (let n = 1; n <= 5; n += 1) {
    const now = stage.rt.clock.now();
    await fetchMedia(rt, messageId);
    // Before its time it is left alone.
    await fetchMedia(rt, messageId);
    const { nextMediaAt, mediaTries } = await rowOf(messageId);
    expect(mediaTries).toBe(n);
    if (nextMediaAt === null) break;
    waits.push(Math.round((nextMediaAt.getTime() - now.getTime()) / 1000));
    stage.clock.moveTo(nextMediaAt);
  }
  expect(waits).toEqual([30, 120, 480, 1920]);
  expect((await rowOf(messageId)).media).toEqual([
    expect.objectContaining({ refused: 'the carrier did not give it' }),
  ]);
});

test('a failure of one keeps what another one came to, and the next try asks only for what is missing', async () => {
  const messageId = await receive(['https://api.twilio.com/Media/ME1', 'https://api.twilio.com/Media/ME2']);
  const outcomes: MediaOutcome[] = [
    { outcome: 'fetched', bytes: pixel, contentType: 'image/png' },
    { outcome: 'failed', message: 'away' },
    { outcome: 'fetched', bytes: pixel, contentType: 'image/png' },
  ];
  const rt = withCarrier(() => outcomes.shift() ?? { outcome: 'refused', reason: 'asked once too often' });
  await fetchMedia(rt, messageId);
  const { media, nextMediaAt } = await rowOf(messageId);
  expect(media.map((item) => item.stored)).toEqual([pixelHash, undefined]);
  stage.clock.moveTo(nextMediaAt ?? new Date());
  await fetchMedia(rt, messageId);
  const after = await rowOf(messageId);
  expect(after.media.map((item) => item.stored)).toEqual([pixelHash, pixelHash]);
  expect(after.nextMediaAt).toBeNull();
});

test('a worker that dies in the middle leaves the file to the next one', async () => {
  const messageId = await receive(['https://api.twilio.com/Media/ME1']);
  const dying = withCarrier(() => {
    throw new Error('the process dies here');
  });
  await expect(fetchMedia(dying, messageId)).rejects.toThrow('the process dies here');
  stage.clock.moveBy(31_000);
  expect(await textsWithMediaToFetch(stage.rt.db, stage.rt.clock.now(), 10)).toContain(messageId);
  await fetchMedia(
    withCarrier(() => ({ outcome: 'fetched', bytes: pixel, contentType: 'image/png' })),
    messageId,
  );
  expect((await rowOf(messageId)).media[0]?.stored).toBe(pixelHash);
});
