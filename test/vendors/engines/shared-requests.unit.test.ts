import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { createChatEngine } from '../../../src/vendors/engines/chat.js';
import { createLibreTranslate } from '../../../src/vendors/engines/libretranslate.js';
import { shareRequests } from '../../../src/vendors/engines/shared-requests.js';
import type { EngineResult, TranslationEngine } from '../../../src/vendors/engines/engine.js';
import { startLibreTranslateServer, type LibreTranslateServer } from '../../support/libretranslate-server.js';

const givenUp: EngineResult = { status: 'failed', reason: 'Nobody waited.', retry: 'later' };
const shouted = (text: string): EngineResult => ({ status: 'translated', text: text.toUpperCase() });

describe('texts of many families on their way to one engine', () => {
  let server: LibreTranslateServer;
  let engine: TranslationEngine;
  beforeEach(async () => {
    server = await startLibreTranslateServer();
    engine = createLibreTranslate({ baseUrl: server.url, timeoutMs: 2_000, retries: 0 });
  });
  afterEach(async () => {
    await engine.close();
    await server.close();
  });

  const askAlone = (text: string, to = 'es') => engine.translate({ texts: [text], from: 'en', to });

  test('share requests when they come together, and each gets its own translation', async () => {
    const texts = Array.from({ length: 60 }, (_, index) => `Line ${index}`);
    const results = await Promise.all(texts.map((text) => askAlone(text)));
    expect(results).toEqual(texts.map((_, index) => [{ status: 'translated', text: `Line-es ${index}` }]));
    expect(server.requests.length).toBeLessThanOrEqual(4);
  });

  test('never share one with texts for another language', async () => {
    await Promise.all([askAlone('Line 1'), askAlone('Line 2', 'fr'), askAlone('Line 3')]);
    expect(server.requests.map(({ target, q }) => [target, q])).toEqual(
      expect.arrayContaining([
        ['es', ['Line 1', 'Line 3']],
        ['fr', ['Line 2']],
      ]),
    );
  });

  test('are asked for once where two say the same, and the second says that it went along', async () => {
    const [one, two] = await Promise.all([askAlone('Good day'), askAlone('Good day')]);
    expect(one?.[0]).toMatchObject({ status: 'translated' });
    expect(two).toEqual([{ ...one?.[0], isShared: true }]);
    expect(server.requests.map(({ q }) => q)).toEqual([['Good day']]);
  });

  test('go on when one of them is given up', async () => {
    const stop = new AbortController();
    const impatient = engine.translate({ texts: ['Line 1'], from: 'en', to: 'es', signal: stop.signal });
    const patient = askAlone('Line 2');
    stop.abort();
    expect(await impatient).toEqual([expect.objectContaining({ status: 'failed', retry: 'later' })]);
    expect(await patient).toEqual([{ status: 'translated', text: 'Line-es 2' }]);
  });

  test('do not all suffer for the one an engine refuses', async () => {
    const refuses: (texts: readonly string[]) => EngineResult[] = (texts) =>
      texts.map((text) => (text === 'bad' ? { ...givenUp, reason: 'Refused.' } : shouted(text)));
    const share = shareRequests(({ texts }) => Promise.resolve(refuses(texts)), { most: 10, givenUp });
    expect(await Promise.all(['one', 'bad', 'two'].map((text) => share(text, undefined)))).toEqual([
      shouted('one'),
      { ...givenUp, reason: 'Refused.' },
      shouted('two'),
    ]);
  });

  test('stop the request once nobody waits for any of them', async () => {
    const stops = [new AbortController(), new AbortController()];
    let aborted: AbortSignal | undefined;
    const share = shareRequests(
      ({ texts, signal }) => {
        aborted = signal;
        return new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve(texts.map(() => givenUp)), { once: true });
        });
      },
      { most: 10, givenUp },
    );
    const waiting = stops.map((stop, index) => share(`Line ${index}`, stop.signal));
    await new Promise((resolve) => setImmediate(resolve));
    stops[0]?.abort();
    expect(aborted?.aborted).toBe(false);
    stops[1]?.abort();
    expect(aborted?.aborted).toBe(true);
    expect(await Promise.all(waiting)).toEqual([givenUp, givenUp]);
  });
});

describe('a chat model', () => {
  test('reads one family at a time', async () => {
    const seen: string[] = [];
    nock('http://chat.example')
      .get('/v1/models')
      .reply(200, { data: [{ id: 'small' }] })
      .post('/v1/chat/completions')
      .times(2)
      .reply(200, (_, body) => {
        const [, user] = (body as { messages: { content: string }[] }).messages;
        seen.push(user?.content ?? '');
        const translations = (JSON.parse(user?.content ?? '{}') as { texts: string[] }).texts;
        return { choices: [{ message: { content: JSON.stringify({ translations }) } }] };
      });
    const chat = createChatEngine({ baseUrl: 'http://chat.example/v1', model: 'small', languages: ['es'] });
    const results = await Promise.all(
      ['One', 'Two'].map((text) => chat.translate({ texts: [text], from: 'en', to: 'es' })),
    );
    expect(results.flat()).toEqual(['One', 'Two'].map((text) => ({ status: 'translated', text })));
    expect(seen.sort()).toEqual(['{"texts":["One"]}', '{"texts":["Two"]}']);
    await chat.close();
    nock.cleanAll();
    nock.restore();
  });
});
