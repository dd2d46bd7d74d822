import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: [], ask }).answer;
}

const yesno: Ask = { kind: 'yesno' };
const minutes: Ask = { kind: 'number', unit: 'minutes' };

describe('a slip of the finger', () => {
  test.each([
    ['pl', 'tka', true],
    ['tr', 'hayr', false],
    ['en', 'yse', true],
    ['vi', 'dạaa đượccc', true],
  ])('in a yes or no is put right, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, yesno)).toEqual({ status: 'answered', value });
  });

  test.each([
    ['uk', 'дисять хвелин', 10],
    ['pl', 'cztreyy', 4],
    ['es', 'vienticinco', 25],
  ])('in a number word is put right, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, minutes)).toEqual({ status: 'answered', value });
  });

  test('is none where the word says something of its own, or might be two', () => {
    expect(answer('en', 'now', yesno).status).not.toBe('answered');
    expect(answer('es', 'casa', minutes).status).not.toBe('answered');
  });
});

const open: Ask = { kind: 'open' };

describe('what a family wishes', () => {
  test.each([
    ['en', 'I want more help with reading for my son'],
    ['ar', 'اريد ساعات الدوام اطول شوية'],
    ['pl', 'Więcej zajęć z czytania i może kółko po polsku'],
    ['so', 'waxaan rabnaa turjubaan kulanka waalidka'],
    ['zh-Hant', '希望家長會有人幫忙翻譯'],
  ])('answers an open question and is for a person as well, of a %s family: %s', (language, text) => {
    expect(answer(language, text, open)).toEqual({ status: 'answered', value: text });
  });

  test('is no answer where it only asks for something to be done', () => {
    expect(answer('en', 'please call me', open).status).toBe('none');
  });
});
