import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import { words } from './context.js';

function pages(language: string, text: string): unknown {
  const context = { homeLanguage: language, districtLanguages: [] };
  return understand(words, text, { ...context, ask: { kind: 'number', unit: 'pages' } }).answer.value;
}

describe('number words', () => {
  test.each([
    ['en', 'seventy', 70],
    ['es', 'ochenta y cinco', 85],
    ['ar', 'خمسة وعشرون', 25],
    ['bn', 'সাতান্ন', 57],
    ['fa-AF', 'سی و نه', 39],
    ['fr', 'quatre-vingt-dix-sept', 97],
    ['hi', 'उनतीस', 29],
    ['ht', 'swasanndis', 70],
    ['ko', '이십육', 26],
    ['pl', 'osiemdziesiąt', 80],
    ['ps', 'پنځه دېرش', 35],
    ['pt-BR', 'setenta e três', 73],
    ['ru', 'семьдесят один', 71],
    ['so', 'shan iyo toddobaatan', 75],
    ['sq', 'tetëdhjetë', 80],
    ['sw', 'sabini na tatu', 73],
    ['tr', 'yetmiş iki', 72],
    ['uk', 'вісімдесят', 80],
    ['ur', 'چوراسی', 84],
    ['vi', 'bảy mươi', 70],
    ['zh-Hans', '八十六', 86],
    ['zh-Hant', '七十三', 73],
  ])('up to a hundred are known, of a %s family: %s', (language, text, value) => {
    expect(pages(language, text)).toBe(value);
  });

  test.each([
    ['en', 'two hundred', 200],
    ['en', 'a hundred and twenty five pages', 125],
    ['es', 'ciento veinte', 120],
    ['ru', 'двести десять', 210],
    ['ar', 'مية وخمسين', 150],
    ['pl', 'sto dwadzieścia', 120],
  ])('of hundreds are put together, of a %s family: %s', (language, text, value) => {
    expect(pages(language, text)).toBe(value);
  });

  test('side by side are two numbers where no language says one with them', () => {
    expect(pages('en', 'twenty, fifteen')).toBeNull();
    expect(pages('es', 'dos tres')).toBeNull();
  });
});
