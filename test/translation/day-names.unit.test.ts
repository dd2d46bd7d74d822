import { expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { namesOtherDay } from '../../src/translation/day-names.js';

test.each([
  ['es', 'La reunión es el viernes 5 de marzo.'],
  ['fr', 'La réunion est le vendredi 5 mars.'],
  ['pl', 'Zebranie jest w piątek 5 marca.'],
  ['ru', 'Собрание в пятницу, 5 марта.'],
  ['ht', 'Reyinyon an se vandredi 5 mas.'],
  ['ar', 'الاجتماع يوم الجمعة 5 مارس.'],
  ['sw', 'Mkutano ni Ijumaa, 5 Machi.'],
  ['tr', 'Toplantı 5 Mart Cuma günü, pazar yerinde.'],
  ['zh-Hans', '会议在三月五日星期五。'],
  ['ko', '회의는 3월 5일 금요일입니다.'],
  ['xx', 'Vendredo 5 marto'],
])('in %s the same day is named: %s', (to, translated) => {
  expect(namesOtherDay('The meeting is on Friday, March 5.', 'en', translated, to)).toBe(false);
  expect(namesOtherDay(translated, to, 'The meeting is on Friday, March 5.', 'en')).toBe(false);
});

test.each([
  ['es', 'La reunión es el jueves 5 de marzo.'],
  ['es', 'La reunión es el viernes 5 de mayo.'],
  ['fr', 'La réunion est le jeudi 5 mars.'],
  ['pl', 'Zebranie jest w piątek 5 maja.'],
  ['uk', 'Збори в пʼятницю, 5 травня.'],
  ['ht', 'Reyinyon an se jedi 5 mas.'],
  ['hi', 'बैठक गुरुवार 5 मार्च को है।'],
  ['vi', 'Cuộc họp vào Thứ Năm, 5 tháng 3.'],
  ['zh-Hans', '会议在十二月五日星期五。'],
  ['ko', '회의는 3월 5일 목요일입니다.'],
])('in %s another day is named: %s', (to, translated) => {
  expect(namesOtherDay('The meeting is on Friday, March 5.', 'en', translated, to)).toBe(true);
  expect(namesOtherDay(translated, to, 'The meeting is on Friday, March 5.', 'en')).toBe(true);
});

test('a verb is no month, and no language takes the names of another', () => {
  expect(
    namesOtherDay('May we march on Friday in June?', 'en', '¿Podemos marchar el viernes en junio?', 'es'),
  ).toBe(false);
  for (const language of languageCodes) {
    if (language === 'en') continue;
    expect(namesOtherDay('On Friday', 'en', 'On Thursday', language)).toBe(false);
  }
});
