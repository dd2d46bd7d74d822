import type { Ask } from '../flows/flow.js';

/**
 * Whether a value can be the answer to a question: yes or no, a number of its scale, an option's index from 0, or, for
 * an open question, words of the text itself. Nobody puts words into a family's mouth.
 */
export function fitsAsk(ask: Ask, value: boolean | number | string, text: string): boolean {
  switch (ask.kind) {
    case 'yesno':
      return typeof value === 'boolean';
    case 'rating':
      return Number.isInteger(value) && isBetween(value, ask.min ?? 1, ask.max ?? 5);
    case 'number':
      return Number.isFinite(value) && isBetween(value, ask.min ?? -Infinity, ask.max ?? Infinity);
    case 'choice':
      return Number.isInteger(value) && isBetween(value, 0, (ask.options ?? []).length - 1);
    case 'open':
      return typeof value === 'string' && value.trim() !== '' && text.includes(value.trim());
  }
}

function isBetween(value: boolean | number | string, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}
