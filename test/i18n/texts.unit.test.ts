import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pluralCategories } from '../../src/i18n/languages.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { RecadoError } from '../../src/lib/errors.js';

const texts = loadTexts();
const root = mkdtempSync(join(tmpdir(), 'recado-texts-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const codeOf = (action: () => unknown): string | undefined => {
  try {
    action();
  } catch (error) {
    return error instanceof RecadoError ? error.code : 'another error';
  }
  return undefined;
};

function writeLocale(language: string, texts: Record<string, unknown>): void {
  mkdirSync(join(root, language), { recursive: true });
  const _review = { state: 'machine-drafted', by: null, at: null };
  const file = { _review, replies: {}, family: {}, ...texts };
  writeFileSync(join(root, language, 'texts.json'), JSON.stringify(file));
}

describe('the texts families are sent', () => {
  test('come in every language of the demo district, English among them', () => {
    expect(texts.languages()).toEqual(
      expect.arrayContaining(['en', 'es', 'pt-BR', 'ht', 'zh-Hans', 'ar', 'vi', 'ru']),
    );
  });

  test('carry their values as they are, nothing escaped, nothing read into them', () => {
    const district = "O'Brien & <b>Söhne</b> {x} $t(language.name)";
    expect(texts.text('en', 'consent.optedOut', { district })).toContain(district);
  });

  test('take values named like options of the library for plain values', () => {
    writeLocale('en', { greet: 'To {context} of {lng} in {ns}.' });
    expect(loadTexts(root).text('en', 'greet', { context: 'A', lng: 'B', ns: 'C' })).toBe('To A of B in C.');
  });

  test('fall back from region to language to English, and to no other language', () => {
    expect(texts.text('es-MX', 'consent.optedOut', { district: 'D' })).toBe(
      texts.text('es', 'consent.optedOut', { district: 'D' }),
    );
    writeLocale('en', { greet: 'Hello' });
    writeLocale('zh-Hans', { greet: '您好' });
    writeLocale('pt-BR', { greet: 'Olá' });
    const few = loadTexts(root);
    for (const language of ['so', 'zh-Hant', 'pt']) expect(few.text(language, 'greet')).toBe('Hello');
  });

  test('that do not exist, or lack a value, stop the work instead of reaching a family', () => {
    expect(codeOf(() => texts.text('en', 'no.such.text'))).toBe('text_missing');
    expect(codeOf(() => texts.text('es', 'consent'))).toBe('text_missing');
    expect(codeOf(() => texts.text('en', 'consent.optedOut'))).toBe('text_value_missing');
    expect(codeOf(() => texts.text('en', 'consent.optedOut', { other: 'D' }))).toBe('text_value_missing');
  });

  test('are counted with the plural forms of the language, on any host', () => {
    for (const language of texts.languages()) {
      expect(texts.has(language, 'plural.daysLeft')).toBe(true);
      for (const count of [0, 1, 2, 3, 5, 11, 21, 100, 1_000_000]) {
        expect(texts.text(language, 'plural.daysLeft', { count })).not.toContain('{');
      }
    }
    expect(texts.text('ru', 'plural.daysLeft', { count: 2 })).not.toBe(
      texts.text('ru', 'plural.daysLeft', { count: 5 }).replace('5', '2'),
    );
    writeLocale('en', { days_one: '{count} day', days_other: '{count} days' });
    writeLocale('ht', { days_one: '{count} jou', days_other: '{count} jou yo' });
    const two = loadTexts(root);
    expect([1, 2, 0].map((count) => two.text('ht', 'days', { count }))).toEqual([
      '1 jou',
      '2 jou yo',
      '0 jou yo',
    ]);
    expect(pluralCategories('ht')).toEqual(['one', 'other']);
  });

  test('tell whether they exist in that very language', () => {
    expect(texts.has('es', 'consent.optedOut')).toBe(true);
    writeLocale('en', { greet: 'Hello' });
    expect(loadTexts(root).has('so', 'greet')).toBe(false);
    expect(texts.has('es', 'no.such.text')).toBe(false);
    expect(texts.has('xx', 'consent.optedOut')).toBe(false);
  });

  test('that are empty count as missing and fall back to English', () => {
    writeLocale('en', { hello: 'Hello' });
    writeLocale('es', { hello: '' });
    const two = loadTexts(root);
    expect(two.text('es', 'hello')).toBe('Hello');
    expect(two.has('es', 'hello')).toBe(false);
  });

  test('are listed flat for the phrasebook, placeholders in place', () => {
    expect(texts.readyReplies('en').get('transportation.busTime')).toBe(
      'The bus for {student} comes at {time}.',
    );
    expect(texts.readyReplies('en').size).toBeGreaterThanOrEqual(40);
    expect(texts.familyPhrases('es').size).toBeGreaterThanOrEqual(40);
    expect(texts.prompts('en').has('math.howDidYouKnow')).toBe(true);
    expect(texts.readyReplies('xx').size).toBe(0);
  });

  test('that are not valid are named with file and key', () => {
    writeLocale('es', { consent: { optedOut: 5 } });
    expect(() => loadTexts(root)).toThrow(/locales\/es\/texts\.json, key "consent\.optedOut"/);
    writeLocale('es', { replies: { other: { ok: ['x'] } } });
    expect(() => loadTexts(root)).toThrow(/locales\/es\/texts\.json, key "replies\.other\.ok"/);
  });
});

describe('words that were withdrawn as wrong', () => {
  const loaded = loadTexts();
  const values = { district: 'D' };
  const wrong = loaded.inFile('es').get('consent.optedOut') ?? '';
  const withdrawn = { language: 'es', key: 'consent.optedOut', wrong, correction: null };

  test('are not used: the text counts as missing, and goes in English alone', () => {
    loaded.withdraw([withdrawn]);
    expect(loaded.has('es', 'consent.optedOut')).toBe(false);
    expect(loaded.sent('es').has('consent.optedOut')).toBe(false);
    expect(loaded.text('es', 'consent.optedOut', values)).toBe(loaded.text('en', 'consent.optedOut', values));
    expect(loaded.has('es', 'consent.optedIn')).toBe(true);
    expect(loaded.text('ht', 'consent.optedOut', values)).not.toBe(
      loaded.text('en', 'consent.optedOut', values),
    );
  });

  test('give way to what is right as soon as somebody has said it, with its values', () => {
    loaded.withdraw([{ ...withdrawn, correction: 'No más textos de {district}.' }]);
    expect(loaded.has('es', 'consent.optedOut')).toBe(true);
    expect(loaded.text('es', 'consent.optedOut', values)).toBe('No más textos de D.');
    expect(loaded.inFile('es').get('consent.optedOut')).toBe(wrong);
  });

  test('are used again when nothing was wrong', () => {
    loaded.withdraw([]);
    expect(loaded.text('es', 'consent.optedOut', values)).toBe(texts.text('es', 'consent.optedOut', values));
  });

  test('say nothing against other words a later release has', () => {
    loaded.withdraw([{ ...withdrawn, wrong: 'What the file said before.', correction: 'Corregido.' }]);
    expect(loaded.text('es', 'consent.optedOut', values)).toBe(texts.text('es', 'consent.optedOut', values));
  });

  test('change the edition only where anything changes', () => {
    loaded.withdraw([withdrawn]);
    const first = loaded.edition();
    loaded.withdraw([{ ...withdrawn }]);
    expect(loaded.edition()).toBe(first);
    loaded.withdraw([]);
    expect(loaded.edition()).not.toBe(first);
  });

  test('of one form of a counted text put all its forms into English, until that form is right', () => {
    const few = loaded.inFile('ru').get('plural.daysLeft_few') ?? '';
    const form = { language: 'ru', key: 'plural.daysLeft_few', wrong: few };
    const said = (count: number) => loaded.text('ru', 'plural.daysLeft', { count });
    loaded.withdraw([{ ...form, correction: null }]);
    expect(loaded.has('ru', 'plural.daysLeft')).toBe(false);
    expect([1, 2, 5].map(said)).toEqual(
      [1, 2, 5].map((count) => texts.text('en', 'plural.daysLeft', { count })),
    );
    loaded.withdraw([{ ...form, correction: 'Ещё {count} дня.' }]);
    expect(loaded.has('ru', 'plural.daysLeft')).toBe(true);
    expect([2, 5].map(said)).toEqual(['Ещё 2 дня.', texts.text('ru', 'plural.daysLeft', { count: 5 })]);
  });
});
