import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLibreTranslate } from '../../../src/vendors/engines/libretranslate.js';
import type { TranslationEngine } from '../../../src/vendors/engines/engine.js';
import {
  startLibreTranslateServer,
  type FailureMode,
  type LibreTranslateServer,
} from '../../support/libretranslate-server.js';

let server: LibreTranslateServer;
let engine: TranslationEngine;

beforeEach(async () => {
  server = await startLibreTranslateServer();
  engine = createLibreTranslate({ baseUrl: server.url, timeoutMs: 2_000 });
});

afterEach(async () => {
  await engine.close();
  await server.close();
});

const translateOne = async (text: string, from = 'en', to = 'es') =>
  (await engine.translate({ texts: [text], from, to }))[0];

describe('translation through a LibreTranslate server', () => {
  test('gives one result for each text, in order, across batches', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `Line ${index}`);
    const results = await engine.translate({ texts, from: 'en', to: 'es' });
    expect(results).toEqual(texts.map((_, index) => ({ status: 'translated', text: `Line-es ${index}` })));
    expect(server.requests.map(({ q }) => (q as string[]).length)).toEqual([25, 25, 10]);
  });

  test('translates what the server knows, in both directions', async () => {
    expect(await translateOne('Please bring a warm jacket tomorrow.', 'en', 'zh-Hans')).toEqual({
      status: 'translated',
      text: '请明天带一件暖和的外套。',
    });
    expect(await translateOne('من فضلك أحضر سترة دافئة غدا.', 'ar', 'en')).toEqual({
      status: 'translated',
      text: 'Please bring a warm jacket tomorrow.',
    });
  });

  test('asks for the languages once and believes the list for an hour', async () => {
    let now = 0;
    const patient = createLibreTranslate({ baseUrl: server.url, now: () => now });
    expect(await patient.supports('en', 'es')).toEqual({ status: 'yes' });
    expect(await patient.supports('en', 'ht')).toEqual({ status: 'no' });
    expect(await patient.supports('es', 'es')).toEqual({ status: 'no' });
    expect(server.languageRequests).toBe(1);
    now = 3_600_001;
    await patient.supports('en', 'es');
    expect(server.languageRequests).toBe(2);
    await patient.close();
  });

  test('finds our languages under the names older servers give them', async () => {
    const older = await startLibreTranslateServer({ languages: ['en', 'pb', 'zh', 'zt'] });
    const old = createLibreTranslate({ baseUrl: `${older.url}/` });
    for (const code of ['pt-BR', 'zh-Hans', 'zh-Hant']) {
      expect(await old.supports('en', code)).toEqual({ status: 'yes' });
      await old.translate({ texts: ['Hi there'], from: 'en', to: code });
    }
    expect(older.requests.map(({ target }) => target)).toEqual(['pb', 'zh', 'zt']);
    await old.close();
    await older.close();
  });

  test('sends the key where one is set, and says what to do where it is missing', async () => {
    const guarded = await startLibreTranslateServer({ apiKey: 'right' });
    const ask = async (apiKey: string | undefined) => {
      const one = createLibreTranslate({ baseUrl: guarded.url, apiKey });
      const [result] = await one.translate({ texts: ['Good day'], from: 'en', to: 'es' });
      await one.close();
      return result;
    };
    expect(await ask('right')).toEqual({ status: 'translated', text: 'Good-es day-es' });
    expect(await ask(undefined)).toEqual({
      status: 'failed',
      reason: 'LibreTranslate asks for a key; set LIBRETRANSLATE_API_KEY.',
      retry: 'never',
      refusesAll: true,
    });
    expect(await ask('wrong')).toEqual({
      status: 'failed',
      reason: 'LibreTranslate refuses our key or our address; look at LIBRETRANSLATE_API_KEY.',
      retry: 'never',
      refusesAll: true,
    });
    await guarded.close();
  });

  const documented: readonly (readonly [FailureMode, string, 'never' | 'later'])[] = [
    ['bad_request', 'LibreTranslate refused the text.', 'never'],
    ['too_long', 'The text is longer than LibreTranslate takes.', 'never'],
    ['key_missing', 'LibreTranslate asks for a key; set LIBRETRANSLATE_API_KEY.', 'never'],
    ['forbidden', 'LibreTranslate refuses our key or our address; look at LIBRETRANSLATE_API_KEY.', 'never'],
    ['too_many', 'LibreTranslate takes no more texts for now.', 'later'],
    ['server_error', 'LibreTranslate is out of order.', 'later'],
    ['unavailable', 'LibreTranslate is out of order.', 'later'],
    ['hang_up', 'LibreTranslate did not answer.', 'later'],
    ['redirect', 'LibreTranslate points to another address; set LIBRETRANSLATE_URL to that one.', 'never'],
    ['empty', 'LibreTranslate gave back an empty text.', 'later'],
    ['html', 'LibreTranslate gave back a web page.', 'later'],
    ['emoji', 'LibreTranslate gave back no words.', 'later'],
    ['wrong_count', 'LibreTranslate gave an answer that does not match the question.', 'later'],
    ['not_json', 'LibreTranslate gave an answer that cannot be read.', 'later'],
    ['huge', 'LibreTranslate gave an answer that is far too long.', 'later'],
  ];
  test.each(documented)('reports %s as a failure with its reason', async (mode, reason, retry) => {
    server.fail(mode);
    // What asks for a person to see to the server meets every other text as well; a text that is too long does not.
    const refusesAll = /^(key_missing|forbidden|redirect)$/u.test(mode);
    expect(await translateOne('The bus is late.')).toEqual({
      ...{ status: 'failed', reason, retry },
      ...(refusesAll ? { refusesAll } : {}),
    });
  });

  test('gives up on a server that takes the request and never answers', async () => {
    server.fail('no_answer');
    const hasty = createLibreTranslate({ baseUrl: server.url, timeoutMs: 50 });
    expect(await hasty.translate({ texts: ['Hello'], from: 'en', to: 'es' })).toEqual([
      { status: 'failed', reason: 'LibreTranslate did not answer.', retry: 'later' },
    ]);
    await hasty.close();
  });

  test('stops at once when the caller gives up', async () => {
    await engine.supports('en', 'es');
    server.fail('no_answer');
    const stop = new AbortController();
    const asked = engine.translate({ texts: ['Hello'], from: 'en', to: 'es', signal: stop.signal });
    stop.abort();
    expect(await asked).toEqual([
      { status: 'failed', reason: 'LibreTranslate did not answer.', retry: 'later' },
    ]);
  });

  test('sends the other texts of a batch alone when one of them is refused', async () => {
    const results = await engine.translate({
      texts: ['Good day', 'x'.repeat(2_001), 'Thank you'],
      from: 'en',
      to: 'es',
    });
    expect(results.map((result) => result.status)).toEqual(['translated', 'failed', 'translated']);
  });

  test('does not go on sending to a server that is ill', async () => {
    await engine.supports('en', 'es');
    server.fail('server_error');
    const results = await engine.translate({ texts: Array<string>(80).fill('Hello'), from: 'en', to: 'es' });
    expect(results).toHaveLength(80);
    expect(results.every((result) => result.status === 'failed')).toBe(true);
    // The first of four batches, and that once more.
    expect(server.requests).toHaveLength(2);
  });

  test('cannot say which languages there are while nothing answers', async () => {
    await server.close();
    expect(await engine.supports('en', 'es')).toEqual({
      status: 'unknown',
      reason: 'LibreTranslate did not answer.',
    });
  });
});

test('the test server runs as a process of its own', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/libretranslate-server.ts', '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const url = await new Promise<string>((resolve) => {
    child.stdout.once('data', (line: Buffer) => {
      resolve(line.toString().trim());
    });
  });
  const remote = createLibreTranslate({ baseUrl: url });
  const [before] = await remote.translate({ texts: ['Good day'], from: 'en', to: 'es' });
  await fetch(`${url}/fail`, { method: 'POST', body: JSON.stringify({ mode: 'too_many' }) });
  const [after] = await remote.translate({ texts: ['Good day'], from: 'en', to: 'es' });
  await remote.close();
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  expect([before?.status, after?.status, await ended]).toEqual(['translated', 'failed', 0]);
});
