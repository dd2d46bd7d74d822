import { nudgeHeading } from '../inbox/reply-context.queries.js';
import { withoutHeading } from '../inbox/nudge-heading.js';
import { staffLanguage } from '../inbox/compose.js';
import { conflict } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import type { Beginning } from './texts.queries.js';

/** Words, and what is said to be their translation. */
export interface WithdrawnWords {
  direction: 'to_family' | 'to_staff';
  from: string;
  to: string;
  source: string;
  wrong: string;
}

/**
 * Which words are taken back when the translation of this text is: without the lines that say whom it is from.
 * @throws RecadoError 409 `nothing_to_withdraw`, `already_withdrawn`, and `fixed_text` for texts of the language files,
 *   which are taken back for the whole district by `withdrawFixedText`
 */
export async function wordsOf(
  rt: Pick<Runtime, 'db' | 'texts'>,
  beginning: Beginning,
): Promise<WithdrawnWords> {
  const { direction, purpose, language, sentIn, text, translations } = beginning;
  const family = direction === 'in' ? language : sentIn;
  if (family === null || family === staffLanguage || language === null) throw nothing();
  if (purpose === 'system' || (purpose === 'alert' && language !== staffLanguage)) {
    throw conflict(
      'fixed_text',
      'This is a fixed text of its language: withdraw it with POST /api/fixed-text-withdrawals, for the whole district.',
    );
  }
  const [from, to] = direction === 'in' ? [family, staffLanguage] : [staffLanguage, family];
  const beside = translations.find((one) => one.language === (language === to ? from : to));
  if (!beside) throw nothing();
  if (beside.withdrawn) throw conflict('already_withdrawn', 'This translation was withdrawn before.');
  const [source, wrong] = language === to ? [beside.text, text] : [text, beside.text];
  const words = await withoutSender(rt, beginning, { from, to, source, wrong });
  return { direction: direction === 'in' ? 'to_staff' : 'to_family', from, to, ...words };
}

const nothing = () =>
  conflict('nothing_to_withdraw', 'This text has no translation that could be withdrawn.');

async function withoutSender(
  rt: Pick<Runtime, 'db' | 'texts'>,
  { messageId, purpose, isCorrection, alertText }: Beginning,
  words: Omit<WithdrawnWords, 'direction'>,
): Promise<Pick<WithdrawnWords, 'source' | 'wrong'>> {
  const { from, to, source, wrong } = words;
  if (isCorrection) return { source: withoutFirstLine(source), wrong: withoutFirstLine(wrong) };
  if (purpose === 'alert' && alertText !== null) {
    return withoutSchools(alertText, { source, wrong, mark: rt.texts.text(to, 'translated.mark') });
  }
  const heading = purpose === 'learning' ? await nudgeHeading(rt.db, messageId) : undefined;
  if (!heading) return { source, wrong };
  return {
    source: withoutHeading(rt, from, heading, source) ?? source,
    wrong: withoutHeading(rt, to, heading, wrong) ?? wrong,
  };
}

/** A correction says first that it is one. */
function withoutFirstLine(text: string): string {
  return text.slice(text.indexOf('\n') + 1);
}

/** Pure: a free alert begins with the names of its schools, or ends with them where it is written from the right. */
export function withoutSchools(
  ownText: string,
  { source, wrong, mark }: { source: string; wrong: string; mark: string },
): Pick<WithdrawnWords, 'source' | 'wrong'> {
  if (!source.endsWith(ownText)) return { source, wrong };
  const before = source.slice(0, source.length - ownText.length);
  const after = `\n${before.replace(/: $/u, '')}`;
  const named = wrong.startsWith(before)
    ? wrong.slice(before.length)
    : wrong.endsWith(after)
      ? wrong.slice(0, -after.length)
      : wrong;
  // A draft goes along with the English below it, a machine's words with a mark.
  const below = [`\n\n${ownText}`, `\n${mark}`].find((end) => named.endsWith(end)) ?? '';
  return { source: ownText, wrong: named.slice(0, named.length - below.length) };
}
