import { describe, expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { readLocaleFile } from '../../src/i18n/locale-files.js';
import { saysConfused } from '../../src/inbound/confused.js';
import { contactLists } from '../../src/understanding/words/contact-words.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import { z } from 'zod';

const understanding = loadUnderstanding();
const says = (text: string, code: string): boolean => saysConfused(understanding, text, code);

describe('a text says that ours was not understood', () => {
  test.each(['?', '??', ' ? ', '؟', '？', '❓', '¿?', '⁇'])('by the question mark alone: %s', (text) => {
    expect(says(text, 'vi')).toBe(true);
  });

  test.each([...languageCodes])('in words of %s, in capitals, with and without marks', (code) => {
    const { confused } = readLocaleFile(code, 'understanding', z.object(contactLists));
    for (const phrase of confused) {
      expect(says(phrase, code)).toBe(true);
      expect(says(`${phrase.toUpperCase()}!!`, code)).toBe(true);
      expect(says(`  ${phrase}? `, code)).toBe(true);
    }
  });

  test('without the accents phones leave out, and in English whatever the language', () => {
    expect(says('no entendi', 'es')).toBe(true);
    expect(says('khong hieu', 'vi')).toBe(true);
    expect(says("I don't understand", 'so')).toBe(true);
  });
});

describe('a text does not say so', () => {
  test.each([
    ['es', 'no entiendo la tarea de Luis'],
    ['es', '¿A qué hora viene el bus?'],
    ['ru', 'Я не понимаю, почему он плачет'],
    ['zh-Hans', '我不明白作业'],
    ['en', 'yes'],
    ['en', ''],
    ['en', '  '],
    ['ar', '👍'],
  ])('in %s: %s', (code, text) => {
    expect(says(text, code)).toBe(false);
  });

  test('in the words of another language', () => {
    expect(says('không hiểu', 'ht')).toBe(false);
  });
});
