import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: [], ask }).answer;
}

const yesNo: Ask = { kind: 'yesno' };
const rating: Ask = { kind: 'rating', min: 1, max: 5 };
const hours: Ask = { kind: 'number', unit: 'hours' };
const answered = (value: boolean | number): Answer => ({ status: 'answered', value });
const unclear: Answer = { status: 'unclear', value: null };

describe('what follows "so" is the answer, whatever stood before it', () => {
  test.each([
    ['en', 'I work that day, so no', false],
    ['es', 'ese día trabajo, así que no', false],
    ['pt-BR', 'meu chefe me liberou, então sim', true],
    ['fr', 'je travaille ce jour-là, donc non', false],
    ['ht', 'm ap travay jou sa a, kidonk non', false],
    ['pl', 'mam wolne tego dnia, więc tak', true],
    ['ru', 'в тот день работаю, так что нет', false],
    ['uk', 'того дня працюю, тому ні', false],
    ['sw', 'nitakuwa safarini siku hiyo, hivyo hapana', false],
    ['tr', 'o gün çalışıyorum, o yüzden hayır', false],
    ['vi', 'hôm đó tôi được nghỉ, cho nên có', true],
  ])('of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, yesNo)).toEqual(answered(value));
  });

  test('for a rating as well', () => {
    expect(answer('en', 'the food was cold, so two', rating)).toEqual(answered(2));
    expect(answer('es', 'la comida estaba fría, así que dos', rating)).toEqual(answered(2));
  });

  test('but "so" that only makes a word stronger concludes nothing', () => {
    expect(answer('en', 'yes, it was so late', yesNo)).toEqual(answered(true));
    expect(answer('en', 'no, he is so tired', yesNo)).toEqual(answered(false));
    expect(answer('vi', 'bốn điểm, hơi ồn nên trừ một', rating)).not.toEqual(answered(1));
  });
});

describe('an answer that was only almost given does not count', () => {
  test.each([
    ['en', 'I thought we did but turns out no', false],
    ['en', 'I was going to say no but my boss let me off, so yes', true],
    ['es', 'Yo pensé que sí pero resultó que no', false],
    ['ht', 'm te di non men mari m ka vini, kidonk mete wi', true],
    ['fr', "j'allais dire oui mais finalement non", false],
    ['pt-BR', 'eu ia dizer não mas depois sim', true],
    ['pl', 'chciałam powiedzieć nie, ale jednak tak', true],
    ['ru', 'хотела сказать нет, но потом да', true],
  ])('of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, yesNo)).toEqual(answered(value));
  });

  test.each([
    ['en', 'I was going to say 3 but 4', 4],
    ['pt-BR', 'diria 3, mas pensando bem merece um 4', 4],
    ['pl', 'miało być 5 ale przez ten autobus 4', 4],
  ])('nor does a number of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, rating)).toEqual(answered(value));
  });
});

describe('what would be were it not for something is no answer', () => {
  test.each([
    ['en', 'four, it was loud, otherwise 5'],
    ['es', 'cuatro, hubo ruido, si no 5'],
  ])('of a %s family: %s', (language, text) => {
    expect(answer(language, text, rating)).toEqual(answered(4));
  });
});

describe('sometimes so and sometimes not', () => {
  test.each([
    ['en', 'sometimes yes, sometimes no'],
    ['bn', 'কোনোদিন পড়ে কোনোদিন পড়ে না'],
    ['hi', 'कभी करता है कभी नहीं'],
    ['sq', "herë po, herë s'bëhet"],
  ])('is neither yes nor no, of a %s family: %s', (language, text) => {
    expect(answer(language, text, yesNo)).toEqual(unclear);
  });

  test('once is an answer like any other', () => {
    expect(answer('vi', 'có, hôm nay và hôm qua', yesNo)).toEqual(answered(true));
  });
});

describe('a nine that is written as "not" is, or "new"', () => {
  test.each([
    ['bn', 'নয় ঘণ্টা ঘুমাইছে'],
    ['ur', 'نو گھنٹے سوتا ہے ماشاءاللہ'],
  ])('counts hours, of a %s family: %s', (language, text) => {
    expect(answer(language, text, hours)).toEqual(answered(9));
  });
});
