import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLogger } from '../../src/lib/log.js';
import { startBackground } from '../../src/simulator/background.js';
import { openBooks } from '../../src/simulator/books.js';
import { standingFaults } from '../../src/simulator/faults.js';
import { takeFamilyText } from '../../src/simulator/inbound.js';
import { keywordIn } from '../../src/simulator/keywords.js';
import { seededRandom } from '../../src/simulator/random.js';
import type { Simulation } from '../../src/simulator/simulation.js';
import { eventually, family, line, openStage, type Stage } from './stage.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const send = (from = line): Promise<unknown> =>
  stage.client().messages.create({ from, to: family, body: 'Hola' });

async function answers(): Promise<unknown[]> {
  return (await stage.books())
    .filter((text) => text['direction'] === 'outbound-reply')
    .map((text) => text['body']);
}

describe('Twilio’s keywords', () => {
  test('STOP blocks that line alone, is answered by the carrier, and still reaches the webhook', async () => {
    await stage.write(' stop ');
    await expect(send()).rejects.toMatchObject({ status: 400, code: 21610 });
    await send('+12035550199');
    expect(await answers()).toEqual([expect.stringContaining('successfully been unsubscribed')]);
    const hook = await eventually(() => stage.school.hooks[0]);
    expect(hook.params['Body']).toBe(' stop ');
  });

  test('STOP blocks before anybody is told of it, as the carrier does', async () => {
    const log = createLogger('silent', 'simulator');
    const booksDir = await mkdtemp(join(tmpdir(), 'recado-simulator-'));
    const books = await openBooks(booksDir, log);
    const [background, random] = [startBackground(log), seededRandom(1)];
    const accountSid = 'AC00000000000000000000000000000000';
    const seen: boolean[] = [];
    const poster = {
      post: () => {
        seen.push(books.isBlocked(family, line));
        return Promise.resolve({ ok: true, tries: 1, problem: null, body: '' });
      },
    };
    const simulation: Simulation = {
      ...{ accountSid, authToken: 'token', booksDir, books, poster, random, background, log },
      inboundWebhookUrl: 'http://127.0.0.1:1',
      voiceWebhookUrl: 'http://127.0.0.1:1',
      listLagMs: [0, 0],
      startedAt: new Date().toISOString(),
      faults: standingFaults(random),
      walk: { begin: () => undefined, resume: () => undefined },
      url: () => '',
    };
    await takeFamilyText(simulation, { from: family, to: line, body: 'STOP', attachments: [] });
    await takeFamilyText(simulation, { from: family, to: line, body: 'START', attachments: [] });
    await background.close();
    await books.close();
    expect(seen).toEqual([true, false]);
  });

  test('a second STOP is not answered again', async () => {
    await stage.write('STOP');
    await stage.write('STOP');
    expect(await answers()).toHaveLength(1);
  });

  test('START lifts the block, and it lasts over a restart until then', async () => {
    await stage.write('STOPALL');
    await stage.restart();
    await expect(send()).rejects.toMatchObject({ code: 21610 });
    await stage.write('Start');
    await send();
    expect(await answers()).toEqual([
      expect.stringContaining('unsubscribed'),
      expect.stringContaining('re-subscribed'),
    ]);
  });

  test('YES lifts a block where one stands and is an answer anywhere else', async () => {
    await stage.write('YES');
    expect(await answers()).toEqual([]);
    await stage.write('STOP');
    await stage.write('yes');
    await send();
    expect(await answers()).toHaveLength(2);
  });

  test('HELP is answered without changing anything', async () => {
    await stage.write('INFO');
    await send();
    expect(await answers()).toEqual(['Reply STOP to unsubscribe. Msg&Data Rates May Apply.']);
  });

  test.each(['STOP', 'Unsubscribe', 'end', 'quit', 'stopall', 'revoke', 'optout', 'CANCEL'])(
    '%s stops',
    (word) => {
      expect(keywordIn(word, false)).toBe('stop');
    },
  );

  test.each(['stop please', 'please stop', 'parar', 'ya no más', 'opt out', ''])(
    '“%s” is no keyword',
    (words) => {
      expect(keywordIn(words, true)).toBeNull();
    },
  );
});
