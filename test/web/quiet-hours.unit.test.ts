import { expect, test } from '@jest/globals';
import { isQuietHour } from '../../src/web/nudges/quiet-hours.js';

test.each([
  ['2026-12-03T09:59', true],
  ['2026-12-03T10:00', false],
  ['2026-12-03T17:59', false],
  ['2026-12-03T18:00', true],
])('%s at a school that texts from 10:00 to 18:00 waits: %s', (at, waits) => {
  expect(isQuietHour(at, { contactFrom: '10:00', contactUntil: '18:00' })).toBe(waits);
});

test('a school that texts all day has no quiet hours', () => {
  expect(isQuietHour('2026-12-03T03:00', { contactFrom: '00:00', contactUntil: '00:00' })).toBe(false);
});
