import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config.js';
import { priceOf } from '../../src/delivery/price.js';

describe('the price of a text', () => {
  test.each([
    ['0.0079', 'USD', 1, '$0.0079'],
    ['0.0079', 'USD', 3, '$0.0237'],
    ['0.0079', 'USD', 0, '$0.00'],
    ['0.0113', 'USD', 100_000, '$1,130.00'],
    ['0.05', 'EUR', 2, '€0.10'],
    ['1', 'JPY', 12, '¥12'],
  ])('at %s %s, %d segments are %4$s', (perSegment, currency, segments, price) => {
    expect(priceOf({ perSegment, currency }, segments)).toBe(price);
  });

  test('is unknown while nobody has set one', () => {
    expect(priceOf(loadConfig({}).price, 3)).toBeNull();
    expect(priceOf(loadConfig({ PRICE_PER_SEGMENT: '' }).price, 3)).toBeNull();
  });

  test('is read from the environment, in US dollars unless it says otherwise', () => {
    expect(priceOf(loadConfig({ PRICE_PER_SEGMENT: '0.0079' }).price, 2)).toBe('$0.0158');
    expect(priceOf(loadConfig({ PRICE_PER_SEGMENT: '0.01', PRICE_CURRENCY: 'CAD' }).price, 2)).toBe(
      'CA$0.02',
    );
  });

  test.each([
    [{ PRICE_PER_SEGMENT: '0,0079' }, 'PRICE_PER_SEGMENT'],
    [{ PRICE_PER_SEGMENT: '-1' }, 'PRICE_PER_SEGMENT'],
    [{ PRICE_PER_SEGMENT: '0.1', PRICE_CURRENCY: '$' }, 'PRICE_CURRENCY'],
  ])('that is no price stops the start: %j', (environment, name) => {
    expect(() => loadConfig(environment)).toThrow(name);
  });
});
