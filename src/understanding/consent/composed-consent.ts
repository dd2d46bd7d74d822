import { findAlarms, type FoundAlarm } from '../words/alarms.js';
import { joinPlain, placesOf } from '../words/joined-words.js';
import { harmlessIn } from './doubted-consent.js';
import { placesOfNobody, saysNobody } from './nobody.js';
import { namesSchoolMatter } from './school-matters.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { guardWordsOf, type Reading } from '../reading/reading.js';
import type { ConsentKind } from '../words/understanding-file.js';

/** A wish about the texting put together from its parts. */
export interface ComposedConsent {
  readonly kind: ConsentKind;
  /** The parts, as the family wrote them. */
  readonly parts: readonly string[];
  readonly language: string;
  /** It asks to delete a message, more often one text than all of them; or it stands in a question. */
  readonly isDoubtful: boolean;
}

/** Longer texts say more than one thing: what their parts make together is not sure. */
const surelyOne = 14;
/** In longer ones only whole phrases of the lists count. */
const longestText = 22;

/** The groups of consent words that stand in the text, each with where it stands. */
export function consentParts(reading: Reading, language: string): ReadonlyMap<string, FoundAlarm> {
  const stems = reading.u.words(language)?.consentParts;
  if (stems === undefined) return new Map();
  const words = wordsFor(reading.prepared, language);
  const forAWhile = placesOf(reading.u.words(language)?.patterns.forAWhile ?? [], words);
  const found = [
    ...findAlarms(stems, reading.prepared, words),
    ...forAWhile.map((place): FoundAlarm => ({ kind: 'till', ...place })),
  ];
  // The "who" of Vietnamese and Chinese "no one" asks nothing.
  const nobody = found.some(({ kind }) => kind === 'ask') ? placesOfNobody(reading, language) : [];
  const isOfNobody = ({ kind, start, end }: FoundAlarm): boolean =>
    kind === 'ask' && nobody.some((place) => place.start < end && start < place.end);
  const harmless = found.some(({ kind }) => canBeHarmless.has(kind)) ? harmlessIn(reading, language) : [];
  // The "il" of "s'il vous plaît" is nobody else, and "from now on" asks for no pause.
  const isHarmless = ({ kind, start, end }: FoundAlarm): boolean =>
    canBeHarmless.has(kind) && harmless.some((place) => place.start <= start && place.end >= end);
  return new Map(
    found
      .filter(
        (part) =>
          !isTurnedAround(reading, language, part) &&
          !isHarmless(part) &&
          !isOfNobody(part) &&
          !(part.kind === 'neg' && reachesOver(words, part)),
      )
      .map((part) => [part.kind, part]),
  );
}

/** "Do not call, text me" has no "do not … text": a comma stands between. */
const reachesOver = (words: readonly Word[], { start, end }: FoundAlarm): boolean =>
  words.some((word) => word.start > start && word.end <= end && word.startsClause);

/** Parts that mean nothing where they stand within what leaves a wish sure. */
const canBeHarmless = new Set(['else', 'till', 'then', 'once', 'many', 'again', 'ask']);

const canBeTurned = new Set(['neg', 'want', 'stop', 'free', 'del']);

/** "Don't stop texting me": a negation right before a refusal turns it around. */
function isTurnedAround(reading: Reading, language: string, part: FoundAlarm): boolean {
  if (!canBeTurned.has(part.kind)) return false;
  const before = wordsFor(reading.prepared, language).filter((word) => word.end <= part.start);
  const reach = before.at(-1)?.sign === true ? 2 : 1;
  // Korean has blanks: "동안" (while) ends in "안" (not), and is no negation.
  const endsWord = ({ start }: Word): boolean =>
    /\p{Script=Hangul}/u.test(reading.prepared.clean.charAt(start - 1));
  return before
    .slice(-reach)
    .some((word) => guardWordsOf(reading, language).negation.has(word.plain) && !endsWord(word));
}

