import { describe, expect, test } from '@jest/globals';
import { planAudience } from '../../src/nudges/audience.js';
import type { AudienceRow } from '../../src/roster/audience.queries.js';

const now = new Date('2026-11-24T15:00:00Z');

const row = (more: Partial<AudienceRow> = {}): AudienceRow => ({
  studentId: 's1',
  studentName: 'Luis Ortega',
  guardianId: 'g1',
  guardianName: 'Rosa Ortega',
  homeLanguage: 'es',
  guardianTimeZone: null,
  addressId: 'a1',
  chosenLanguage: null,
  unreachableReason: null,
  consent: 'subscribed',
  pausedUntil: null,
  carrierBlocked: false,
  ...more,
});

const plan = (...rows: AudienceRow[]) => planAudience(rows, now, 'America/New_York');

describe('an address', () => {
  test('stands for all its guardians and children, once', () => {
    const { recipients } = plan(
      row(),
      row({ studentId: 's2', studentName: 'Camila Ortega' }),
      row({ guardianId: 'g2', guardianName: 'Pablo Ortega' }),
    );
    expect(recipients).toEqual([
      {
        addressId: 'a1',
        language: 'es',
        guardians: [
          { id: 'g1', name: 'Rosa Ortega' },
          { id: 'g2', name: 'Pablo Ortega' },
        ],
        students: [
          { id: 's1', name: 'Luis Ortega' },
          { id: 's2', name: 'Camila Ortega' },
        ],
      },
    ]);
  });

  test.each([
    ['the language it chose', row({ chosenLanguage: 'ht' }), 'ht'],
    ["its guardian's language", row(), 'es'],
    ['the language of the house list for a tag from outside', row({ homeLanguage: 'es-MX' }), 'es'],
    ['English where nothing is known', row({ homeLanguage: null }), 'en'],
  ])('is written to in %s', (_what, known, language) => {
    expect(plan(known).recipients[0]?.language).toBe(language);
  });

  test('of guardians with two languages is written to in that of the first one who has one', () => {
    const second = row({ guardianId: 'g2', guardianName: 'Paul', homeLanguage: 'ht' });
    expect(plan(row(), second).recipients[0]?.language).toBe('es');
    expect(plan(row({ homeLanguage: null }), second).recipients[0]?.language).toBe('ht');
  });

  test.each([
    ['asked for no more texts', { consent: 'opted_out' }, 'the family asked for no more texts'],
    ['wants alerts only', { consent: 'alerts_only' }, 'the family wants alerts only'],
    [
      'asked for a pause',
      { consent: 'paused', pausedUntil: new Date('2026-12-07T15:00:00Z') },
      'the family asked for a pause until Dec 7',
    ],
    [
      'told the carrier to stop',
      { carrierBlocked: true },
      'the family told the carrier to stop texts from this line',
    ],
    [
      'cannot receive texts',
      { unreachableReason: 'it is a landline' },
      'this number cannot be texted: it is a landline',
    ],
  ] as const)('that %s is left out, with the reason', (_what, known, reason) => {
    const { recipients, leftOut } = plan(row(known));
    expect(recipients).toEqual([]);
    expect(leftOut).toMatchObject([{ addressId: 'a1', reason }]);
  });

  test('that asked for fewer texts gets it', () => {
    expect(plan(row({ consent: 'fewer' })).recipients).toHaveLength(1);
  });
});

describe('a child', () => {
  test('whose guardian has no number is left out, and so is one nobody may be contacted for', () => {
    const { leftOut } = plan(
      row({ addressId: null }),
      row({
        studentId: 's2',
        studentName: 'Ana Diaz',
        guardianId: null,
        guardianName: null,
        addressId: null,
      }),
    );
    expect(leftOut.map(({ students, reason }) => [students[0]?.name, reason])).toEqual([
      ['Luis Ortega', 'no number on file'],
      ['Ana Diaz', 'no guardian who may be contacted is on file'],
    ]);
  });

  test('with one guardian who has a number and one who has none is both', () => {
    const { recipients, leftOut } = plan(
      row(),
      row({ guardianId: 'g2', guardianName: 'Pablo', addressId: null }),
    );
    expect(recipients).toHaveLength(1);
    expect(leftOut).toMatchObject([{ guardians: [{ name: 'Pablo' }], reason: 'no number on file' }]);
  });
});
