import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { queueText, type OutgoingText } from '../../src/delivery/queue-text.js';
import { queueTexts } from '../../src/delivery/queue-texts.js';
import { buildConversation, buildStaff, buildStudent } from '../support/builders.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: Kysely<Database>;
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(createPool(database.url, 4));
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

const now = new Date('2026-11-24T15:00:00Z');

/** Texts of every kind, all to one conversation. */
async function textsTo(conversationId: string): Promise<OutgoingText[]> {
  const { addressId, schoolId, lineId } = await db
    .selectFrom('conversation')
    .select(['addressId', 'schoolId', 'lineId'])
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  const common = { conversationId, addressId, schoolId, lineId, priority: 5 };
  const staff = await buildStaff(db);
  const { studentId } = await buildStudent(db);
  return [
    {
      ...common,
      purpose: 'system',
      senderRole: 'system',
      text: 'Hello "there" \\ {x}\nsecond line',
      language: 'en',
      body: 'Hello "there" \\ {x}\nsecond line',
      bodyLanguage: 'en',
    },
    {
      ...common,
      purpose: 'learning',
      subtype: 'nudge',
      senderRole: 'liaison',
      senderStaffId: staff.id,
      studentId,
      text: '你好',
      language: 'zh-Hans',
      translation: {
        language: 'en',
        text: 'Hello',
        engine: 'library',
        quality: 'approved',
        staffId: staff.id,
      },
      body: '你好',
      bodyLanguage: 'zh-Hans',
      notBefore: new Date('2026-11-25T14:00:00Z'),
      expiresAt: new Date('2026-11-26T14:00:00Z'),
    },
    {
      ...common,
      purpose: 'reply',
      senderRole: 'teacher',
      text: 'Good evening',
      language: 'en',
      body: null,
      bodyLanguage: 'ar',
      holdReason: 'No engine translates English to Arabic.',
    },
    {
      ...common,
      purpose: 'reply',
      senderRole: 'teacher',
      text: 'Good evening',
      language: 'en',
      translation: { language: 'es', text: 'Buenas noches', engine: 'apertium', quality: 'draft' },
      body: 'Buenas noches',
      bodyLanguage: 'es',
      holdReason: 'This draft waits.',
    },
    {
      ...common,
      purpose: 'system',
      senderRole: 'system',
      text: '“Mañana” no hay clases…',
      language: 'es',
      body: '“Mañana” no hay clases…',
      bodyLanguage: 'es',
    },
    {
      ...common,
      purpose: 'system',
      senderRole: 'system',
      text: 'long '.repeat(400),
      language: 'en',
      body: 'long '.repeat(400),
      bodyLanguage: 'en',
    },
  ];
}

async function rowsOf(conversationId: string) {
  const rows = await db
    .selectFrom('message')
    .innerJoin('delivery', 'delivery.messageId', 'message.id')
    .leftJoin('messageTranslation', 'messageTranslation.messageId', 'message.id')
    .selectAll('message')
    .select((eb) => [
      eb.fn.toJson('delivery').as('delivery'),
      eb.fn.toJson('messageTranslation').as('translation'),
    ])
    .where('message.conversationId', '=', conversationId)
    .orderBy('message.position')
    .execute();
  const conversation = await db
    .selectFrom('conversation')
    .select(['lastPosition', 'lastMessageAt'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
  return { rows, conversation };
}

test('many texts at once leave what the same texts one by one leave', async () => {
  const one = await buildConversation(db);
  const texts = await textsTo(one.conversationId);
  const results = [];
  for (const text of texts) {
    results.push(await db.transaction().execute((trx) => queueText(trx, now, text)));
  }
  const singly = await rowsOf(one.conversationId);

  const other = await buildConversation(db);
  const moved = texts.map((text) => ({ ...text, ...other }));
  const queued = await db.transaction().execute((trx) => queueTexts(trx, now, moved));
  const together = await rowsOf(other.conversationId);

  // Only the ids differ, and they stand for each other.
  const ids = new Map([
    ...results.map(({ messageId }, index) => [messageId, `message ${index}`] as const),
    ...queued.map(({ messageId }, index) => [messageId, `message ${index}`] as const),
    ...Object.entries(one).map(([name, id]) => [id, name] as const),
    ...Object.entries(other).map(([name, id]) => [id, name] as const),
  ]);
  const named = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
      typeof inner === 'string' ? (ids.get(inner) ?? inner) : inner,
    );
  expect(named(together)).toEqual(named(singly));
  expect(named(queued)).toEqual(named(results));
});

test('a body is stored as the carrier is given it, the words as they were written', async () => {
  const { conversationId } = await buildConversation(db);
  const texts = await textsTo(conversationId);
  await db.transaction().execute((trx) => queueTexts(trx, now, texts));
  const { rows } = await rowsOf(conversationId);
  expect(rows.find(({ text }) => text.startsWith('“'))).toMatchObject({
    text: '“Mañana” no hay clases…',
    delivery: { body: '"Mañana" no hay clases...', encoding: 'GSM-7', segments: 1, state: 'waiting' },
  });
});

test('a body the carrier would not take waits for a person, with the reason', async () => {
  const { conversationId } = await buildConversation(db);
  const texts = await textsTo(conversationId);
  await db.transaction().execute((trx) => queueTexts(trx, now, texts));
  const { rows } = await rowsOf(conversationId);
  expect(rows.find(({ text }) => text.startsWith('long'))).toMatchObject({
    delivery: {
      state: 'held',
      reason: expect.stringMatching(/^In English this text is 2,000 characters long/),
    },
  });
});

test('texts to several conversations each get the next position of their own', async () => {
  const [first, second] = [await buildConversation(db), await buildConversation(db)];
  const text = (place: typeof first): OutgoingText => ({
    ...place,
    purpose: 'system',
    senderRole: 'system',
    text: 'Hello',
    language: 'en',
    body: 'Hello',
    bodyLanguage: 'en',
    priority: 3,
  });
  const queue = () =>
    db.transaction().execute((trx) => queueTexts(trx, now, [text(first), text(second), text(first)]));
  expect((await queue()).map(({ position }) => position)).toEqual([1, 1, 2]);
  expect((await queue()).map(({ position }) => position)).toEqual([3, 2, 4]);
});

test('no texts are no work', async () => {
  expect(await db.transaction().execute((trx) => queueTexts(trx, now, []))).toEqual([]);
});
