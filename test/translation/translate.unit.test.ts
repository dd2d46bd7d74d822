import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../src/lib/clock.js';
import { createPhrasebook } from '../../src/translation/phrasebook.js';
import {
  emptyPolicy,
  type EngineUse,
  type TranslationPolicy,
  type TranslationRecords,
} from '../../src/translation/records.js';
import {
  createTranslator,
  translateText,
  type TextToTranslate,
  type TranslationOutcome,
  type Translator,
} from '../../src/translation/translate.js';
import { createApertium } from '../../src/vendors/engines/apertium.js';
import type {
  EngineResult,
  TranslationEngine,
  TranslationRequest,
} from '../../src/vendors/engines/engine.js';
import { createLibreTranslate } from '../../src/vendors/engines/libretranslate.js';
import { startLibreTranslateServer, type LibreTranslateServer } from '../support/libretranslate-server.js';
import { approvedRecords, everythingApproved } from '../support/approve-languages.js';

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

/** An engine for en→es that answers what it is told to; a rejected promise stands for a defect of its own. */
function fakeEngine(
  name: string,
  answer: (text: string) => EngineResult | Promise<EngineResult>,
  { pairs = ['en>es'], isOutside = false }: { pairs?: string[]; isOutside?: boolean } = {},
): FakeEngine {
  const asked: string[] = [];
  const engine: FakeEngine = {
    name,
    displayName: name.toUpperCase(),
    quality: 'machine',
    isOutside,
    asked,
    closed: 0,
    supports: (from, to) => Promise.resolve({ status: pairs.includes(`${from}>${to}`) ? 'yes' : 'no' }),
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
    createTranslator({ phrasebook, engines, clock, records: approvedRecords, timeoutMs: 5_000 });

  test('the phrasebook comes first and needs no engine', async () => {
    const engine = fakeEngine('one', says('?'));
    expect(
      await translateText(translatorWith(engine), toFamily('The bus for Luis comes at 7:40.', 'ht')),
    ).toEqual({
      status: 'translated',
      text: 'Bis Luis an ap vini a 7:40.',
      engine: 'phrasebook',
      quality: 'approved',
      tier: 'send',
      tierReason: null,
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
      tier: 'mark',
      tierReason: null,
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

  test('an engine that may take longer than others is given its time', async () => {
    const slow = {
      ...fakeEngine('slow', async () => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        return { status: 'translated', text: 'Hasta luego' };
      }),
      patienceMs: 5_000,
    };
    const translator = createTranslator({ phrasebook, engines: [slow], clock, timeoutMs: 20 });
    expect(await translateText(translator, toFamily('So long'))).toMatchObject({
      status: 'translated',
      text: 'Hasta luego',
    });
  });

  test('an engine that failed three times rests for 30 seconds, then is tried once', async () => {
    let healthy = false;
    const engine = fakeEngine('one', () =>
      healthy ? says('El autobús Xq0z va tarde.')() : fails('later')(),
    );
    const translator = translatorWith(engine);
    let bus = 0;
    const ask = (): Promise<TranslationOutcome> => {
      bus += 1;
      return translateText(translator, toFamily(`Bus ${bus} is late.`));
    };
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

  test('an engine that refuses every text is left alone for five minutes, and no text waits for it', async () => {
    const usedUp = { ...fails('never')(), reason: 'ONE is used up.', refusesAll: true } as const;
    let answer: EngineResult = usedUp;
    const engine = fakeEngine('one', () => answer);
    const translator = translatorWith(engine);
    const ask = (text: string) => translateText(translator, toFamily(text));
    const refused = { status: 'untranslated', reason: 'ONE is used up.', retry: 'never' };
    expect(await ask('The bus is late.')).toEqual(refused);
    expect(await ask('The bus is here.')).toEqual(refused);
    expect(engine.asked).toHaveLength(1);
    clock.milliseconds += 5 * 60_000;
    answer = says('Ya está el autobús.')();
    expect((await ask('The bus is here.')).status).toBe('translated');
    answer = fails('later')();
    await ask('The bus is late again.');
    expect(engine.asked).toHaveLength(3);
  });

  test('the same words are asked for once, whatever the family', async () => {
    const engine = fakeEngine('one', says('Xq0z lee mucho.'));
    const translator = translatorWith(engine);
    for (let time = 0; time < 3; time += 1) {
      await translateText(translator, toFamily('Luis reads a lot.'));
    }
    expect(engine.asked).toEqual(['Xq0z reads a lot.']);
  });

  test('closing the translator closes its engines', async () => {
    const engine = fakeEngine('one', says('?'));
    await translatorWith(engine).close();
    expect(engine.closed).toBe(1);
  });
});

/** The district's books, as a test fills them. */
function booksWith(
  policy: Partial<TranslationPolicy>,
  memory: Record<string, string> = {},
  withdrawn: Record<string, string> = {},
) {
  const uses: EngineUse[] = [];
  const records: TranslationRecords = {
    policy: () => Promise.resolve({ ...emptyPolicy, approved: everythingApproved, ...policy }),
    remembered: (forms) => {
      const form = forms.find((one) => memory[one] !== undefined);
      return Promise.resolve(form === undefined ? undefined : { form, target: memory[form] ?? '' });
    },
    withdrawn: (forms) =>
      Promise.resolve(forms.flatMap((one) => (withdrawn[one] === undefined ? [] : [withdrawn[one]]))),
    noteUse: (use) => {
      uses.push(use);
    },
  };
  return { records, uses };
}

describe("with the district's books", () => {
  const clock = new MovedClock();
  const translatorWith = (records: TranslationRecords, ...engines: TranslationEngine[]): Translator =>
    createTranslator({ phrasebook, engines, clock, records });

  test('what a person approved comes before the phrasebook and every engine, with other names and times too', async () => {
    const engine = fakeEngine('one', says('?'));
    const { records } = booksWith(
      {},
      {
        'The bus for {0} comes at {1}.': 'Otobis pou {0} ap rive a {1}.',
        'All is well.': 'Tout bagay anfòm.',
      },
    );
    const ask = (text: string) => translateText(translatorWith(records, engine), toFamily(text, 'ht'));
    expect(await ask('The bus for Luis comes at 7:40.')).toEqual({
      status: 'translated',
      text: 'Otobis pou Luis ap rive a 7:40.',
      engine: 'memory',
      quality: 'approved',
      tier: 'send',
      tierReason: null,
    });
    expect(await ask('All  is well.')).toMatchObject({ text: 'Tout bagay anfòm.', engine: 'memory' });
    expect(engine.asked).toEqual([]);
  });

  test('what was remembered with a hole that nothing fills is passed over', async () => {
    const engine = fakeEngine('one', says('Xq0z perdió Xq1z días.'));
    const { records } = booksWith({}, { '{0} missed {1} days.': '{{1}} perdió 0 días.' });
    const outcome = await translateText(translatorWith(records, engine), toFamily('Luis missed 3 days.'));
    expect(outcome).toMatchObject({ engine: 'one', text: 'Luis perdió 3 días.' });
  });

  test("the district's words stand for its terms, and names it keeps stay", async () => {
    const engine = fakeEngine('one', says('Vaya a Xq0z antes de Xq1z con Xq2z.'));
    const { records } = booksWith({
      terms: [
        { term: 'Family Center', toLanguage: 'es', target: 'Centro de Familias' },
        { term: 'early release', toLanguage: 'es', target: 'salida temprana' },
        { term: 'Early Release', toLanguage: 'ht', target: 'lage bonè' },
        { term: 'ParentSquare', toLanguage: null, target: 'ParentSquare' },
      ],
    });
    const text = 'Go to the family center before Early Release with ParentSquare.';
    expect(await translateText(translatorWith(records, engine), toFamily(text))).toMatchObject({
      text: 'Vaya a Centro de Familias antes de salida temprana con ParentSquare.',
    });
    expect(engine.asked).toEqual(['Go to the Xq0z before Xq1z with Xq2z.']);
  });

  test('no engine outside the house is asked before its agreement is recorded, nor beyond its topics', async () => {
    const engine = fakeEngine('cloud', says('El autobús va tarde.'), { isOutside: true });
    const ask = (policy: Partial<TranslationPolicy>, topic: string | null) =>
      translateText(translatorWith(booksWith(policy).records, engine), {
        ...toFamily('The bus is late.'),
        topic,
      });
    const agreement = (topics: string[] | null) => ({
      agreements: new Map([['cloud', { engine: 'cloud', topics, maskNames: true }]]),
    });
    expect(await ask({}, 'transportation')).toMatchObject({
      status: 'untranslated',
      reason: 'CLOUD may not be asked: no agreement with it is recorded in the translation settings.',
    });
    expect(await ask(agreement(['events']), 'transportation')).toMatchObject({ status: 'untranslated' });
    expect(await ask(agreement(['events']), null)).toMatchObject({ status: 'untranslated' });
    expect(engine.asked).toEqual([]);
    expect(await ask(agreement(['transportation']), 'transportation')).toMatchObject({ engine: 'cloud' });
    expect(await ask(agreement(null), null)).toMatchObject({ engine: 'cloud' });
  });

  test('names leave only where the district said so, and have to come back', async () => {
    const engine = fakeEngine('cloud', (text) => says(text.includes('Luis') ? 'Luis lee.' : 'Xq0z lee.')(), {
      isOutside: true,
    });
    const ask = (maskNames: boolean) =>
      translateText(
        translatorWith(
          booksWith({ agreements: new Map([['cloud', { engine: 'cloud', topics: null, maskNames }]]) })
            .records,
          engine,
        ),
        toFamily('Luis reads.'),
      );
    expect(await ask(true)).toMatchObject({ text: 'Luis lee.' });
    expect(await ask(false)).toMatchObject({ text: 'Luis lee.' });
    expect(engine.asked).toEqual(['Xq0z reads.', 'Luis reads.']);
  });

  test("a name in a family's letters and with its endings does not leave, and comes back as the records have it", async () => {
    const engine = fakeEngine('cloud', says('Xq0z is ill today.'), { isOutside: true, pairs: ['ru>en'] });
    const agreement = { engine: 'cloud', topics: null, maskNames: true };
    const { records } = booksWith({ agreements: new Map([['cloud', agreement]]) });
    const outcome = await translateText(translatorWith(records, engine), {
      ...{ text: 'Марине сегодня плохо.', from: 'ru', to: 'en', direction: 'to_staff' as const },
      names: ['Marina Ivanova'],
    });
    expect(engine.asked).toEqual(['Xq0z сегодня плохо.']);
    expect(outcome).toMatchObject({ text: 'Marina is ill today.' });
  });

  test('what was said before helps an engine, without names, and only where it may hear about anything', async () => {
    const heard: (string | undefined)[] = [];
    const cloud = fakeEngine('cloud', says('El autobús va tarde.'), { isOutside: true });
    const engine = {
      ...cloud,
      translate: (request: TranslationRequest) => {
        heard.push(request.context);
        return cloud.translate(request);
      },
    };
    const ask = (topics: string[] | null) => {
      const agreement = { engine: 'cloud', topics, maskNames: true };
      const { records } = booksWith({ agreements: new Map([['cloud', agreement]]) });
      return translateText(translatorWith(records, engine), {
        ...{ ...toFamily('The bus is late.'), topic: 'events' },
        context: 'Is the bus of Luis coming? Call 203-555-0142.',
      });
    };
    await ask(['events']);
    await ask(null);
    expect(heard).toEqual([undefined, 'Is the bus of … coming? Call ….']);
  });

  test('what an engine could not be asked for is not counted', async () => {
    const engine = {
      ...fakeEngine('one', says('El autobús va tarde.')),
      supports: () => Promise.resolve({ status: 'unknown' as const, reason: 'Away.' }),
    };
    const { records, uses } = booksWith({});
    await translateText(translatorWith(records, engine), toFamily('The bus is late.'));
    expect(uses).toMatchObject([{ texts: 0, characters: 0, refused: 0, failure: 'Away.' }]);
  });

  test('engines are tried in the order set for the languages, trusted as far as it says', async () => {
    const one = fakeEngine('one', says('Uno dice.'));
    const two = fakeEngine('two', (text) => says(text === 'One says.' ? 'Dos dice.' : 'One says.')(), {
      pairs: ['en>es', 'es>en'],
    });
    const { records } = booksWith({
      pairs: new Map([['en>es', [{ engine: 'two', tier: 'send' as const }]]]),
    });
    expect(await translateText(translatorWith(records, one, two), toFamily('One says.'))).toMatchObject({
      engine: 'two',
      tier: 'send',
    });
    expect(one.asked).toEqual([]);
  });

  test('words that went along with the same words of another text are counted once', async () => {
    const results: EngineResult[] = [
      { status: 'translated', text: 'Hasta luego' },
      { status: 'translated', text: 'Hasta luego', isShared: true },
    ];
    const engine = fakeEngine('one', () => results.shift() ?? fails('later')());
    const { records, uses } = booksWith({});
    const translator = translatorWith(records, engine);
    const both = await Promise.all([
      translateText(translator, toFamily('See you later')),
      translateText(translator, toFamily('See you later')),
    ]);
    expect(both).toMatchObject([{ text: 'Hasta luego' }, { text: 'Hasta luego' }]);
    expect(uses.map(({ texts, characters, refused }) => [texts, characters, refused])).toEqual([
      [1, 13, 0],
      [0, 0, 0],
    ]);
  });

  test('a machine is not believed about health', async () => {
    const { records } = booksWith({});
    const engine = fakeEngine('one', says('La enfermera llama.'));
    const request = { ...toFamily('The nurse will call.'), topic: 'health' };
    expect(await translateText(translatorWith(records, engine), request)).toMatchObject({ tier: 'hold' });
    const toStaff = { ...request, direction: 'to_staff' as const };
    expect(await translateText(translatorWith(records, engine), toStaff)).toMatchObject({ tier: 'hold' });
  });

  test('a translation that comes back as something else waits', async () => {
    const engine = fakeEngine(
      'one',
      (text) => says(text.startsWith('The') ? 'La escuela abre mañana.' : 'A pig flies over our house.')(),
      { pairs: ['en>es', 'es>en'] },
    );
    const { records, uses } = booksWith({});
    const outcome = await translateText(
      translatorWith(records, engine),
      toFamily('The school opens tomorrow.'),
    );
    expect(outcome).toMatchObject({
      tier: 'hold',
      tierReason:
        'Translated back, the words of ONE say something else. They wait for a person who reads Spanish.',
    });
    expect(uses).toEqual([
      { engine: 'one', from: 'en', to: 'es', texts: 1, characters: 26, refused: 0, failure: null },
      { engine: 'one', from: 'es', to: 'en', texts: 1, characters: 23, refused: 0, failure: null },
    ]);
  });
});

describe('a translation whose way back', () => {
  const pairs = { pairs: ['en>es', 'es>en'] };
  const outcomeOf = (
    there: string,
    back: () => EngineResult,
    text = 'The school does not open tomorrow.',
  ) => {
    const engine = fakeEngine('one', (asked) => (asked === text ? says(there)() : back()), pairs);
    const { records } = booksWith({ pairs: new Map([['en>es', [{ engine: 'one', tier: 'send' }]]]) });
    const translator = createTranslator({ phrasebook, engines: [engine], clock: new MovedClock(), records });
    return translateText(translator, toFamily(text));
  };

  test('does not pass the gate waits', async () => {
    const outcome = await outcomeOf('La escuela no abre mañana.', says('The school opens tomorrow.'));
    expect(outcome).toMatchObject({
      tier: 'hold',
      tierReason: expect.stringMatching(/nothing that can be used/),
    });
  });

  test('lacks one of two denials waits', async () => {
    const outcome = await outcomeOf(
      'No venga tarde, y olvide el formulario.',
      says('Do not come late, and forget the form.'),
      'Do not come late, and do not forget the form.',
    );
    expect(outcome).toMatchObject({ tier: 'hold', tierReason: expect.stringMatching(/"no" or "not"/) });
  });

  test('cannot be asked is marked, though the district lets this engine send', async () => {
    const down = (): EngineResult => ({ status: 'failed', reason: 'Away.', retry: 'later' });
    expect(await outcomeOf('La escuela no abre mañana.', down)).toMatchObject({ tier: 'mark' });
    const same = says('The school does not open tomorrow.');
    expect(await outcomeOf('La escuela no abre mañana.', same)).toMatchObject({ tier: 'send' });
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
      records: approvedRecords,
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
    expect(await translateText(translator, toFamily('Luis needs a new notebook.'))).toMatchObject({
      status: 'translated',
      text: 'Luis necesita una libreta nueva.',
      engine: 'apertium',
      quality: 'draft',
    });
  });

  test('a language only the ill engine knows waits for it', async () => {
    server.fail('too_many');
    expect(await translateText(translator, toFamily('Luis needs a new notebook.', 'ar'))).toMatchObject({
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
