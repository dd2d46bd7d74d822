import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { decideTrust, highStakesTopics, type TrustFacts } from '../../src/translation/trust.js';

const facts = (changes: Partial<TrustFacts> = {}): TrustFacts => ({
  quality: 'machine',
  engine: 'LibreTranslate',
  to: 'es',
  topic: 'transportation',
  setting: null,
  wayBack: 'same',
  ...changes,
});

describe('a translation to a family', () => {
  test("of a person goes out; a machine's goes out marked; a draft waits", () => {
    expect(decideTrust(facts({ quality: 'approved' })).tier).toBe('send');
    expect(decideTrust(facts()).tier).toBe('mark');
    expect(decideTrust(facts({ quality: 'draft', engine: 'Apertium' }))).toEqual({
      tier: 'hold',
      reason: 'This draft by Apertium waits for a person who reads Spanish.',
    });
  });

  test('follows what the district decided for the engine and the languages', () => {
    expect(decideTrust(facts({ setting: 'send' })).tier).toBe('send');
    expect(decideTrust(facts({ quality: 'draft', setting: 'mark' })).tier).toBe('mark');
    expect(decideTrust(facts({ setting: 'hold' }))).toEqual({
      tier: 'hold',
      reason: 'The district has texts by LibreTranslate looked at by a person who reads Spanish first.',
    });
  });

  test.each(highStakesTopics)('about %s waits for a speaker, whatever the district decided', (topic) => {
    expect(decideTrust(facts({ topic, setting: 'send' })).tier).toBe('hold');
    expect(decideTrust(facts({ topic, quality: 'approved' })).tier).toBe('send');
  });

  test.each(['other', 'half', 'more', 'negation', 'unfit'] as const)(
    'that comes back as something else (%s) waits, whatever the district decided',
    (wayBack) => {
      expect(decideTrust(facts({ wayBack, setting: 'send' })).reason).toMatch(
        /^Translated back, the words of Lib/,
      );
    },
  );

  test('nobody could check by the way back does not wait for that, but is marked', () => {
    expect(decideTrust(facts({ wayBack: 'unknown' })).tier).toBe('mark');
    expect(decideTrust(facts({ wayBack: 'unknown', setting: 'send' })).tier).toBe('mark');
    expect(decideTrust(facts({ wayBack: null, setting: 'send' })).tier).toBe('send');
  });

  test('says why exactly when it waits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('approved' as const, 'machine' as const, 'draft' as const),
        fc.constantFrom('send' as const, 'mark' as const, 'hold' as const, null),
        fc.option(fc.constantFrom('health', 'events', 'other')),
        fc.option(fc.constantFrom('same' as const, 'other' as const, 'half' as const, 'unknown' as const)),
        (quality, setting, topic, wayBack) => {
          const { tier, reason } = decideTrust(facts({ quality, setting, topic, wayBack }));
          expect(reason !== null).toBe(tier === 'hold');
        },
      ),
    );
  });
});
