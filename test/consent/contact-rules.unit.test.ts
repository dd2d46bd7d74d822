import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import {
  anyMoment,
  decideContact,
  validitySeconds,
  type ContactFacts,
} from '../../src/consent/contact-rules.js';
import type { Purpose } from '../../src/conversations/conversations.table.js';

const noon = new Date('2026-11-23T17:00:00Z');
const night = new Date('2026-11-24T03:30:00Z');

function facts(changes: Partial<ContactFacts> = {}): ContactFacts {
  return {
    ...anyMoment,
    now: noon,
    consent: 'subscribed',
    pausedUntil: null,
    carrierBlocked: false,
    unreachableReason: null,
    timeZone: 'America/New_York',
    contactFrom: '09:00:00',
    contactUntil: '20:00:00',
    expiresAt: null,
    lastInboundAt: null,
    ...changes,
  };
}

describe('the rules of contact', () => {
  test('let a learning text go out at noon to a family that said nothing against it', () => {
    expect(decideContact('learning', 'nudge', facts())).toEqual({ verdict: 'send' });
  });

  test('keep a learning text until nine in the morning of the family, and say so', () => {
    expect(decideContact('learning', 'nudge', facts({ now: night }))).toEqual({
      verdict: 'wait',
      until: new Date('2026-11-24T14:00:00Z'),
      reason: "waits for 09:00, the family's local time",
    });
  });

  test('keep learning texts to the days a family asked for, and answers of staff to no day', () => {
    const weekends = { preferredDays: 'weekends' as const };
    expect(decideContact('learning', 'nudge', facts(weekends))).toMatchObject({
      verdict: 'wait',
      until: new Date('2026-11-28T14:00:00Z'),
      reason: 'waits until Saturday, Nov 28: this family asked for texts on weekends only',
    });
    expect(decideContact('reply', null, facts(weekends))).toEqual({ verdict: 'send' });
    const saturday = { now: new Date('2026-11-28T17:00:00Z') };
    expect(decideContact('learning', 'nudge', facts({ ...weekends, ...saturday }))).toEqual({
      verdict: 'send',
    });
    const closed = { ...weekends, closedDays: ['2026-11-28', '2026-11-29', '2026-12-05'] };
    expect(decideContact('learning', 'nudge', facts(closed))).toMatchObject({
      until: new Date('2026-12-06T14:00:00Z'),
    });
    expect(decideContact('pulse', null, facts({ ...saturday, preferredDays: 'weekdays' }))).toMatchObject({
      until: new Date('2026-11-30T14:00:00Z'),
    });
  });

  test('let the first text wait for the answer which language it is to be in, for a day at most', () => {
    const languageAskedAt = new Date(noon.getTime() - 3_600_000);
    expect(decideContact('learning', 'nudge', facts({ languageAskedAt }))).toMatchObject({
      verdict: 'wait',
      until: new Date(languageAskedAt.getTime() + 24 * 3_600_000),
      first: 'language',
    });
    const later = new Date(languageAskedAt.getTime() + 24 * 3_600_000);
    expect(decideContact('learning', 'nudge', facts({ languageAskedAt, now: later }))).toEqual({
      verdict: 'send',
    });
    expect(decideContact('alert', null, facts({ languageAskedAt }))).toEqual({ verdict: 'send' });
  });

  test('place nine in the morning right on the day the clocks go back', () => {
    const decision = decideContact('learning', null, facts({ now: new Date('2026-11-01T03:30:00Z') }));
    expect(decision).toMatchObject({ until: new Date('2026-11-01T14:00:00Z') });
  });

  test('let staff answer a family that wrote today, at night too', () => {
    expect(decideContact('reply', null, facts({ now: night, lastInboundAt: noon }))).toEqual({
      verdict: 'send',
    });
  });

  test('keep a reply nobody asked for until morning', () => {
    expect(decideContact('reply', null, facts({ now: night })).verdict).toBe('wait');
  });

  test('send an alert at night to a family that wants no more learning texts', () => {
    expect(decideContact('alert', null, facts({ now: night, consent: 'alerts_only' }))).toEqual({
      verdict: 'send',
    });
  });

  test('treat equal hours as the whole day', () => {
    const always = facts({ now: night, contactFrom: '00:00:00', contactUntil: '00:00:00' });
    expect(decideContact('learning', null, always)).toEqual({ verdict: 'send' });
  });

  test('confirm an opt-out with one text, although the family is opted out by then', () => {
    expect(decideContact('system', 'consent', facts({ consent: 'opted_out' }))).toEqual({ verdict: 'send' });
    expect(decideContact('system', 'received', facts({ consent: 'opted_out' })).verdict).toBe('drop');
  });

  test('drop a text that came too late to be of use', () => {
    expect(decideContact('learning', null, facts({ expiresAt: noon }))).toEqual({
      verdict: 'drop',
      reason: 'it came too late to be of use',
    });
  });
});

