import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/lib/clock.js';
import { createPhrasebook } from '../../src/translation/phrasebook.js';
import {
  createTranslator,
  translateText,
  type TextToTranslate,
  type TranslationOutcome,
  type Translator,
} from '../../src/translation/translate.js';
import { createApertium } from '../../src/vendors/engines/apertium.js';
import type { EngineResult, TranslationEngine } from '../../src/vendors/engines/engine.js';
import { createLibreTranslate } from '../../src/vendors/engines/libretranslate.js';
import { startLibreTranslateServer, type LibreTranslateServer } from '../support/libretranslate-server.js';

const phrasebook = createPhrasebook(
  new Map([
    ['en', new Map([['busTime', 'The bus for {student} comes at {time}.']])],
    ['ht', new Map([['busTime', 'Bis {student} an ap vini a {time}.']])],
  ]),
);

class MovedClock implements Clock {
  milliseconds = 1_000_000;
  now(): Date {
    return new Date(this.milliseconds);
  }
}

interface FakeEngine extends TranslationEngine {
  readonly asked: string[];
  closed: number;
}

/** An engine for en↔es that answers what it is told to; a rejected promise stands for a defect of its own. */
function fakeEngine(
  name: string,
  answer: (text: string) => EngineResult | Promise<EngineResult>,
): FakeEngine {
  const asked: string[] = [];
  const engine: FakeEngine = {
    name,
    displayName: name.toUpperCase(),
    quality: 'machine',
    asked,
    closed: 0,
    supports: (from, to) =>
      Promise.resolve({ status: `${from}>${to}`.match(/^(en>es|es>en)$/) ? 'yes' : 'no' }),
    translate: ({ texts }) => {
      asked.push(...texts);
      return Promise.all(texts.map(async (text) => answer(text)));
    },
    close: () => {
      engine.closed += 1;
      return Promise.resolve();
    },
  };
  return engine;
}

const says = (text: string) => (): EngineResult => ({ status: 'translated', text });
const fails = (retry: 'never' | 'later') => (): EngineResult => ({
  status: 'failed',
  reason: 'It is out of order.',
  retry,
});

const toFamily = (text: string, to = 'es', from = 'en'): TextToTranslate => ({
  text,
  from,
  to,
  names: ['Luis Ortega', 'Ms. Rivera'],
  direction: 'to_family',
});

describe('translating one text', () => {
  let clock: MovedClock;
  beforeEach(() => {
    clock = new MovedClock();
  });

  const translatorWith = (...engines: TranslationEngine[]): Translator =>
    createTranslator({ phrasebook, engines, clock, timeoutMs: 5_000 });

  test('the phrasebook comes first and needs no engine', async () => {
    const engine = fakeEngine('one', says('?'));
    expect(
      await translateText(translatorWith(engine), toFamily('The bus for Luis comes at 7:40.', 'ht')),
    ).toEqual({
      status: 'translated',
      text: 'Bis Luis an ap vini a 7:40.',
      engine: 'phrasebook',
      quality: 'approved',
    });
    expect(engine.asked).toEqual([]);
  });

  test('the bus time of a child whose name was not given is not taken from the phrasebook', async () => {
    const outcome = await translateText(
      translatorWith(),
      toFamily('The bus for Grandma comes at 7:40.', 'ht'),
    );
    expect(outcome.status).toBe('untranslated');
  });

  test.each([
    ['en', 'en', 'The bus is late.'],
    ['es', 'es-MX', 'El autobús va tarde.'],
    ['pt', 'pt-BR', 'Bom dia'],
    ['en', 'es', 'Luis 7:40 👍'],
    ['en', 'es', ' '],
    ['en', 'es', 'https://example.org/menu'],
  ])('from %s to %s nothing is to be done for %j', async (from, to, text) => {
    const engine = fakeEngine('one', says('?'));
    const outcome = await translateText(translatorWith(engine), toFamily(text, to, from));
    expect(outcome).toEqual({ status: 'same_language', text });
    expect(engine.asked).toEqual([]);
  });

  test('an engine never sees a name, a number or a link, and they come back in their places', async () => {
    const engine = fakeEngine('one', says('Xq0z trae Xq1z lápices; vea Xq2z.'));
    const outcome = await translateText(
      translatorWith(engine),
      toFamily('Luis brings 3 pencils; see https://example.org/x.'),
    );
    expect(engine.asked).toEqual(['Xq0z brings Xq1z pencils; see Xq2z.']);
    expect(outcome).toEqual({
      status: 'translated',
      text: 'Luis trae 3 lápices; vea https://example.org/x.',
      engine: 'one',
      quality: 'machine',
    });
  });

  test('the next engine takes over when one fails, loses a part, or gives something unfit', async () => {
    const outcome = await translateText(
      translatorWith(
        fakeEngine('ill', fails('later')),
        fakeEngine('broken', () => Promise.reject(new Error('a defect'))),
        fakeEngine('forgetful', says('El autobús va tarde.')),
        fakeEngine('lazy', (text) => ({ status: 'translated', text })),
        fakeEngine('good', says('El autobús de Xq0z va tarde.')),
      ),
      toFamily('The bus for Luis is late.'),
    );
    expect(outcome).toMatchObject({ text: 'El autobús de Luis va tarde.', engine: 'good' });
  });

  test('says which engines were asked and why none will do, and never returns their words', async () => {
    const outcome = await translateText(
      translatorWith(
        fakeEngine('forgetful', says('El autobús va tarde.')),
        fakeEngine('ill', fails('later')),
      ),
      toFamily('The bus for Luis is late.'),
    );
    expect(outcome).toEqual({
      status: 'untranslated',
      reason: "FORGETFUL's translation was not used. A name was lost. It is out of order.",
      retry: 'later',
    });
  });

  test('trying again is of no use when no engine could do better', async () => {
    const outcome = await translateText(
      translatorWith(fakeEngine('lazy', says('The bus is late.')), fakeEngine('refusing', fails('never'))),
      toFamily('The bus is late.'),
    );
    expect(outcome).toMatchObject({ status: 'untranslated', retry: 'never' });
  });

  test.each([
    ['ht', 'en', 'No engine translates Haitian Creole to English.'],
    ['en', 'quc', 'No engine translates English to quc.'],
  ])('names a pair nobody translates: %s to %s', async (from, to, reason) => {
    expect(
      await translateText(translatorWith(fakeEngine('one', says('?'))), toFamily('Anyen', to, from)),
    ).toEqual({
      status: 'untranslated',
      reason,
      retry: 'never',
    });
  });

  test('an engine that never answers is not waited for', async () => {
    const silent = fakeEngine('silent', () => new Promise<EngineResult>(() => undefined));
    const translator = createTranslator({ phrasebook, engines: [silent], clock, timeoutMs: 30 });
    expect(await translateText(translator, toFamily('The bus is late.'))).toEqual({
      status: 'untranslated',
      reason: 'SILENT did not answer in time.',
      retry: 'later',
    });
  });

  test('an engine that failed three times rests for 30 seconds, then is tried once', async () => {
    let healthy = false;
    const engine = fakeEngine('one', () => (healthy ? says('El autobús va tarde.')() : fails('later')()));
    const translator = translatorWith(engine);
    const ask = (): Promise<TranslationOutcome> => translateText(translator, toFamily('The bus is late.'));
    for (let time = 0; time < 5; time += 1) await ask();
    expect(engine.asked).toHaveLength(3);
    expect(await ask()).toEqual({
      status: 'untranslated',
      reason: 'ONE failed several times and is left alone for a moment.',
      retry: 'later',
    });
    clock.milliseconds += 30_000;
    await ask();
    await ask();
    expect(engine.asked).toHaveLength(4);
    clock.milliseconds += 30_000;
    healthy = true;
    expect((await ask()).status).toBe('translated');
    healthy = false;
    await ask();
    await ask();
    expect(engine.asked).toHaveLength(7);
  });

  test('texts an engine cannot take do not send it to rest', async () => {
    const engine = fakeEngine('one', fails('never'));
    const translator = translatorWith(engine);
    for (let time = 0; time < 6; time += 1) await translateText(translator, toFamily('The bus is late.'));
    expect(engine.asked).toHaveLength(6);
  });

  test('closing the translator closes its engines', async () => {
    const engine = fakeEngine('one', says('?'));
    await translatorWith(engine).close();
    expect(engine.closed).toBe(1);
  });
});

