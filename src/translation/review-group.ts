import { createHash } from 'node:crypto';
import { formOf, fillIn, toRemember } from './memory-form.js';
import { protect } from './protect.js';

/** A text that waits, and whom it may speak of. */
export interface GroupFacts {
  readonly text: string;
  /** The words that wait; null where there are none. */
  readonly draft: string | null;
  /** Of the family's people. */
  readonly names: readonly string[];
}

/** A text and its draft with holes for the family's own names and for numbers. */
export interface GroupForms {
  readonly sourceForm: string;
  readonly draftForm: string | null;
}

/** Pure. Where the draft lacks a part of the text, both stay as they are. */
export function formsOf({ text, draft, names }: GroupFacts): GroupForms {
  if (draft === null) return { sourceForm: formOf(protect(text, names)), draftForm: null };
  const { sourceForm, target } = toRemember(text, draft, names);
  return { sourceForm, draftForm: target };
}

/** Pure: the same for all texts of a school that say the same in the same language, but for names and numbers. */
export function groupKey(schoolId: string, language: string, { sourceForm, draftForm }: GroupForms): string {
  return createHash('sha256')
    .update(JSON.stringify([schoolId, language, sourceForm, draftForm]))
    .digest('hex');
}

/** Pure: words with holes for one family of the group. */
export function wordsForFamily(words: string, { text, names }: GroupFacts): string {
  return fillIn(words, protect(text, names));
}

const hole = /\{\d+\}/u;

/**
 * Pure: whether words written for one text of a group are right for another one of it. Without holes they have the names
 * and numbers of the text they were written for, so they are right only where it is said in the very same words; and a
 * family's people may have changed since the group was made.
 */
export function fitsGroup(words: string, asked: GroupFacts, other: GroupFacts): boolean {
  const { sourceForm } = formsOf(asked);
  if (hole.test(sourceForm) && !hole.test(words)) return other.text === asked.text;
  return formsOf(other).sourceForm === sourceForm;
}
