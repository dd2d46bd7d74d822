import { z } from 'zod';
import type { Language } from './languages.js';
import { languagesWith, readLocaleFile, type LocaleFile } from './locale-files.js';

/** Who looked over one file of a language. */
export interface FileReview {
  file: LocaleFile;
  /** `machine-drafted` or `speaker-reviewed`. */
  state: string;
  by: string | null;
  at: string | null;
}

const reviewed = z.looseObject({
  _review: z.object({ state: z.string().min(1), by: z.string().nullable(), at: z.string().nullable() }),
});
const files: readonly LocaleFile[] = ['texts', 'library', 'understanding'];

/** What the locale files of a language say of their own review; files it does not have are left out. */
export function readFileReviews(language: Language, root?: string): FileReview[] {
  return files
    .filter((file) => languagesWith(file, root).includes(language))
    .map((file) => ({ file, ...readLocaleFile(language, file, reviewed, root)._review }));
}
