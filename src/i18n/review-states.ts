import { z } from 'zod';
import type { Language } from './languages.js';
import { languagesWith, readLocaleFile } from './locale-files.js';

const files = ['texts', 'library', 'understanding'] as const;

/** Who looked over one file of a language. */
export interface FileReview {
  file: (typeof files)[number];
  /** `machine-drafted` or `speaker-reviewed`. */
  state: string;
  by: string | null;
  at: string | null;
}

const reviewed = z.looseObject({
  _review: z.object({ state: z.string().min(1), by: z.string().nullable(), at: z.string().nullable() }),
});

/** What the locale files of a language say of their own review; files it does not have are left out. */
export function readFileReviews(language: Language, root?: string): FileReview[] {
  return files
    .filter((file) => languagesWith(file, root).includes(language))
    .map((file) => ({ file, ...readLocaleFile(language, file, reviewed, root)._review }));
}
