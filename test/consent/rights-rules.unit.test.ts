import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { refusedByRights, type RightsFacts } from '../../src/consent/rights-rules.js';

const allowed: RightsFacts = {
  isKnown: true,
  reachesAnyone: true,
  aboutBarredChild: false,
  namesBarredChild: false,
  changedSince: false,
};
const facts = fc.record({
  isKnown: fc.boolean(),
  reachesAnyone: fc.boolean(),
  aboutBarredChild: fc.boolean(),
  namesBarredChild: fc.boolean(),
  changedSince: fc.boolean(),
});

describe('the rights of contact', () => {
  test('refuse nothing where nothing stands against it', () => {
    for (const purpose of ['alert', 'learning', 'pulse', 'system', 'reply'] as const)
      expect(refusedByRights(purpose, allowed)).toBeNull();
  });

  test('let no text that goes out by itself reach a barred guardian about the child or with its name', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('alert', 'learning', 'pulse', 'system'), (given, purpose) => {
        const barred = given.aboutBarredChild || given.namesBarredChild;
        if (given.isKnown && barred) expect(refusedByRights(purpose, given)).not.toBeNull();
      }),
    );
  });

  test('let an alert without the name go where another child gives the right, and only there', () => {
    expect(refusedByRights('alert', { ...allowed, reachesAnyone: true })).toBeNull();
    expect(refusedByRights('alert', { ...allowed, reachesAnyone: false })).toContain('nobody at this number');
  });

  test('let an answer of ours without a name go to a barred guardian who wrote', () => {
    expect(refusedByRights('system', { ...allowed, reachesAnyone: false })).toBeNull();
  });

  test("stop a person's reply only where the right changed after it was written", () => {
    expect(refusedByRights('reply', { ...allowed, aboutBarredChild: true })).toBeNull();
    expect(refusedByRights('reply', { ...allowed, aboutBarredChild: true, changedSince: true })).toContain(
      'changed',
    );
  });

  test("stop a person's reply that names nobody where nobody at the number may be contacted any more", () => {
    const nobody = { ...allowed, reachesAnyone: false };
    expect(refusedByRights('reply', nobody)).toBeNull();
    expect(refusedByRights('reply', { ...nobody, changedSince: true })).toContain('changed');
  });

  test('say nothing of a number nobody is known at', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('alert', 'learning', 'reply', 'system'), (given, purpose) => {
        expect(refusedByRights(purpose, { ...given, isKnown: false })).toBeNull();
      }),
    );
  });
});
