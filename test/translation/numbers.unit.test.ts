import { expect, test } from '@jest/globals';
import { sameNumbers } from '../../src/translation/numbers.js';

test.each([
  ['The bus comes at 7:40', 'الحافلة تأتي ٧:٤٠'],
  ['It costs $1,200.50', 'Cuesta $1.200,50'],
  ['It costs 20.5 dollars', 'الثمن ٢٠٫٥ دولار'],
  ['The trip is on March 5.', '郊游在3月5日。'],
  ['The trip is on March 5, 2026 at 3:30.', '소풍은 2026년 3월 5일 3:30입니다.'],
  ['The trip is on Dec. 12.', 'Chuyến đi vào ngày 12 tháng 12.'],
  ['No school on Friday, December 4.', 'Thứ 6, ngày 4 tháng 12, không có học.'],
  ['All 3rd graders read 20 minutes.', 'Los alumnos de tercero leen 20 minutos.'],
  ['Luis is in 3rd grade.', 'Luis está en 3.er grado.'],
])('"%s" and "%s" hold the same numbers', (one, other) => {
  expect(sameNumbers(one, other)).toBe(true);
  expect(sameNumbers(other, one)).toBe(true);
});

test.each([
  ['The bus comes at 7:40', 'Der Bus kommt 4:07'],
  ['The trip is on March 5.', '郊游在4月5日。'],
  ['The trip is on March 5.', '郊游在3月15日。'],
  ['No school on Friday.', 'Thứ 5 không có học.'],
  ['You may come on the 5th.', '5月5日可以来。'],
  ['You come on the 3rd.', 'Usted viene.'],
  ['All 3rd graders read.', 'Leen todos los de 4.º grado.'],
  ['Bring 3 pencils.', 'Traiga lápices.'],
  ['Bring three pencils.', 'Traiga 3 lápices.'],
  ['Room 5 and room 5', 'Salón 5'],
])('"%s" and "%s" do not', (one, other) => {
  expect(sameNumbers(one, other)).toBe(false);
  expect(sameNumbers(other, one)).toBe(false);
});
