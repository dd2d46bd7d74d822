import { describe, expect, test } from '@jest/globals';
import { lastFamilyAt } from '../../src/alerts/eta.js';
import { usefulUntil } from '../../src/alerts/kinds.js';
import { dayIn, timeIn } from '../../src/alerts/moments.js';
import { composeAlert, wordsIn } from '../../src/alerts/words.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { createPhrasebook } from '../../src/translation/phrasebook.js';
import { createTranslator } from '../../src/translation/translate.js';
import type { TranslationEngine } from '../../src/vendors/engines/engine.js';
import { echoEngine } from '../nudges/nudge-stage.js';
import { approvedRecords } from '../support/approve-languages.js';

const now = new Date('2026-11-26T10:30:00Z');
const texts = loadTexts();
const translatorWith = (quality: 'machine' | 'draft', languages: string[]) =>
  createTranslator({
    phrasebook: createPhrasebook(new Map()),
    engines: [echoEngine(quality, languages)],
    clock: { now: () => now },
    records: approvedRecords,
  });

describe('when the last family will have it', () => {
  const line = { texts: 100, ahead: 0, messagesPerSecond: 10, isStopped: false };

  test('follows from the pace of the line, and what waits before', () => {
    expect(lastFamilyAt(now, [line])).toEqual(new Date(now.getTime() + 10_000));
    expect(lastFamilyAt(now, [{ ...line, ahead: 50 }])).toEqual(new Date(now.getTime() + 15_000));
  });

  test('is when the slowest line is done, for lines send at the same time', () => {
    const slow = { ...line, messagesPerSecond: 1 };
    expect(lastFamilyAt(now, [line, slow])).toEqual(new Date(now.getTime() + 100_000));
  });

  test('is not known while a line that is needed stands still, nor where nobody gets it', () => {
    expect(lastFamilyAt(now, [line, { ...line, isStopped: true }])).toBeNull();
    expect(lastFamilyAt(now, [line, { ...line, texts: 0, isStopped: true }])).not.toBeNull();
    expect(lastFamilyAt(now, [])).toBeNull();
  });
});

describe('an alert is of use', () => {
  test('until its day is over where it ends last', () => {
    const zones = ['America/New_York', 'America/Los_Angeles'];
    expect(usefulUntil({ kind: 'closure', day: '2026-11-26' }, now, zones)).toEqual(
      new Date('2026-11-27T07:59:59.999Z'),
    );
  });

  test('for some hours where it is about now', () => {
    expect(usefulUntil({ kind: 'lockdown', day: '2026-11-26' }, now, ['America/New_York'])).toEqual(
      new Date('2026-11-26T16:30:00Z'),
    );
  });
});

describe('days and times', () => {
  test('are written as the families of a language write them', () => {
    expect(dayIn('es', '2026-11-26')).toBe('jueves, 26 de noviembre');
    expect(dayIn('ht', '2026-11-26')).toBe('jedi 26 novanm');
    expect(timeIn('en', '14:30')).toBe('2:30 PM');
    expect(timeIn('es', '14:30:00')).toBe('14:30');
  });

  test('have Latin digits and no hidden spaces in any language', () => {
    for (const language of texts.languages()) {
      const both = `${dayIn(language, '2026-11-26')} ${timeIn(language, '14:30')}`;
      expect(both).toContain('26');
      expect(both).not.toMatch(/[\u00a0\u202f]|(?![0-9])\p{Nd}/u);
    }
  });
});

describe('the words of an alert', () => {
  const closure = { kind: 'closure', day: '2026-11-26', atTime: null, ownText: null } as const;
  const free = {
    ...closure,
    kind: 'free',
    ownText: 'What did your children read this week at home?',
  } as const;

  test('of every approved kind are there in every language, with school, day and time', async () => {
    for (const language of texts.languages()) {
      for (const kind of ['closure', 'delay', 'early_release', 'lockdown', 'all_clear'] as const) {
        const content = { ...closure, kind, atTime: '10:05' };
        const words = await wordsIn(
          { texts, translator: translatorWith('machine', []) },
          content,
          [],
          language,
        );
        expect(words.origin).toBe('approved');
        const { body } = composeAlert({ texts }, content, words, ['Lincoln', 'Washington']);
        expect(body).toContain('Lincoln, Washington');
        if (kind === 'delay' || kind === 'early_release') expect(body).toContain('10:05');
      }
    }
  });

  test('of a free text come from the engines, and say so', async () => {
    const words = await wordsIn({ texts, translator: translatorWith('machine', ['es']) }, free, [], 'es');
    expect(words).toMatchObject({ origin: 'machine', engine: 'echo', reason: null });
    const composed = composeAlert({ texts }, free, words, ['Lincoln']);
    const mark = texts.text('es', 'translated.mark');
    expect(composed.body).toBe(`Lincoln: ¿Qué leyeron ustedes esta semana en casa?\n${mark}`);
    expect(composed.text).toBe('Lincoln: What did your children read this week at home?');
  });

  test('that nobody can translate go out in English after a note that says so', async () => {
    const words = await wordsIn({ texts, translator: translatorWith('machine', []) }, free, [], 'es');
    expect(words.origin).toBe('untranslated');
    const { body } = composeAlert({ texts }, free, words, ['Lincoln']);
    expect(body).toBe(
      `${texts.text('es', 'untranslated.note')}\nLincoln: What did your children read this week at home?`,
    );
  });

  test('that come back as something else have the English below them, for an alert does not wait', async () => {
    const back = echoEngine('machine', ['es']);
    const engine: TranslationEngine = {
      ...back,
      supports: () => Promise.resolve({ status: 'yes' }),
      translate: (request) =>
        request.from === 'en'
          ? back.translate(request)
          : Promise.resolve([{ status: 'translated', text: 'A pig flies over our big house.' }]),
    };
    const { phrasebook } = translatorWith('machine', []);
    const translator = createTranslator({ phrasebook, engines: [engine], clock: { now: () => now } });
    const words = await wordsIn({ texts, translator }, free, [], 'es');
    expect(words.reason).toMatch(/say something else.* the English goes along below it\.$/);
    const { body } = composeAlert({ texts }, free, words, ['Lincoln']);
    expect(body).toMatch(/¿Qué leyeron[^]*\n\nWhat did your children/);
  });

  test('that are only a draft have the English below them', async () => {
    const words = await wordsIn({ texts, translator: translatorWith('draft', ['es']) }, free, [], 'es');
    expect(words.reason).toContain('draft');
    const { body } = composeAlert({ texts }, free, words, ['Lincoln']);
    expect(body).toContain('¿Qué leyeron');
    expect(body).toContain('What did your children');
  });
});
