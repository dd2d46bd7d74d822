import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createApertium, type ApertiumEngine } from '../../../src/vendors/engines/apertium.js';

const modesDirectory = '/usr/share/apertium/modes';

beforeAll(() => {
  if (!existsSync(join(modesDirectory, 'eng-spa.mode'))) {
    throw new Error(
      'Apertium is missing: run `apt-get install -y --no-install-recommends apertium apertium-eng-spa apertium-es-pt apertium-fr-es`.',
    );
  }
});

/** Whether any process of a group still runs; zombies do not count. Source: proc(5), fields 3 and 5 of `stat`. */
function alive(group: number): boolean {
  return readdirSync('/proc').some((entry) => {
    if (!/^\d+$/.test(entry)) return false;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const [state = '', , processGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return Number(processGroup) === group && !'ZX'.includes(state);
    } catch {
      // It ended while we looked.
      return false;
    }
  });
}

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(10);
}

describe('translation with Apertium', () => {
  let engine: ApertiumEngine;

  beforeAll(() => {
    engine = createApertium();
  });
  afterAll(async () => {
    await engine.close();
  });

  const translateOne = async (text: string, from: string, to: string): Promise<string> => {
    const [result] = await engine.translate({ texts: [text], from, to });
    return result?.status === 'translated' ? result.text : `failed: ${result?.reason ?? 'no result'}`;
  };

  test.each([
    ['en', 'es', 'Good morning.', 'Buenos días.'],
    ['es', 'en', 'Mi hijo no va a la escuela mañana.', 'My son does not go to the school tomorrow.'],
    ['es', 'pt-BR', 'El autobús no vino hoy.', 'O ônibus não veio hoje.'],
    ['pt-BR', 'es', 'O ônibus não veio hoje.', 'El autobús no vino hoy.'],
    ['es', 'fr', 'El autobús no vino hoy.', "Le bus n'est pas venu aujourd'hui."],
    ['pt-BR', 'en', 'O ônibus não veio hoje.', 'The bus did not come today.'],
  ])('translates %s to %s', async (from, to, text, expected) => {
    expect(await translateOne(text, from, to)).toBe(expected);
  });

  test('says which pairs it translates, through Spanish where there is no direct way', async () => {
    const pairs = [
      'en>es',
      'es>en',
      'en>pt-BR',
      'pt-BR>en',
      'en>fr',
      'fr>en',
      'pt-BR>fr',
      'en>ht',
      'en>en',
      'ht>en',
    ];
    const answers = await Promise.all(
      pairs.map(async (pair) => {
        const [from = '', to = ''] = pair.split('>');
        return [pair, (await engine.supports(from, to)).status];
      }),
    );
    expect(Object.fromEntries(answers)).toEqual({
      'en>es': 'yes',
      'es>en': 'yes',
      'en>pt-BR': 'yes',
      'pt-BR>en': 'yes',
      'en>fr': 'yes',
      'fr>en': 'yes',
      'pt-BR>fr': 'yes',
      'en>ht': 'no',
      'en>en': 'no',
      'ht>en': 'no',
    });
  });

  test('keeps line breaks, blank lines and several sentences a line', async () => {
    expect(await translateOne('Good morning. Thank you.\n\n  The bus is late.\r\nGoodbye', 'en', 'es')).toBe(
      'Buenos días. Gracias.\n\n  El autobús es tarde.\r\nAdiós',
    );
  });

  test('gives characters of the stream format, emoji and other scripts back unharmed', async () => {
    const signs = String.raw`^ $ @ [ ] { } < > / \ .[] 🙏🏽 你好 مرحبا 7:40 Xq0z`;
    expect(await translateOne(`${signs} table`, 'en', 'es')).toBe(`${signs} mesa`);
  });

  test('does not capitalise the word behind a name kept as a token', async () => {
    expect(await translateOne('Hello. Xq0z needs a notebook. Xq1z Xq2z Juan eats.', 'en', 'es')).toBe(
      'Hola. Xq0z necesita una libreta. Xq1z Xq2z Juan come.',
    );
  });

  test('returns texts without words as they are, and survives NUL and lone surrogates', async () => {
    expect(await translateOne('7:40 👍\n', 'en', 'es')).toBe('7:40 👍\n');
    expect(await translateOne('', 'en', 'es')).toBe('');
    expect(await translateOne('Good\0 morning', 'en', 'es')).toMatch(/^\S+ +\S+$/);
    expect(await translateOne('house \ud800', 'en', 'es')).toMatch(/^Casa/);
  });

  test('does not mix up hundreds of texts asked at once', async () => {
    const texts = Array.from({ length: 400 }, (_, index) => `The house ${index}.`);
    const results = await engine.translate({ texts, from: 'en', to: 'es' });
    expect(results).toEqual(texts.map((_, index) => ({ status: 'translated', text: `La casa ${index}.` })));
  });

  test('uses one lasting process group for each mode', async () => {
    await translateOne('Good morning', 'en', 'es');
    const before = engine.processIds();
    await translateOne('Good evening', 'en', 'es');
    expect(engine.processIds()).toEqual(before);
  });

  test('refuses a text that is far too long and a pair it does not know', async () => {
    const failed = { status: 'failed', retry: 'never' };
    expect(await engine.translate({ texts: ['a '.repeat(6_000)], from: 'en', to: 'es' })).toMatchObject([
      failed,
    ]);
    expect(await engine.translate({ texts: ['Hello'], from: 'en', to: 'ht' })).toMatchObject([failed]);
  });

  test('a caller that gave up gets no translation', async () => {
    const result = await engine.translate({
      texts: ['Good morning'],
      from: 'en',
      to: 'es',
      signal: AbortSignal.abort(),
    });
    expect(result).toEqual([
      { status: 'failed', reason: 'Apertium did not answer in time.', retry: 'later' },
    ]);
  });
});

