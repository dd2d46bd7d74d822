import { protect } from './protect.js';
import { fittingForms } from './memory-form.js';
import { tidy } from './text-forms.js';

const literally = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/**
 * Whether a text says what a form says, with any names and numbers in its holes. Pure.
 * @param within nudges and alerts say first whom they are from: the form need only stand somewhere in the text
 */
export function fitsForm(form: string, text: string, within: boolean): boolean {
  const pattern = tidy(form)
    .split(/\{\d+\}/u)
    .map(literally)
    .join('.+?');
  return new RegExp(within ? pattern : `^${pattern}$`, 'su').test(tidy(text));
}

/**
 * Pure: words about a text with holes where they have its names and numbers, as its form has them; null where the form is
 * not that of the text.
 */
export function withHoles(
  { source, sourceForm }: { readonly source: string; readonly sourceForm: string },
  words: string,
): string | null {
  const form = tidy(sourceForm);
  const holes = [...form.matchAll(/\{(\d+)\}/gu)].map((found) => found[0]);
  const pattern = form
    .split(/\{\d+\}/u)
    .map(literally)
    .join('(.+?)');
  const values = new RegExp(`^${pattern}$`, 'su').exec(tidy(source))?.slice(1);
  if (values === undefined) return null;
  const holeOf = new Map(values.map((value, index) => [value, holes[index] ?? value]));
  if (holeOf.size === 0) return words;
  const longestFirst = [...holeOf.keys()].sort((one, other) => other.length - one.length);
  const any = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}])(?:${longestFirst.map(literally).join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
    'gu',
  );
  return words.replace(any, (value) => holeOf.get(value) ?? value);
}

/** Pure: the right words with the names and numbers of one text in their holes; null where it has others. */
export function rightWordsFor(
  right: { readonly sourceForm: string; readonly form: string },
  source: string,
  names: readonly string[],
): string | null {
  if (!/\{\d+\}/u.test(right.form)) return right.form;
  const fitting = fittingForms(protect(source, names)).find(({ form }) => form === right.sourceForm);
  return fitting?.fill(right.form) ?? null;
}
