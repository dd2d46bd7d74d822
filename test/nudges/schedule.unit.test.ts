import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { placeLocal } from '../../src/lib/local-time.js';
import { nextOccurrence, readLocal, writeLocal, type Schedule } from '../../src/nudges/schedule.js';
import { planSchedule } from '../../src/nudges/schedule-input.js';

const newYork = 'America/New_York';
const phoenix = 'America/Phoenix';

const weekly = (startsLocal: string, more: Partial<Schedule> = {}): Schedule => ({
  startsLocal,
  timeZone: newYork,
  repeats: 'weekly',
  endsOn: null,
  ...more,
});

function firstOf(schedule: Schedule, count: number): string[] {
  const found: string[] = [];
  let next = nextOccurrence(schedule, null);
  while (next && found.length < count) {
    found.push(`${next.date} ${next.at.toISOString()}`);
    next = nextOccurrence(schedule, next.at);
  }
  return found;
}

describe('a weekly nudge', () => {
  test('stays at its hour when the clocks go back and forth', () => {
    expect(firstOf(weekly('2026-10-25T08:00'), 3)).toEqual([
      '2026-10-25 2026-10-25T12:00:00.000Z',
      '2026-11-01 2026-11-01T13:00:00.000Z',
      '2026-11-08 2026-11-08T13:00:00.000Z',
    ]);
    expect(firstOf(weekly('2027-03-07T08:00'), 2)).toEqual([
      '2027-03-07 2027-03-07T13:00:00.000Z',
      '2027-03-14 2027-03-14T12:00:00.000Z',
    ]);
  });

  test('in a minute the clocks skip runs in the next there is', () => {
    expect(firstOf(weekly('2027-03-07T02:30'), 3)).toEqual([
      '2027-03-07 2027-03-07T07:30:00.000Z',
      '2027-03-14 2027-03-14T07:00:00.000Z',
      '2027-03-21 2027-03-21T06:30:00.000Z',
    ]);
  });

  test('in a minute the clocks show twice runs in the first of the two, once', () => {
    expect(firstOf(weekly('2026-10-25T01:30'), 3)).toEqual([
      '2026-10-25 2026-10-25T05:30:00.000Z',
      '2026-11-01 2026-11-01T05:30:00.000Z',
      '2026-11-08 2026-11-08T06:30:00.000Z',
    ]);
  });

  test('keeps to the same distance where clocks never change', () => {
    const dates = firstOf(weekly('2026-10-25T08:00', { timeZone: phoenix }), 4);
    expect(dates.map((date) => date.slice(-13))).toEqual(Array(4).fill('15:00:00.000Z'));
  });

  test('ends with its last day, which counts', () => {
    expect(firstOf(weekly('2026-11-24T23:30', { endsOn: '2026-12-08' }), 9)).toHaveLength(3);
    expect(firstOf(weekly('2026-11-24T23:30', { endsOn: '2026-12-07' }), 9)).toHaveLength(2);
  });

  test('goes on with the first occurrence after a moment, whatever lies between', () => {
    const next = nextOccurrence(weekly('2026-01-06T08:00'), new Date('2026-11-24T13:00:00Z'));
    expect(next).toEqual({ date: '2026-12-01', at: new Date('2026-12-01T13:00:00Z') });
  });

  test('reads the start as PostgreSQL writes it', () => {
    expect(nextOccurrence(weekly('2026-11-24 08:00:00'), null)?.at).toEqual(new Date('2026-11-24T13:00:00Z'));
  });
});

test('a nudge for once has one occurrence', () => {
  const once = weekly('2026-11-24T08:00', { repeats: 'once' });
  expect(firstOf(once, 9)).toEqual(['2026-11-24 2026-11-24T13:00:00.000Z']);
  expect(nextOccurrence(once, new Date('2026-11-24T12:59:59Z'))?.date).toBe('2026-11-24');
  expect(nextOccurrence(once, new Date('2026-11-24T13:00:00Z'))).toBeNull();
});

