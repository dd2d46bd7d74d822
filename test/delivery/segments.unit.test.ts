import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { graphemeClusters } from '../../src/delivery/grapheme-clusters.js';
import { fitsGsm7, measureText } from '../../src/delivery/segments.js';

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ofOneSeptet = [...lettersAndDigits, ...' !"#%&\'()*+,-./:;<=>?@_$£¥¤§¡¿', '\n', '\r'];
const accented = [...'èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà'];
const greek = [...'ΔΦΓΛΩΠΨΣΘΞ'];
const ofTwoSeptets = [...'^{}\\[~]|€', '\f'];
const outside = [
  ...'áíóúÁÍÓÚÀÈçêâôãõïëÊ`´’‘“”«»…–—•ªº°½№',
  ...'ΑΒЯяשعक中あ한ğışłőđ',
  '\t',
  '\u00a0',
  '\u200b',
  '😀',
];

describe('the size of a text as carriers bill it', () => {
  test.each([...ofOneSeptet, ...accented, ...greek])('counts %j as one septet', (character) => {
    expect(measureText(character)).toEqual({ encoding: 'GSM-7', segments: 1, units: 1 });
    expect(measureText(character.repeat(160))).toEqual({ encoding: 'GSM-7', segments: 1, units: 160 });
    expect(measureText(character.repeat(161))).toEqual({ encoding: 'GSM-7', segments: 2, units: 161 });
  });

  test.each(ofTwoSeptets)('counts %j as two septets that stay together', (character) => {
    expect(measureText(character)).toEqual({ encoding: 'GSM-7', segments: 1, units: 2 });
    expect(measureText(character.repeat(80))).toEqual({ encoding: 'GSM-7', segments: 1, units: 160 });
    // 76 pairs fill 152 of 153 septets; the 77th cannot be split.
    expect(measureText(character.repeat(153))).toEqual({ encoding: 'GSM-7', segments: 3, units: 306 });
  });

  test.each(outside)('makes a text with %j UCS-2', (character) => {
    expect(measureText(character)).toEqual({ encoding: 'UCS-2', segments: 1, units: character.length });
    expect(measureText(`${'a'.repeat(70 - character.length)}${character}`).segments).toBe(1);
    expect(measureText(`${'a'.repeat(71 - character.length)}${character}`).segments).toBe(2);
  });

  const family = '👨‍👩‍👧‍👦';
  test.each([
    ['nothing', '', 'GSM-7', 1, 0],
    ['160 septets', 'a'.repeat(160), 'GSM-7', 1, 160],
    ['161 septets', 'a'.repeat(161), 'GSM-7', 2, 161],
    ['two full segments', 'a'.repeat(306), 'GSM-7', 2, 306],
    ['one septet more', 'a'.repeat(307), 'GSM-7', 3, 307],
    ['a pair on the border', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3, 306],
    ['a pair before the border', `${'a'.repeat(151)}€${'a'.repeat(153)}`, 'GSM-7', 2, 306],
    ['a pair that would end one text', `${'a'.repeat(159)}€`, 'GSM-7', 2, 161],
    ['70 units', 'á'.repeat(70), 'UCS-2', 1, 70],
    ['71 units', 'á'.repeat(71), 'UCS-2', 2, 71],
    ['134 units', 'á'.repeat(134), 'UCS-2', 2, 134],
    ['135 units', 'á'.repeat(135), 'UCS-2', 3, 135],
    ['braces in UCS-2, one unit each', `${'{'.repeat(69)}á`, 'UCS-2', 1, 70],
    ['35 emoji', '😀'.repeat(35), 'UCS-2', 1, 70],
    ['33 emoji a segment, for none is split', '😀'.repeat(67), 'UCS-2', 3, 134],
    ['a family of emoji before the border', `${'á'.repeat(56)}${family}${'á'.repeat(67)}`, 'UCS-2', 2, 134],
    ['a family of emoji on the border', `${'á'.repeat(57)}${family}${'á'.repeat(66)}`, 'UCS-2', 3, 134],
    ['a flag on the border', `${'á'.repeat(64)}🇲🇽${'á'.repeat(66)}`, 'UCS-2', 3, 134],
    ['a skin tone on the border', `${'á'.repeat(65)}👍🏽${'á'.repeat(65)}`, 'UCS-2', 3, 134],
    ['an accent on the border', `${'á'.repeat(66)}e\u0301${'á'.repeat(66)}`, 'UCS-2', 3, 134],
    // Both line ends may be on either side of a border.
    ['CR and LF on the border', `${'á'.repeat(66)}\r\n${'á'.repeat(66)}`, 'UCS-2', 2, 134],
    // The carrier's rules of clusters know no conjuncts: क्ष is क् and ष.
    ['a conjunct on the border', `${'क'.repeat(65)}क्ष${'क'.repeat(66)}`, 'UCS-2', 2, 134],
    // No segment holds them whole: they are split between code points.
    ['an accumulation of accents', `e${'\u0301'.repeat(200)}`, 'UCS-2', 3, 201],
    ['half a surrogate pair', '\ud83d', 'UCS-2', 1, 1],
  ])('%# counts %s', (_, text, encoding, segments, units) => {
    expect(measureText(text)).toEqual({ encoding, segments, units });
  });

  test.each(['👨‍👩‍👧‍👦', '👍🏽', '🇲🇽', 'e\u0301', 'é'])('keeps every %s of a long text whole', (cluster) => {
    for (const before of ['', 'я', 'яя', 'яяя']) {
      const clusters = graphemeClusters(before + cluster.repeat(3000));
      expect(clusters.slice(before.length)).toEqual(Array.from({ length: 3000 }, () => cluster));
    }
    expect(graphemeClusters(`я${'\u0301'.repeat(9000)}я`).map(({ length }) => length)).toEqual([9001, 1]);
  });

  test('never counts fewer segments than the units need, nor more than a cluster a segment wastes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const { encoding, segments, units } = measureText(text);
        const [alone, each] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
        expect(encoding === 'GSM-7').toBe(fitsGsm7(text));
        expect(segments).toBeGreaterThanOrEqual(units <= alone ? 1 : Math.ceil(units / each));
        expect(segments).toBeLessThanOrEqual(units <= alone ? 1 : Math.ceil(units / (each / 2)) + 1);
      }),
    );
  });
});
