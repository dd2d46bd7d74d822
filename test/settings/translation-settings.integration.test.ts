import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import { endAgreementWith, recordAgreement, setPair, showSettings } from '../../src/settings/engines.js';
import { exportTerms, importTerms, removeTerm, setTerm, showTerms } from '../../src/settings/glossary.js';
import {
  exportMemory,
  forgetTranslation,
  importMemory,
  restoreTranslation,
  showMemory,
  showRetired,
} from '../../src/settings/memory.js';
import type { Runtime } from '../../src/lib/runtime.js';
import { readTmx } from '../../src/translation/tmx.js';
import { createStoredRecords } from '../../src/translation/stored-records.js';
import { createTranslator, translateText, type TextToTranslate } from '../../src/translation/translate.js';
import type { TranslationEngine } from '../../src/vendors/engines/engine.js';
import { withdraw } from '../../src/withdrawals/withdraw.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';
import { buildStaff, type BuiltStaff } from '../support/builders.js';

let inbox: InboxRuntime;
let rt: Runtime;
let admin: BuiltStaff;
const asked: string[] = [];

/** "fair" becomes "riaf"; what has a digit or a mark in it stays. */
const turnedAround = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu, (word) => [...word].reverse().join(''));

/** Turns the words of a text around, at an address outside. */
const outside = (name: string): TranslationEngine => ({
  name,
  displayName: name.toUpperCase(),
  quality: 'machine',
  isOutside: true,
  supports: () => Promise.resolve({ status: 'yes' }),
  translate: ({ texts }) => {
    asked.push(...texts.map((text) => `${name}: ${text}`));
    return Promise.resolve(texts.map((text) => ({ status: 'translated', text: turnedAround(text) })));
  },
  close: () => Promise.resolve(),
});

beforeAll(async () => {
  inbox = await createInboxRuntime();
  admin = await buildStaff(inbox.rt.db, { role: 'district_admin' });
  const translationPrices = new Map([['deepl', 25]]);
  rt = { ...inbox.rt, config: { ...inbox.rt.config, translationPrices } };
  rt = { ...rt, translator: translatorNow() };
});
afterAll(() => inbox.close());

/** Each has read the settings as they are now. */
const translatorNow = () => {
  const { db, clock, log, translator } = inbox.rt;
  const records = createStoredRecords({ db, clock, log, texts: inbox.rt.texts });
  const engines = [outside('deepl'), outside('google')];
  return createTranslator({ phrasebook: translator.phrasebook, engines, clock, records });
};
const translate = (text: string, more: Partial<TextToTranslate> = {}) => {
  const request = { text, from: 'en', to: 'es', names: [], direction: 'to_staff' as const, topic: 'events' };
  return translateText(translatorNow(), { ...request, ...more });
};
/** Counting is done beside the work, so it may come a moment later. */
const settingsOnceCounted = async (to: string, texts: number) => {
  for (;;) {
    const settings = await showSettings(rt, admin);
    const counted = settings.use.filter((one) => one.to === to).reduce((sum, one) => sum + one.texts, 0);
    if (counted >= texts) return settings;
    await setTimeout(20);
  }
};
const audits = async (subject: string) =>
  (
    await rt.db
      .selectFrom('auditEvent')
      .select('action')
      .where('subject', '=', subject)
      .orderBy('id')
      .execute()
  ).map(({ action }) => action);
const agreement = { engine: 'google', reference: 'DPA 2026-14', topics: null, maskNames: true };
const gather = async (pieces: AsyncIterable<string>): Promise<string> => {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
};

