import { describe, expect, test } from '@jest/globals';
import { chooseDistrict, type DistrictChoice } from '../../../src/cli/up/choose-district.js';

const embeddedAndEmpty: DistrictChoice = {
  holds: 'nothing',
  embedded: true,
  demoAsked: false,
  carrierSettings: false,
  credentials: false,
};
const withCredentials = { carrierSettings: true, credentials: true };

describe('choosing between the demo district and a real one', () => {
  test.each<[string, Partial<DistrictChoice>, 'demo' | 'real']>([
    ['an empty embedded database without carrier settings', {}, 'demo'],
    ['an embedded database with the demo in it', { holds: 'demo' }, 'demo'],
    ['an empty embedded database with credentials', withCredentials, 'real'],
    ['an empty database of one’s own with credentials', { embedded: false, ...withCredentials }, 'real'],
    ['an empty database of one’s own, with --demo', { embedded: false, demoAsked: true }, 'demo'],
    [
      'a demo database of one’s own, with --demo',
      { embedded: false, holds: 'demo', demoAsked: true },
      'demo',
    ],
    ['real lines with credentials', { holds: 'live with lines', ...withCredentials }, 'real'],
    ['a real district without lines yet', { holds: 'live without lines', ...withCredentials }, 'real'],
  ])('%s', (_what, choice, expected) => {
    expect(chooseDistrict({ ...embeddedAndEmpty, ...choice })).toBe(expected);
  });

  test.each<[string, Partial<DistrictChoice>, string]>([
    ['real lines without credentials', { holds: 'live with lines' }, 'carrier_credentials_missing'],
    [
      'an empty database of one’s own without credentials',
      { embedded: false },
      'carrier_credentials_missing',
    ],
    [
      'a real district without lines or credentials',
      { holds: 'live without lines' },
      'carrier_credentials_missing',
    ],
    [
      'real lines with an account and no token',
      { holds: 'live with lines', carrierSettings: true },
      'carrier_credentials_missing',
    ],
    [
      'real lines with --demo',
      { holds: 'live with lines', ...withCredentials, demoAsked: true },
      'demo_refused',
    ],
    ['a demo beside credentials', { holds: 'demo', ...withCredentials }, 'demo_refused'],
    ['a demo beside another carrier address', { demoAsked: true, carrierSettings: true }, 'demo_refused'],
    ['a demo database of one’s own without --demo', { holds: 'demo', embedded: false }, 'demo_refused'],
  ])('refuses %s', (_what, choice, code) => {
    expect(() => chooseDistrict({ ...embeddedAndEmpty, ...choice })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