/** Whether an end of something is turned around: "do not stop the texts". */
export function turnsAnEndAround(reading: Reading, language: string): boolean {
  const stems = reading.u.words(language)?.consentParts;
  if (stems === undefined) return false;
  const found = findAlarms(stems, reading.prepared, wordsFor(reading.prepared, language));
  return found.some((part) => isTurnedAround(reading, language, part));
}

/**
 * What a short text wishes of the texting when no list has its phrase: "do not send" + "until January" is a pause,
 * "I do not want" + "these messages" an opt-out. Never where the text is about a child or school; in a question no end
 * and no beginning of the texts.
 */
export function composeConsent(reading: Reading): ComposedConsent | null {
  const weight = weightOfWords(reading.prepared.words);
  if (weight > longestText) return null;
  const isQuestion = reading.prepared.questions.size > 0;
  const isLookedFor = (code: string): boolean =>
    code === reading.wordLanguage || reading.u.words(code)?.wishes.partsInOwnTextsOnly !== true;
  const languages = reading.languages.filter(isLookedFor);
  for (const language of languages) {
    const parts = consentParts(reading, language);
    // One word alone says it where it is "unsubscribe".
    if (reading.prepared.words.length < 2 && !parts.has('unsub')) continue;
    const kind = saysWrongNumber(reading, language, parts) ?? kindOf(parts, weight);
    // "Do not ever message me again" has "message" and "again".
    if (kind?.kind === 'opt_in' && !kind.by.includes('regret') && saysNot(reading, language)) continue;
    if (kind === null || (isQuestion && !inQuestions.has(kind.kind))) continue;
    if (kind.kind === 'alerts_only' && isAboutAMatter(reading, language)) continue;
    const isAsked = isQuestion && narrower.has(kind.kind);
    if (isAsked && (parts.has('ask') || asksWhy(reading, language))) continue;
    // "If the nosebleed stops, text me": only a plain refusal of texts stands beside a matter of the school.
    const isPlain = parts.has('msg') && (parts.has('neg') || parts.has('want'));
    if (kind.kind === 'opt_out' && !isPlain && namesSchoolMatter(reading, language)) continue;
    const said = kind.said ?? kind.by.map((group) => written(reading, parts.get(group)));
    const isDoubtful = isAsked || mayMeanSomethingElse(reading, language, parts, kind);
    return { kind: kind.kind, parts: said, language, isDoubtful };
  }
  return null;
}

/** "Is only this chapter important for the test", "nothing serious, she only fell": no word of it is about texts. */
export function isAboutAMatter(reading: Reading, language: string): boolean {
  if (saysNotSerious(reading, language)) return true;
  const parts = consentParts(reading, language);
  const isOnTexts = ['msg', 'write', 'neg', 'want', 'stop', 'rest'].some((group) => parts.has(group));
  return !isOnTexts && (parts.has('ask') || namesSchoolMatter(reading, language));
}

/** Whether it says that something is not serious. */
export function saysNotSerious({ u, prepared }: Reading, language: string): boolean {
  const patterns = u.words(language)?.patterns.notSerious ?? [];
  const text = joinPlain(wordsFor(prepared, language));
  return patterns.some((pattern) => pattern.test(text));
}

/** Wishes that leave some texts: "could you write less often?" wishes it, as likely as not. */
const narrower: ReadonlySet<ConsentKind> = new Set(['pause', 'fewer', 'alerts_only']);
const inQuestions: ReadonlySet<ConsentKind> = new Set([...narrower, 'help', 'wrong_number']);
/** Others say in many words that the number is wrong; an end of the texts is looked at again, word by word. */
const inLongTexts: ReadonlySet<ConsentKind> = new Set([...narrower, 'help', 'opt_in']);

/** What a stranger says beside "I have this number now", and a mother with a new one does not. */
const ends = ['neg', 'want', 'stop', 'free', 'del', 'unsub', 'wrong'];

