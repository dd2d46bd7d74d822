import { describe, expect, test } from '@jest/globals';
import { understoodByAnybody } from '../../src/understanding/understood-by-anybody.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';

const u = loadUnderstanding();
const isAlike = understoodByAnybody(u);

describe('a word of a family that staff read as it is', () => {
  test.each([
    ['es', 'bus'],
    ['es', 'internet'],
    ['es', 'no'],
    ['fr', 'taxi'],
    ['pt-BR', 'laptop'],
    ['ht', 'bus'],
    ['ar', 'ipad'],
    ['zh-Hans', 'wifi'],
    ['hi', 'homework'],
    ['ru', 'pizza'],
    ['vi', 'ok'],
  ])('in %s is "%s"', (language, word) => {
    expect(isAlike(word, language, 'to_staff')).toBe(true);
  });

  test.each([
    ['es', 'once', 'is eleven'],
    ['es', 'ya', 'may say yes, already or enough'],
    ['es', 'sin', 'is without'],
    ['pl', 'no', 'is a yes'],
    ['fr', 'pain', 'is bread'],
    ['ht', 'pa', 'is not'],
    ['vi', 'an', 'is to eat without its marks'],
    ['tr', 'on', 'is ten'],
    ['pt-BR', 'n', 'may be anything'],
    ['ru', 'автобус', 'is in other letters'],
  ])('is not %s "%s", which %s', (language, word) => {
    expect(isAlike(word, language, 'to_staff')).toBe(false);
  });
});

test('a family is written to untranslated only in words that are the same everywhere, in letters of its language', () => {
  expect(isAlike('ok', 'es', 'to_family')).toBe(true);
  expect(isAlike('pizza', 'so', 'to_family')).toBe(true);
  expect(isAlike('homework', 'so', 'to_family')).toBe(false);
  expect(isAlike('bus', 'es', 'to_family')).toBe(false);
  expect(isAlike('ok', 'ar', 'to_family')).toBe(false);
});
