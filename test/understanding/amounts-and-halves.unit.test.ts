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
const hours: Ask = { kind: 'number', unit: 'hours' };
const minutes: Ask = { kind: 'number', unit: 'minutes' };
const books: Ask = { kind: 'number', unit: 'books' };
const people: Ask = { kind: 'number', unit: 'people' };

describe('an hour and some minutes', () => {
  test.each([
    ['en', 'an hour and ten minutes'],
    ['es', 'una hora y diez minutos'],
    ['fr', 'une heure et dix minutes'],
    ['pt-BR', 'uma hora e dez'],
    ['ht', 'inèdtan dis minit'],
    ['ar', 'ساعة وعشر دقائق'],
    ['fa-AF', 'یک ساعت و ده دقیقه'],
    ['ps', 'یو ساعت او لس دقیقې'],
    ['hi', 'एक घंटा दस मिनट'],
    ['ur', 'ایک گھنٹہ دس منٹ'],
    ['bn', 'এক ঘণ্টা দশ মিনিট'],
    ['ru', 'час десять'],
    ['uk', 'годину десять'],
    ['pl', 'godzinę i dziesięć minut'],
    ['sq', 'një orë e dhjetë minuta'],
    ['so', 'saac iyo toban daqiiqo'],
    ['sw', 'saa moja na dakika kumi'],
    ['tr', 'bir saat on dakika'],
    ['vi', 'một tiếng mười phút'],
    ['ko', '한 시간 십 분'],
    ['zh-Hans', '一个小时十分钟'],
    ['zh-Hant', '一個小時十分鐘'],
  ])('are seventy minutes, of a %s family: %s', (language, text) => {
    expect(answer(language, text, minutes)).toEqual(answered(70));
  });
});

describe('a number and a part', () => {
  test.each([
    ['en', 'three and a half stars', 'two and a half hours'],
    ['es', 'tres y medio', 'dos horas y media'],
    ['fr', 'trois et demi', 'deux heures et demie'],
    ['hi', 'साढ़े तीन', 'ढाई घंटे'],
    ['ur', 'ساڑھے تین', 'ڈھائی گھنٹے'],
    ['bn', 'সাড়ে তিন', 'আড়াই ঘণ্টা'],
    ['ru', 'три с половиной', 'два с половиной часа'],
    ['tr', 'üç buçuk', 'iki buçuk saat'],
    ['zh-Hans', '三分半', '两个半小时'],
    ['zh-Hant', '3分半', '兩粒半鐘'],
  ])('is no whole rating and a part of an hour, of a %s family: %s, %s', (language, rating, time) => {
    expect(answer(language, rating, ofFive)).toEqual(unclear);
    expect(answer(language, time, hours)).toEqual(answered(2.5));
  });

  test('is counted where anything but points is', () => {
    expect(answer('en', 'two and a half', books)).toEqual(answered(2.5));
    expect(answer('hi', 'सवा दो घंटे', hours)).toEqual(answered(2.25));
    expect(answer('ru', 'полтора часа, сам сидел, никто не заставлял', minutes)).toEqual(answered(90));
    expect(answer('fr', "un quart d'heure, 15 minutes quoi", minutes)).toEqual(answered(15));
  });
});

describe('an amount nobody counted', () => {
  test.each([
    ['es', 'un ratito', minutes],
    ['fr', "un p'tit moment", minutes],
    ['pt-BR', 'um pouquinho', minutes],
    ['fa-AF', 'یک کمی خواند', minutes],
    ['vi', 'một chút xíu', minutes],
    ['zh-Hant', '一下子而已', minutes],
    ['ur', 'تھوڑی دیر', minutes],
    ['bn', 'বেশ কয়েকজন', people],
    ['en', 'quite a few books', books],
    ['fr', 'toute la famille', people],
    ['ur', 'پورا خاندان آئے گا', people],
    ['hi', 'कभी कम कभी ज़्यादा', minutes],
    ['vi', 'nhiều lắm đếm không xuể', books],
  ])('is unclear, of a %s family: %s', (language, text, ask) => {
    expect(answer(language, text, ask)).toEqual(unclear);
  });

  test('stands beside no number that was counted', () => {
    expect(answer('en', '20 minutes, a little more on Friday', minutes)).toEqual(answered(20));
    expect(answer('en', 'one, and some pages of another', books)).toEqual(answered(1));
    expect(answer('es', 'una hora', minutes)).toEqual(answered(60));
    expect(answer('en', 'many thanks!', books).status).toBe('none');
    expect(answer('en', 'is everybody coming?', people).status).toBe('none');
  });
});
