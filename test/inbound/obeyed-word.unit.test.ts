import { describe, expect, test } from '@jest/globals';
import { obeyedWord } from '../../src/inbound/obeyed-word.js';

describe('a text of one word that was obeyed', () => {
  test.each([
    ['PARE', 'opt_out', 'STOP'],
    ['توقف!', 'opt_out', 'STOP'],
    ['停止', 'opt_out', 'STOP'],
    ['रोकें।', 'opt_out', 'STOP'],
    ['ابدأ', 'opt_in', 'START'],
    ['помощь', 'help', 'HELP'],
  ])('"%s", as %s, says %s', (text, obeyedAs, word) => {
    expect(obeyedWord({ text, obeyedAs })).toBe(word);
  });

  test.each([
    ['PARE', null],
    ['PARE por favor', 'opt_out'],
    ['请不要再发短信', 'opt_out'],
    ['poco', 'fewer'],
    ['1', 'opt_out'],
    ['', 'opt_out'],
  ])('"%s", as %s, is left to the engines', (text, obeyedAs) => {
    expect(obeyedWord({ text, obeyedAs })).toBeUndefined();
  });
});
