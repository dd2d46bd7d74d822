import type { Config } from '../config.js';
import type { Texts } from '../i18n/texts.js';
import { systemClock } from '../lib/clock.js';
import { openEngines } from '../vendors/engines/open-engines.js';
import { createPhrasebook } from './phrasebook.js';
import type { TranslationRecords } from './records.js';
import { createTranslator, type IsAlike, type Translator } from './translate.js';

/**
 * The translator a process works with: the phrasebook of the locale files and the engines it is configured with.
 * @throws RecadoError `bad_config` where an engine is not known or lacks what it needs
 */
export function openTranslator(
  settings: Config['translation'],
  texts: Texts,
  records: TranslationRecords,
  isAlike?: IsAlike,
): Translator {
  const phrasebook = createPhrasebook(
    new Map(
      texts
        .languages()
        .map((language) => [
          language,
          new Map([
            ...prefixed('replies', texts.readyReplies(language)),
            ...prefixed('family', texts.familyPhrases(language)),
            ...prefixed('prompts', texts.prompts(language)),
          ]),
        ]),
    ),
  );
  return createTranslator({
    ...{ phrasebook, engines: openEngines(settings), clock: systemClock, records },
    ...(isAlike === undefined ? {} : { isAlike }),
  });
}

function prefixed(prefix: string, texts: ReadonlyMap<string, string>): [string, string][] {
  return [...texts].map(([key, text]) => [`${prefix}.${key}`, text]);
}
