import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import { understand } from '../../src/understanding/understand.js';
import type { Ask, Understood } from '../../src/understanding/understood.js';

/** Loaded once for a test file, from the project's own locale files. */
export const words = loadUnderstanding();

/** The languages of the demo district. */
export const district = ['en', 'es', 'pt-BR', 'ht', 'zh-Hans', 'ar', 'vi', 'ru'];

/** Understands a text from a family of this home language, in a district that speaks eight. */
export function read(homeLanguage: string | null, text: string, ask?: Ask): Understood {
  return understand(words, text, { homeLanguage, districtLanguages: district, ask });
}
