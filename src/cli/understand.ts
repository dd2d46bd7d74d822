import { createInterface } from 'node:readline';
import { z } from 'zod';
import { languageFor } from '../i18n/languages.js';
import { messageOf } from '../lib/errors.js';
import { understand } from '../understanding/understand.js';
import { loadUnderstanding, type Understanding } from '../understanding/vocabulary.js';

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
 * `{language, consent, answer: {status, value}, needsStaff, topic, urgent, reasons}` as one JSON line.
 * A line that is no such JSON gives `{"error": "...", "line": n}` (counted from 1) and counts as failed; empty
 * lines are passed over. Streams: memory does not grow with the input. Needs no database and no network.
 */
export async function understandLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<{ failed: number }> {
  const u = loadUnderstanding();
  let failed = 0;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (line.trim() === '') continue;
    const result = understandLine(u, line);
    if ('error' in result) failed += 1;
    await write(output, JSON.stringify('error' in result ? { ...result, line: number } : result));
  }
  return { failed };
}

function understandLine(u: Understanding, line: string): { error: string } | Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (error) {
    return { error: `not JSON: ${messageOf(error)}` };
  }
  const checked = inputLine.safeParse(json);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return { error: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}` };
  }
  const { text, lang, ask } = checked.data;
  const { language, consent, answer, needsStaff, topic, urgent, reasons } = understand(u, text, {
    homeLanguage: lang === null || lang === undefined ? null : languageFor(lang),
    // Without a district at hand, any language with words of its own may be spoken there.
    districtLanguages: u.languages,
    ask: ask ?? undefined,
  });
  return { language, consent, answer, needsStaff, topic, urgent, reasons };
}

/** Waits when the reader is slower than we are. */
async function write(output: NodeJS.WritableStream, line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await new Promise((resolve) => output.once('drain', resolve));
}
