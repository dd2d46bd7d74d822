import { expect, test } from '@jest/globals';
import { readTextFile } from '../../src/web/translation/read-text-file.js';

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const words = 'from,to,source,target\nen,es,Tomorrow,Mañana';
const xml = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><seg>Mañana</seg>`;

test.each([
  ['UTF-8', Buffer.from(words), words],
  ['UTF-8 with its mark', Buffer.from(`\ufeff${words}`), words],
  ['UTF-16 with its mark', Buffer.from(`\ufeff${words}`, 'utf16le'), words],
  ['UTF-16 with the bytes the other way around', utf16be(`\ufeff${words}`), words],
  ['UTF-16 without a mark', Buffer.from(xml('UTF-16'), 'utf16le'), xml('UTF-16')],
  ['the encoding of Windows', Buffer.from(words, 'latin1'), words],
  ['the encoding its declaration tells', Buffer.from(xml('iso-8859-1'), 'latin1'), xml('iso-8859-1')],
  ['one its declaration makes up', Buffer.from(xml('no-such'), 'latin1'), xml('no-such')],
])('a file in %s is read', async (_, bytes, expected) => {
  expect(await readTextFile(new Blob([new Uint8Array(bytes)]))).toBe(expected);
});

test('a file in Cyrillic of Windows is read where it says so', async () => {
  const bytes = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="windows-1251"?><seg>'),
    Buffer.from([0xc7, 0xe0, 0xe2, 0xf2, 0xf0, 0xe0]),
  ]);
  expect(await readTextFile(new Blob([new Uint8Array(bytes)]))).toContain('<seg>Завтра');
});
