import { describe, expect, test } from '@jest/globals';
import { fitsAsk } from '../../src/feedback/fits-ask.js';
import type { Ask } from '../../src/flows/flow.js';

const text = 'Bien. Contó  hasta diez';

const asks: Record<string, { ask: Omit<Ask, 'key'>; fits: readonly unknown[]; not: readonly unknown[] }> = {
  'yes or no': { ask: { kind: 'yesno' }, fits: [true, false], not: [1, 0, 'true', ''] },
  'a rating from one to five': { ask: { kind: 'rating' }, fits: [1, 5], not: [0, 6, 2.5, true, '3', NaN] },
  'a rating of its own scale': { ask: { kind: 'rating', min: 0, max: 10 }, fits: [0, 10], not: [-1, 11] },
  'a number': { ask: { kind: 'number' }, fits: [0, -2, 2.5, 1e6], not: [Infinity, NaN, '4', true] },
  'a number within limits': {
    ask: { kind: 'number', min: 0, max: 120 },
    fits: [0, 20.5, 120],
    not: [-1, 121],
  },
  'one of the options': {
    ask: { kind: 'choice', options: ['Monday', 'Tuesday'] },
    fits: [0, 1],
    not: [-1, 2, 0.5, 'Monday', false],
  },
  'no option where there is none': { ask: { kind: 'choice' }, fits: [], not: [0, 1] },
  'words of the family': {
    ask: { kind: 'open' },
    fits: [text, 'hasta diez', ' Bien. '],
    not: ['', '  ', 'Very well', true, 4],
  },
};

describe('an answer put right by hand', () => {
  test.each(Object.entries(asks))('can be %s, and nothing else', (_name, { ask, fits, not }) => {
    const says = (value: unknown): boolean => fitsAsk({ key: 'answer', ...ask }, value as string, text);
    expect(fits.filter((value) => !says(value))).toEqual([]);
    expect(not.filter(says)).toEqual([]);
  });
});
