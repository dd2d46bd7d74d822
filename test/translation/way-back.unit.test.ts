import { expect, test } from '@jest/globals';
import { judgeWayBack } from '../../src/translation/way-back.js';

const text = 'Please bring a warm jacket and a hat on Friday, because the class walks to the library.';

test.each([
  ['same', text, 'Please bring a hot jacket and hat Friday, as the class goes walking to the library.'],
  ['same', 'There is no school.', 'There is no class at school.'],
  ['same', 'No, there is no bus.', 'No, there is no bus today.'],
  ['same', 'Thank you', 'Thanks a lot'],
  ['same', 'Come at 3:15. Bring a pen.', 'Come at 3:15 and bring a pen.'],
  ['other', text, 'A pig flies over our house.'],
  ['half', text, 'Please bring a warm jacket and a hat'],
  ['more', 'The bus is late today.', 'The bus is late today. I hope that this helps you!'],
  [
    'more',
    'The bus is late today.',
    'The bus is late today because the driver was ill and nobody else could drive it.',
  ],
  ['negation', "Don't send him if he is not well.", 'Send him if he is not well.'],
  ['negation', 'Do not come late, and do not forget the form.', 'Do not come late, and forget the form.'],
  ['places', 'Luis hit Ana on 12/5 at 7:40.', 'Ana hit Luis on 12/5 at 7:40.'],
  ['places', 'The bus comes on 12/5, not on 12/6.', 'The bus comes on 12/6, not on 12/5.'],
  ['negation', 'The bus comes today.', 'The bus does not come today.'],
] as const)('a way back is %s: %s -> %s', (expected, source, back) => {
  expect(judgeWayBack(source, back, { language: 'en', names: ['Luis Ortega', 'Ana Li'] })).toBe(expected);
});

test('a language that hides its negations is judged by its words alone', () => {
  expect(judgeWayBack('Otobüs bugün geliyor.', 'Otobüs bugün gelmiyor.', { language: 'tr', names: [] })).toBe(
    'same',
  );
});
