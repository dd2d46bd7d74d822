import { describe, expect, test } from '@jest/globals';
import { mentions } from '../../src/roster/mentions.js';

describe('a text names a child', () => {
  test.each([
    ['as a word of its own', 'Luis did great work today.', 'Luis'],
    ['whatever its accents and case', 'JOSE faltó hoy', 'José'],
    ['before an apostrophe', "Ana's bus is late", 'Ana'],
    ['in two words', 'Mary Ann is here at school.', 'Mary Ann'],
    ['in Arabic', 'عمر في المدرسة الآن', 'عمر'],
    ['in Chinese, where nothing stands between words', '王明今天没有来学校', '明'],
    ['in Thai', 'น้องมะลิมาโรงเรียนแล้ว', 'มะลิ'],
  ])('%s', (_how, text, name) => {
    expect(mentions(text, name)).toBe(true);
  });

  test.each([
    ['only as a part of another word', 'Anaheim is far', 'Ana'],
    ['only in half', 'Mary is here', 'Mary Ann'],
    ['not at all', 'The bus is late', 'Luis'],
    ['that has no name', 'The bus is late', '  '],
  ])('%s: no', (_how, text, name) => {
    expect(mentions(text, name)).toBe(false);
  });
});
