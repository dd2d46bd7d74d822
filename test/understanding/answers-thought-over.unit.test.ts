import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: [], ask }).answer;
}

const answered = (value: boolean | number): Answer => ({ status: 'answered', value });
const ofFive: Ask = { kind: 'rating', min: 1, max: 5 };
const yesNo: Ask = { kind: 'yesno' };
const choice = (...options: string[]): Ask => ({ kind: 'choice', options });
const hours = choice('3:30 pm', '4:30 pm', '6:00 pm');

describe('a number thought over', () => {
  test.each([
    ['fr', '2... non allez 3, la cantine est meilleure', 3],
    ['pl', 'Dwa, chociaż nie, wczoraj ładnie liczyła, trzy', 3],
    ['sq', '2... hajt se po e bëj 3, u mundua goca', 3],
    ['uk', 'Поставлю 3. Ні, подумала - 4, вчителька старається', 4],
    ['zh-Hans', '本来想给3,想想老师也辛苦,4吧', 4],
  ])('counts as it ends, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, ofFive)).toEqual(answered(value));
  });

  test('keeps the first where the second counts something else', () => {
    expect(answer('en', '4. Sorry, he is only 5 years old', ofFive)).not.toEqual(answered(5));
    expect(answer('en', '3, no food there, 2 kids were sick', ofFive)).not.toEqual(answered(2));
  });
});

describe('a reply thought over', () => {
  test.each([
    ['ar', 'لا.. ثواني، اخته بتقول عملها معاها. يبقى اه', true],
    ['pt-BR', 'Não... ah espera, ele tá falando aqui que entregou sim, então é sim', true],
    ['zh-Hant', '有 不對 那是上禮拜的 這禮拜的還沒', false],
    ['en', 'I was going to say no but grandma can babysit', true],
  ])('counts as it ends, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, yesNo)).toEqual(answered(value));
  });

  test('is no answer where what follows doubts', () => {
    const text = 'I wanted to say yes but let me check the calendar';
    expect(answer('en', text, yesNo).status).not.toBe('answered');
  });

  test('stands where the story after it turns', () => {
    const text = 'Yes. At first she did not want to but then she loved it';
    expect(answer('en', text, yesNo)).toEqual(answered(true));
  });
});

describe('the ends of a scale', () => {
  test.each([
    ['en', 'Highest number you got, that teacher is gold', 5],
    ['ar', 'أعلى درجة عندكم', 5],
    ['fr', 'la note la plus basse, désolé', 1],
    ['zh-Hans', '最低分。一点用都没有', 1],
  ])('are ratings, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, ofFive)).toEqual(answered(value));
  });
});

describe('an option told by its place among the others', () => {
  test.each([
    ['en', 'I work till five so the late one', hours, 2],
    ['es', 'tempranito antes de entrar a trabajar', choice('7:30 am', '12:00 pm', '5:30 pm'), 0],
    ['ko', '젤 늦은시간', choice('3시', '4시 30분', '6시'), 2],
    ['fr', 'ni le 3 ni le 17, donc celui qui reste', choice('le 3 mars', 'le 10 mars', 'le 17 mars'), 1],
    ['es', 'los domingos vendo tamales, así que el otro', choice('sábado', 'domingo'), 0],
    ['sw', 'siku ya juma tatu nitapata nafasi', choice('Jumatatu', 'Jumatano', 'Ijumaa'), 0],
  ])('is chosen, of a %s family: %s', (language, text, ask, value) => {
    expect(answer(language, text, ask)).toEqual(answered(value));
  });

  test('is none where two are named in one breath', () => {
    const days = choice('вівторок', 'середа', "п'ятниця");
    expect(answer('uk', "Можна і вівторок, і п'ятницю", days).status).toBe('unclear');
  });
});
