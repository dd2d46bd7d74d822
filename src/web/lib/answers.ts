import { t } from './words.js';

/** "Yes", "4 of 5"; null for an answer in the family's own words, which speak for themselves. */
export function answerInWords(value: boolean | number | string): string | null {
  if (typeof value === 'boolean') return value ? t('answer.yes') : t('answer.no');
  if (typeof value === 'number') return t('answer.rating', { value });
  return null;
}