describe('engines outside the house', () => {
  test('get no text before an agreement, only its topics with one, and none after its end', async () => {
    expect(await translate('Fair open.')).toMatchObject({ status: 'untranslated', retry: 'never' });
    expect(asked).toEqual([]);
    await recordAgreement(rt, admin, { ...agreement, topics: ['events'] });
    expect(await translate('Fair open.')).toMatchObject({ status: 'translated', engine: 'google' });
    expect(await translate('Fair ill.', { topic: 'health' })).toMatchObject({
      status: 'untranslated',
    });
    expect(asked).toEqual(['google: Fair open.']);
    await endAgreementWith(rt, admin, 'google');
    expect(await translate('Fair shut.')).toMatchObject({ status: 'untranslated' });
    expect(asked).toHaveLength(1);
    expect(await audits('engine:google')).toEqual([
      'translation.agreement_recorded',
      'translation.agreement_ended',
    ]);
  });

  test('get names only where the agreement says so', async () => {
    asked.length = 0;
    await recordAgreement(rt, admin, agreement);
    await translate('Luis is at the fair.', { names: ['Luis'] });
    expect(asked.join()).not.toContain('Luis');
    await recordAgreement(rt, admin, { ...agreement, maskNames: false });
    await translate('Luis is at the gate.', { names: ['Luis'] });
    expect(asked.at(-1)).toBe('google: Luis is at the gate.');
  });

  test('are asked in the order set for a pair of languages, trusted as set, and counted with their cost', async () => {
    await recordAgreement(rt, admin, { ...agreement, engine: 'deepl' });
    const hold = [
      { engine: 'google', tier: 'hold' as const },
      { engine: 'deepl', tier: null },
    ];
    await setPair(rt, admin, { from: 'en', to: 'fr', engines: hold });
    expect(await translate('Bring water.', { to: 'fr', direction: 'to_family' })).toMatchObject({
      engine: 'google',
      tier: 'hold',
    });
    await setPair(rt, admin, { from: 'en', to: 'fr', engines: null });
    expect(await translate('Bring milk.', { to: 'fr' })).toMatchObject({ engine: 'deepl' });
    const { engines, pairs, use } = await settingsOnceCounted('fr', 2);
    expect(pairs).toEqual([]);
    expect(engines.find(({ name }) => name === 'deepl')?.agreement).toMatchObject({
      reference: 'DPA 2026-14',
      agreedBy: admin.name,
    });
    expect(use.find(({ engine, to }) => engine === 'deepl' && to === 'fr')).toMatchObject({
      texts: 1,
      characters: 11,
      refused: 0,
      cost: 0,
    });
    expect(use.find(({ engine }) => engine === 'google')).toMatchObject({ cost: null });
  });

  test('that give no answer say why in the settings, until they answer again', async () => {
    const reason = 'DEEPL refuses our key; look at DEEPL_AUTH_KEY.';
    let isWell = false;
    const well = outside('deepl');
    const deepl: TranslationEngine = {
      ...well,
      translate: (request) =>
        isWell
          ? well.translate(request)
          : Promise.resolve(request.texts.map(() => ({ status: 'failed', reason, retry: 'never' }))),
    };
    const { db, clock, log, texts } = inbox.rt;
    let seconds = 0;
    const later = { now: () => new Date(clock.now().getTime() + seconds * 1_000) };
    const ask = (text: string) =>
      translateText(
        createTranslator({
          ...{ phrasebook: inbox.rt.translator.phrasebook, engines: [deepl], clock },
          records: createStoredRecords({ db, clock: later, log, texts }),
        }),
        { text, from: 'en', to: 'tr', names: [], direction: 'to_staff', topic: 'events' },
      );
    const troubleOnce = async (count: number) =>
      (await settingsOnceCounted('tr', count)).engines.find(({ name }) => name === 'deepl')?.trouble;
    await recordAgreement(rt, admin, { ...agreement, engine: 'deepl' });
    expect(await ask('Bring paper.')).toMatchObject({ status: 'untranslated' });
    expect(await troubleOnce(1)).toEqual({ reason, at: expect.any(String) });
    isWell = true;
    seconds = 1;
    expect(await ask('Bring pencils.')).toMatchObject({ status: 'translated' });
    expect(await troubleOnce(2)).toBeNull();
  });

  test('are not agreed with, ordered or ended where there are none', async () => {
    await expect(recordAgreement(rt, admin, { ...agreement, engine: 'bing' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(endAgreementWith(rt, admin, 'bing')).rejects.toMatchObject({ status: 404 });
    const twice = { from: 'en', to: 'es', engines: [1, 2].map(() => ({ engine: 'google', tier: null })) };
    await expect(setPair(rt, admin, twice)).rejects.toMatchObject({ code: 'unknown_engine' });
  });
});

describe('the glossary', () => {
  test('is used from the next text on, and a removed term is not', async () => {
    await setTerm(rt, admin, { term: 'Fun Fair', toLanguage: 'es', target: 'Kermés', note: null });
    expect(await translate('Fun fair today.')).toMatchObject({ text: 'Kermés yadot.' });
    const term = (await showTerms(rt, admin)).items.find((one) => one.term === 'Fun Fair');
    await removeTerm(rt, admin, term?.id ?? '');
    expect(await translate('Fun fair tomorrow.')).toMatchObject({ text: 'nuF riaf worromot.' });
    await expect(removeTerm(rt, admin, term?.id ?? '')).rejects.toMatchObject({ status: 404 });
    expect(await audits('glossary')).toEqual(['translation.term_set']);
  });

  test('takes no word with characters nobody sees, and two who set one at once leave one', async () => {
    const gym = { term: 'Gym', toLanguage: 'fr' as const, note: null };
    for (const target of ['a\u0000b', 'a\u202eb']) {
      await expect(setTerm(rt, admin, { ...gym, target })).rejects.toMatchObject({ code: 'unreadable' });
    }
    await Promise.all(['salle', 'gymnase', 'halle'].map((target) => setTerm(rt, admin, { ...gym, target })));
    const { items } = await showTerms(rt, admin);
    const left = items.filter(({ term }) => term === 'Gym');
    expect(left).toHaveLength(1);
    await removeTerm(rt, admin, left[0]?.id ?? '');
  });

  test('comes back as it was exported, and says what it left out', async () => {
    await setTerm(rt, admin, { term: '=Lab', toLanguage: null, target: '=Lab', note: 'kept' });
    const file = await exportTerms(rt, admin);
    const outcome = await importTerms(rt, admin, `${file}Gym,xx,Gimnasio,\r\n`);
    expect(outcome).toMatchObject({
      added: 1,
      left: 1,
      problems: [{ message: expect.stringContaining('xx') }],
    });
    expect((await showTerms(rt, admin)).items).toMatchObject([{ term: '=Lab', note: 'kept' }]);
  });
});

describe('the memory', () => {
  const csv = (...rows: string[]): string => `from,to,source,target\n${rows.join('\n')}\n`;

  test('takes a file over, uses it before any engine, and gives it back as TMX', async () => {
    const file = csv('en,es,{0} has {1} books.,{0} tiene {1} libros.', 'en,es,Bye {0},Adiós');
    expect(await importMemory(rt, admin, 'csv', file)).toMatchObject({ added: 1, left: 1 });
    expect(await translate('Ana has 3 books.', { names: ['Ana'] })).toMatchObject({
      text: 'Ana tiene 3 libros.',
      engine: 'memory',
    });
    expect(await importMemory(rt, admin, 'csv', file)).toMatchObject({ added: 0 });
    const out = await gather(await exportMemory(rt, admin, 'tmx'));
    expect((await readTmx(out)).pairs).toMatchObject([
      { from: 'en', to: 'es', source: '{0} has {1} books.', target: '{0} tiene {1} libros.' },
    ]);
    expect(await importMemory(rt, admin, 'tmx', out)).toMatchObject({ added: 0, left: 0 });
    expect(await audits('memory')).toEqual([
      'translation.memory_imported',
      'translation.memory_imported',
      'translation.memory_exported',
      'translation.memory_imported',
    ]);
  });

  test('takes nothing over that was read in a wrong encoding or holds controls, and says so', async () => {
    const file = csv(
      'en,ht,Broken,Ma\ufffdana',
      'en,ht,Null,a\u0000b',
      'en,ht,Turned,\u202eabc',
      'en,ht,Whole,Antye',
    );
    expect(await importMemory(rt, admin, 'csv', file)).toMatchObject({
      ...{ added: 1, left: 3 },
      problems: [{ message: expect.stringContaining('UTF-8') }, {}, {}],
    });
    const terms = await importTerms(rt, admin, 'term,language,target,note\r\nGym,ht,J\ufffdm,\r\n');
    expect(terms).toMatchObject({ added: 0, left: 1 });
  });

  test('takes nothing over that is no translation at all, whatever file it comes from, and says so', async () => {
    const unit = (from: string, to: string): string =>
      `<tu><tuv xml:lang="en"><seg>${from}</seg></tuv><tuv xml:lang="pl"><seg>${to}</seg></tuv></tu>`;
    const units = [
      unit('The bus is late today.', 'The bus is late today, again.'),
      unit('Please bring a coat.', 'Пожалуйста, принесите пальто.'),
      unit('School is open.', '&lt;p&gt;Szkoła jest otwarta.&lt;/p&gt;'),
      unit('We will call you today about the trip to the museum and the lunch.', 'Dobrze.'),
      unit('Come at 2:30.', 'Proszę przyjść o 14:30.'),
      unit('Bring water.', 'Proszę przynieść wodę.'),
    ];
    const file = `<tmx version="1.4"><header srclang="en"/><body>${units.join('')}</body></tmx>`;
    const outcome = await importMemory(rt, admin, 'tmx', file);
    expect(outcome).toMatchObject({ added: 2, left: 4 });
    expect(outcome.problems.map(({ message }) => message)).toEqual([
      'Words of the original stand untranslated in the translation.',
      'The translation is not written in the letters of its language.',
      'The translation looks like a web page.',
      'The translation is far too short or far too long.',
    ]);
    expect(await translate('Come at 2:30.', { to: 'pl' })).toMatchObject({ text: 'Proszę przyjść o 14:30.' });
  });

  test('takes the last of two translations of one text, and says which it left', async () => {
    const file = csv(
      'en,so,Good morning,Subax wanaagsan',
      'en,so,Thanks,Mahadsanid',
      'en,so,Good morning,Galab wanaagsan',
    );
    expect(await importMemory(rt, admin, 'csv', file)).toEqual({
      ...{ added: 2, left: 1 },
      problems: [{ line: 2, message: 'The same text is translated otherwise in line 4, which counts.' }],
    });
    expect(await translate('Good morning', { to: 'so' })).toMatchObject({ text: 'Galab wanaagsan' });
    const bad = await importMemory(rt, admin, 'csv', csv('en,so,Fine,Hagaag', 'en,so,Broken,Ma\ufffdya'));
    expect(bad.problems).toEqual([{ line: 3, message: expect.stringContaining('UTF-8') }]);
  });

  test('takes no words over that were withdrawn as wrong, and says so', async () => {
    const now = rt.clock.now();
    await rt.db
      .insertInto('translationWithdrawal')
      .values({
        ...{
          id: newId(),
          direction: 'to_family',
          fromLanguage: 'en',
          toLanguage: 'so',
          source: 'Go home',
          wrong: 'Aqal',
        },
        ...{
          sourceForm: 'Go home',
          wrongForm: 'Aqal',
          messageId: null,
          memoryId: null,
          schoolId: null,
          reason: 'no',
        },
        ...{ withdrawnByStaffId: admin.id, withdrawnAt: now, ownerStaffId: null, dueAt: now },
        ...{ draft: null, correction: null, settledAt: null, settledByStaffId: null },
      })
      .execute();
    expect(await importMemory(rt, admin, 'csv', csv('en,so,Go home,Aqal'))).toEqual({
      ...{ added: 0, left: 1 },
      problems: [{ line: 2, message: 'This translation was withdrawn as wrong.' }],
    });
  });

  test('takes two files at once over, whatever their order', async () => {
    const words = Array.from(
      { length: 1_500 },
      (_, n) => `Word ${[...String(n)].map((d) => 'abcdefghij'[Number(d)]).join('')}`,
    );
    const rows = (said: string): string[] => words.map((word) => `en,sw,${word},Neno ${said}`);
    const [one, other] = await Promise.all([
      importMemory(rt, admin, 'csv', csv(...rows('moja'))),
      importMemory(rt, admin, 'csv', csv(...rows('mbili').reverse())),
    ]);
    expect([one.added, other.added]).toEqual([1_500, 1_500]);
    const inUse = await rt.db
      .selectFrom('translationMemory')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('toLanguage', '=', 'sw')
      .where('retiredAt', 'is', null)
      .executeTakeFirstOrThrow();
    expect(Number(inUse.count)).toBe(1_500);
  });

  test('is read page by page and searched, and what is taken out is not used again', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, n) => `en,fr,Word ${'a'.repeat(n + 1)}%,Mot ${'o'.repeat(n + 1)}`,
    );
    await importMemory(rt, admin, 'csv', csv(...rows));
    const first = await showMemory(rt, admin, { language: 'fr' });
    expect(first.items).toHaveLength(50);
    const second = await showMemory(rt, admin, { language: 'fr', cursor: first.nextCursor ?? '' });
    expect(second).toMatchObject({ nextCursor: null });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60);
    const found = await showMemory(rt, admin, { search: 'word a%' });
    expect(found.items).toMatchObject([{ source: 'Word a%', origin: 'import', by: admin.name }]);
    await forgetTranslation(rt, admin, found.items[0]?.id ?? '');
    expect((await showMemory(rt, admin, { search: 'word a%' })).items).toEqual([]);
    await expect(forgetTranslation(rt, admin, found.items[0]?.id ?? '')).rejects.toMatchObject({
      status: 404,
    });
  });

  test('shows what was taken out, by whom and why, and takes it into use again, which is written down', async () => {
    await importMemory(rt, admin, 'csv', csv('en,pl,Bus pass,Bilet miesięczny', 'en,pl,Bus stop,Przystanek'));
    const [stop, pass] = (await showMemory(rt, admin, { language: 'pl', search: 'bus' })).items;
    for (const entry of [stop, pass]) await forgetTranslation(rt, admin, entry?.id ?? '');
    const retired = await showRetired(rt, admin, { language: 'pl', search: 'pass' });
    expect(retired.items).toEqual([
      expect.objectContaining({
        id: pass?.id,
        target: 'Bilet miesięczny',
        retiredBy: admin.name,
        retiredReason: 'taken out in the settings',
        retiredAt: rt.clock.now().toISOString(),
        mayRestore: true,
      }),
    ]);
    await restoreTranslation(rt, admin, pass?.id ?? '');
    await restoreTranslation(rt, admin, pass?.id ?? '');
    expect((await showMemory(rt, admin, { language: 'pl', search: 'bus' })).items).toEqual([pass]);
    expect((await showRetired(rt, admin, { language: 'pl' })).items.map(({ id }) => id)).toEqual([stop?.id]);
    const audited = await rt.db
      .selectFrom('auditEvent')
      .select('actor')
      .where('action', '=', 'translation.memory_restored')
      .where('subject', '=', `memory:${pass?.id ?? ''}`)
      .execute();
    expect(audited).toEqual([{ actor: `staff:${admin.id}` }]);
  });

  test('takes nothing into use again that was said to be wrong, or whose words are translated otherwise now', async () => {
    await importMemory(rt, admin, 'csv', csv('en,tr,Snow day,Kar günü', 'en,tr,Wet shoes,Islak kedi'));
    const of = async (source: string) =>
      (await showMemory(rt, admin, { language: 'tr', search: source })).items[0]?.id ?? '';
    const [snow, shoes] = [await of('snow'), await of('shoes')];
    await importMemory(rt, admin, 'csv', csv('en,tr,Snow day,Kar tatili'));
    await withdraw(rt, admin, { memoryId: shoes, reason: 'That is a cat.' });
    const shown = await showRetired(rt, admin, { language: 'tr' });
    expect(Object.fromEntries(shown.items.map((one) => [one.id, [one.mayRestore, one.usedNow]]))).toEqual({
      [snow]: [false, 'Kar tatili'],
      [shoes]: [false, null],
    });
    await expect(restoreTranslation(rt, admin, snow)).rejects.toMatchObject({ code: 'memory_replaced' });
    await expect(restoreTranslation(rt, admin, shoes)).rejects.toMatchObject({ code: 'memory_withdrawn' });
    await expect(restoreTranslation(rt, admin, newId())).rejects.toMatchObject({ status: 404 });
  });

  test('shows what was taken out page by page, those last taken out first', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, n) => `en,so,Room ${'a'.repeat(n + 1)},Qol ${'o'.repeat(n + 1)}`,
    );
    await importMemory(rt, admin, 'csv', csv(...rows));
    await importMemory(rt, admin, 'csv', csv(...rows.map((row) => `${row}oo`)));
    const first = await showRetired(rt, admin, { language: 'so' });
    const second = await showRetired(rt, admin, { language: 'so', cursor: first.nextCursor ?? '' });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([50, 10, null]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(60);
  });
});