describe('whatever the circumstances', () => {
  const purposes = fc.constantFrom<Purpose>('alert', 'learning', 'pulse', 'reply', 'system');
  const subtypes = fc.constantFrom('nudge', 'consent', 'received', null);
  const someFacts = fc.record({
    now: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
    consent: fc.constantFrom(...(['subscribed', 'fewer', 'alerts_only', 'paused', 'opted_out'] as const)),
    lastInboundAt: fc.option(fc.constant(noon)),
    timeZone: fc.constantFrom('America/New_York', 'America/Phoenix', 'Asia/Kathmandu', 'Pacific/Apia'),
  });

  test('nothing goes through a block at the carrier', () => {
    fc.assert(
      fc.property(purposes, subtypes, someFacts, (purpose, subtype, given) => {
        const decision = decideContact(purpose, subtype, facts({ ...given, carrierBlocked: true }));
        expect(decision.verdict).toBe('drop');
      }),
    );
  });

  test('no learning text or pulse ever goes to a family that said stop', () => {
    fc.assert(
      fc.property(fc.constantFrom<Purpose>('learning', 'pulse', 'reply'), someFacts, (purpose, given) => {
        expect(decideContact(purpose, 'nudge', facts({ ...given, consent: 'opted_out' })).verdict).toBe(
          'drop',
        );
      }),
    );
  });

  test('a text that waits is let go at the moment it waited for', () => {
    fc.assert(
      fc.property(purposes, someFacts, (purpose, given) => {
        const decision = decideContact(purpose, null, facts({ ...given, consent: 'subscribed' }));
        if (decision.verdict !== 'wait') return;
        expect(decision.until.getTime()).toBeGreaterThan(given.now.getTime());
        expect(
          decideContact(purpose, null, facts({ ...given, consent: 'subscribed', now: decision.until })),
        ).toEqual({
          verdict: 'send',
        });
      }),
    );
  });
});

describe('how long the carrier may hold a text', () => {
  test('ends with the hours families may be texted in', () => {
    const at1950 = new Date('2026-11-24T00:50:00Z');
    expect(validitySeconds('learning', 'nudge', facts({ now: at1950 }))).toBe(600);
    expect(validitySeconds('reply', null, facts({ now: at1950 }))).toBe(600);
    expect(validitySeconds('system', 'welcome', facts({ now: at1950 }))).toBe(600);
  });

  test('does not end with them for what may go at any hour', () => {
    const at1950 = new Date('2026-11-24T00:50:00Z');
    expect(validitySeconds('alert', 'closure', facts({ now: at1950 }))).toBe(36_000);
    expect(validitySeconds('system', 'consent', facts({ now: at1950 }))).toBe(36_000);
    expect(validitySeconds('reply', null, facts({ now: at1950, lastInboundAt: noon }))).toBe(36_000);
  });

  test('is at least a minute and at most ten hours', () => {
    expect(validitySeconds('alert', null, facts())).toBe(36_000);
    expect(validitySeconds('learning', null, facts({ expiresAt: new Date(noon.getTime() + 1000) }))).toBe(60);
  });
});
