import { describe, expect, test } from '@jest/globals';
import { understandChangedAnswer } from '../../src/understanding/changed-answer.js';
import type { Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

type Value = boolean | number | string;

const ofFive: Ask = { kind: 'rating', min: 1, max: 5 };
const minutes: Ask = { kind: 'number', unit: 'minutes' };
const days = (...options: string[]): Ask => ({ kind: 'choice', options });
const english = days('Tuesday', 'Wednesday', 'Thursday');
const spanish = days('martes', 'miércoles', 'jueves');
const comes: Ask = { kind: 'yesno' };

/** What counts after the text; null: what did. */
function changed(language: string, text: string, ask: Ask, value: Value, bareCounts = false): Value | null {
  const context = { homeLanguage: language, districtLanguages: [] };
  return understandChangedAnswer(words, text, context, { ask, value, bareCounts })?.answer.value ?? null;
}

describe('a text that takes the answer back and holds another', () => {
  test.each([
    ['ar', 'عفوا قصدي ٤'],
    ['bn', 'সরি, ৪'],
    ['en', 'sorry I meant 4'],
    ['es', 'perdón, quise decir 4'],
    ['fa-AF', 'ببخشید، ۴'],
    ['fr', 'pardon, je voulais dire 4'],
    ['hi', 'सॉरी, 4'],
    ['ht', 'eskize m, 4'],
    ['ko', '죄송해요 4점이요'],
    ['pl', 'przepraszam, 4'],
    ['ps', 'بخښنه غواړم، ۴'],
    ['pt-BR', 'desculpa, quis dizer 4'],
    ['ru', 'ой, извините, 4'],
    ['so', 'raali ahow, 4'],
    ['sq', 'më falni, 4'],
    ['sw', 'samahani, nilimaanisha 4'],
    ['tr', 'pardon, 4'],
    ['uk', 'ой, вибачте, 4'],
    ['ur', 'معذرت، ۴'],
    ['vi', 'xin lỗi, 4'],
    ['zh-Hans', '打错了，4分'],
    ['zh-Hant', '打錯了，4分'],
  ])('changes a rating, of a %s family: %s', (language, text) => {
    expect(changed(language, text, ofFive, 3)).toBe(4);
  });

  test.each([
    ['4*'],
    ['*4'],
    ['no, 4'],
    ['No 4!'],
    ['4 not 3'],
    ['4, not 3'],
    ['not 3, 4'],
    ['4 instead of 3'],
    ['oops, 4'],
    ['Sorry, four'],
    ['I mean 4/5'],
    ['actually a 4'],
    ['typo, 4'],
    ['sorry I meant 4 not 3'],
    ['sorry, I meant 4, the teacher was so kind'],
    ['3, no wait, 4'],
  ])('changes a rating in these words: %s', (text) => {
    expect(changed('en', text, ofFive, 3)).toBe(4);
  });

  test.each([
    ['ar', '٤ مو ٣'],
    ['es', 'perdón, 4, no 3'],
    ['es', '4 en vez de 3'],
    ['fr', '4 et pas 3'],
    ['pl', '4 nie 3'],
    ['pt-BR', '4 e não 3'],
    ['ru', '4, а не 3'],
    ['tr', '3 değil 4'],
    ['vi', '4 chứ không phải 3'],
    ['zh-Hans', '不是3，是4'],
  ])('changes a rating where it names the one that counts, of a %s family: %s', (language, text) => {
    expect(changed(language, text, ofFive, 3)).toBe(4);
  });

  test('changes a choice, an amount, a yes and a no', () => {
    expect(changed('en', 'sorry, Thursday not Tuesday', english, 0)).toBe(2);
    expect(changed('en', 'Thursday*', english, 0)).toBe(2);
    expect(changed('en', 'no, Thursday', english, 0)).toBe(2);
    expect(changed('en', 'I meant Thursday', english, 0)).toBe(2);
    expect(changed('es', 'perdón, el jueves, no el martes', spanish, 0)).toBe(2);
    expect(changed('es', 'ay no, mejor el jueves', spanish, 0)).toBe(2);
    expect(changed('en', 'oops, 20 minutes', minutes, 10)).toBe(20);
    expect(changed('en', 'sorry I meant half an hour', minutes, 10)).toBe(30);
    expect(changed('es', 'perdón, quise decir que no', comes, true)).toBe(false);
    expect(changed('es', 'me equivoqué, sí', comes, false)).toBe(true);
    expect(changed('en', 'sorry I meant no', comes, true)).toBe(false);
    expect(changed('en', "actually no, we can't", comes, true)).toBe(false);
    expect(changed('fr', 'pardon, oui', comes, false)).toBe(true);
    expect(changed('zh-Hans', '说错了，不是', comes, true)).toBe(false);
  });
});

describe('what counts stays', () => {
  test.each([
    ['4'],
    ['Thanks!'],
    ['sorry'],
    ['sorry, 3'],
    ['3 not 4'],
    ['sorry, 3 not 4'],
    ['sorry, 4 or 5'],
    ['no, 9'],
    ['sorry, maybe 4'],
    ['sorry I am late'],
    ['sorry, 4 people are coming'],
    ['no, 2 kids'],
    ['no school on the 4th'],
    ['I meant what I said'],
    ['sorry, we have 4'],
    ['sorry, at 4'],
    ['sorry bus 4'],
    ['actually 4 pm'],
    ['make it 4 o clock'],
    ['sorry, did I say 4?'],
    ['Sorry, 4. When does the bus come?'],
    ['sorry, he is sick, he had a fever of 4 degrees above'],
    ['never mind'],
    ['He reads 4 books, not 3 as his brother does'],
  ])('after a text that takes nothing back or leaves it unclear: %s', (text) => {
    expect(changed('en', text, ofFive, 3)).toBeNull();
  });

  test.each([
    ['no'],
    ['No, thank you'],
    ['ok no problem'],
    ['sorry, yes'],
    ['sorry I am not sure'],
    ['no wait'],
    ["sorry, I can't talk now"],
    ["sorry, I didn't see your message"],
    ['sorry, no school tomorrow'],
    ['actually no one told me'],
    ['sorry, stop texting me'],
    ['STOP'],
    ['sorry, he hit me, I am afraid of him'],
  ])('after a yes: %s', (text) => {
    expect(changed('en', text, comes, true)).toBeNull();
  });

  test('after a no, where what follows says no plain yes', () => {
    for (const text of ['sorry, I will', 'sorry, right', 'sorry ok', 'sorry, thank you'])
      expect([text, changed('en', text, comes, false)]).toEqual([text, null]);
    expect(changed('en', 'wait yes', comes, false)).toBe(true);
  });

  test('where "not" stands behind what it turns down', () => {
    expect(changed('tr', '4 değil 3', ofFive, 3)).toBeNull();
    expect(changed('hi', '4 नहीं 3', ofFive, 3)).toBeNull();
    expect(changed('ko', '4 아니고 3', ofFive, 3)).toBeNull();
  });

  test('after words in the place of words: nobody knows what they change', () => {
    expect(changed('en', 'sorry I meant the red one', { kind: 'open' }, 'the blue one')).toBeNull();
  });
});

describe('a second rating by itself', () => {
  test('counts where it can only take the place of the first', () => {
    expect(changed('en', '4', ofFive, 3, true)).toBe(4);
    expect(changed('en', 'four', ofFive, 3, true)).toBe(4);
    expect(changed('vi', '4', ofFive, 3, true)).toBe(4);
  });

  test('does not where it says the same, more, or answers another kind of question', () => {
    expect(changed('en', '3', ofFive, 3, true)).toBeNull();
    expect(changed('en', '7', ofFive, 3, true)).toBeNull();
    expect(changed('en', '4 more please', ofFive, 3, true)).toBeNull();
    expect(changed('en', '20', minutes, 10, true)).toBeNull();
    expect(changed('en', 'Thursday', english, 0, true)).toBeNull();
    expect(changed('en', 'no', comes, true, true)).toBeNull();
  });
});