describe('when the processes of Apertium fail', () => {
  let engine: ApertiumEngine | undefined;
  let folder: string | undefined;

  afterEach(async () => {
    await engine?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
    folder = undefined;
  });

  /** A mode of our own: any pipeline that reads and writes texts between NULs. */
  function useMode(
    pipeline: string,
    options: { timeoutMs?: number; maxQueued?: number } = {},
  ): ApertiumEngine {
    folder = mkdtempSync(join(tmpdir(), 'recado-modes-'));
    writeFileSync(join(folder, 'eng-spa.mode'), pipeline);
    engine = createApertium({ modesDirectory: folder, ...options });
    return engine;
  }

  /** A stage that takes every text and never says a word. It must know `-z`, which each stage is given. */
  const silent = 'sed -e d';

  test('a killed process group is started again and the texts under way are not lost', async () => {
    engine = createApertium();
    await engine.translate({ texts: ['Good morning'], from: 'en', to: 'es' });
    const [group = 0] = engine.processIds();
    const asked = engine.translate({
      texts: Array.from({ length: 200 }, (_, index) => `The house ${index}.`),
      from: 'en',
      to: 'es',
    });
    process.kill(-group, 'SIGKILL');
    const results = await asked;
    expect(results.map((result) => result.status === 'translated' && result.text)).toEqual(
      Array.from({ length: 200 }, (_, index) => `La casa ${index}.`),
    );
    expect(engine.processIds()).not.toContain(group);
  });

  test('without mode files it supports nothing and starts nothing', async () => {
    folder = mkdtempSync(join(tmpdir(), 'recado-modes-'));
    engine = createApertium({ modesDirectory: folder });
    expect(await engine.supports('en', 'es')).toEqual({ status: 'no' });
    expect(await engine.translate({ texts: ['Hello'], from: 'en', to: 'es' })).toEqual([
      { status: 'failed', reason: 'Apertium does not know this pair of languages.', retry: 'never' },
    ]);
    expect(engine.processIds()).toEqual([]);
  });

  test('a pipeline that ends at once fails each text instead of starting for ever', async () => {
    const broken = useMode('/nowhere/lt-proc');
    expect(await broken.translate({ texts: ['One', 'Two'], from: 'en', to: 'es' })).toEqual([
      { status: 'failed', reason: 'Apertium stopped while it worked on this text.', retry: 'later' },
      { status: 'failed', reason: 'Apertium stopped while it worked on this text.', retry: 'later' },
    ]);
  });

  test('a pipeline that hangs is ended after the time-out', async () => {
    const hanging = useMode(silent, { timeoutMs: 100 });
    const asked = hanging.translate({ texts: ['One'], from: 'en', to: 'es' });
    const [group = 0] = hanging.processIds();
    expect(alive(group)).toBe(true);
    expect(await asked).toMatchObject([{ status: 'failed', retry: 'later' }]);
    await waitUntil(() => !alive(group));
    expect(hanging.processIds()).toEqual([]);
  });

  test('only the text that breaks the pipeline fails, its neighbours are translated', async () => {
    // Ends without an answer at the word "poison", like a stage that meets a text it cannot bear.
    const poisoned = useMode("sed -u -z -e '/poison/Q'");
    const texts = ['One', 'Two', 'a poison here', 'Three', 'Four'];
    const results = await poisoned.translate({ texts, from: 'en', to: 'es' });
    expect(results.map((result) => (result.status === 'translated' ? result.text : result.reason))).toEqual([
      'One',
      'Two',
      'Apertium stopped while it worked on this text.',
      'Three',
      'Four',
    ]);
  });

  test('a full queue refuses further texts at once', async () => {
    const busy = useMode(silent, { timeoutMs: 200, maxQueued: 3 });
    const results = await busy.translate({ texts: ['a b', 'c d', 'e f', 'g h'], from: 'en', to: 'es' });
    expect(results[3]).toEqual({ status: 'failed', reason: 'Apertium has too much to do.', retry: 'later' });
  });

  test('close ends every process and fails what was under way', async () => {
    const hanging = useMode(`${silent} | ${silent}`);
    const asked = hanging.translate({ texts: ['One'], from: 'en', to: 'es' });
    const [group = 0] = hanging.processIds();
    expect(await Promise.race([asked, wait(50, 'hangs')])).toBe('hangs');
    expect(alive(group)).toBe(true);
    await hanging.close();
    await waitUntil(() => !alive(group));
    expect(await asked).toEqual([{ status: 'failed', reason: 'Apertium was shut down.', retry: 'later' }]);
    expect(await hanging.translate({ texts: ['Two'], from: 'en', to: 'es' })).toMatchObject([
      { status: 'failed' },
    ]);
  });

  test('no process lingers after its parent was killed without warning', async () => {
    const parent = spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        '--input-type=module',
        '--eval',
        `import { createApertium } from './src/vendors/engines/apertium.ts';
         const engine = createApertium();
         const [result] = await engine.translate({ texts: ['Good morning'], from: 'en', to: 'es' });
         console.log(result.text, engine.processIds()[0]);
         setInterval(() => undefined, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const line = await new Promise<string>((resolve) => {
      parent.stdout.once('data', (chunk: Buffer) => {
        resolve(chunk.toString());
      });
    });
    const group = Number(/(\d+)\s*$/.exec(line)?.[1]);
    expect(line).toContain('Buenos días');
    expect(alive(group)).toBe(true);
    parent.kill('SIGKILL');
    await waitUntil(() => !alive(group));
    expect(alive(group)).toBe(false);
  });
});
