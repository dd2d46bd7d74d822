import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import type { Ask } from '../../src/understanding/understood.js';
import { district, read } from './context.js';

/** Any 16-bit units at all: lone surrogates, NUL, control and direction marks. */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x7f })), {
    maxLength: 1600,
  })
  .map((units) => units.map((unit) => String.fromCharCode(unit)).join(''));

/** Words without a meaning in any language: consonants only. */
const noise = fc
  .array(fc.string({ unit: fc.constantFrom(...'bcfgjvwxz'), minLength: 5, maxLength: 9 }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((words) => words.join(' '));

const homes = fc.option(fc.constantFrom(...district, 'so', 'ko', 'xx'));
const asks = fc.option(
  fc.constantFrom<Ask>(
    { kind: 'yesno' },
    { kind: 'rating' },
    { kind: 'rating', min: 0, max: 10 },
    { kind: 'number', unit: 'minutes' },
    { kind: 'choice', options: ['Morning', 'Afternoon', '晚上', ''] },
    { kind: 'choice' },
    { kind: 'open' },
  ),
  { nil: undefined },
);

describe('understanding', () => {
  test('takes any string and gives the same result twice', () => {
    fc.assert(
      fc.property(anyText, homes, asks, (text, home, ask) => {
        const once = read(home, text, ask);
        expect(read(home, text, ask)).toEqual(once);
      }),
      { numRuns: 300 },
    );
  });

  test('gives an answer only within what was asked', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 40 }), fc.integer().map(String)),
        homes,
        asks,
        (text, home, ask) => {
          const { answer, comment } = read(home, text, ask);
          if (answer.status !== 'answered') {
            expect(answer.value).toBeNull();
            expect(comment).toBeNull();
          } else if (ask?.kind === 'yesno') expect(typeof answer.value).toBe('boolean');
          else if (ask?.kind === 'open') expect(typeof answer.value).toBe('string');
          else expect(answer.value).toBeGreaterThanOrEqual(0);
          if (ask?.kind === 'rating' && answer.status === 'answered')
            expect(answer.value).toBeLessThanOrEqual(ask.max ?? 5);
          if (ask?.kind === 'choice' && answer.status === 'answered')
            expect(answer.value).toBeLessThan(ask.options?.length ?? 0);
          if (ask === undefined) expect(answer.status).toBe('none');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('takes no noise for an opt-out or an emergency', () => {
    fc.assert(
      fc.property(noise, homes, (text, home) => {
        expect(read(home, text)).toMatchObject({ consent: null, urgent: false });
      }),
      { numRuns: 300 },
    );
  });

  test('sees an emergency wherever it stands, and always shows it to a person', () => {
    fc.assert(
      fc.property(noise, noise, asks, (before, after, ask) => {
        const understood = read('en', `${before}. my son wants to kill himself. ${after}`, ask);
        expect(understood).toMatchObject({ urgent: true, needsStaff: true });
      }),
      { numRuns: 100 },
    );
  });

  test('hears STOP in any letter case and any punctuation', () => {
    const marks = fc.string({ unit: fc.constantFrom(...' .!…¡\n\u200F'), maxLength: 5 });
    const cases = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(marks, marks, cases, homes, asks, (before, after, upper, home, ask) => {
        const stop = [...'stop']
          .map((letter, place) => (upper[place] ? letter.toUpperCase() : letter))
          .join('');
        expect(read(home, before + stop + after, ask).consent).toBe('opt_out');
      }),
    );
  });
});
