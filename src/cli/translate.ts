import { z } from 'zod';
import { loadConfig } from '../config.js';
import { createDatabase, createPool } from '../db/database.js';
import { languageCodes, languageFor, type Language } from '../i18n/languages.js';
import { loadTexts } from '../i18n/texts.js';
import { systemClock } from '../lib/clock.js';
import { RecadoError } from '../lib/errors.js';
import { createLogger } from '../lib/log.js';
import { openTranslator } from '../translation/open-translator.js';
import { noRecords } from '../translation/records.js';
import { createStoredRecords } from '../translation/stored-records.js';
import { translateText, type Translator } from '../translation/translate.js';
import { topicOfStaffText } from '../understanding/topic-of-staff-text.js';
import { understand } from '../understanding/understand.js';
import { understoodByAnybody } from '../understanding/understood-by-anybody.js';
import { loadUnderstanding, type Understanding } from '../understanding/vocabulary.js';
import { answerLines, type AnsweredLines } from './json-lines.js';

const inputLine = z.object({ text: z.string(), names: z.array(z.string()).nullish() });

interface Pair {
  readonly from: Language;
  readonly to: Language;
}

/**
 * `recado translate`: reads JSON lines `{text, names?}` and writes for each, in order,
 * `{text, status, engine, quality, tier, reason}`; `text` is null where it could not be translated, and `reason` says
 * why it waits or failed. Bad lines as `answerLines` says. Without DATABASE_URL it knows the phrasebook and the engines
 * in the house; with it the district's memory, terms, order and agreements too, and what engines are given is counted.
 * @throws RecadoError `wrong_use` where a language is none of the house list; `bad_config`
 */
export async function translateLines(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  tags: { from: string; to: string },
  variables: NodeJS.ProcessEnv = process.env,
): Promise<AnsweredLines> {
  const pair = { from: languageNamed(tags.from), to: languageNamed(tags.to) };
  const u = loadUnderstanding();
  const work = openWork(variables, u);
  try {
    return await answerLines(input, output, inputLine, (line) =>
      translateLine(work.translator, u, pair, line),
    );
  } finally {
    await work.close();
  }
}

async function translateLine(
  translator: Translator,
  u: Understanding,
  { from, to }: Pair,
  { text, names }: z.infer<typeof inputLine>,
) {
  const outcome = await translateText(translator, {
    text,
    from,
    to,
    names: names ?? [],
    familyNames: names ?? [],
    direction: to === 'en' ? 'to_staff' : 'to_family',
    topic: topicOf(u, text, from),
  });
  const empty = { engine: null, quality: null, tier: null, reason: null };
  switch (outcome.status) {
    case 'same_language':
      return { text: outcome.text, status: outcome.status, ...empty };
    case 'untranslated':
      return { text: null, status: outcome.status, ...empty, reason: outcome.reason };
    case 'translated': {
      const { status, engine, quality, tier, tierReason } = outcome;
      return { text: outcome.text, status, engine, quality, tier, reason: tierReason };
    }
  }
}

const topicOf = (u: Understanding, text: string, from: Language): string =>
  from === 'en'
    ? topicOfStaffText(u, text)
    : understand(u, text, { homeLanguage: from, districtLanguages: u.languages }).topic;

function languageNamed(tag: string): Language {
  const language = languageFor(tag);
  if (language !== null) return language;
  throw new RecadoError(
    'wrong_use',
    `${tag} is no language of Recado; known are ${languageCodes.join(', ')}.`,
  );
}

function openWork(
  variables: NodeJS.ProcessEnv,
  u: Understanding,
): { translator: Translator; close(): Promise<void> } {
  const config = loadConfig(variables);
  const isAlike = understoodByAnybody(u);
  const texts = loadTexts();
  if (config.databaseUrl === undefined) {
    const translator = openTranslator(config.translation, texts, noRecords, isAlike);
    return { translator, close: () => translator.close() };
  }
  // Standard output is for the answers.
  const log = createLogger('silent', 'translate');
  const db = createDatabase(createPool(config.databaseUrl, 4));
  const records = createStoredRecords({ db, clock: systemClock, log, texts });
  const translator = openTranslator(config.translation, texts, records, isAlike);
  return {
    translator,
    close: async () => {
      await translator.close();
      await db.destroy();
    },
  };
}
