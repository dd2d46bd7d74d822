import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import {
  basisOf,
  consentAt,
  consentPurposes,
  mayUndo,
  replayConsent,
  summariseConsent,
  type ConsentFact,
} from '../../src/consent/consent-state.js';
import type { ConsentBasis, ConsentEventKind, ConsentPurpose } from '../../src/consent/consent.table.js';
import { anyMoment, decideContact } from '../../src/consent/contact-rules.js';
import type { Purpose } from '../../src/conversations/conversations.table.js';

const start = new Date('2026-09-01T12:00:00Z').getTime();
const at = (hours: number): Date => new Date(start + hours * 3_600_000);

function event(n: number, kind: ConsentEventKind, changes: Partial<ConsentFact> = {}): ConsentFact {
  return {
    id: `event-${String(n).padStart(4, '0')}`,
    kind,
    basis: 'said_by_text',
    purpose: null,
    happenedAt: at(n),
    until: null,
    undoesEventId: null,
    ...changes,
  };
}

const statesOf = (events: ConsentFact[]) => {
  const consent = replayConsent(events);
  return Object.fromEntries(consentPurposes.map((purpose) => [purpose, consent[purpose].state]));
};

describe('what a family says maps onto the purposes of texts', () => {
  test('STOP is about all of them', () => {
    expect(statesOf([event(1, 'opt_out')])).toEqual({
      alert: 'opted_out',
      learning: 'opted_out',
      pulse: 'opted_out',
      reply: 'opted_out',
    });
  });

  test('"alerts only" keeps alerts and the answers of staff', () => {
    expect(statesOf([event(1, 'alerts_only')])).toEqual({
      alert: 'subscribed',
      learning: 'alerts_only',
      pulse: 'alerts_only',
      reply: 'subscribed',
    });
  });

  test('"pause" and "fewer" are about what nobody asked for', () => {
    expect(statesOf([event(1, 'pause')])).toMatchObject({ alert: 'subscribed', learning: 'paused' });
    expect(statesOf([event(1, 'fewer')])).toMatchObject({ reply: 'subscribed', pulse: 'fewer' });
  });

  test('a pause or "fewer" after STOP is no way back', () => {
    for (const kind of ['pause', 'fewer'] as const) {
      expect(statesOf([event(1, 'opt_out'), event(2, kind)])).toMatchObject({ learning: 'opted_out' });
    }
  });

  test('after a pause "fewer" is "fewer" again, and "alerts only" was never anything else', () => {
    const pause = (n: number) => event(n, 'pause', { until: at(50) });
    const learningAt = (events: ConsentFact[], hours: number) =>
      consentAt(replayConsent(events).learning, at(hours));
    const fewer = [event(1, 'fewer'), pause(2)];
    expect([learningAt(fewer, 49), learningAt(fewer, 50)]).toEqual(['paused', 'fewer']);
    // A second pause is no other wish, and neither is one that begins after the first is over.
    expect(learningAt([...fewer, pause(3)], 60)).toBe('fewer');
    expect(learningAt([...fewer, event(55, 'pause', { until: at(70) })], 80)).toBe('fewer');
    expect(learningAt([event(1, 'alerts_only'), pause(2)], 60)).toBe('alerts_only');
    expect(learningAt([...fewer, event(3, 'opt_in'), pause(4)], 60)).toBe('subscribed');
    expect(learningAt([pause(2)], 60)).toBe('subscribed');
  });

  test('a text that may be an opt-out suspends what nobody asked for, until it is decided', () => {
    const suspended = replayConsent([event(1, 'suspend')]);
    expect([suspended.learning.suspended, suspended.pulse.suspended]).toEqual([true, true]);
    expect([suspended.alert.suspended, suspended.reply.suspended]).toEqual([false, false]);
    const goesOn = replayConsent([event(1, 'suspend'), event(2, 'go_on', { happenedAt: at(1) })]);
    expect(goesOn.learning).toMatchObject({ state: 'subscribed', suspended: false });
  });

  test('a number given to the school says why it may be texted, and never speaks against STOP', () => {
    const given = event(2, 'opt_in', { basis: 'number_given_to_school' });
    expect(replayConsent([given]).learning).toMatchObject({ state: 'subscribed', eventId: given.id });
    expect(statesOf([event(1, 'opt_out'), given])).toMatchObject({ learning: 'opted_out' });
  });
});

