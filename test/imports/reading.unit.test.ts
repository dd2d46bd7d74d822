import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { openCsv } from '../../src/imports/reading/csv.js';
import { detectEncoding, openDecoded } from '../../src/imports/reading/decode.js';
import type { ImportFile } from '../../src/imports/reading/import-file.js';
import { plainColumns } from '../../src/imports/reading/plain-csv.js';

/** A file that comes in pieces of a few bytes, so that characters are cut. */
function file(content: string | Buffer, name = 'families.csv'): ImportFile {
  const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) =>
    bytes.subarray(n * 7, n * 7 + 7),
  );
  return {
    name,
    bytes: bytes.length,
    open: () => Promise.resolve(Readable.from(pieces, { objectMode: false })),
  };
}

const text = 'student,phone\nJosé Núñez – “Pepe”,2035550142\n王小明,2035550143\n';
const utf16be = Buffer.from(text, 'utf16le').swap16();

async function decoded(content: Buffer): Promise<string> {
  const one = file(content);
  const chunks: Buffer[] = [];
  for await (const chunk of await openDecoded(one, await detectEncoding(one))) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('a file', () => {
  test.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 little endian', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be])],
  ])('in %s is read as what it says', async (_name, content) => {
    expect((await decoded(content)).replace(/^\ufeff/u, '')).toBe(text);
  });

  test('in Windows-1252 is read as what it says, also its dashes and curly quotes', async () => {
    const western = Buffer.from('Jos\xe9 N\xfa\xf1ez \x96 \x93Pepe\x94, \x80 5\n', 'latin1');
    expect(await decoded(western)).toBe('José Núñez – “Pepe”, € 5\n');
  });
});

/** The rows as lists of a few columns, each with its line. */
async function rowsOf(content: string, required: string[] = ['phone']): Promise<string[]> {
  const csv = await openCsv(file(content), plainColumns, required);
  const rows: string[] = [];
  for await (const { line, cells, fault } of csv.rows()) {
    rows.push(`${line} ${cells('student')} ${cells('phone')}${fault === null ? '' : `: ${fault}`}`);
  }
  return rows;
}

describe('a CSV', () => {
  test.each([
    ['commas', 'Student Name,Phone Number\nAna,1\n'],
    ['semicolons', 'STUDENT_NAME;phone_number\nAna;1\n'],
    ['tabs', '  student  name\tPhone-Number\nAna\t1\n'],
    ['bars, and old Mac line ends', 'Niño|x|student|phone\ra|b|Ana|1\r'],
  ])('with %s is found its columns whatever they are called', async (_name, content) => {
    expect(await rowsOf(content)).toEqual(['2 Ana 1']);
  });

  test('tells each row by the line it begins on, also after line breaks within quotes and empty lines', async () => {
    const rows = await rowsOf('student,phone\n"Ana\nMaria",1\n\n,\nLuis,2\nMei,3,4\n');
    expect(rows).toEqual([
      '2 Ana\nMaria 1',
      '6 Luis 2',
      '7 Mei 3: it has more or fewer cells than the header: a comma is missing or too many',
    ]);
  });

  test('without a needed column is refused, and the sentence names it', async () => {
    await expect(rowsOf('student,grade\nAna,3\n')).rejects.toThrow(
      'families.csv, line 1: "phone" is missing.',
    );
  });

  test('with another delimiter than any known is refused with a hint', async () => {
    await expect(rowsOf('student#phone\nAna#1\n')).rejects.toThrow('are they set apart by commas?');
  });

  test('whose quotation mark never closes is refused with the line, without reading all of it into memory', async () => {
    const endless = `student,phone\nAna,1\nLuis,"2\n${'x,y\n'.repeat(200_000)}`;
    await expect(rowsOf(endless)).rejects.toThrow(/families\.csv, line 3: a quotation mark is opened/u);
  });

  test('whose quotation mark is opened and never closed names the row it is opened in', async () => {
    await expect(rowsOf('student,phone\nAna,1\nLuis,"2\nMei,3\nOmar,4\n')).rejects.toThrow(
      'families.csv, line 3: a quotation mark is opened and never closed.',
    );
  });

  test('whose quotation mark is closed rows later refuses that row: others would vanish in it without a word', async () => {
    const swallowing =
      'student,grade,guardian,phone\nAna,3,"Rosa,1\nLuis,4,Juan,2\nMei,5,Wei",3\nOmar,5,Nadia,4\n';
    expect(await rowsOf(swallowing)).toEqual([
      '2 Ana 3: a quotation mark is opened in it and closed in a later row: the rows between are lost',
      '5 Omar 4',
    ]);
  });

  test('takes a quotation mark within a value as it is, and back what keeps a spreadsheet from counting', async () => {
    expect(await rowsOf('student,phone\nRosa "Rosie" Cruz,="0012"\n"Lu ""is""",\'+1 203\n')).toEqual([
      '2 Rosa "Rosie" Cruz 0012',
      '3 Lu "is" +1 203',
    ]);
  });

  test('that is no text is refused as such, also where its first line ends before the first zero', async () => {
    await expect(rowsOf('\u007fELF\0\u0001\nx\0y\n')).rejects.toThrow('is no text file');
  });

  test.each([
    ['', 'is empty'],
    ['\n\n', 'is empty'],
  ])('that holds nothing is refused', async (content, reason) => {
    await expect(rowsOf(content)).rejects.toThrow(reason);
  });
});
