import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: [], ask }).answer;
}

const answered = (value: number): Answer => ({ status: 'answered', value });
const unclear: Answer = { status: 'unclear', value: null };
const ofFive: Ask = { kind: 'rating', min: 1, max: 5 };
const books: Ask = { kind: 'number', unit: 'books' };

describe('a number that takes another back', () => {
  test.each([
    ['ar', '٢، لا خليها ٤', 4],
    ['bn', '২, না না ৪', 4],
    ['en', '5... oops I mean 4', 4],
    ['es', '2, perdón, 4', 4],
    ['fa-AF', '۲، نی ببخشید ۴', 4],
    ['fr', 'je mets 3, euh non, 4', 4],
    ['hi', '२ नहीं ४', 4],
    ['ht', '2, non, mete 4', 4],
    ['ko', '2점 아니 4점이요', 4],
    ['pl', '5, przepraszam, 4', 4],
    ['ps', '۲، نه نه ۴', 4],
    ['pt-BR', '5, quer dizer, 4', 4],
    ['ru', '5.. ой нет, 4', 4],
    ['so', '2, maya, 4', 4],
    ['sq', '5, gabim, 4', 4],
    ['sw', 'mbili, samahani, nne', 4],
    ['tr', '5, pardon 4', 4],
    ['uk', '5, ой, вибачте, 4', 4],
    ['ur', '۲، نہیں نہیں ۴', 4],
    ['vi', '5, à nhầm, 4', 4],
    ['zh-Hans', '3分，不对，4分', 4],
    ['zh-Hant', '3分，寫錯，4分', 4],
  ])('is the answer, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, ofFive)).toEqual(answered(value));
  });

  test('is so with its unit and with more numbers around it', () => {
    expect(answer('en', '2 books, no wait, 3 books, the third one was short', books)).toEqual(answered(3));
    expect(answer('en', '3/5, no, 4/5', ofFive)).toEqual(answered(4));
    expect(answer('en', '2, no wait, 3 or 4', ofFive)).toEqual(unclear);
    expect(answer('en', '2, no 3, no 4', ofFive)).toEqual(answered(4));
  });

  test.each([
    ['en', '4, sorry he is only 5 years old', 4],
    ['en', '4. I mean it, he was up at 5', 4],
    ['fr', '4 et non 5 car il faisait froid', 4],
    ['pt-BR', '4, não 5 porque a comida estava fria', 4],
  ])('is none where the second number says something else, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, ofFive)).not.toEqual(answered(5));
    expect([answered(value), unclear]).toContainEqual(answer(language, text, ofFive));
  });
});
