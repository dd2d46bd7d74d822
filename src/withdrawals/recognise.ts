import type { Texts } from '../i18n/texts.js';

/** A fixed text found in a text that went out. */
export interface Recognised {
  key: string;
  /** As they stand in the file, or in the correction. */
  words: string;
}

const placeholder = /\{([a-z][A-Za-z]*)\}/gu;
/** With fewer letters of its own, a fixed text cannot be told from other words. */
const enoughLetters = 4;
const enoughHan = 2;

/**
 * What finds a fixed text in the words that went out: lines of their own, with any values in its places. It means the
 * same in JavaScript and in PostgreSQL. Null where there are too few letters to find it by. Pure.
 */
export function patternOf(words: string): string | null {
  const own = words.replaceAll(placeholder, ' ');
  const enough = /\p{Script=Han}/u.test(own) ? enoughHan : enoughLetters;
  if ((own.match(/\p{L}/gu) ?? []).length < enough) return null;
  return `(^|\\n)${linePattern(words)}($|\\n)`;
}

/**
 * What text that matches {@link patternOf} holds in any case, for `like`: far quicker to look for than the pattern. Pure.
 */
export function likeOf(words: string): string {
  const pieces = words.split(placeholder).filter((_, index) => index % 2 === 0);
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
  return `%${longest.replace(/[\\%_]/gu, '\\$&')}%`;
}

function linePattern(words: string): string {
  return words
    .split(placeholder)
    .map((piece, index) => (index % 2 === 0 ? piece.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&') : '([^\\n]+)'))
    .join('');
}

/** Which fixed texts of a language stand in these words, the longest first. Pure. */
export function recogniseIn(
  texts: Pick<Texts, 'inFile' | 'sent'>,
  language: string,
  body: string,
): Recognised[] {
  const corrected = texts.sent(language);
  return [...texts.inFile(language)]
    .flatMap(([key, inFile]) =>
      [...new Set([inFile, corrected.get(key) ?? inFile])].map((words) => ({ key, words })),
    )
    .filter(({ words }) => {
      const pattern = patternOf(words);
      return pattern !== null && new RegExp(pattern, 'u').test(body);
    })
    .sort((one, other) => other.words.length - one.words.length);
}

/**
 * The words with a fixed text in them said otherwise, the values in their places; null where it does not stand there, or
 * the other words have a place for which there is no value. Pure.
 */
export function reword(
  body: string,
  wrong: string,
  right: string,
): { body: string; isAtStart: boolean } | null {
  const match = new RegExp(`(?<=^|\\n)${linePattern(wrong)}(?=$|\\n)`, 'u').exec(body);
  if (!match) return null;
  const names = [...wrong.matchAll(placeholder)].map((found) => found[1] ?? '');
  const values = new Map(names.map((name, index) => [name, match[index + 1] ?? '']));
  if ([...right.matchAll(placeholder)].some((found) => !values.has(found[1] ?? ''))) return null;
  const said = right.replaceAll(placeholder, (whole, name: string) => values.get(name) ?? whole);
  const end = match.index + match[0].length;
  return { body: body.slice(0, match.index) + said + body.slice(end), isAtStart: match.index === 0 };
}
