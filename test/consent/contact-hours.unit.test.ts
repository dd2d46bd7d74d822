import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { closesAt, nextOpening } from '../../src/consent/contact-hours.js';

const day = { from: '09:00:00', until: '20:00:00' };
const at = (iso: string): Date => new Date(iso);

describe('a phone several people share', () => {
  const coasts = { timeZones: ['America/New_York', 'America/Los_Angeles'], ...day };

  test('is texted in the hours that suit all of them', () => {
    // Nine in New York is six in Los Angeles.
    expect(nextOpening(at('2026-11-23T14:00:00Z'), coasts)).toEqual(at('2026-11-23T17:00:00Z'));
    expect(nextOpening(at('2026-11-23T17:00:00Z'), coasts)).toBeNull();
    // Eight in the evening in New York ends it for both.
    expect(nextOpening(at('2026-11-24T01:00:00Z'), coasts)).toEqual(at('2026-11-24T17:00:00Z'));
    expect(closesAt(at('2026-11-23T18:00:00Z'), coasts)).toEqual(at('2026-11-24T01:00:00Z'));
  });

  test("is texted in the first one's hours where they share none", () => {
    const apart = { timeZones: ['America/New_York', 'Asia/Shanghai'], ...day };
    expect(nextOpening(at('2026-11-23T12:00:00Z'), apart)).toEqual(at('2026-11-23T14:00:00Z'));
    expect(nextOpening(at('2026-11-23T15:00:00Z'), apart)).toBeNull();
  });
});

describe('when the clocks jump', () => {
  test('hours that begin in the gap begin right after it', () => {
    const early = { timeZones: ['America/New_York'], from: '02:30', until: '20:00' };
    expect(nextOpening(at('2026-03-08T06:00:00Z'), early)).toEqual(at('2026-03-08T07:00:00Z'));
  });

  test('hours that begin at a midnight there is none of begin at one', () => {
    // Cairo goes from 23:59 to 01:00 on April 24, 2026.
    const cairo = { timeZones: ['Africa/Cairo'], from: '00:00', until: '06:00' };
    expect(nextOpening(at('2026-04-23T21:59:00Z'), cairo)).toEqual(at('2026-04-23T22:00:00Z'));
    expect(nextOpening(at('2026-04-23T22:00:00Z'), cairo)).toBeNull();
  });

  test('hours that end in the repeated hour end the first time it strikes', () => {
    const late = { timeZones: ['America/New_York'], from: '00:30', until: '01:30' };
    expect(closesAt(at('2026-11-01T05:00:00Z'), late)).toEqual(at('2026-11-01T05:30:00Z'));
    expect(nextOpening(at('2026-11-01T06:15:00Z'), late)).toEqual(at('2026-11-02T05:30:00Z'));
  });
});

test('hours that reach over midnight are open on both sides of it', () => {
  const night = { timeZones: ['America/New_York'], from: '20:00', until: '06:00' };
  expect(nextOpening(at('2026-11-24T04:00:00Z'), night)).toBeNull();
  expect(nextOpening(at('2026-11-24T10:59:00Z'), night)).toBeNull();
  expect(nextOpening(at('2026-11-24T11:00:00Z'), night)).toEqual(at('2026-11-25T01:00:00Z'));
});

test('whatever the zones and the moment, the hours are open when they were said to open', () => {
  const zones = fc.constantFrom(
    'America/New_York',
    'America/Phoenix',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'America/Havana',
  );
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      zones,
      fc.constantFrom('00:00', '02:30', '09:00', '23:59'),
      fc.constantFrom('01:00', '06:00', '20:00'),
      (now, zone, from, until) => {
        const hours = { timeZones: [zone], from, until };
        const opening = nextOpening(now, hours);
        if (opening === null) return;
        expect(opening.getTime()).toBeGreaterThan(now.getTime());
        expect(nextOpening(opening, hours)).toBeNull();
      },
    ),
  );
});