describe('translating through real engines', () => {
  let server: LibreTranslateServer;
  let translator: Translator;
  const clock = new MovedClock();

  beforeAll(async () => {
    server = await startLibreTranslateServer();
    translator = createTranslator({
      phrasebook,
      engines: [createLibreTranslate({ baseUrl: server.url }), createApertium()],
      clock,
    });
  });
  afterEach(() => {
    server.fail(undefined);
    clock.milliseconds += 60_000;
  });
  afterAll(async () => {
    await translator.close();
    await server.close();
  });

  test.each(['es', 'pt-BR', 'fr', 'ar', 'zh-Hans', 'ru'])(
    'a text to a family in %s passes the gate, and is read back in English',
    async (to) => {
      const text =
        'Dear family, Luis needs 2 new notebooks by 12/5. Please call (203) 555-0142 or see www.example.org.';
      const out = await translateText(translator, toFamily(text, to));
      expect(out).toMatchObject({ status: 'translated', engine: 'libretranslate', quality: 'machine' });
      const said = out.status === 'translated' ? out.text : '';
      for (const kept of ['Luis', '2', '12/5', '(203) 555-0142', 'www.example.org'])
        expect(said).toContain(kept);
      const back = await translateText(translator, { ...toFamily(said, 'en', to), direction: 'to_staff' });
      expect(back.status === 'translated' && back.text.toLowerCase()).toBe(text.toLowerCase());
    },
  );

  test.each([
    'too_many',
    'server_error',
    'hang_up',
    'empty',
    'html',
    'emoji',
    'wrong_count',
    'source_again',
  ] as const)('Apertium steps in with a draft when LibreTranslate fails with %s', async (mode) => {
    server.fail(mode);
    expect(await translateText(translator, toFamily('Luis needs a new notebook.'))).toEqual({
      status: 'translated',
      text: 'Luis necesita una libreta nueva.',
      engine: 'apertium',
      quality: 'draft',
    });
  });

  test('a language only the ill engine knows waits for it', async () => {
    server.fail('too_many');
    expect(await translateText(translator, toFamily('Luis needs a new notebook.', 'ar'))).toEqual({
      status: 'untranslated',
      reason: 'LibreTranslate takes no more texts for now.',
      retry: 'later',
    });
  });

  test('Haitian Creole has no engine: the text goes on in its own words', async () => {
    const inbound: TextToTranslate = {
      text: 'Luis pè timoun nan bis la',
      from: 'ht',
      to: 'en',
      names: ['Luis'],
      direction: 'to_staff',
    };
    expect(await translateText(translator, inbound)).toEqual({
      status: 'untranslated',
      reason: 'No engine translates Haitian Creole to English.',
      retry: 'never',
    });
  });
});
