import { describe, expect, test } from '@jest/globals';
import { measureText } from '../../src/delivery/segments.js';

describe('the size of a text as carriers bill it', () => {
  test.each([
    ['', 'GSM-7', 0],
    ['a'.repeat(160), 'GSM-7', 1],
    ['a'.repeat(161), 'GSM-7', 2],
    ['a'.repeat(306), 'GSM-7', 2],
    ['a'.repeat(307), 'GSM-7', 3],
    ['€'.repeat(80), 'GSM-7', 1],
    // The escape pair that would straddle the border moves to the next segment whole.
    ['a'.repeat(152) + '€'.repeat(10), 'GSM-7', 2],
    ['á'.repeat(70), 'UCS-2', 1],
    ['á'.repeat(71), 'UCS-2', 2],
    ['😀'.repeat(35), 'UCS-2', 1],
    ['😀'.repeat(66), 'UCS-2', 2],
    ['😀'.repeat(67), 'UCS-2', 3],
    ['ñ ¿ ü é', 'GSM-7', 1],
    ['ç', 'UCS-2', 1],
    ['Ç', 'GSM-7', 1],
  ])('%# counts %p as %s in %d', (text, encoding, segments) => {
    expect(measureText(text)).toMatchObject({ encoding, segments });
  });
});
