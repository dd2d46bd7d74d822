import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { replaceLookAlikes, sameButForLookAlikes } from '../../src/delivery/look-alikes.js';
import { prepareBody, whyTooLong } from '../../src/delivery/prepare-body.js';
import { fitsGsm7 } from '../../src/delivery/segments.js';

describe('look-alikes', () => {
  test.each([
    ['smart quotes', '“Hi,” she said: it’s ‘fine’', "\"Hi,\" she said: it's 'fine'"],
    ['low and angled quotes', '„Ja‟ «Si» ‹no› ‚x‛', '"Ja" "Si" \'no\' \'x\''],
    ['dashes', 'a–b—c‐d‑e−f', 'a-b-c-d-e-f'],
    ['spaces', 'a\u00a0b\u202fc\u2009d\u3000e\tf', 'a b c d e f'],
    ['an ellipsis', 'wait…', 'wait...'],
    ['a backtick and a lone accent used as apostrophes', 'don`t, can´t', "don't, can't"],
    ['marks that nobody sees', 'a\u200bb\ufeffc\u00add\u2060e', 'abcde'],
    ['bullets', '• one\u2028• two', '* one\n* two'],
    ['primes', '5′ 6″', '5\' 6"'],
    ['an accent that stands apart (é and ñ are of GSM-7)', 'que\u0301 nin\u0303o…', 'qué niño...'],
  ])('gives %s their twins', (_, text, twin) => {
    expect(replaceLookAlikes(text)).toBe(twin);
  });

  test.each([
    ['Spanish with an accent outside GSM-7', 'Mañana “sí” habrá clases…'],
    ['Portuguese', 'Não há aula “amanhã” – é feriado…'],
    ['Russian', 'Завтра «каникулы» — школы нет…'],
    ['Ukrainian', 'Сім’я прийде о п’ятій'],
    ['Chinese', '明天“放假”，不上课。'],
    ['Arabic', 'غدًا «عطلة»…'],
    ['Persian, whose words hold zero-width non-joiners', 'می\u200cخواهم'],
    ['Vietnamese', 'Ngày mai “nghỉ học”…'],
    ['Hawaiian, whose ʻokina is a letter', 'Hawaiʻi – “aloha”'],
    ['Catalan, whose middle dot is a part of the word', 'col·lega…'],
    ['fractions and degrees', '1½ h, 12°, nº 3…'],
  ])('leaves %s as it is', (_, text) => {
    expect(replaceLookAlikes(text)).toBe(text);
  });

  test('never change a letter, a digit or an accent', () => {
    const letters = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]/gu, '');
    const unit = fc.oneof(
      fc.constantFrom(...'aeñé¿?“”’–…´` \u00a0\u200bçáΩ'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 60 }), (text) => {
        const replaced = replaceLookAlikes(text);
        expect(letters(replaced)).toBe(letters(text));
        expect(replaced === text || fitsGsm7(replaced)).toBe(true);
        expect(prepareBody(replaced)).toEqual(prepareBody(text));
      }),
      { numRuns: 1000 },
    );
  });

  test('make no difference between a text and what the carrier listed of it', () => {
    expect(sameButForLookAlikes('Не “так”\u00a0— нет…', 'Не "так"  - нет...')).toBe(true);
    expect(sameButForLookAlikes('Sí, a las 5', 'Si, a las 5')).toBe(false);
    expect(sameButForLookAlikes('', 'x')).toBe(false);
  });
});

describe('a body as the carrier is given it', () => {
  test('is measured after the exchange', () => {
    expect(prepareBody(`${'a'.repeat(157)}…`)).toEqual({
      body: `${'a'.repeat(157)}...`,
      encoding: 'GSM-7',
      segments: 1,
      units: 160,
    });
    expect(prepareBody('¿Qué? “no”')).toMatchObject({ body: '¿Qué? "no"', encoding: 'GSM-7' });
    expect(prepareBody('¿Cuál? “no”')).toMatchObject({ body: '¿Cuál? “no”', encoding: 'UCS-2' });
  });

  test('may have 1,600 characters; of more it is said in which language and how many they are', () => {
    expect(whyTooLong('a'.repeat(1600), 'es')).toBeNull();
    expect(whyTooLong('a'.repeat(1601), 'es')).toMatch(
      /^In Spanish this text is 1,601 characters long; at most 1,600/,
    );
    // Three dots stand where one sign stood.
    expect(whyTooLong(`${'a'.repeat(1598)}…`, 'en')).toContain('1,601');
  });
});
