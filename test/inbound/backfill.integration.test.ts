import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readConsent, isBlockedByCarrier } from '../../src/consent/consent.queries.js';
import { backfillLines } from '../../src/inbound/backfill.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import type { Carrier } from '../../src/vendors/carriers/carrier.js';
import { createTwilioCarrier } from '../../src/vendors/carriers/twilio.js';
import { builtAt, buildGuardian, buildLine, buildSchool } from '../support/builders.js';
import { startTestRuntime, testAccount, type TestRuntime } from '../support/runtime.js';

// Nothing of the simulator's webhooks reaches us here: all that comes in is found by looking.
let stage: TestRuntime;
let line: { id: string; e164: string };
const family = '+14755550142';
/** One pixel. */
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

beforeEach(async () => {
  stage = await startTestRuntime();
  const { lineId } = await buildSchool(stage.rt.db);
  const row = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow();
  line = { id: lineId, e164: row.e164 };
  // The simulator's clock is the machine's.
  stage.clock.moveTo(new Date());
});
afterEach(() => stage.close());

interface Attachment {
  contentType: string;
  data: string;
}

async function write(body: string, attachments: Attachment[] = [], to = line.e164): Promise<void> {
  const answer = await fetch(`${stage.simulator.url}/phones/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stage.simulator.url },
    body: JSON.stringify({ from: family, to, body, attachments }),
  });
  expect(answer.status).toBeLessThan(300);
}

const stored = () =>
  stage.rt.db
    .selectFrom('message')
    .innerJoin('line', 'line.id', 'message.lineId')
    .select(['message.text', 'message.media', 'message.carrierSid', 'message.subtype', 'message.carrierAt'])
    .where('direction', '=', 'in')
    .orderBy('position')
    .execute();

const lookedUntil = async (): Promise<Date | undefined> =>
  (
    await stage.rt.db
      .selectFrom('lineBackfill')
      .select('lookedUntil')
      .where('lineId', '=', line.id)
      .executeTakeFirst()
  )?.lookedUntil;

const addressOf = async (e164: string): Promise<string> =>
  (await stage.rt.db.selectFrom('address').select('id').where('e164', '=', e164).executeTakeFirstOrThrow())
    .id;

describe('looking for what the webhook missed', () => {
  test('takes in every missing text in the order it came, and wakes a worker for it', async () => {
    await write('Hola');
    await write('¿Hay clases mañana?');
    expect(await backfillLines(stage.rt)).toBe(2);
    expect((await stored()).map((text) => text.text)).toEqual(['Hola', '¿Hay clases mañana?']);
    expect(stage.enqueued.map((job) => job.name)).toEqual(['inbound.process', 'inbound.process']);
  });

  test('leaves alone what is there, what went out, and other numbers', async () => {
    await stage.rt.carrier.send({
      from: line.e164,
      to: family,
      channel: 'sms',
      body: 'Ours',
      statusCallback: 'http://127.0.0.1:9/',
      validitySeconds: 600,
    });
    await write('Elsewhere', [], '+12035550199');
    await write('Hola');
    const [text] = (await stage.books()).filter((one) => one.body === 'Hola');
    await receiveText(stage.rt, {
      sid: text?.sid ?? '',
      from: family,
      to: line.e164,
      body: 'Hola',
      media: [],
      happenedAt: stage.rt.clock.now(),
    });
    expect(await backfillLines(stage.rt)).toBe(0);
    expect(await stored()).toHaveLength(1);
  });

  test('follows the pages of a long list', async () => {
    const bodies = Array.from({ length: 7 }, (_, n) => `Text ${n}`);
    for (const body of bodies) await write(body);
    const asked: string[] = [];
    // The simulator behind a server that gives two texts a page.
    const small = createServer((request, response) => {
      const path = (request.url ?? '').replace('PageSize=1000', 'PageSize=2');
      asked.push(path);
      void fetch(stage.simulator.url + path, {
        headers: { authorization: request.headers.authorization ?? '' },
      }).then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(await answer.text());
      });
    });
    await new Promise<void>((resolve) => small.listen(0, '127.0.0.1', resolve));
    try {
      const apiBaseUrl = `http://127.0.0.1:${(small.address() as AddressInfo).port}`;
      const carrier = createTwilioCarrier({ ...testAccount, apiBaseUrl });
      expect(await backfillLines({ ...stage.rt, carrier })).toBe(7);
    } finally {
      small.closeAllConnections();
      small.close();
    }
    expect(asked).toHaveLength(4);
    expect((await stored()).map((text) => text.text)).toEqual(bodies);
  });

  test('run twice, and twice at once, stores each text once', async () => {
    await write('Hola');
    await Promise.all([backfillLines(stage.rt), backfillLines(stage.rt)]);
    await backfillLines(stage.rt);
    expect(await stored()).toHaveLength(1);
  });

  test('looks again only at the last half hour before the last look', async () => {
    await backfillLines(stage.rt);
    const asked: Date[] = [];
    const carrier: Carrier = {
      ...stage.rt.carrier,
      listReceived: (query) => {
        asked.push(query.since);
        return stage.rt.carrier.listReceived(query);
      },
    };
    const before = await lookedUntil();
    stage.clock.moveBy(3_600_000);
    await backfillLines({ ...stage.rt, carrier });
    expect(asked).toEqual([new Date((before?.getTime() ?? 0) - 30 * 60_000)]);
    expect((await lookedUntil())?.getTime()).toBeGreaterThan(before?.getTime() ?? Infinity);
  });

  test('begins, on a line never looked at, with the day the line became ours', async () => {
    const asked: Date[] = [];
    const carrier: Carrier = {
      ...stage.rt.carrier,
      listReceived: ({ since }) => {
        asked.push(since);
        return Promise.resolve([]);
      },
    };
    await backfillLines({ ...stage.rt, carrier });
    expect(asked).toEqual([new Date(builtAt.getTime() - 30 * 60_000)]);
  });

  test.each(['serverError', 'tooManyRequests', 'htmlAnswer'])(
    'stays where it was when the carrier answers wrongly (%s), and loses nothing',
    async (kind) => {
      await backfillLines(stage.rt);
      const before = await lookedUntil();
      await write('Hola');
      await stage.fault({ kind, on: 'read', count: 1 });
      stage.clock.moveBy(60_000);
      expect(await backfillLines(stage.rt)).toBe(0);
      expect(await lookedUntil()).toEqual(before);
      expect(await backfillLines(stage.rt)).toBe(1);
    },
  );

  test('goes on with the other lines when one fails', async () => {
    const other = await buildLine(stage.rt.db);
    await buildSchool(stage.rt.db, { lineId: other.lineId });
    await write('Hola', [], other.e164);
    const carrier: Carrier = {
      ...stage.rt.carrier,
      listReceived: (query) =>
        query.to === line.e164 ? Promise.reject(new Error('away')) : stage.rt.carrier.listReceived(query),
    };
    expect(await backfillLines({ ...stage.rt, carrier })).toBe(1);
    expect(await lookedUntil()).toBeUndefined();
  });

  test('leaves out what no number wrote, as the webhook does: nobody could be answered there', async () => {
    await write('Hola');
    const carrier: Carrier = {
      ...stage.rt.carrier,
      listReceived: async (query) => {
        const texts = await stage.rt.carrier.listReceived(query);
        const senders = ['72975', 'SCHOOLBANK', '', '+12'];
        return texts.flatMap((text) => [
          ...senders.map((from, n) => ({ ...text, from, sid: `SM${String(n).repeat(32)}` })),
          text,
        ]);
      },
    };
    expect(await backfillLines({ ...stage.rt, carrier })).toBe(1);
    expect((await stored()).map((text) => text.text)).toEqual(['Hola']);
    expect(await lookedUntil()).toBeDefined();
  });

  test('takes in what came after a text whose pictures cannot be listed, and that one later', async () => {
    await write('Look', [{ contentType: 'image/png', data: png }]);
    await write('STOP');
    const carrier: Carrier = {
      ...stage.rt.carrier,
      listMedia: () => Promise.reject(new Error('the carrier answers 500')),
    };
    expect(await backfillLines({ ...stage.rt, carrier })).toBe(1);
    expect((await stored()).map((text) => text.text)).toEqual(['STOP']);
    expect(await readConsent(stage.rt.db, await addressOf(family))).toBe('opted_out');
    expect(await lookedUntil()).toBeUndefined();
    expect(await backfillLines(stage.rt)).toBe(1);
    expect((await stored()).map((text) => text.text).sort()).toEqual(['Look', 'STOP']);
  });

  test('resumes in the middle: what a broken look had taken in is not taken in again', async () => {
    for (const body of ['One', 'Two']) await write(body);
    await write('Three', [{ contentType: 'image/png', data: png }]);
    const carrier: Carrier = {
      ...stage.rt.carrier,
      listMedia: () => Promise.reject(new Error('the connection broke')),
    };
    await backfillLines({ ...stage.rt, carrier });
    expect((await stored()).map((text) => text.text)).toEqual(['One', 'Two']);
    expect(await lookedUntil()).toBeUndefined();
    expect(await backfillLines(stage.rt)).toBe(1);
    expect((await stored()).map((text) => text.text)).toEqual(['One', 'Two', 'Three']);
  });
});

