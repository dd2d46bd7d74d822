import { understand } from './understand.js';
import type { Understanding } from './vocabulary.js';

/** What a text of staff is about, by the same words that families' texts are read by; staff write English. */
export function topicOfStaffText(u: Understanding, text: string): string {
  return understand(u, text, { homeLanguage: 'en', districtLanguages: ['en'] }).topic;
}