describe('what staff may put right', () => {
  test('what our reading inferred can be taken back, and then reads as if it had never been', () => {
    const read = event(2, 'opt_out');
    const undo = event(3, 'undo', { basis: 'staff_correction', undoesEventId: read.id });
    expect(statesOf([event(1, 'fewer'), read, undo])).toMatchObject({
      learning: 'fewer',
      reply: 'subscribed',
    });
  });

  test('the word of the carrier cannot, neither by undoing nor by correcting', () => {
    const stop = event(1, 'opt_out', { basis: 'carrier' });
    expect(mayUndo(stop)).toBe(false);
    const undo = event(2, 'undo', { basis: 'staff_correction', undoesEventId: stop.id });
    const correction = event(3, 'opt_in', { basis: 'staff_correction' });
    expect(statesOf([stop, undo, correction])).toMatchObject({ learning: 'opted_out', alert: 'opted_out' });
    expect(statesOf([stop, event(4, 'opt_in', { basis: 'carrier' })])).toMatchObject({ alert: 'subscribed' });
  });

  test('events of before the bases had names keep their meaning', () => {
    expect(basisOf('a word the carrier acts on by itself')).toBe('carrier');
    expect(basisOf('the carrier refused a text (21610)')).toBe('carrier');
    expect(basisOf('the family said so by text')).toBe('said_by_text');
  });
});

const someEvents = fc
  .array(
    fc.record({
      kind: fc.constantFrom<ConsentEventKind>(
        ...([
          'opt_in',
          'opt_out',
          'pause',
          'fewer',
          'alerts_only',
          'wrong_number',
          'suspend',
          'go_on',
        ] as const),
      ),
      basis: fc.constantFrom<ConsentBasis>('said_by_text', 'carrier', 'staff_correction', 'form', 'import'),
      purpose: fc.option(fc.constantFrom<ConsentPurpose>('alert', 'learning', 'pulse', 'reply'), { freq: 5 }),
      hour: fc.integer({ min: 0, max: 30 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ kind, basis, purpose, hour }, n) => event(n, kind, { basis, purpose, happenedAt: at(hour) })),
  );

describe('whatever happened, in whatever order it is learned of', () => {
  test('the ledger comes to the same, repeats included', () => {
    fc.assert(
      fc.property(
        someEvents.chain((events) =>
          fc.tuple(
            fc.constant(events),
            fc.shuffledSubarray([...events, ...events], { minLength: events.length }),
          ),
        ),
        ([events, shuffled]) => {
          const all = new Set(shuffled.map(({ id }) => id));
          const known = events.filter(({ id }) => all.has(id));
          expect(replayConsent(shuffled)).toEqual(replayConsent(known));
        },
      ),
    );
  });

  test('after a last word of STOP nothing but alerts goes to the address', () => {
    const purposes: Purpose[] = ['learning', 'pulse', 'reply', 'system'];
    fc.assert(
      fc.property(someEvents, fc.constantFrom(...purposes), (events, purpose) => {
        const last = event(99, 'opt_out');
        const consent = replayConsent([...events, last])[purpose === 'system' ? 'reply' : purpose];
        const verdict = decideContact(purpose, 'nudge', {
          ...anyMoment,
          now: at(2000),
          consent: consent.state,
          pausedUntil: consent.pausedUntil,
          suspended: consent.suspended,
          carrierBlocked: false,
          unreachableReason: null,
          timeZone: 'America/New_York',
        });
        expect(verdict).toEqual({ verdict: 'drop', reason: 'the family asked for no more texts' });
      }),
    );
  });

  test('only the family, or the carrier in its name, lifts the STOP of a carrier', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const stop = event(50, 'opt_out', { basis: 'carrier', happenedAt: at(40) });
        const later = events
          .filter(({ basis }) => basis === 'staff_correction' || basis === 'form' || basis === 'import')
          .map((one) => ({ ...one, happenedAt: new Date(one.happenedAt.getTime() + 100 * 3_600_000) }));
        expect(summariseConsent(replayConsent([stop, ...later])).state).toBe('opted_out');
      }),
    );
  });

  test('an older event never beats a newer one', () => {
    fc.assert(
      fc.property(someEvents, (events) => {
        const newest = event(99, 'opt_in', { basis: 'carrier' });
        for (const purpose of consentPurposes)
          expect(replayConsent([newest, ...events])[purpose]).toMatchObject({
            state: 'subscribed',
            suspended: false,
          });
      }),
    );
  });
});
