import { countsDays } from './counted.js';
import type { FoundNumber } from './digits-in-text.js';
import { wholeText } from './rating-scale.js';
import { weekdayNames, type TimeGroup } from '../../words/contact-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { guardWordsOf, replyOrder, rulesOf, type Reading } from '../../reading/reading.js';
import { speaksOf, timePieces } from '../../reading/time-phrases.js';
import type { Ask } from '../../understood.js';

/** Beside days that are told one by one so many other words may stand, "on", "and", "we read", and beside one day. */
const mostBeside = { several: 5, one: 2 };

const wanted: ReadonlySet<TimeGroup> = new Set([...weekdayNames, 'weekend', 'weekday']);

/** "Monday, Wednesday and Friday", "only on Sunday", where days are counted. From one day to another tells no number. */
export function daysNamed(reading: Reading, ask: Ask): FoundNumber | undefined {
  if (!countsDays(reading, ask) || reading.prepared.questions.size > 0) return undefined;
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  if (words.some((word) => isOtherwise(reading, word))) return undefined;
  const pieces = timePieces(reading.u, reading.prepared.clean, replyOrder(reading), wanted);
  if (speaksOf(pieces, 'weekend', 'weekday')) return undefined;
  const days = new Set<TimeGroup>();
  for (const piece of pieces) {
    // Those within the name of a day are none: Vietnamese "thứ hai", 周一.
    if (piece.kind === 'number') return undefined;
    if (piece.kind === 'unknown') continue;
    const [day, other] = weekdayNames.filter((name) => piece.groups.has(name));
    if (day === undefined || other !== undefined) return undefined;
    days.add(day);
  }
  const unknown = new Set(pieces.flatMap((piece) => (piece.kind === 'unknown' ? [piece.word] : [])));
  const beside = weightOfWords(words.filter(({ plain }) => unknown.has(plain)));
  const isOnly = words.some(({ plain }) => rulesOf(reading).some(({ only }) => only.has(plain)));
  const isTold = days.size > 1 ? beside <= mostBeside.several : isOnly && beside <= mostBeside.one;
  return isTold && days.size > 0 ? wholeText(reading, days.size) : undefined;
}

/** "Not", "but", "or" and "to" tell days that are not all those counted, or more. */
function isOtherwise(reading: Reading, { plain }: Word): boolean {
  const rules = rulesOf(reading);
  if (guardWordsOf(reading, reading.wordLanguage).negation.has(plain)) return true;
  if (rules.some(({ choosing }) => choosing.without.has(plain))) return true;
  if (rules.some(({ scale }) => scale.and.includes(plain))) return false;
  const isTo = replyOrder(reading).some((code) =>
    reading.u
      .contact(code)
      ?.times.get(plain)
      ?.some(({ group }) => group === 'to' || group === 'between'),
  );
  return isTo || rules.some(({ scale }) => scale.or.includes(plain));
}
