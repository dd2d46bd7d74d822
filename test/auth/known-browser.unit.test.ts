import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { markOf, withMark } from '../../src/auth/known-browser.js';
import { accountKey } from '../../src/auth/sign-in-tries.js';

const secret = 's'.repeat(40);
const [ana, kim] = [accountKey('ana@riverside.example'), accountKey('kim@riverside.example')];

describe('the mark of a browser', () => {
  test('is known again for the account that signed in there, and for no other', () => {
    const cookie = withMark(secret, undefined, ana);
    expect(markOf(secret, cookie, ana)).toBe(cookie);
    expect(markOf(secret, cookie, kim)).toBeNull();
    expect(markOf('t'.repeat(40), cookie, ana)).toBeNull();
  });

  test('stays while a colleague signs in on the same computer, and is a new one each time', () => {
    const first = withMark(secret, undefined, ana);
    const shared = withMark(secret, first, kim);
    expect(markOf(secret, shared, ana)).toBe(first);
    const again = withMark(secret, shared, ana);
    expect(markOf(secret, again, ana)).not.toBe(first);
    expect(again).not.toContain(first);
    expect(markOf(secret, again, kim)).not.toBeNull();
  });

  test('is kept for the last twelve people who signed in, so that the cookie stays small', () => {
    const accounts = Array.from({ length: 40 }, (_, n) => accountKey(`staff${n}@riverside.example`));
    let cookie: string | undefined;
    for (const account of accounts) cookie = withMark(secret, cookie, account);
    const known = accounts.filter((account) => markOf(secret, cookie, account) !== null);
    expect(known).toEqual(accounts.slice(-12));
    expect(cookie?.length).toBeLessThan(1000);
    expect(cookie).toMatch(/^[\w.~-]+$/);
  });

  test('cannot be made up: whatever stands in the cookie is no mark, and breaks nothing', () => {
    const real = withMark(secret, undefined, ana);
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[\w-]{22}\.[\w-]{43}(~[\w-]{22}\.[\w-]{43})*$/)),
        (cookie) => {
          expect(markOf(secret, cookie, ana)).toBeNull();
          expect(markOf(secret, withMark(secret, cookie, kim), kim)).not.toBeNull();
        },
      ),
    );
    expect(markOf(secret, `${real.slice(0, -1)}${real.endsWith('A') ? 'B' : 'A'}`, ana)).toBeNull();
  });
});
