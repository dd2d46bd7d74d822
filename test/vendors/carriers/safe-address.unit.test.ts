import { expect, test } from '@jest/globals';
import { isPublicAddress } from '../../../src/vendors/carriers/safe-address.js';

test.each(['8.8.8.8', '104.16.0.1', '172.32.0.1', '192.167.255.255', '2606:4700::1111', '2a00:1450::1'])(
  '%s lies on the open Internet',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

test.each([
  ...['127.0.0.1', '127.255.0.9', '0.0.0.0', '10.1.2.3', '100.64.0.1', '169.254.169.254', '172.16.0.1'],
  ...[
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '192.0.2.7',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
  ],
  ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
  ...[
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    '2001::1',
    'fe80::1%eth0',
    'localhost',
    '',
    '2130706433',
  ],
])('%s does not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
