import { z } from 'zod';
import { languageCodes, languageFor } from '../i18n/languages.js';
import { problemOfRange } from '../lib/answer-range.js';
import { reasonInWords } from '../understanding/reason-in-words.js';
import { understand } from '../understanding/understand.js';
import { loadUnderstanding, type Understanding } from '../understanding/vocabulary.js';
import { answerLines, type AnsweredLines } from './json-lines.js';

/** Reports a range no answer can be in, at `max`. */
function rangeFits(ask: Parameters<typeof problemOfRange>[0], context: z.RefinementCtx): void {
  const problem = problemOfRange(ask);
  if (problem !== null) context.addIssue({ code: 'custom', path: ['max'], message: problem });
}

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
    .superRefine(rangeFits)
    .nullish(),
});

/**
 * `recado understand`: reads JSON lines `{text, lang, ask?}` and writes for each, in order, the fields
 * `{language, consent, answer: {status, value}, needsStaff, topic, urgent, lookSoon, reasons}` as one JSON line. Bad
 * lines as `answerLines` says. The reasons are in plain words. Needs no database and no network. A language nobody
 * knows is passed over, as if nothing had been said of it, and told of once by `warn`.
 */
export function understandLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  warn: (sentence: string) => void,
): Promise<AnsweredLines> {
  const u = loadUnderstanding();
  const unknown = new Set<string>();
  return answerLines(input, output, inputLine, (line, number) => {
    const { lang } = line;
    if (typeof lang === 'string' && languageFor(lang) === null && !unknown.has(lang) && unknown.size < 20) {
      unknown.add(lang);
      warn(
        `Line ${number}: ${JSON.stringify(lang.slice(0, 20))} is no language of Recado and is passed over; known are ${languageCodes.join(', ')}.`,
      );
    }
    return understandLine(u, line);
  });
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
