import { sharedMegabytesOf } from '../../../src/db/embedded/server-settings.js';

const gigabyte = 2 ** 30;

test.each([
  { memory: 0.5, kept: 128 },
  { memory: 2, kept: 256 },
  { memory: 4, kept: 512 },
  { memory: 64, kept: 1024 },
])('of $memory GB the server keeps $kept MB for its tables', ({ memory, kept }) => {
  expect(sharedMegabytesOf(memory * gigabyte)).toBe(kept);
});
