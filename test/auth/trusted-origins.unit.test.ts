import { expect, test } from '@jest/globals';
import { trustedOrigins } from '../../src/auth/trusted-origins.js';

test('a public address trusts itself alone', () => {
  expect(trustedOrigins('https://texts.riverside.example/')).toEqual(['https://texts.riverside.example']);
});

test('a loopback address trusts its other spellings on the same port', () => {
  const spellings = ['http://127.0.0.1:3000', 'http://localhost:3000', 'http://[::1]:3000'];
  for (const spelling of spellings) expect(new Set(trustedOrigins(spelling))).toEqual(new Set(spellings));
});
