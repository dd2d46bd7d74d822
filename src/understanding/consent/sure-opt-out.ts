import { findAlarms, type FoundAlarm } from '../words/alarms.js';
import { consentParts } from './composed-consent.js';
import { forEverIn, goneIn, harmlessIn } from './doubted-consent.js';
import { beginsWithPhrase, placesOf } from '../words/joined-words.js';
import { clausesOf, weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { lengthOf, matchesOf, type Match } from '../words/phrases.js';
import { guardWordsOf, type Reading } from '../reading/reading.js';
import type { ConsentPartName } from '../words/understanding-file.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** How many words may stand beside the wish that no list knows; signs count half. */
const mostBeside = 1.5;
/** Where nothing names the texts, one word says what else is meant: "take her off the volleyball list". */
const mostBesideList = 0.5;
/** What names the texts. */
const ofTexts: ReadonlySet<string> = new Set<ConsentPartName>(['msg', 'unsub', 'svc', 'write']);
/** A command this long that a clause begins and ends with says it all. */
const fullCommand = 3;

/** The parts a plain wish for no more texts is made of; the others make it another wish. */
const plainParts: ReadonlySet<string> = new Set<ConsentPartName>([
  'msg',
  'num',
  'any',
  'neg',
  'want',
  'stop',
  'free',
  'unsub',
  'del',
  'write',
  'svc',
]);

/**
 * The words that say something else beside a wish for no more texts, where they are too many for it to be all the
 * family wants: "no messages" + "while we are at my mother's" may be a pause in words no list holds. Null when it is the
 * whole wish. Only its own sentence counts, and of that only its own clause where it is for good; words that wishes for
 * no more texts are made of are its own. `match` is the phrase it rests on; null when it was put together from parts.
 */
export function findSomethingElse(reading: Reading, language: string, match: Match | null): string | null {
  const { prepared } = reading;
  const all = wordsFor(prepared, language);
  if (match !== null && isFullCommand(match, all)) return null;
  const parts = [...consentParts(reading, language).values()];
  const covered = [...ownSpans(reading, language), ...(match === null ? [] : [match])];
  const ofWish = isForGood(reading, language, parts) ? clausesOfWish(reading, language, parts, match) : null;
  const small = reading.u.smallWords(language);
  const optOut = reading.u.words(language)?.optOutWords;
  const { courtesy, negation } = guardWordsOf(reading, language);
  const known = [courtesy, negation, small?.functionWords, small?.romanised, optOut];
  const rest = all.filter(
    (word) =>
      (match === null || word.sentence === match.sentence) &&
      (ofWish === null || ofWish.has(word)) &&
      /[\p{L}\p{N}]/u.test(word.plain) &&
      !known.some((list) => list?.has(word.plain) === true) &&
      !covered.some((span) => word.start >= span.start && word.end <= span.end),
  );
  const weight = weightOfWords(rest);
  // "больше не пишите" may be known from another language than the text's own.
  const named = [...parts, ...consentParts(reading, reading.wordLanguage).values()];
  const isOfTexts = named.some(({ kind }) => ofTexts.has(kind));
  if (weight <= (isOfTexts ? mostBeside : mostBesideList)) return null;
  return rest.map((word) => prepared.clean.slice(word.start, word.end)).join(' ');
}

/** So many words may stand between "why" and what ends the texts; twice as many signs. */
const nearWhy = 4;

/**
 * "Why did you stop sending messages" asks for them; "why do you write to me at all, stop sending messages" does not.
 * `match` is the phrase the end rests on; null when it was put together from parts.
 */
export function asksWhyTheyEnd(reading: Reading, language: string, match: Match | null): boolean {
  const words = wordsFor(reading.prepared, language);
  const why = placesOf(reading.u.words(language)?.patterns.asksWhy ?? [], words);
  if (why.length === 0) return false;
  const ends = endsIn(reading, language, match);
  return clausesOf(words).some((clause) =>
    why.some((asked) => ends.some((end) => areNear(clause, asked, end))),
  );
}

/** "Do not take me off the list": what would be an end of the texts is turned around, or feared. */
export function keepsTexts(reading: Reading, language: string): boolean {
  const kept = reading.u.words(language)?.patterns.kept ?? [];
  return clausesOf(wordsFor(reading.prepared, language)).some((clause) => placesOf(kept, clause).length > 0);
}

/** Whether both stand in a clause, with few words between. */
function areNear(clause: readonly Word[], one: Span, other: Span): boolean {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  const between = clause.filter((word) => word.start >= first.end && word.end <= second.start);
  return isIn(clause, first) && isIn(clause, second) && weightOfWords(between) <= nearWhy;
}

/** "I cancelled them in May, now I want them again": what was ended is to go on. "Don't text me again" is not so. */
export function wantsThemAgain(reading: Reading, language: string, match: Match | null): boolean {
  const parts = consentParts(reading, language);
  const again = parts.get('again');
  if (again === undefined || parts.has('neg') || parts.has('want')) return false;
  const ends = endsIn(reading, language, match);
  return clausesOf(wordsFor(reading.prepared, language)).some(
    (clause) => isIn(clause, again) && !ends.some((end) => isIn(clause, end)),
  );
}

/**
 * "No messages in English", "none about sports": a clause ends some texts, or those to others. Who names emergencies may
 * want to keep them: "leave the urgent ones, take off what else there is".
 */
export function narrowsTheEnd(reading: Reading, language: string, match: Match | null): boolean {
  const parts = consentParts(reading, language);
  if (parts.has('urg') || endsWithYes(reading, language, match)) return true;
  const apart = parts.get('apart');
  if (apart === undefined) return false;
  const ends = endsIn(reading, language, match);
  return clausesOf(wordsFor(reading.prepared, language)).some(
    (clause) => isIn(clause, apart) && ends.some((end) => isIn(clause, end)),
  );
}

/** "I do not want the tips, but the safety alerts yes": the last word keeps the texts its clause names. */
export function endsWithYes(reading: Reading, language: string, match: Match | null): boolean {
  const words = wordsFor(reading.prepared, language);
  const last = clausesOf(words).at(-1) ?? [];
  const texts = consentParts(reading, language).get('msg');
  if (texts === undefined || !isIn(last, texts)) return false;
  if (endsIn(reading, language, match).some((end) => isIn(last, end))) return false;
  const said = matchesOf(reading.found.get(language) ?? [], 'answers', 'yes');
  return said.some(({ exact, to }) => exact && to === words.length);
}

const isIn = (clause: readonly Word[], { start, end }: Span): boolean =>
  clause.some((word) => word.start < end && start < word.end);

/** What of the text ends the texts. */
function endsIn(reading: Reading, language: string, match: Match | null): readonly Span[] {
  const parts = [...consentParts(reading, language).values()];
  const ends = parts.filter(({ kind }) => refusals.has(kind) || removals.has(kind));
  return match === null ? ends : [...ends, match];
}

/** "Stop texting me, my son is ill": a clause that is nothing but the phrase. */
function isFullCommand(match: Match, words: readonly Word[]): boolean {
  const next = words[match.to];
  const endsClause = next === undefined || next.startsClause || next.sentence !== match.sentence;
  return match.exact && match.startsClause && endsClause && lengthOf(match) >= fullCommand;
}

/** What refuses texts, and what takes somebody off their list: said both ways, it is meant. */
const refusals: ReadonlySet<string> = new Set<ConsentPartName>(['neg', 'want']);
const removals: ReadonlySet<string> = new Set<ConsentPartName>(['stop', 'free', 'unsub', 'del']);

/**
 * Whether the wish is no pause in words no list holds: it takes the number off the list, says so in two ways, says "for
 * ever" or that the child has left; and nothing in the text asks for another wish or quotes somebody.
 */
function isForGood(reading: Reading, language: string, parts: readonly FoundAlarm[]): boolean {
  const has = (...kinds: readonly ConsentPartName[]): boolean =>
    parts.some(({ kind }) => kinds.some((one) => one === kind));
  const isPlain = parts.every(({ kind }) => plainParts.has(kind));
  if (!isPlain || /["“”«»]/u.test(reading.prepared.clean)) return false;
  const takesOff = has('unsub') || (has('num') && has('free', 'del'));
  const refusal = parts.find(({ kind }) => refusals.has(kind));
  const removal = parts.find(
    ({ kind, start, end }) =>
      removals.has(kind) && (refusal === undefined || end <= refusal.start || start >= refusal.end),
  );
  const isSaidTwice = refusal !== undefined && removal !== undefined;
  const isForEver = [...forEverIn(reading, language), ...goneIn(reading, language)].length > 0;
  return takesOff || isSaidTwice || isForEver;
}

/** The words of the clauses that say the wish; a clause ends before "because". */
function clausesOfWish(
  reading: Reading,
  language: string,
  parts: readonly FoundAlarm[],
  match: Match | null,
): ReadonlySet<Word> {
  const because = reading.u.words(language)?.around.because;
  const words = wordsFor(reading.prepared, language);
  const beginsReason = (place: number): boolean =>
    because !== undefined && beginsWithPhrase(words.slice(place), because) > 0;
  const clauses = clausesOf(words, ({ startsClause }, place) => startsClause || beginsReason(place));
  const ends = parts.filter(({ kind }) => refusals.has(kind) || removals.has(kind));
  const said = match === null ? ends : [...ends, match];
  const isOfWish = (clause: readonly Word[]): boolean =>
    clause.some((word) => said.some(({ start, end }) => word.start < end && start < word.end));
  return new Set(clauses.filter(isOfWish).flat());
}

/** What of the text says the wish itself, thanks or a greeting. */
function ownSpans(reading: Reading, language: string): readonly { start: number; end: number }[] {
  const { found, languages, prepared } = reading;
  const stems = reading.u.words(language)?.consentParts;
  const parts =
    stems === undefined
      ? []
      : findAlarms(stems, prepared, wordsFor(prepared, language)).filter(({ kind }) => plainParts.has(kind));
  const phrases = languages.flatMap((code) => {
    const matches = found.get(code) ?? [];
    const social = matchesOf(matches, 'kinds').filter(
      ({ entry }) => entry.name === 'thanks' || entry.name === 'chatter',
    );
    return [
      ...social,
      ...matchesOf(matches, 'consent', 'opt_out'),
      ...matchesOf(matches, 'consentPhrases', 'opt_out'),
    ];
  });
  return [...parts, ...harmlessIn(reading, language), ...forEverIn(reading, language), ...phrases];
}
