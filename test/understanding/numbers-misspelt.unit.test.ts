import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: [], ask }).answer;
}

const answered = (value: number): Answer => ({ status: 'answered', value });
const ofFive: Ask = { kind: 'rating', min: 1, max: 5 };
const people: Ask = { kind: 'number', unit: 'people' };
const children: Ask = { kind: 'number', unit: 'children' };
const minutes: Ask = { kind: 'number', unit: 'minutes' };

describe('a number word', () => {
  test.each([
    ['pl', 'daje cztrey, bo za krótko', ofFive, 4],
    ['pl', 'bedzie nas szustka', people, 6],
    ['uk', 'дисять хвелин', minutes, 10],
    ['ru', 'минут двацать, больше не высиживает', minutes, 20],
    ['en', 'fiteen minutes', minutes, 15],
    ['es', 'cuatrro', ofFive, 4],
    ['so', 'rubac saac', minutes, 15],
    ['sq', 'gjysë ore', minutes, 30],
    ['bn', 'poner minit', minutes, 15],
    ['zh-Hans', 'ban xiaoshi', minutes, 30],
    ['ko', 'sa jeom', ofFive, 4],
  ])('is read misspelt or in Latin letters, of a %s family: %s', (language, text, ask, value) => {
    expect(answer(language, text, ask)).toEqual(answered(value));
  });

  test('is no other word that is spelt much the same', () => {
    expect(answer('en', 'there', ofFive).status).not.toBe('answered');
    expect(answer('en', 'we sent Forty Niners shirts, thirst was bad', people).status).not.toBe('answered');
    expect(answer('es', 'siesta', ofFive).status).not.toBe('answered');
  });
});

describe('several numbers', () => {
  test('are what they make together where one is the sum', () => {
    expect(answer('en', '3 kids, 2 boys and 1 girl', children)).toEqual(answered(3));
    expect(answer('fa-AF', 'سه اولاد دارم، دو بچه یک دختر', children)).toEqual(answered(3));
    expect(answer('ru', '2 взрослых и 3 детей, всего 5', people)).toEqual(answered(5));
    expect(answer('en', '2 or 3', people).status).toBe('unclear');
  });
});

test('a number below none, or of a clock, is no rating', () => {
  expect(answer('tr', 'eksi bir veriyorum, o kadar kötü', ofFive).status).toBe('unclear');
  expect(answer('fr', 'bjr le car de 16h est annulé ou pas', ofFive).status).toBe('none');
  expect(answer('en', 'an hour, sometimes he won’t put the light out', minutes)).toEqual(answered(60));
});
