import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { listReader } from '../../src/understanding/words/list-words.js';
import { prepareText, wordsFor } from '../../src/understanding/text/normalise.js';
import { compileWordForms } from '../../src/understanding/words/word-forms.js';
import { words } from './context.js';

const root = fileURLToPath(new URL('../../locales/', import.meta.url));

interface Forms {
  readonly plain: string;
  readonly accented: string;
  readonly sign: boolean;
}
/** Words as the language divides them, without its inflections. */
const readerOf = (language: string) =>
  listReader(compileWordForms({ apostropheJoins: words.splitFor.has(language) }));
const inText = (line: string, language: string): readonly Forms[] =>
  wordsFor(prepareText(line, words.splitFor), language);

const formsOf = (found: readonly Forms[]): string[] =>
  found.map(({ plain, accented, sign }) => `${plain} ${accented} ${sign}`);

/** Every string in a locale file, however deep. */
function stringsIn(json: unknown): string[] {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(stringsIn) : [];
}

describe('the words of lists and examples', () => {
  test.each([...words.languages])('are in %s those a text would have', (language) => {
    const read = readerOf(language);
    const file: unknown = JSON.parse(readFileSync(`${root}${language}/understanding.json`, 'utf8'));
    const lines = [...stringsIn(file), ...readExamples(language).examples.map(({ text }) => text)];
    const differ = lines.filter(
      (line) => formsOf(read(line)).join() !== formsOf(inText(line, language)).join(),
    );
    expect(differ).toEqual([]);
  });

  test('are those a text would have, whatever is written', () => {
    const piece = fc.string({
      unit: fc.constantFrom(...'aé\u0301ộ1٣४’!¿.?,-Яйا\u064Eـकख़\u093C한ㅋ好們⭐👍🏽\u200F'),
    });
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 5 }),
        fc.constantFrom(...words.languages),
        (pieces, language) => {
          const line = pieces.join(' ');
          expect(formsOf(readerOf(language)(line))).toEqual(formsOf(inText(line, language)));
        },
      ),
      { numRuns: 500 },
    );
  });
});
