import { z } from 'zod';
import type { Language } from '../i18n/languages.js';
import { languagesWith, readLocaleFile } from '../i18n/locale-files.js';
import { topics } from '../i18n/topics.js';

const urgentKinds = ['self_harm', 'violence', 'weapons', 'abuse', 'homeless'] as const;
const kinds = ['question', 'request', 'report', 'statement', 'praise', 'thanks', 'chatter'] as const;

/** One text families could write, with what a person would say of it. */
const example = z.strictObject({
  text: z.string().min(1),
  topic: z.enum(topics).optional(),
  kind: z.enum(kinds).optional(),
  /** Why it cannot wait; null: it sounds as if it could not, and it can ("me muero de risa"). */
  urgent: z.enum(urgentKinds).nullable().optional(),
});
export type Example = z.infer<typeof example>;

/**
 * The shape of `locales/<lang>/examples.json`: texts to learn from, and `alarms`, beginnings of words (or of the last
 * of several words; `=` ends a whole one) that are seldom written without need. `uneasy` ones need more beside them.
 */
const examplesFile = z.looseObject({
  alarms: z.record(z.enum([...urgentKinds, 'uneasy']), z.array(z.string().min(1))),
  examples: z.array(example),
});
export type ExamplesFile = z.infer<typeof examplesFile>;

const nothing: ExamplesFile = {
  alarms: { self_harm: [], violence: [], weapons: [], abuse: [], homeless: [], uneasy: [] },
  examples: [],
};

/** The examples of a language; none where it has no file of them. Throws RecadoError `locale_invalid`. */
export function readExamples(language: Language, root?: string): ExamplesFile {
  if (!languagesWith('examples', root).includes(language)) return nothing;
  return readLocaleFile(language, 'examples', examplesFile, root);
}
