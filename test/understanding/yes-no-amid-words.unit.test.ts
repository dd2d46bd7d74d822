import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer } from '../../src/understanding/understood.js';
import { words } from './context.js';

function answer(language: string, text: string): Answer {
  const context = { homeLanguage: language, districtLanguages: [] };
  return understand(words, text, { ...context, ask: { kind: 'yesno' } }).answer;
}

const yes: Answer = { status: 'answered', value: true };
const no: Answer = { status: 'answered', value: false };
const unclear: Answer = { status: 'unclear', value: null };

describe('a reply that is taken back', () => {
  test.each([
    ['en', "yes, no wait, it's a no from us", no],
    ['es', 'no, perdón, sí', yes],
    ['fr', "oui... ah non, ce jour-là on n'est pas là", no],
    ['pl', 'nie, czekaj, tak', yes],
    ['sw', 'hapana... ngoja, ndiyo', yes],
    ['tr', 'hayır, dur, evet', yes],
    ['ur', 'ہاں... نہیں، ہم نہیں آ سکتے', no],
    ['vi', 'không, à quên, có', yes],
    ['zh-Hans', '可以，啊等等，不行', no],
  ])('counts no more, of a %s family: %s', (language, text, last) => {
    expect(answer(language, text)).toEqual(last);
  });

  test('leaves a reply standing that only explains itself', () => {
    expect(answer('en', 'yes, sorry for the late reply')).toEqual(yes);
    expect(answer('en', 'No... we had no time')).toEqual(no);
  });
});

describe('a reply somebody else gave', () => {
  test.each([
    ['en', "This is Leo's brother, mom says yes", yes],
    ['es', 'soy su tía, la mamá dice que no', no],
    ['hi', 'मैं उसका भाई, मम्मी कह रही हैं कि हाँ', yes],
    ['pl', 'tu siostra Janka, mama mówi że tak', yes],
    ['ru', 'это сестра Миши, мама сказала да', yes],
    ['tr', 'ben ablası, annem evet diyor', yes],
    ['bn', 'আমি ভাই, আম্মুর উত্তর হ্যাঁ', yes],
  ])('is passed on, of a %s family: %s', (language, text, reply) => {
    expect(answer(language, text)).toEqual(reply);
  });

  test('is none where two say different things', () => {
    expect(answer('en', 'my wife says yes but my mother says no')).toEqual(unclear);
  });
});

test.each([
  ['sq', 'edhe po edhe jo'],
  ['ps', 'لږ هو لږ نه'],
  ['fa-AF', 'هم ها هم نی'],
])('a yes and a no in a few words is neither, of a %s family: %s', (language, text) => {
  expect(answer(language, text)).toEqual(unclear);
});
