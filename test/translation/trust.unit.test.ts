import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { decideTrust, highStakesTopics, type TrustFacts } from '../../src/translation/trust.js';

const facts = (changes: Partial<TrustFacts> = {}): TrustFacts => ({
  quality: 'machine',
  engine: 'LibreTranslate',
  to: 'es',
  topic: 'transportation',
  setting: null,
  closeness: 0.8,
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

  test('that comes back as something else waits; one that cannot be asked back does not for that', () => {
    expect(decideTrust(facts({ closeness: 0.1, setting: 'send' })).reason).toContain('say something else');
    expect(decideTrust(facts({ closeness: null })).tier).toBe('mark');
  });

  test('says why exactly when it waits', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('approved' as const, 'machine' as const, 'draft' as const),
        fc.constantFrom('send' as const, 'mark' as const, 'hold' as const, null),
        fc.option(fc.constantFrom('health', 'events', 'other')),
        fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
        (quality, setting, topic, closeness) => {
          const { tier, reason } = decideTrust(facts({ quality, setting, topic, closeness }));
          expect(reason !== null).toBe(tier === 'hold');
        },
      ),
    );
  });
});
