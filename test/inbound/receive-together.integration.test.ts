import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveTogether } from '../../src/inbound/receive-together.js';
import type { InboundText, Received } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import { queueReply } from '../delivery/queued-texts.js';
import { buildAddress, buildConversation, buildLine, buildSchool } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let receive: (inbound: InboundText) => Promise<Received>;
let school: { schoolId: string; lineId: string };
let line: string;

beforeAll(async () => {
  stage = await startTestRuntime();
  receive = receiveTogether(stage.rt);
  school = await buildSchool(stage.rt.db);
  line = await e164Of(school.lineId);
});
afterAll(() => stage.close());

async function e164Of(lineId: string): Promise<string> {
  const row = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow();
  return row.e164;
}

const text = (from: string, body: string, changes: Partial<InboundText> = {}): InboundText => ({
  sid: `SM${newId().replaceAll('-', '')}`,
  from,
  to: line,
  body,
  media: [],
  happenedAt: stage.rt.clock.now(),
  ...changes,
});

async function family(): Promise<{ e164: string; conversationId: string; addressId: string }> {
  const { addressId, e164 } = await buildAddress(stage.rt.db);
  const { conversationId } = await buildConversation(stage.rt.db, { addressId, schoolId: school.schoolId });
  return { e164, conversationId, addressId };
}

const stored = (conversationId: string): Promise<{ position: number; text: string; processing: string }[]> =>
  stage.rt.db
    .selectFrom('message')
    .select(['position', 'text', 'processing'])
    .where('conversationId', '=', conversationId)
    .orderBy('position')
    .execute();

const outcomes = (received: readonly Received[]): string[] => received.map(({ outcome }) => outcome);

test('texts of many families at one moment are stored, each family its own in the order they came', async () => {
  const families = [await family(), await family(), await family()];
  const texts = Array.from({ length: 30 }, (_, n) => text(families[n % 3]?.e164 ?? '', `Texto ${n}`));
  const received = await Promise.all(texts.map(receive));
  expect(new Set(outcomes(received))).toEqual(new Set(['stored']));
  for (const [n, { conversationId }] of families.entries()) {
    const rows = await stored(conversationId);
    expect(rows.map((row) => row.position)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.map((row) => row.text)).toEqual(texts.filter((_, m) => m % 3 === n).map((one) => one.body));
    expect(new Set(rows.map((row) => row.processing))).toEqual(new Set(['pending']));
  }
});

test('a text that comes twice among others is kept once, and the others with it', async () => {
  const { e164, conversationId } = await family();
  const repeated = text(e164, 'Otra vez');
  const received = await Promise.all([repeated, text(e164, 'Hola'), repeated, repeated].map(receive));
  expect(outcomes(received).sort()).toEqual(['repeated', 'repeated', 'stored', 'stored']);
  expect(outcomes([await receive(repeated)])).toEqual(['repeated']);
  expect((await stored(conversationId)).map((row) => row.position)).toEqual([1, 2]);
});

test('new numbers, words the carrier acts on and unknown lines among others are each received as when alone', async () => {
  const { e164, conversationId, addressId } = await family();
  const [unknown, known] = ['+14755550177', await family()];
  const received = await Promise.all([
    receive(text(e164, 'Stop')),
    receive(text(unknown, 'Who is this?')),
    receive(text(known.e164, 'Gracias')),
    receive(text(known.e164, 'Gracias', { to: '+12025550199' })),
  ]);
  expect(outcomes(received)).toEqual(['stored', 'stored', 'stored', 'unknown_line']);
  expect(await stored(conversationId)).toMatchObject([{ position: 1, text: 'Stop' }]);
  const consent = await stage.rt.db
    .selectFrom('consentState')
    .select('state')
    .where('addressId', '=', addressId)
    .executeTakeFirst();
  expect(consent?.state).toBe('opted_out');
});

test('a text on a line of several schools goes to the school the family writes with', async () => {
  const { lineId } = await buildLine(stage.rt.db);
  const [, second] = [
    await buildSchool(stage.rt.db, { name: 'A school', lineId }),
    await buildSchool(stage.rt.db, { name: 'B school', lineId }),
  ];
  const { addressId, e164 } = await buildAddress(stage.rt.db);
  const { conversationId } = await buildConversation(stage.rt.db, { addressId, schoolId: second.schoolId });
  await queueReply(stage, { addressId, schoolId: second.schoolId, lineId }, 'From us');
  await wakeLine(stage.rt, lineId);
  const received = await receive(text(e164, 'Hola', { to: await e164Of(lineId) }));
  expect(received).toMatchObject({ outcome: 'stored', conversationId });
});

test('a conversation somebody keeps locked holds up its own text alone', async () => {
  const [locked, free] = [await family(), await family()];
  let waiting: Promise<Received> | undefined;
  await stage.rt.db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('conversation')
      .select('id')
      .where('id', '=', locked.conversationId)
      .forUpdate()
      .execute();
    waiting = receive(text(locked.e164, 'Later'));
    expect(outcomes([await receive(text(free.e164, 'Now'))])).toEqual(['stored']);
    expect(await stored(locked.conversationId)).toEqual([]);
  });
  expect(waiting && outcomes([await waiting])).toEqual(['stored']);
});
