import { expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

const read = (homeLanguage: string, text: string): Understood =>
  understand(words, text, { homeLanguage, districtLanguages: words.languages });

test.each([
  ['en', 'leave us alone already'],
  ['en', 'I have no children'],
  ['es', 'ya no me molesten'],
  ['pl', 'to nie moje dziecko'],
  ['ru', 'больше не хочу'],
  ['hi', 'mera koi bachcha nahi hai'],
  ['bn', 'আমি ওর বাবা না'],
])('nothing but a wish about the texting raises no alarm, in %s: %s', (language, text) => {
  expect(read(language, text)).toMatchObject({ urgent: false, lookSoon: false });
});

test.each([
  ['en', 'leave me alone or i will kill myself'],
  ['en', 'stop he is hitting me'],
  ['es', 'ya no me molesten o me mato'],
])('with danger beside it, the wish hides none, in %s: %s', (language, text) => {
  expect(read(language, text).urgent).toBe(true);
});
