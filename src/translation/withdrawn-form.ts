import { protect } from './protect.js';
import { fittingForms } from './memory-form.js';
import { tidy } from './text-forms.js';

/**
 * Whether a text says what a form says, with any names and numbers in its holes. Pure.
 * @param within nudges and alerts say first whom they are from: the form need only stand somewhere in the text
 */
export function fitsForm(form: string, text: string, within: boolean): boolean {
  const pattern = tidy(form)
    .split(/\{\d+\}/u)
    .map((literal) => literal.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'))
    .join('.+?');
  return new RegExp(within ? pattern : `^${pattern}$`, 'su').test(tidy(text));
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
