import { describe, expect, test } from '@jest/globals';
import { cleanText, prepareText } from '../../src/understanding/text/normalise.js';

const plain = (text: string): string[] => prepareText(text).words.map((word) => word.plain);

describe('a text made ready for matching', () => {
  test.each([
    ['STOP\u0000', 'STOP'],
    ['\u202Estop\u202C', 'stop'],
    ['sto\u200Bp', 'stop'],
    ['ｓｔｏｐ', 'stop'],
    ['a\uD800b', 'a b'],
    ['4\uFE0F\u20E3', '4'],
    ['٤٥', '45'],
    ['۴', '4'],
    ['४', '4'],
    ['৯', '9'],
    ['༣', '3'],
    ['  a \t b\r\n c ', 'a b\n c'],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanText(raw)).toBe(clean);
  });

  test.each([
    ['¡¿Sí?!', ['si']],
    ["don't DON’T dont", ['dont', 'dont', 'dont']],
    ['Đường', ['duong']],
    ['ÇOK İYİ', ['cok', 'iyi']],
    ['Ёлка', ['елка']],
    ['й', ['й']],
    ['أَهْلاً وسـهلاً', ['اهلا', 'وسهلا']],
    ['المدرسة', ['المدرسه']],
    ['校車來了', ['校', '车', '来', '了']],
    ['👍🏽', ['👍']],
  ])('%j has the words %j', (raw, found) => {
    expect(plain(raw)).toEqual(found);
  });

  test('has the tone of a Vietnamese word in one place, wherever it was typed', () => {
    const accented = (text: string): string[] => prepareText(text).words.map((word) => word.accented);
    expect(accented('hoà')).toEqual(accented('hòa'));
    expect(accented('hoà')).not.toEqual(accented('hoa'));
  });

  test('knows its sentences and which of them ask', () => {
    const { words, questions } = prepareText('It is 4.5. Is it? ok');
    expect(words.map((word) => word.sentence)).toEqual([0, 0, 0, 0, 1, 1, 2]);
    expect([...questions]).toEqual([1]);
  });

  test('splits French and Haitian words at the apostrophe beside keeping them whole', () => {
    const { words, splitWords } = prepareText("M'ap vini");
    expect(words.map((word) => word.plain)).toEqual(['map', 'vini']);
    expect(splitWords.map((word) => word.plain)).toEqual(['m', 'ap', 'vini']);
  });

  test('points every word to its place in the readable text', () => {
    const { clean, words } = prepareText('Hola, ｍaestra ٤');
    expect(words.map((word) => clean.slice(word.start, word.end))).toEqual(['Hola', 'maestra', '4']);
  });
});
