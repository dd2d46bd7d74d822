import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../src/lib/log.js';
import { startSimulator } from '../../src/simulator/start-simulator.js';
import { accountSid, authToken, eventually, family, line, openStage, type Stage } from './stage.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const journal = (): string => join(stage.booksDir, 'journal.jsonl');
const send = (body = 'Hola'): Promise<{ sid: string }> =>
  stage.client().messages.create({ from: line, to: family, body });

describe('the books', () => {
  test('hold every text before its caller is answered', async () => {
    const sent = await Promise.all(Array.from({ length: 50 }, (_, at) => send(`text ${at}`)));
    const written = await readFile(journal(), 'utf8');
    for (const { sid } of sent) expect(written).toContain(sid);
  });

  test('are the same after a restart', async () => {
    const { sid } = await send();
    await stage.write('Gracias');
    await eventually(async () => {
      const books = await stage.books();
      return books.some((text) => text['status'] === 'delivered');
    });
    await eventually(() => stage.school.hooks.length > 0);
    await eventually(async () => {
      const books = await stage.books();
      return books.some((text) => (text['webhook'] as { state: string } | null)?.state === 'answered');
    });
    const before = await stage.books();
    await stage.restart();
    expect(await stage.books()).toEqual(before);
    expect((await stage.client().messages(sid).fetch()).status).toBe('delivered');
  });

  test('drop a torn last line and go on', async () => {
    const { sid } = await send();
    await stage.simulator.close();
    await appendFile(journal(), '{"kind":"text","text":{"sid":"SMtorn');
    await stage.restart();
    const next = await send('after the tear');
    await stage.restart();
    expect((await stage.books()).map((text) => text['sid'])).toEqual([sid, next.sid]);
  });

  test('that are damaged in the middle stop the start and name the line', async () => {
    await send();
    await stage.simulator.close();
    const written = await readFile(journal(), 'utf8');
    await writeFile(journal(), `{"kind":"nonsense"}\n${written}`);
    await expect(stage.restart()).rejects.toMatchObject({
      code: 'books_damaged',
      message: expect.stringContaining('Line 1'),
    });
    await writeFile(journal(), written);
    await stage.restart();
  });

  test('carry on with what was under way when the simulator stopped', async () => {
    await stage.restart({ pace: { queued: [60_000, 60_000] } });
    const { sid } = await send();
    await stage.restart({ pace: { queued: [1, 1] } });
    await eventually(async () => (await stage.client().messages(sid).fetch()).status === 'delivered');
  });

  test('post a webhook again that was being tried when the simulator stopped', async () => {
    await stage.restart({ webhookRetryMs: 60_000 });
    stage.school.answers.push(500);
    await stage.write('Hola');
    await eventually(() => stage.school.hooks.length === 1);
    await stage.restart();
    await eventually(() => stage.school.hooks.length === 2);
  });

  test('are for those with the credentials only', async () => {
    for (const path of ['/simulator/books', '/simulator/faults', '/simulator/phones']) {
      expect((await fetch(stage.simulator.url + path)).status).toBe(401);
    }
  });
});

describe('starting', () => {
  test('on a port that is taken fails with one clear sentence', async () => {
    const second = startSimulator({
      port: stage.simulator.port,
      host: '127.0.0.1',
      accountSid,
      authToken,
      booksDir: join(stage.booksDir, 'second'),
      webhookBaseUrl: stage.school.url,
      log: createLogger('silent', 'simulator'),
    });
    await expect(second).rejects.toMatchObject({
      code: 'port_taken',
      message: expect.stringMatching(
        /^The simulator cannot start: port \d+ on 127\.0\.0\.1 is already in use\./,
      ),
    });
  });

  test('in a folder that cannot be made fails with one clear sentence', async () => {
    await send();
    const second = startSimulator({
      port: 0,
      host: '127.0.0.1',
      accountSid,
      authToken,
      booksDir: join(journal(), 'below-a-file'),
      webhookBaseUrl: stage.school.url,
      log: createLogger('silent', 'simulator'),
    });
    await expect(second).rejects.toMatchObject({ code: 'books_unwritable' });
  });
});