/** Whether the parts, though they make a wish, are as likely about something else. */
function mayMeanSomethingElse(
  reading: Reading,
  language: string,
  parts: ReadonlyMap<string, FoundAlarm>,
  { kind, by }: Composed,
): boolean {
  if (inLongTexts.has(kind) && weightBeside(reading, language) > surelyOne) return true;
  switch (kind) {
    case 'opt_out':
      // "Keep the alerts and take the rest off".
      return deletesMessage(reading, language, parts) || parts.has('rest');
    case 'alerts_only':
      return parts.has('else') || !parts.has('urg');
    case 'wrong_number': {
      const isSaidPlainly = by.includes('wrong') || ends.some((group) => parts.has(group));
      return !isSaidPlainly || namesSchoolMatter(reading, language);
    }
    case 'opt_in':
      return by.includes('regret');
    case 'pause':
    case 'fewer':
      return parts.has('apart') || (!isOfTexts(parts) && namesSchoolMatter(reading, language));
    case 'help':
      return false;
  }
}

const isOfTexts = (parts: ReadonlyMap<string, FoundAlarm>): boolean =>
  parts.has('msg') || parts.has('svc') || parts.has('write');

/** How many words there are beside those that say why; signs count half. */
function weightBeside(reading: Reading, language: string): number {
  const harmless = harmlessIn(reading, language);
  return weightOfWords(
    wordsFor(reading.prepared, language).filter(
      (word) => !harmless.some(({ start, end }) => start <= word.start && word.end <= end),
    ),
  );
}

/** "Why no messages this week?" */
export function asksWhy(reading: Reading, language: string): boolean {
  const { asking } = guardWordsOf(reading, language);
  return wordsFor(reading.prepared, language).some((word) => asking.has(word.plain));
}

/** "Delete the message", "efase mesaj": the message itself is to go; "remove me from these messages" is not so. */
function deletesMessage(reading: Reading, language: string, parts: ReadonlyMap<string, FoundAlarm>): boolean {
  const [del, msg] = [parts.get('del'), parts.get('msg')];
  const isMore = ['num', 'neg', 'want', 'any', 'unsub'].some((group) => parts.has(group));
  if (del === undefined || msg === undefined || isMore) return false;
  const [first, second] = del.start < msg.start ? [del, msg] : [msg, del];
  const between = wordsFor(reading.prepared, language).filter(
    ({ start, end }) => start >= first.end && end <= second.start,
  );
  // "Take me off the texts" names who is to go, too.
  const isOneWord = !written(reading, del).includes(' ');
  return isOneWord && between.length <= (first === del ? 1 : 0);
}

/** Whether a word of negation stands in the text: then it asks for no more texts, if for anything. */
export function saysNot(reading: Reading, language: string): boolean {
  const { negation } = guardWordsOf(reading, language);
  return (
    wordsFor(reading.prepared, language).some((word) => negation.has(word.plain)) ||
    saysNobody(reading, language)
  );
}

const written = (reading: Reading, part: FoundAlarm | undefined): string =>
  part === undefined ? '' : reading.prepared.clean.slice(part.start, part.end);

interface Composed {
  readonly kind: ConsentKind;
  readonly by: readonly string[];
  /** As the family wrote it, where it is no part that says it. */
  readonly said?: readonly string[];
}

function saysWrongNumber(
  reading: Reading,
  language: string,
  parts: ReadonlyMap<string, FoundAlarm>,
): Composed | null {
  if (parts.has('old') && !namesNumber(reading)) return { kind: 'wrong_number', by: ['old'] };
  const patterns = reading.u.words(language)?.patterns.wrongNumber ?? [];
  // "I do not want anything on this telephone" has the "not" and the "telephone" of "this is not her telephone".
  const refused = ['want', 'neg'].flatMap((group) => parts.get(group) ?? []);
  const place = placesOf(patterns, wordsFor(reading.prepared, language)).find(
    ({ start, end }) => !refused.some((part) => part.start < end && start < part.end),
  );
  if (place === undefined) return null;
  return { kind: 'wrong_number', by: [], said: [reading.prepared.clean.slice(place.start, place.end)] };
}

