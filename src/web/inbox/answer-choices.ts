import type { AskedView } from '../../api/thread.schemas.js';
import { answerInWords } from '../lib/answers.js';
import { t } from '../lib/words.js';

/** One way to read a text as an answer; `none`: it is no answer. */
export type Choice = `value:${string}` | 'number' | 'words' | 'none';

/** The ways to read a text as an answer to a question of this kind; as none, where it counts as one now. */
export function choicesOf(asked: AskedView): { choice: Choice; label: string }[] {
  const none = { choice: 'none' as const, label: t('putRight.answer.none') };
  return [...answersTo(asked), ...(asked.isHere ? [none] : [])];
}

function answersTo(asked: AskedView): { choice: Choice; label: string }[] {
  if (asked.kind === 'open') return [{ choice: 'words', label: t('putRight.answer.ownWords') }];
  if (asked.kind === 'number') return [{ choice: 'number', label: t('putRight.answer.number') }];
  return valuesOf(asked).map((value) => ({
    choice: `value:${String(value)}` as const,
    label: answerInWords(value, asked) ?? '',
  }));
}

function valuesOf({ kind, min, max, options }: AskedView): (boolean | number)[] {
  if (kind === 'yesno') return [true, false];
  if (kind === 'choice') return options.map((_option, index) => index);
  const least = min ?? 1;
  return Array.from({ length: (max ?? 5) - least + 1 }, (_one, index) => least + index);
}

/** What a choice stands for; null: no answer; undefined while it is not made wholly. */
export function answerOf(
  choice: Choice | null,
  { number, words }: { number: number | string; words: string },
): boolean | number | string | null | undefined {
  if (choice === null) return undefined;
  if (choice === 'none') return null;
  if (choice === 'words') return words.trim();
  if (choice === 'number') return typeof number === 'number' ? number : undefined;
  const value = choice.slice('value:'.length);
  return value === 'true' ? true : value === 'false' ? false : Number(value);
}
