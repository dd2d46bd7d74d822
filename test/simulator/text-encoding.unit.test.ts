import { describe, expect, test } from '@jest/globals';
import { smartEncode, weigh } from '../../src/simulator/text-encoding.js';

describe('the weight of a body', () => {
  test.each([
    ['', 'GSM-7', 1],
    ['a'.repeat(160), 'GSM-7', 1],
    ['a'.repeat(161), 'GSM-7', 2],
    ['a'.repeat(306), 'GSM-7', 2],
    ['a'.repeat(307), 'GSM-7', 3],
    ['€'.repeat(80), 'GSM-7', 1],
    ['€'.repeat(81), 'GSM-7', 2],
    // 152 letters and a pair that may not be split: the pair moves on.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3],
    ['ñé¿ü', 'GSM-7', 1],
    ['á', 'UCS-2', 1],
    ['ç', 'UCS-2', 1],
    ['好'.repeat(70), 'UCS-2', 1],
    ['好'.repeat(71), 'UCS-2', 2],
    ['👋'.repeat(35), 'UCS-2', 1],
    ['👋'.repeat(67), 'UCS-2', 3],
  ])('of %j is %s in %i segments', (body, encoding, segments) => {
    expect(weigh(body)).toEqual({ encoding, segments });
  });
});

describe('Smart Encoding', () => {
  test('never touches an accent', () => {
    expect(smartEncode('mamá')).toBe('mamá');
  });

  test('leaves a body alone that it cannot bring into GSM-7', () => {
    expect(smartEncode('‘你好’')).toBe('‘你好’');
  });
});
