import { describe, expect, test } from '@jest/globals';
import { isAllowedType, recogniseMedia } from '../../../src/vendors/carriers/media-type.js';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('a file is known by its first bytes:', () => {
  test.each([
    ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['image/gif', 'GIF89a\x01\0'],
    ['image/webp', 'RIFF\x24\0\0\0WEBPVP8 '],
    ['application/pdf', '%PDF-1.7\n'],
    ['video/mp4', '\0\0\0\x18ftypmp42\0\0\0\0'],
    ['video/3gpp', '\0\0\0\x18ftyp3gp5\0\0\0\0'],
    ['audio/mp4', '\0\0\0\x18ftypM4A \0\0\0\0'],
    ['audio/amr', '#!AMR\n\x3c'],
    ['audio/mpeg', 'ID3\x04\0\0'],
    ['audio/mpeg', '\xff\xfb\x90\x64\0\0'],
    ['text/vcard', 'BEGIN:VCARD\r\nVERSION:3.0\r\n'],
  ])('%s', (contentType, start) => {
    expect(recogniseMedia(bytes(start))?.contentType).toBe(contentType);
  });

  test.each([
    ['nothing', ''],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a drawing that can run scripts', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['a program', 'MZ\x90\0'],
    ['an archive', 'PK\x03\x04'],
    ['a sound container of another kind', 'RIFF\x24\0\0\0WAVEfmt '],
    ['an Apple picture', '\0\0\0\x18ftypheic\0\0\0\0'],
    ['words that only begin like a card', 'BEGIN:VCALENDAR\r\n'],
    ['UTF-16 with a byte order mark', '\xff\xfeh\0i\0'],
    ['half a signature', '\x89PN'],
  ])('%s is not kept', (_what, start) => {
    expect(recogniseMedia(bytes(start))).toBeNull();
  });
});

test.each([
  ['image/jpeg', true],
  ['Image/JPEG; charset=binary', true],
  ['text/x-vcard', true],
  ['application/octet-stream', true],
  ['text/html', false],
  ['image/svg+xml', false],
  ['application/javascript', false],
  ['', false],
])('a file said to be %j may be kept: %s', (header, allowed) => {
  expect(isAllowedType(header)).toBe(allowed);
});
