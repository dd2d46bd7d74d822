import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { createApi } from '../../src/api/api.js';
import { createAuth, type Auth } from '../../src/auth/auth.js';
import { createApiToken } from '../../src/cli/token.js';
import { mediaPath } from '../../src/conversations/media-files.js';
import { wakeLine } from '../../src/delivery/send.js';
import { forgetOldPictures } from '../../src/inbox/pictures.js';
import { newId } from '../../src/lib/ids.js';
import { createLogger } from '../../src/lib/log.js';
import { createLentPictures } from '../../src/webhooks/pictures.js';
import {
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { temporaryFolder } from '../support/servers.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let auth: Auth;
let server: Server;
let url: string;
beforeAll(async () => {
  const app = express();
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dataDir = await temporaryFolder('recado-pictures-');
  stage = await startTestRuntime({ config: { publicBaseUrl: url, dataDir } });
  const log = createLogger('silent', 'test');
  auth = createAuth({ databaseUrl: stage.databaseUrl, secret: 's'.repeat(40), publicBaseUrl: url, log });
  app.use('/pictures', createLentPictures(stage.rt));
  app.use('/api', createApi(stage.rt, auth));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await auth.close();
  await stage.close();
});

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

async function ask(method: string, path: string, who: BuiltStaff, body?: unknown): Promise<Answer> {
  const now = stage.rt.clock.now();
  const { token } = await createApiToken(stage.rt.db, now, { name: 'test', staffEmail: who.email, days: 1 });
  const answer = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': newId(),
      'content-type': Buffer.isBuffer(body) ? 'image/png' : 'application/json',
    },
    ...(body === undefined
      ? {}
      : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  return { status: answer.status, body: isJson ? (JSON.parse(text) as Answer['body']) : {} };
}

let liaison: BuiltStaff;
let conversationId: string;
let lineId: string;
let e164: string;
beforeEach(async () => {
  const { db } = stage.rt;
  const school = await buildSchool(db);
  lineId = school.lineId;
  await db
    .updateTable('school')
    .set({ contactFrom: '00:00', contactUntil: '00:00' })
    .where('id', '=', school.schoolId)
    .execute();
  liaison = await buildStaff(db, { schoolIds: [school.schoolId] });
  const { studentId } = await buildStudent(db, { schoolId: school.schoolId });
  const { addressId } = await buildGuardian(db, { language: 'en', studentIds: [studentId] });
  const address = await db
    .selectFrom('address')
    .select('e164')
    .where('id', '=', addressId)
    .executeTakeFirstOrThrow();
  e164 = address.e164;
  ({ conversationId } = await buildConversation(db, { addressId, schoolId: school.schoolId }));
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

const upload = (bytes: Buffer, who = liaison) => ask('POST', '/pictures', who, bytes);
const reply = (body: Record<string, unknown>) =>
  ask('POST', `/conversations/${conversationId}/replies`, liaison, { afterPosition: 0, ...body });
const preview = async (text: string, pictureId?: unknown) =>
  (await ask('POST', `/conversations/${conversationId}/preview`, liaison, { text, pictureId })).body;
const prefer = (body: Record<string, unknown>) =>
  ask('POST', `/conversations/${conversationId}/channel`, liaison, body);
async function attempts() {
  return stage.rt.db
    .selectFrom('deliveryAttempt')
    .innerJoin('address', 'address.id', 'deliveryAttempt.addressId')
    .select(['deliveryAttempt.channel', 'deliveryAttempt.part', 'deliveryAttempt.messageId'])
    .where('address.e164', '=', e164)
    .orderBy('n')
    .execute();
}

describe('a picture of staff', () => {
  test('goes out by MMS, lies under an address nobody can guess, and is gone from there after some hours', async () => {
    const uploaded = await upload(png);
    expect(uploaded).toMatchObject({ status: 200, body: { contentType: 'image/png', bytes: png.length } });
    expect((await preview('The menu', uploaded.body['id']))['road']).toMatchObject({ channel: 'mms' });
    const sent = await reply({ text: 'The menu', pictureId: uploaded.body['id'] });
    expect(sent).toMatchObject({ status: 200, body: { state: 'waiting' } });
    await wakeLine(stage.rt, lineId);
    expect(await attempts()).toMatchObject([{ channel: 'mms' }]);
    const { pictureToken } = await stage.rt.db
      .selectFrom('delivery')
      .select('pictureToken')
      .where('messageId', '=', String(sent.body['messageId']))
      .executeTakeFirstOrThrow();
    const address = `${stage.rt.config.publicBaseUrl}/pictures/${pictureToken ?? ''}`;
    const fetched = await fetch(address);
    expect(fetched.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await fetched.arrayBuffer()).equals(png)).toBe(true);
    expect((await fetch(`${stage.rt.config.publicBaseUrl}/pictures/${'a'.repeat(32)}`)).status).toBe(404);
    await stage.rt.db
      .updateTable('delivery')
      .set({ pictureUntil: new Date(0) })
      .execute();
    expect((await fetch(address)).status).toBe(404);
  });

  test('stands in the thread beside its words', async () => {
    const { body } = await upload(png);
    await reply({ text: 'The menu', pictureId: body['id'] });
    const thread = await ask('GET', `/conversations/${conversationId}`, liaison);
    const [message] = thread.body['messages'] as { id: string; media: unknown[] }[];
    expect(message?.media).toEqual([{ url: `/api/media/${message?.id ?? ''}/0`, contentType: 'image/png' }]);
    const file = await ask('GET', `/media/${message?.id ?? ''}/0`, liaison);
    expect(file.status).toBe(200);
  });

  test.each([
    [
      'a page that says it is one',
      Buffer.from('<html><script>alert(1)</script></html>'),
      400,
      'not_a_picture',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 400, 'not_a_picture'],
    ['a sticker', Buffer.from('RIFF\0\0\0\0WEBPVP8 '), 400, 'not_a_picture'],
    ['nothing', Buffer.alloc(0), 400, 'nothing_uploaded'],
    ['more than 5 MB', Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]), 413, 'too_large'],
  ])('is refused where it is %s', async (_what, bytes, status, code) => {
    expect(await upload(bytes)).toMatchObject({ status, body: { code } });
  });

  test("is one's own: somebody else's is not sent, nor one that never was", async () => {
    const other = await buildStaff(stage.rt.db, { schoolIds: liaison.schoolIds });
    const { body } = await upload(png, other);
    expect(await reply({ text: 'The menu', pictureId: body['id'] })).toMatchObject({
      status: 400,
      body: { code: 'no_such_picture' },
    });
    expect(await attempts()).toEqual([]);
  });
});

