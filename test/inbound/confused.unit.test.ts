import { describe, expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { confusedWords, saysConfused } from '../../src/inbound/confused.js';

describe('a text says that ours was not understood', () => {
  test.each(['?', '??', ' ? ', '؟', '？', '❓', '¿?', '⁇'])('by the question mark alone: %s', (text) => {
    expect(saysConfused(text, 'vi')).toBe(true);
  });

  test.each([...languageCodes])('in words of %s, in capitals, with and without marks', (code) => {
    const words = confusedWords(code);
    expect(words.length).toBeGreaterThan(5);
    expect(new Set(words).size).toBe(words.length);
    for (const phrase of words) {
      expect(saysConfused(phrase, code)).toBe(true);
      expect(saysConfused(`${phrase.toUpperCase()}!!`, code)).toBe(true);
      expect(saysConfused(`  ${phrase}? `, code)).toBe(true);
    }
  });

  test('without the accents phones leave out, and in English whatever the language', () => {
    expect(saysConfused('no entendi', 'es')).toBe(true);
    expect(saysConfused('khong hieu', 'vi')).toBe(true);
    expect(saysConfused("I don't understand", 'so')).toBe(true);
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
    expect(saysConfused(text, code)).toBe(false);
  });

  test('in the words of another language', () => {
    expect(saysConfused('không hiểu', 'ht')).toBe(false);
  });
});