describe('for any minute of 2026 and 2027', () => {
  const zones = fc.constantFrom(newYork, phoenix, 'America/Havana', 'Australia/Lord_Howe', 'Pacific/Apia');
  const local = fc
    .integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 11, 31) / 60_000 })
    .map((minute) => new Date(minute * 60_000).toISOString().slice(0, 16));
  /** Days on which the clocks of New York, Havana or Lord Howe change. */
  const changing = fc
    .tuple(
      fc.constantFrom('2026-03-08', '2026-11-01', '2027-03-14', '2026-04-05', '2026-10-04'),
      fc.integer({ min: 0, max: 1439 }),
    )
    .map(([day, minute]) =>
      new Date(Date.parse(`${day}T00:00Z`) + minute * 60_000).toISOString().slice(0, 16),
    );

  test('it is placed at the first moment at which the clock on the wall shows it or a later one', () => {
    fc.assert(
      fc.property(fc.oneof(local, changing), zones, (wanted, zone) => {
        const at = placeLocal(readLocal(wanted), zone);
        const before = new Date(at.getTime() - 60_000);
        expect(writeLocal(at, zone) >= wanted).toBe(true);
        expect(writeLocal(before, zone) < wanted).toBe(true);
        // No earlier moment of the surrounding day shows it, not even before the clocks went back.
        for (let minutes = 15; minutes <= 180; minutes += 15) {
          expect(writeLocal(new Date(at.getTime() - minutes * 60_000), zone) < wanted).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('weekly occurrences are a week of the calendar apart, and each follows the one before', () => {
    fc.assert(
      fc.property(fc.oneof(local, changing), zones, fc.integer({ min: 0, max: 60 }), (start, zone, weeks) => {
        const schedule = weekly(start, { timeZone: zone });
        const first = nextOccurrence(schedule, null);
        const after = new Date((first?.at.getTime() ?? 0) + weeks * 7 * 86_400_000);
        const next = nextOccurrence(schedule, after);
        const days = (Date.parse(next?.date ?? '') - Date.parse(start.slice(0, 10))) / 86_400_000;
        expect(days % 7).toBe(0);
        expect(next && next.at > after).toBe(true);
        expect((next?.at.getTime() ?? 0) - after.getTime()).toBeLessThanOrEqual(7 * 86_400_000 + 3_600_000);
      }),
    );
  });
});

describe('a new nudge', () => {
  const now = new Date('2026-11-24T13:00:30Z');
  const once = { repeats: 'once', endsOn: null } as const;
  const codeOf = (work: () => unknown): unknown => {
    try {
      work();
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
    return null;
  };

  test('without a start begins now, under the date of the school', () => {
    const late = new Date('2026-11-25T03:00:00Z');
    expect(planSchedule({ startsLocal: null, ...once }, late, newYork)).toEqual({
      startsLocal: '2026-11-24T22:00',
      repeats: 'once',
      endsOn: null,
      first: { date: '2026-11-24', at: late },
    });
  });

  test('without a start may wait some seconds first, in which it can be taken back', () => {
    const wanted = { startsLocal: null, waitSeconds: 10, ...once };
    expect(planSchedule(wanted, now, newYork).first).toEqual({
      date: '2026-11-24',
      at: new Date('2026-11-24T13:00:40Z'),
    });
  });

  test('may start in the minute that is passing, not before', () => {
    const start = (startsLocal: string) => () => planSchedule({ startsLocal, ...once }, now, newYork);
    expect(codeOf(start('2026-11-24T08:00'))).toBeNull();
    expect(codeOf(start('2026-11-24T07:58'))).toBe('starts_in_the_past');
    expect(codeOf(start('2026-11-23T08:00'))).toBe('starts_in_the_past');
  });

  test('is refused on a day that is in no calendar, and with an end before its start', () => {
    expect(codeOf(() => planSchedule({ startsLocal: '2027-02-30T08:00', ...once }, now, newYork))).toBe(
      'bad_time',
    );
    const wanted = { startsLocal: '2026-12-01T08:00', repeats: 'weekly', endsOn: '2026-11-30' } as const;
    expect(codeOf(() => planSchedule(wanted, now, newYork))).toBe('ends_before_start');
  });

  test('for once has no last day', () => {
    const wanted = { startsLocal: '2026-12-01T08:00', repeats: 'once', endsOn: '2026-11-30' } as const;
    expect(planSchedule(wanted, now, newYork).endsOn).toBeNull();
  });
});
