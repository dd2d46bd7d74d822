import { t } from '../lib/words.js';

/** Which places in curly brackets have to stay; empty where there are none. */
export function placesHint(english: string): string {
  const names = [...new Set(english.match(/\{[a-zA-Z]+\}/gu) ?? [])];
  return names.length === 0 ? '' : t('fixedText.places', { count: names.length, names: names.join(', ') });
}
