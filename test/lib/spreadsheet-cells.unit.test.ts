import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { escapeCell, plainCell } from '../../src/lib/spreadsheet-cells.js';
import { readGrade } from '../../src/imports/reading/grades.js';
import { readLanguage } from '../../src/imports/reading/languages.js';
import { readPhone } from '../../src/imports/reading/phones.js';
import { languageCodes, languages } from '../../src/i18n/languages.js';

describe('a cell that would start a formula', () => {
  test.each(['=1+1', '+12035550142', '-2', '@SUM(A1)'])('%s is text in an export', (cell) => {
    expect(escapeCell(cell)).toBe(`'${cell}`);
  });

  test('comes back as it was', () => {
    const oneLine = fc.string({ unit: 'grapheme' }).map((text) => text.normalize('NFC').trim());
    fc.assert(
      fc.property(
        oneLine.filter((text) => !/["',\r\n]/u.test(text) && !text.startsWith('=')),
        (text) => {
          expect(plainCell(escapeCell(text))).toBe(text);
        },
      ),
    );
  });

  test('is not mistaken for an apostrophe that belongs to a name', () => {
    expect(plainCell("'Abdi")).toBe("'Abdi");
    expect(plainCell('="00123"')).toBe('00123');
  });
});

describe('a phone number', () => {
  test.each([
    ['(203) 555-0142', '+12035550142'],
    ['203.555.0142', '+12035550142'],
    ['+52 55 1234 5678', '+525512345678'],
    ['2035550142.0', '+12035550142'],
    ['1.2035550142E+10', '+12035550142'],
    ['2.035550142e9', '+12035550142'],
    [plainCell("'+12035550142"), '+12035550142'],
  ])('%s is %s', (cell, e164) => {
    expect(readPhone(cell)).toEqual({ e164 });
  });

  test.each([
    ['1.20356E+10', 'scientific'],
    ['555-0142', 'too short'],
    ['n/a', 'letters'],
    ['--', 'no digits'],
    ['203-555-0142 x12', 'extension'],
    ['20355501421234567', 'too many'],
    ['000-000-0000', 'given out'],
  ])('%s is none, and the reason says why (%s)', (cell, reason) => {
    expect(readPhone(cell)).toEqual({ reason: expect.stringContaining(reason) });
  });
});

describe('a home language', () => {
  test.each(languageCodes)('%s is read by code, and by its name in English and in itself', (code) => {
    const base = { language: code };
    expect(readLanguage(code)).toEqual(base);
    expect(readLanguage(languages[code].name)).toEqual(base);
    expect(readLanguage(languages[code].ownName.toUpperCase())).toEqual(base);
  });

  test.each([
    ['spa', 'es'],
    ['ES-MX', 'es'],
    ['Spanish; Castilian', 'es'],
    ['Kreyol', 'ht'],
    ['hat', 'ht'],
    ['Mandarin', 'zh-Hans'],
    ['中文', 'zh-Hans'],
    ['Cantonese', 'zh-Hant'],
    ['Farsi', 'fa-AF'],
    ['tiếng việt', 'vi'],
    ['العربية', 'ar'],
  ])('%s is %s', (cell, language) => {
    expect(readLanguage(cell)).toEqual({ language });
  });

  test.each(['', 'Unknown', 'N/A', 'other'])('"%s" says nothing: the family is asked', (cell) => {
    expect(readLanguage(cell)).toEqual({ language: null });
  });

  test.each(['Klingon', 'tlh', '3rd grade'])('%s is refused with a reason', (cell) => {
    expect(readLanguage(cell)).toEqual({ reason: expect.any(String) });
  });
});

test.each([
  ['03', '3'],
  ['KG', 'K'],
  ['PK', 'PK'],
  ['Grade 5', '5'],
  ['12th', '12'],
  ['UG', 'UG'],
  ['2035550142', null],
])('the grade %s is read as %s', (cell, grade) => {
  expect(readGrade(cell)).toBe(grade);
});