describe('a picture nobody sent', () => {
  // The files are dated by the system's clock.
  beforeEach(() => stage.clock.moveTo(new Date()));
  afterEach(() => stage.clock.moveTo(new Date()));

  const another = (mark: string): Buffer => Buffer.concat([png, Buffer.from(mark)]);
  const lies = async (bytes: Buffer): Promise<boolean> => {
    const path = mediaPath(stage.rt.config.dataDir, createHash('sha256').update(bytes).digest('hex'));
    return (await stat(path).catch(() => undefined)) !== undefined;
  };
  const hours = (count: number): void => stage.clock.moveBy(count * 3_600_000);

  test('is forgotten after a day, and what was sent stays', async () => {
    const [unsent, sent] = [another('unsent'), another('sent')];
    const { body: first } = await upload(unsent);
    const { body: second } = await upload(sent);
    expect(await reply({ text: 'The menu', pictureId: second['id'] })).toMatchObject({ status: 200 });
    hours(23);
    await forgetOldPictures(stage.rt);
    expect(await lies(unsent)).toBe(true);
    expect((await preview('The menu', first['id']))['road']).toMatchObject({ channel: 'mms' });
    hours(3);
    expect(await forgetOldPictures(stage.rt)).toBeGreaterThanOrEqual(2);
    expect(await lies(unsent)).toBe(false);
    expect(await lies(sent)).toBe(true);
    expect(await reply({ text: 'The menu', pictureId: first['id'] })).toMatchObject({
      status: 400,
      body: { code: 'no_such_picture' },
    });
    expect(await forgetOldPictures(stage.rt)).toBe(0);
  });

  test('stays where somebody uploaded the same one again since', async () => {
    const bytes = another('twice');
    await upload(bytes);
    hours(20);
    const { body } = await upload(bytes);
    hours(6);
    expect(await forgetOldPictures(stage.rt)).toBe(1);
    expect(await lies(bytes)).toBe(true);
    expect(await reply({ text: 'The menu', pictureId: body['id'] })).toMatchObject({ status: 200 });
  });
});

