import { foldAccents } from './text-forms.js';

/** What is written to a name without a space: Arabic "and", "to", "with"; Korean titles and endings. */
const beforeNames: Readonly<Record<string, string>> = { Arabic: '[وف]?[بلك]|[وف]' };
const afterNames: Readonly<Record<string, string>> = {
  Hangul:
    '(?:씨|님|군|양|이|학생|선생님)?(?:에게서|한테서|에게|한테|께서|께|부터|까지|처럼|보다|이?라고|이?랑|이?가|은|는|을|를|의|도|와|과|만|야|아)?',
};
/** Names that are months before a number, and verbs when somebody or something to do follows: "Will you come?", "Mark your calendar". */
const somebody =
  '(?!\\s+(?:i|you|he|she|we|they|it|there|the|your|our|my|this|that|all|everyone|everybody|to)(?!\\p{L}))';
const notNames: Readonly<Record<string, string>> = Object.fromEntries([
  ...['Will', 'Hope', 'Mark', 'Grant', 'Chase', 'Skip'].map((name) => [name, somebody] as const),
  ...['April', 'June', 'August'].map((name) => [name, '(?!\\s+[0-9])'] as const),
  ['May', `${somebody}(?!\\s+[0-9])`],
]);

/** In these a word has an end; Chinese has none. */
const scriptsWithWords = ['Latin', 'Cyrillic', 'Arabic', 'Hangul', 'Devanagari', 'Bengali'];

/**
 * Finds a name or term where it stands as a word of its own, with or without accents, as written or in capitals. Null
 * where the text surely does not hold it, which is told without a pattern. Pure.
 */
export function namePatternIn(text: FoldedText, name: string, flags: string): RegExp | null {
  return chunksOf(name).every((chunk) => text.folded.includes(chunk)) ? namePattern(name, flags) : null;
}

/** A text without case and accents, made once for all the names that are looked for. */
export interface FoldedText {
  readonly folded: string;
}

export const foldedText = (text: string): FoldedText => ({ folded: foldWholly(text) });

/** As loose as the patterns below, or looser: "Straße" is "STRASSE" in capitals. */
const foldWholly = (text: string): string => foldAccents(text.normalize('NFC')).toUpperCase().toLowerCase();

const mostKnown = 10_000;
const knownChunks = new Map<string, readonly string[]>();

/** What of a name stands in every way it is written. */
function chunksOf(name: string): readonly string[] {
  const known = knownChunks.get(name);
  if (known !== undefined) return known;
  if (knownChunks.size >= mostKnown) knownChunks.clear();
  const chunks = foldWholly(name)
    .split(/[\s'\u2019\u02bc]+/u)
    .filter((chunk) => chunk !== '');
  knownChunks.set(name, chunks);
  return chunks;
}

function namePattern(name: string, flags: string): RegExp {
  const written = (form: string): string =>
    [...form].map((character) => (character === ' ' ? '\\s+' : anyAccent(character))).join('');
  const forms = [...new Set([name, name.toUpperCase()])].map(written).join('|');
  // A Latin name in a Chinese text has letters of another script at its sides; Han names have no sides at all.
  const script = scriptsWithWords.find((one) => new RegExp(`\\p{Script=${one}}`, 'u').test(name));
  if (script === undefined) {
    // A number is none beside other digits: "504" is not in "1504", "504:10" or "504-1234".
    const isNumber = !/\p{L}/u.test(name);
    const [start, end] = isNumber
      ? ['(?<![\\p{L}\\p{N}]|[0-9][.,:/-])', '(?![\\p{L}\\p{N}]|[.,:/-][0-9])']
      : ['', ''];
    return new RegExp(`${start}(?:${forms})${end}`, flags);
  }
  const side = `[\\p{Script=${script}}\\p{M}\\p{N}]`;
  const [before, after] = [beforeNames[script] ?? '', afterNames[script] ?? ''];
  const start = before === '' || [...name].length < 3 ? `(?<!${side})` : `(?<=(?<!${side})(?:${before})?)`;
  return new RegExp(`${start}(?:${forms})${notNames[name] ?? ''}(?=${after}(?!${side}))`, flags);
}

/** Accented Latin letters by the letter they are made from: "Jose" in the roster is "José" in a text. */
const accented = ((): ReadonlyMap<string, string> => {
  const byBase = new Map<string, string>();
  for (let point = 0xc0; point <= 0x1eff; point += point === 0x24f ? 0x1e00 - 0x24f : 1) {
    const letter = String.fromCodePoint(point);
    const base = foldAccents(letter);
    if (base !== letter) byBase.set(base, (byBase.get(base) ?? '') + letter);
  }
  return byBase;
})();

function anyAccent(character: string): string {
  // Phones type the curly one.
  if (/['\u2019\u02bc]/u.test(character)) return "['\u2019\u02bc]";
  const base = foldAccents(character);
  const others = accented.get(base);
  if (others === undefined) return character.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  return `[${base}${others}]`;
}