describe('a missed STOP', () => {
  test('is recognised from its words and obeyed by the carrier’s time', async () => {
    await buildGuardian(stage.rt.db, { e164: family });
    await write(' Stop ');
    await backfillLines(stage.rt);
    const addressId = await addressOf(family);
    expect(await readConsent(stage.rt.db, addressId)).toBe('opted_out');
    expect(await isBlockedByCarrier(stage.rt.db, addressId, line.id)).toBe(true);
  });

  test('does not undo a START that came after it and reached us first', async () => {
    await buildGuardian(stage.rt.db, { e164: family });
    await write('STOP');
    await receiveText(stage.rt, {
      sid: `SM${newId().replaceAll('-', '')}`,
      from: family,
      to: line.e164,
      body: 'START',
      media: [],
      happenedAt: new Date(Date.now() + 5000),
    });
    await backfillLines(stage.rt);
    const addressId = await addressOf(family);
    expect(await readConsent(stage.rt.db, addressId)).toBe('subscribed');
    expect(await isBlockedByCarrier(stage.rt.db, addressId, line.id)).toBe(false);
    expect((await stored()).map((text) => text.text).sort()).toEqual(['START', 'STOP']);
  });

  test('between a START and a newer STOP that reached us, the newer STOP stands', async () => {
    await buildGuardian(stage.rt.db, { e164: family });
    const say = (body: string, seconds: number) =>
      receiveText(stage.rt, {
        sid: `SM${newId().replaceAll('-', '')}`,
        from: family,
        to: line.e164,
        body,
        media: [],
        happenedAt: new Date(Date.UTC(2026, 10, 23, 12, 0, seconds)),
      });
    for (const [body, seconds] of [
      ['START', 2],
      ['STOP', 3],
      ['STOP', 1],
      ['START', 2],
    ] as const) {
      await say(body, seconds);
    }
    expect(await isBlockedByCarrier(stage.rt.db, await addressOf(family), line.id)).toBe(true);
  });
});

test('a missed picture comes with its address at the carrier, to be fetched', async () => {
  await write('', [{ contentType: 'image/png', data: png }]);
  await backfillLines(stage.rt);
  const [text] = await stored();
  expect(text?.media).toEqual([
    {
      url: expect.stringContaining(`/Messages/${text?.carrierSid ?? ''}/Media/ME`),
      contentType: 'image/png',
    },
  ]);
  expect(stage.enqueued.map((job) => job.name)).toEqual(['inbound.process', 'inbound.media']);
});