describe('a phone for plain texts', () => {
  beforeEach(async () => {
    expect((await prefer({ channel: null, textOnlyReason: 'a flip phone' })).status).toBe(204);
  });

  test('is said to be one, and gets neither pictures nor links', async () => {
    const thread = await ask('GET', `/conversations/${conversationId}`, liaison);
    expect(thread.body['family']).toMatchObject({ channel: { textOnlyReason: 'a flip phone' } });
    expect((await preview('See https://riverside.example'))['road']).toEqual({
      channel: null,
      template: false,
      reason: 'this number takes plain texts only, no links: a flip phone',
      advice: 'Take the link out and write what it says, or call.',
    });
    expect(await reply({ text: 'See https://riverside.example' })).toMatchObject({
      status: 409,
      body: {
        code: 'no_road',
        detail:
          'Nothing was sent: this number takes plain texts only, no links: a flip phone. Take the link out and write what it says, or call.',
      },
    });
    expect(await reply({ text: 'The bus is late.' })).toMatchObject({ status: 200 });
  });
});

describe('a text that is too long for one', () => {
  const long = 'The bus of the yellow line comes ten minutes later today. '.repeat(60).trim();

  test('is shown in its parts, with segments, before anything is sent', async () => {
    const shown = await preview(long);
    const parts = shown['parts'] as { text: string; segments: number }[];
    expect(shown).toMatchObject({ tooLong: true });
    expect(parts.map((part) => part.text.slice(0, 6))).toEqual(['(1/3) ', '(2/3) ', '(3/3) ']);
    expect(parts.reduce((sum, part) => sum + part.segments, 0)).toBe(shown['segments']);
  });

  test('is refused unless somebody chose to split it, and then goes out in order', async () => {
    expect(await reply({ text: long })).toMatchObject({ status: 400, body: { code: 'too_long' } });
    expect(await reply({ text: long, whenTooLong: 'split' })).toMatchObject({ status: 200 });
    await wakeLine(stage.rt, lineId);
    expect((await attempts()).map((attempt) => attempt.part)).toEqual([1, 2, 3]);
  });
});

test('only a district admin writes templates down, and a second one takes the place of the first', async () => {
  const template = {
    contentSid: `HX${'d'.repeat(32)}`,
    purpose: 'reply',
    language: 'es',
    variables: ['text'],
  };
  expect((await ask('POST', '/whatsapp-templates', liaison, template)).status).toBe(404);
  const admin = await buildStaff(stage.rt.db, { role: 'district_admin' });
  expect((await ask('POST', '/whatsapp-templates', admin, template)).status).toBe(204);
  expect(
    (await ask('POST', '/whatsapp-templates', admin, { ...template, variables: ['school', 'text'] })).status,
  ).toBe(204);
  const kept = await stage.rt.db.selectFrom('whatsappTemplate').select(['contentSid', 'variables']).execute();
  expect(kept).toEqual([{ contentSid: template.contentSid, variables: ['school', 'text'] }]);
});
