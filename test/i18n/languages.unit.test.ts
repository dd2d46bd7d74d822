import { describe, expect, test } from '@jest/globals';
import {
  directionOf,
  isLanguage,
  languageCodes,
  languageEntry,
  languageFor,
  languageName,
  pluralCategories,
} from '../../src/i18n/languages.js';

describe('the house list of languages', () => {
  test('holds its 22 languages, each with its names', () => {
    expect(languageCodes).toHaveLength(22);
    for (const code of languageCodes)
      expect(languageEntry(code)).toMatchObject({ name: /./u, ownName: /./u });
  });

  test('knows its own codes and no others', () => {
    expect(['en', 'pt-BR', 'zh-Hans', 'fa-AF'].every(isLanguage)).toBe(true);
    expect(['pt', 'zh', 'EN', '', 'toString', '__proto__'].some(isLanguage)).toBe(false);
  });

  test('names a language in English, and an unknown code by itself', () => {
    expect(languageName('ht')).toBe('Haitian Creole');
    expect(languageName('kea')).toBe('kea');
  });

  test('reads Arabic, Urdu, Pashto and Dari from right to left, everything else from left to right', () => {
    expect(languageCodes.filter((code) => directionOf(code) === 'rtl')).toEqual(['ar', 'ur', 'ps', 'fa-AF']);
    expect(directionOf('kea')).toBe('ltr');
  });

  test.each([
    ['es-MX', 'es'],
    ['PT', 'pt-BR'],
    ['pt_PT', 'pt-BR'],
    ['zh', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-Hant-HK', 'zh-Hant'],
    ['fa', 'fa-AF'],
    ['kea', null],
    ['', null],
    ['constructor', null],
  ])('takes the tag %s for %s', (tag, code) => {
    expect(languageFor(tag)).toBe(code);
  });

  test('knows the plural categories even where Intl does not know the language', () => {
    expect(pluralCategories('ht')).toEqual(['one', 'other']);
    expect([...pluralCategories('ar')].sort()).toEqual(['few', 'many', 'one', 'other', 'two', 'zero']);
    expect([...pluralCategories('es')].sort()).toEqual(['many', 'one', 'other']);
  });
});
