import { describe, expect, test } from '@jest/globals';
import { featureRows } from '../../src/understanding/examples/feature-rows.js';
import { read } from './context.js';

describe('rows of features', () => {
  test('are given in order, kept as the table grows, and shared by none', () => {
    const rows = featureRows();
    // Numbers of any sign, many of them in the same slots.
    const ids = Array.from({ length: 60_000 }, (_, n) => Math.imul(n, 0x10001) | 0);
    expect(ids.map((id) => rows.rowFor(id))).toEqual(ids.map((_, n) => n));
    expect(ids.map((id) => rows.rowFor(id))).toEqual(ids.map((_, n) => n));
    expect(ids.map((id) => rows.rowOf(id))).toEqual(ids.map((_, n) => n));
    expect(rows.count()).toBe(ids.length);
  });

  test('are none for a feature never met', () => {
    const rows = featureRows();
    rows.rowFor(7);
    expect([rows.rowOf(8), rows.rowOf(0), rows.rowOf(-7)]).toEqual([-1, -1, -1]);
  });
});

describe('danger in words no list holds', () => {
  test.each([
    [
      'en',
      'she packed up all her dolls for the little cousins and told them she is going where nobody needs toys',
    ],
    ['es', 'el niño repartió todos sus juguetes entre los primos y les dijo que adonde él va ya nadie juega'],
  ])('goes before a person at least: %s: %s', (language, text) => {
    expect(read(language, text).needsStaff).toBe(true);
  });

  test.each([
    ['en', 'he needs three more pencils'],
    ['es', 'cuatro'],
    ['ko', '아빠가 때때로 책을 읽어 줘요'],
    ['en', 'the bruise is from soccer, he slid on the grass, do not worry'],
  ])('is not heard in a few words, nor in one word of it among harmless ones: %s: %s', (language, text) => {
    expect(read(language, text).urgent).toBe(false);
  });
});
