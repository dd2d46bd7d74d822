import { z } from 'zod';
import { languageFor } from '../i18n/languages.js';
import { reasonInWords } from '../understanding/reason-in-words.js';
import { understand } from '../understanding/understand.js';
import { loadUnderstanding, type Understanding } from '../understanding/vocabulary.js';
import { answerLines } from './json-lines.js';

const inputLine = z.object({
  text: z.string(),
  lang: z.string().nullish(),
  ask: z
    .object({
      kind: z.enum(['yesno', 'rating', 'choice', 'number', 'open']),
      min: z.number().optional(),
      max: z.number().optional(),
      options: z.array(z.string()).optional(),
      unit: z.string().optional(),
    })
    .nullish(),
});

/**
 * `recado understand`: reads JSON lines `{text, lang, ask?}` and writes for each, in order, the fields
 * `{language, consent, answer: {status, value}, needsStaff, topic, urgent, lookSoon, reasons}` as one JSON line. Bad
 * lines as `answerLines` says. The reasons are in plain words. Needs no database and no network.
 */
export function understandLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<{ failed: number }> {
  const u = loadUnderstanding();
  return answerLines(input, output, inputLine, (line) => understandLine(u, line));
}

function understandLine(u: Understanding, { text, lang, ask }: z.infer<typeof inputLine>) {
  const understood = understand(u, text, {
    homeLanguage: lang === null || lang === undefined ? null : languageFor(lang),
    // Without a district at hand, any language with words of its own may be spoken there.
    districtLanguages: u.languages,
    ask: ask ?? undefined,
  });
  const { language, consent, answer, needsStaff, topic, urgent, lookSoon } = understood;
  const reasons = understood.reasons.map(reasonInWords);
  return { language, consent, answer, needsStaff, topic, urgent, lookSoon, reasons };
}
