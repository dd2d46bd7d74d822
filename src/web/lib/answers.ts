import type { AskedView } from '../../api/thread.schemas.js';
import { t } from './words.js';

/** The scale of a question an answer was given to. */
export type Scale = Pick<AskedView, 'kind' | 'max' | 'options' | 'unit'>;

/**
 * "Yes", "4 of 5", "Tuesday", "20 minutes"; null for an answer in the family's own words, which speak for themselves.
 * Where no scale is given, a number is one of five.
 */
export function answerInWords(value: boolean | number | string, scale?: Scale | null): string | null {
  if (typeof value === 'boolean') return value ? t('answer.yes') : t('answer.no');
  if (typeof value === 'string') return null;
  if (scale?.kind === 'choice') return scale.options[value] ?? t('answer.option', { number: value + 1 });
  if (scale?.kind === 'number') return [value, scale.unit ?? []].flat().join(' ');
  return t('answer.rating', { value, max: scale?.max ?? 5 });
}