/** Whether a telephone number stands in it: "our number changed, delete the old one, the new one is 555 201 3344". */
export function namesNumber({ prepared }: Reading): boolean {
  return /\d[\d\s().-]{5,}\d/u.test(prepared.clean);
}

/** In a text this short "only emergencies" needs no word for the texts. */
const shortText = 8;

function kindOf(parts: ReadonlyMap<string, FoundAlarm>, weight: number): Composed | null {
  const has = (...groups: readonly string[]): boolean => groups.every((group) => parts.has(group));
  const first = (...groups: readonly string[]): string | undefined =>
    groups.find((group) => parts.has(group));
  if (has('wrong') && !has('else')) return { kind: 'wrong_number', by: ['wrong'] };
  // "If school is closed or he is hurt write to me, nothing else": a matter of the school may stand in it.
  const matter = first('urg', 'matter');
  if (matter !== undefined && has('rest') && first('neg', 'stop', 'free', 'del') !== undefined)
    return { kind: 'alerts_only', by: ['rest', matter] };
  // "Tell me only if the bus is not running": as likely of the texts as not.
  if (matter !== undefined && has('only', 'write') && (has('else') || matter === 'matter'))
    return { kind: 'alerts_only', by: ['only', matter] };
  if (has('else')) return null;
  // "I cancelled the texts by mistake, send them again": what was ended is to go on.
  if (has('regret', 'again') && first('msg', ...ends) !== undefined)
    return { kind: 'opt_in', by: ['regret', 'again'] };
  const about = first('msg', 'svc');
  const isLeaving = ['want', 'free', 'del', 'unsub'].some((group) => parts.has(group));
  // "Why so many messages?" and "only when something happens" ask nothing.
  const isNarrowed = has('once') || has('many') || (has('only') && matter !== undefined);
  const isAsking = has('ask') && !isLeaving && (has('svc') || !(has('neg') || isNarrowed));
  if (isAsking && about !== undefined) return { kind: 'help', by: ['ask', about] };
  const refuses = first('neg') ?? (has('want', 'msg') ? 'want' : undefined);
  const narrows = first('only', 'except');
  const isOnTexts = has('write') || has('msg') || refuses !== undefined || weight <= shortText;
  if (narrows !== undefined && has('urg') && isOnTexts) return { kind: 'alerts_only', by: [narrows, 'urg'] };
  const ended = refuses ?? (has('msg') ? first('stop', 'free') : undefined);
  const less = first('once', 'many');
  const isOften =
    less !== undefined && (has('msg') || refuses !== undefined || (has('once') && has('write')));
  if (isOften && !has('again') && !has('then')) return { kind: 'fewer', by: [less] };
  const until = first('till', 'then');
  if (ended !== undefined && until !== undefined) return { kind: 'pause', by: [ended, until] };
  if (has('again', 'msg') && ended === undefined) return { kind: 'opt_in', by: ['again', 'msg'] };
  return endOf(parts, refuses);
}

function endOf(parts: ReadonlyMap<string, FoundAlarm>, refuses: string | undefined): Composed | null {
  const has = (...groups: readonly string[]): boolean => groups.every((group) => parts.has(group));
  const object = has('msg') ? 'msg' : has('any') ? 'any' : undefined;
  if (refuses !== undefined && object !== undefined) return { kind: 'opt_out', by: [refuses, object] };
  if (has('again')) return null;
  if (has('unsub')) return { kind: 'opt_out', by: ['unsub'] };
  const ends = ['free', 'del', 'stop'].find((group) => parts.has(group));
  if (ends === undefined) return null;
  if (ends === 'free' && refuses === 'neg') return { kind: 'opt_out', by: [refuses, ends] };
  if (has('msg')) return { kind: 'opt_out', by: [ends, 'msg'] };
  return has('num') && ends !== 'stop' ? { kind: 'opt_out', by: [ends, 'num'] } : null;
}
