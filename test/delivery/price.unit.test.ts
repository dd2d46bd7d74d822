import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config.js';
import { priceOf, priceOfText } from '../../src/delivery/price.js';

const none = { perSegment: undefined, perPicture: undefined, perWhatsapp: undefined, currency: 'USD' };

describe('the price of a text', () => {
  test.each([
    ['0.0079', 'USD', 1, '$0.0079'],
    ['0.0079', 'USD', 3, '$0.0237'],
    ['0.0079', 'USD', 0, '$0.00'],
    ['0.0113', 'USD', 100_000, '$1,130.00'],
    ['0.05', 'EUR', 2, '€0.10'],
    ['1', 'JPY', 12, '¥12'],
  ])('at %s %s, %d segments are %4$s', (perSegment, currency, segments, price) => {
    expect(priceOf({ ...none, perSegment, currency }, segments)).toBe(price);
  });

  test.each([
    ['an SMS in two parts', 'sms', [10, 2], '$0.0948'],
    ['a picture with words', 'mms', [3], '$0.02'],
    ['a picture with words in two parts', 'mms', [10, 2], '$0.0358'],
    ['a message on WhatsApp', 'whatsapp', [4], '$0.005'],
    ['one in two parts on WhatsApp', 'whatsapp', [10, 2], '$0.01'],
  ] as const)('of %s (%s, segments %j) is %s', (_what, channel, parts, price) => {
    const prices = { perSegment: '0.0079', perPicture: '0.02', perWhatsapp: '0.005', currency: 'USD' };
    expect(priceOfText(prices, channel, parts)).toBe(price);
  });

  test('is unknown where only the price of another channel is set', () => {
    expect(priceOfText({ ...none, perSegment: '0.0079' }, 'whatsapp', [1])).toBeNull();
    expect(priceOfText({ ...none, perSegment: '0.0079' }, 'mms', [1])).toBeNull();
    expect(priceOfText({ ...none, perPicture: '0.02' }, 'mms', [10, 1])).toBeNull();
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
    [{ PRICE_PER_PICTURE: 'two cents' }, 'PRICE_PER_PICTURE'],
    [{ PRICE_PER_WHATSAPP: '.005' }, 'PRICE_PER_WHATSAPP'],
    [{ PRICE_PER_SEGMENT: '0.1', PRICE_CURRENCY: '$' }, 'PRICE_CURRENCY'],
  ])('that is no price stops the start: %j', (environment, name) => {
    expect(() => loadConfig(environment)).toThrow(name);
  });
});
