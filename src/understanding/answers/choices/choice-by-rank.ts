import { unclearAnswer, type AnswerReading } from '../answers.js';
import { clockTimesIn, type ClockTime } from '../clock-times.js';
import { thingsByOption } from './choice-by-meaning.js';
import { chosen, type Option } from './choice-by-words.js';
import { mentionsIn } from './choice-mentions.js';
import { weekdayNames } from '../../words/contact-words.js';
import { joinPlain } from '../../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { guardWordsOf, replyOrder, rulesOf, type Reading } from '../../reading/reading.js';

/** Longer texts tell of more than a choice. */
const longestText = 16;

/** The lists that tell an option by where it stands among the others. */
type Rank = 'earliest' | 'latest' | 'middle' | 'remaining';

/**
 * The option nothing else is said of than that the others are named: "on the 3rd and the 17th I work, so the one that is
 * left", "I sell tamales on Sundays, so the other one". Null where the text says nothing of the kind.
 */
export function byRemaining(
  reading: Reading,
  options: readonly Option[],
  written: readonly string[],
): AnswerReading | null {
  const places = placesOf(reading, 'remaining');
  if (places.length === 0 || isLong(reading)) return null;
  const mentions = mentionsIn(reading, options, written);
  // "Not math but the other one, reading."
  const end = places.at(-1)?.end ?? 0;
  if (mentions.some(({ from }) => (reading.prepared.words[from]?.start ?? 0) >= end)) return null;
  const named = new Set(mentions.map(({ index }) => index));
  const left = options.flatMap((_, index) => (named.has(index) ? [] : [index]));
  const [index] = left;
  return index === undefined || left.length > 1 || named.size === 0 ? null : chosen(reading, index, places);
}

/** "I work till five, so the late one", "the earliest", "the one in the middle": of times in their order. */
export function byRank(
  reading: Reading,
  options: readonly Option[],
  written: readonly string[],
): AnswerReading | null {
  if (options.length < 2 || isLong(reading)) return null;
  const said = (['earliest', 'latest', 'middle'] as const).flatMap((rank) => {
    const places = placesOf(reading, rank);
    return places.length === 0 ? [] : [{ rank, places }];
  });
  const [only, other] = said;
  if (only === undefined) return null;
  const order = only.rank === 'middle' ? options.map((_, index) => index) : orderOf(reading, written);
  if (order === null || (only.rank === 'middle' && order.length !== 3)) return null;
  if (other !== undefined) return unclearAnswer('answer:several options');
  const place = { earliest: 0, middle: 1, latest: order.length - 1 }[only.rank];
  return chosen(reading, order[place] ?? 0, only.places);
}

const isLong = ({ prepared }: Reading): boolean =>
  prepared.questions.size > 0 || weightOfWords(prepared.words) > longestText;

/** The options from the earliest to the latest, where each is a time of day, or all are days or parts of one. */
function orderOf(reading: Reading, written: readonly string[]): readonly number[] | null {
  const languages = replyOrder(reading);
  const hours = written.flatMap((option) => {
    const [time, ...others] = clockTimesIn(reading.u, option, languages);
    return time?.isSure === true && others.length === 0 ? [time] : [];
  });
  if (hours.length === written.length) {
    const said = hours.map(({ minutes }) => minutes);
    const isInOrder = said.every((minutes, place) => minutes >= (said[place - 1] ?? 0));
    const sorted = hours.some(({ half }) => half !== null) || !isInOrder ? hours.map(minutesOfDay) : said;
    return said.map((_, index) => index).sort((one, other) => (sorted[one] ?? 0) - (sorted[other] ?? 0));
  }
  const times: ReadonlySet<string> = new Set([...weekdayNames, 'morning', 'afternoon', 'evening']);
  const isTime = thingsByOption(reading, written).every((names) =>
    [...names].some((name) => times.has(name)),
  );
  return isTime ? written.map((_, index) => index) : null;
}

/** Minutes since midnight; an hour before seven is one of the afternoon where nothing says that it is not. */
function minutesOfDay({ minutes, half }: ClockTime): number {
  const ofHalf = minutes % (12 * 60);
  if (half === 'am') return ofHalf;
  return half === 'pm' || minutes < 7 * 60 ? ofHalf + 12 * 60 : minutes;
}

/** No such phrase has more words, or signs. */
const longestPhrase = 6;

/** The words that say it, where no "not" stands before them. */
function placesOf(reading: Reading, rank: Rank): readonly Word[] {
  const phrases = rulesOf(reading).map(({ choosing }) => choosing[rank]);
  const { negation } = guardWordsOf(reading, reading.wordLanguage);
  const words = wordsFor(reading.prepared, reading.wordLanguage);
  for (let from = 0; from < words.length; from += 1) {
    const last = words[from - 1];
    if (last !== undefined && negation.has(last.plain)) continue;
    for (let length = Math.min(longestPhrase, words.length - from); length > 0; length -= 1) {
      const phrase = words.slice(from, from + length);
      if (phrases.some((list) => list.has(joinPlain(phrase)))) return phrase;
    }
  }
  return [];
}
