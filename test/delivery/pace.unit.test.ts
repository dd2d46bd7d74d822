import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { carriersDay, leftForOthers, restAskedFor } from '../../src/delivery/pace.js';

describe("the carriers' day", () => {
  test('is the date on the Pacific, and ends at midnight there', () => {
    expect(carriersDay(new Date('2026-11-24T07:59:00Z'))).toEqual({
      day: '2026-11-23',
      endsAt: new Date('2026-11-24T08:00:00Z'),
    });
    expect(carriersDay(new Date('2026-11-24T08:00:00Z')).day).toBe('2026-11-24');
  });

  test('has 23 hours in spring and 25 in autumn', () => {
    const hoursOf = (noon: string): number => {
      const { endsAt } = carriersDay(new Date(noon));
      const before = carriersDay(new Date(new Date(noon).getTime() - 86_400_000)).endsAt;
      return (endsAt.getTime() - before.getTime()) / 3_600_000;
    };
    expect(hoursOf('2026-03-08T20:00:00Z')).toBe(23);
    expect(hoursOf('2026-11-01T20:00:00Z')).toBe(25);
    expect(hoursOf('2026-11-23T20:00:00Z')).toBe(24);
  });
});

describe('what is left of the day for texts other than alerts', () => {
  const cap = { segmentsPerDay: 100, alertShare: 20 };

  test('is any number without a limit', () => {
    expect(leftForOthers({ ...cap, segmentsPerDay: null }, { segments: 9999, alertSegments: 0 })).toBeNull();
  });

  test('leaves the share of the alerts alone', () => {
    expect(leftForOthers(cap, { segments: 0, alertSegments: 0 })).toBe(80);
    expect(leftForOthers(cap, { segments: 75, alertSegments: 0 })).toBe(5);
    expect(leftForOthers(cap, { segments: 75, alertSegments: 15 })).toBe(20);
  });

  test('shrinks once alerts need more than their share', () => {
    expect(leftForOthers(cap, { segments: 90, alertSegments: 60 })).toBe(10);
    expect(leftForOthers(cap, { segments: 130, alertSegments: 90 })).toBe(0);
  });

  test('never lets all texts together exceed the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 0, max: 100 }),
        fc.nat(10_000),
        fc.nat(10_000),
        (segmentsPerDay, alertShare, others, alertSegments) => {
          const used = { segments: others + alertSegments, alertSegments };
          const left = leftForOthers({ segmentsPerDay, alertShare }, used) ?? 0;
          expect(left).toBeGreaterThanOrEqual(0);
          if (left > 0) expect(used.segments + left).toBeLessThanOrEqual(segmentsPerDay);
        },
      ),
    );
  });
});

describe('a carrier that asks for rest', () => {
  const now = new Date('2026-11-23T20:00:00Z');

  test('gets a minute for being too fast, and the rest of its day for a full day', () => {
    expect(restAskedFor(30022, now)?.until).toEqual(new Date('2026-11-23T20:01:00Z'));
    expect(restAskedFor(30023, now)?.until).toEqual(new Date('2026-11-24T08:00:00Z'));
  });

  test('gets none for anything else', () => {
    for (const code of [null, 20429, 30007]) expect(restAskedFor(code, now)).toBeNull();
  });
});
