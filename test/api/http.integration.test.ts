import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createSignIn } from '../../src/auth/sign-in.js';
import { demoPassword } from '../../src/auth/demo-password.js';
import { newId } from '../../src/lib/ids.js';
import {
  buildConversation,
  buildDeployment,
  buildSchool,
  buildStaff,
  type BuiltStaff,
} from '../support/builders.js';
import { startApi, type Answer, type ApiServer } from './api-server.js';

let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const password = 'a-good-long-password';

async function staffWithSignIn(role: BuiltStaff['role'] = 'liaison'): Promise<BuiltStaff> {
  const staff = await buildStaff(api.rt.db, { role });
  await createSignIn(api.auth, api.rt.db, staff.id, { ...staff, password });
  return staff;
}

const signIn = (email: string, secret = password, headers: Record<string, string> = {}): Promise<Answer> =>
  api.ask('POST', '/auth/sign-in/email', {
    body: { email, password: secret },
    headers: { origin: api.origin, ...headers },
  });
const cookieOf = (answer: Answer): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

async function sessionsOf({ id }: BuiltStaff): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from auth.session se
    join staff s on s.auth_user_id = se."userId" where s.id = ${id}`.execute(api.rt.db);
  return rows[0]?.count ?? NaN;
}

async function buildDesk() {
  const { schoolId } = await buildSchool(api.rt.db);
  const liaison = await buildStaff(api.rt.db, { schoolIds: [schoolId] });
  const { conversationId } = await buildConversation(api.rt.db, { schoolId });
  return { liaison, conversationId };
}

describe('signing in', () => {
  test('with a password opens the pages of that person, until signing out', async () => {
    const staff = await staffWithSignIn();
    const answer = await signIn(staff.email);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly/);
    expect(answer.json).toEqual({ user: { id: expect.any(String), name: staff.name, email: staff.email } });
    const cookie = cookieOf(answer);
    const me = await api.ask('GET', '/me', { headers: { cookie } });
    expect(me).toMatchObject({
      status: 200,
      json: {
        id: staff.id,
        name: staff.name,
        role: 'liaison',
        district: { name: 'Riverside Schools', kind: 'demo' },
        schools: [{ id: staff.schoolIds[0] }],
        phonesUrl: 'http://127.0.0.1:4000/phones',
      },
    });
    const out = await api.ask('POST', '/auth/sign-out', {
      body: {},
      headers: { cookie, origin: api.origin },
    });
    expect(out.status).toBe(200);
    expect((await api.ask('GET', '/me', { headers: { cookie } })).status).toBe(401);
  });

  test('fails the same way for a wrong password and for nobody', async () => {
    const staff = await staffWithSignIn();
    const [wrong, nobody] = [
      await signIn(staff.email, 'wrong wrong'),
      await signIn('nobody@riverside.example'),
    ];
    for (const answer of [wrong, nobody]) {
      expect(answer).toMatchObject({ status: 401, json: { code: 'sign_in_failed' } });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect(nobody.text).toBe(wrong.text);
  });

  test('from a page of somebody else is refused', async () => {
    const staff = await staffWithSignIn();
    expect(await signIn(staff.email, password, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      json: { code: 'foreign_origin' },
    });
  });

  test('gives somebody who is no longer active no session', async () => {
    const staff = await staffWithSignIn();
    await api.rt.db.updateTable('staff').set({ active: false }).where('id', '=', staff.id).execute();
    const answer = await signIn(staff.email);
    expect(answer).toMatchObject({ status: 403, json: { code: 'no_access' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await sessionsOf(staff)).toBe(0);
  });

  test('leaves no session to whoever came with the old password while a new one was made', async () => {
    const staff = await staffWithSignIn();
    const { handler } = api.auth;
    Object.assign(api.auth, {
      handler: async (request: Request) => {
        const answer = await handler(request);
        // The sessions there were have been ended a moment before.
        await createSignIn(api.auth, api.rt.db, staff.id, { ...staff, password: 'another-long-password' });
        return answer;
      },
    });
    const answer = await signIn(staff.email).finally(() => Object.assign(api.auth, { handler }));
    expect(answer).toMatchObject({ status: 401, json: { code: 'sign_in_failed' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await sessionsOf(staff)).toBe(0);
    expect((await signIn(staff.email, 'another-long-password')).status).toBe(200);
    expect(await sessionsOf(staff)).toBe(1);
  });

  test('is limited, and a header the caller made up does not help', async () => {
    const answers: Answer[] = [];
    for (let n = 0; n < 32; n += 1) {
      answers.push(
        await signIn(`guess${n}@riverside.example`, 'guess guess', {
          'x-forwarded-for': `10.1.1.${n}`,
          'x-recado-client-ip': `10.1.1.${n}`,
        }),
      );
    }
    const last = answers.at(-1);
    expect(last).toMatchObject({ status: 429, json: { code: 'too_many_tries' } });
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test.each([
    '/auth/sign-up/email',
    '/auth/request-password-reset',
    '/auth/update-user',
    '/auth/change-email',
  ])('%s is not there', async (path) => {
    const answer = await api.ask('POST', path, { body: {}, headers: { origin: api.origin } });
    expect(answer).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});

describe('a write with a cookie', () => {
  // The limit of the tests above is per address and minute; this session is made without HTTP.
  async function session(): Promise<string> {
    const staff = await staffWithSignIn();
    const { headers } = await api.auth.api.signInEmail({
      body: { email: staff.email, password },
      returnHeaders: true,
    });
    return headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  test.each<[string, Record<string, string>, number]>([
    ['our own origin', { origin: 'http://127.0.0.1:3000' }, 404],
    ['another spelling of it', { origin: 'http://localhost:3000' }, 404],
    ['no origin, but the browser says it is ours', { 'sec-fetch-site': 'same-origin' }, 404],
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['a foreign origin and a false word', { origin: 'null', 'sec-fetch-site': 'same-origin' }, 403],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }, 403],
    ['nothing said', {}, 403],
  ])('from %s', async (_from, headers, status) => {
    const answer = await api.ask('POST', `/conversations/${newId()}/state`, {
      body: { state: 'open' },
      headers: { cookie: await session(), ...headers },
    });
    expect(answer.status).toBe(status);
  });
});

describe('bad input', () => {
  const post = (body: unknown, headers: Record<string, string> = {}, as?: BuiltStaff) =>
    buildDesk().then(({ liaison, conversationId }) =>
      api.ask('POST', `/conversations/${conversationId}/replies`, {
        as: as ?? liaison,
        body,
        headers: { 'idempotency-key': newId(), ...headers },
      }),
    );

  test('is named field by field', async () => {
    const answer = await post({ text: '   ', afterPosition: -1 });
    expect(answer).toMatchObject({ status: 400, json: { code: 'invalid_input' } });
    const { fields } = answer.json as { fields: { path: string }[] };
    expect(fields.map((field) => field.path)).toEqual(['text', 'afterPosition']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each<[string, unknown, Record<string, string>, number, string]>([
    ['no JSON', '{"text":', {}, 400, 'bad_json'],
    ['more than 64 KB', { text: 'a'.repeat(70_000), afterPosition: 0 }, {}, 413, 'too_large'],
    ['another content type', 'text=a', { 'content-type': 'text/plain' }, 415, 'json_expected'],
    ['NUL', { text: 'a\u0000b', afterPosition: 0 }, {}, 400, 'bad_characters'],
    ['half a character', { text: 'a\ud83d', afterPosition: 0 }, {}, 400, 'bad_characters'],
    ['8,001 characters', { text: 'a'.repeat(8001), afterPosition: 0 }, {}, 400, 'invalid_input'],
    [
      'an empty key',
      { text: 'a', afterPosition: 0 },
      { 'idempotency-key': '' },
      400,
      'idempotency_key_missing',
    ],
    [
      'a key that is too long',
      { text: 'a', afterPosition: 0 },
      { 'idempotency-key': 'k'.repeat(201) },
      400,
      'idempotency_key_invalid',
    ],
  ])('%s is answered clearly', async (_what, body, headers, status, code) => {
    expect(await post(body, headers)).toMatchObject({ status, json: { code, status } });
  });

  test('deep nesting does not break anything', async () => {
    const deep = `{"text":${'['.repeat(30_000)}${']'.repeat(30_000)},"afterPosition":0}`;
    expect(await post(deep)).toMatchObject({ status: 400, json: { code: 'invalid_input' } });
  });

  test('an id that is none, and a page that is none, do not exist or do not fit', async () => {
    const { liaison } = await buildDesk();
    expect((await api.ask('GET', '/conversations/1', { as: liaison })).status).toBe(400);
    expect(await api.ask('GET', '/nothing', { as: liaison })).toMatchObject({
      status: 404,
      json: { code: 'not_found' },
    });
  });

  test('a failure of ours shows nothing of the inside', async () => {
    const { liaison, conversationId } = await buildDesk();
    const { db } = api.rt;
    const broken = Object.assign(api.rt, { texts: undefined });
    const texts = (await import('../../src/i18n/texts.js')).loadTexts();
    const answer = await api.ask('GET', `/ready-replies?conversationId=${conversationId}`, { as: liaison });
    Object.assign(broken, { texts, db });
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
    expect(answer.text).not.toMatch(/undefined|readyReplies|at /);
  });
});

describe('the demo’s accounts', () => {
  test('are shown in a demo, only those that can sign in', async () => {
    await buildDeployment(api.rt.db);
    const staff = await staffWithSignIn('teacher');
    const without = await buildStaff(api.rt.db);
    const { status, json } = await api.ask('GET', '/demo-accounts');
    expect(status).toBe(200);
    const { items } = json as { items: { email: string; password: string }[] };
    expect(items).toContainEqual({
      name: staff.name,
      email: staff.email,
      role: 'teacher',
      password: demoPassword,
    });
    expect(items.map((item) => item.email)).not.toContain(without.email);
  });
});

describe('the description', () => {
  test('names every route with its input and answer, and points to nothing outside itself', async () => {
    const { json, text } = await api.ask('GET', '/openapi.json');
    const description = json as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(description.openapi).toBe('3.1.0');
    expect(description.paths['/api/conversations/{id}/replies']?.post).toMatchObject({
      parameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'Idempotency-Key', in: 'header', required: true },
      ],
      requestBody: {
        content: { 'application/json': { schema: { required: ['text', 'afterPosition'] } } },
      },
    });
    expect(description.paths['/api/conversations']?.get).toMatchObject({
      parameters: expect.arrayContaining([
        expect.objectContaining({ name: 'view', in: 'query', required: false }),
      ]),
    });
    for (const reference of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(reference[1]).toMatch(/^#\//);
  });

  test('is also a page that loads nothing', async () => {
    const { headers, text, status } = await api.ask('GET', '/docs');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('/api/conversations/{id}/replies');
    expect(text).not.toMatch(/<script|<link|<img|src=/);
  });
});
