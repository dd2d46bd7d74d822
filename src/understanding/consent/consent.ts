import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { lengthOf, longestOf, matchesOf, reasonFor, type Match } from '../words/phrases.js';
import { composeConsent, consentParts, namesNumber, type ComposedConsent } from './composed-consent.js';
import { namesSchoolMatter } from './school-matters.js';
import { findDoubt, namesHours } from './doubted-consent.js';
import { findNobodyMayText, saysNobody, tellsOfTrouble } from './nobody.js';
import { tellsOfOwnNumber } from './own-number.js';
import {
  asksWhyTheyEnd,
  findSomethingElse,
  keepsTexts,
  narrowsTheEnd,
  wantsThemAgain,
} from './sure-opt-out.js';
import { keywordOrAnswer } from './keyword-or-answer.js';
import { findPossibleOptOut } from './possible-consent.js';
import { joinPlain } from '../words/joined-words.js';
import { guardWordsOf, replyOrder, type Reading } from '../reading/reading.js';
import type { ConsentCertainty } from '../understood.js';
import { consentKinds, type ConsentKind } from '../words/understanding-file.js';

/** What a text asks of the texting itself. */
export interface ConsentFinding {
  /** Only what is sure. */
  readonly consent: ConsentKind | null;
  readonly certainty: ConsentCertainty | null;
  readonly reasons: readonly string[];
  /** The match it rests on; null when there is none. */
  readonly match: Match | null;
  /** The language it is said in; null when there is no wish. */
  readonly language: string | null;
  /** Whether the text is nothing but that. */
  readonly wholeText: boolean;
  /** It says beside that wish that there is no child of the family's: the number may be the wrong one. */
  readonly mayBeWrongNumber?: boolean;
}

const nothing: ConsentFinding = {
  consent: null,
  certainty: null,
  reasons: [],
  match: null,
  language: null,
  wholeText: false,
};

/**
 * Consent words as a whole text (home language, then English, then the district's), and phrases that surely
 * mean it inside a sentence. Nothing else: "can you stop by tomorrow" is no opt-out. An opt-out said with a "maybe" or
 * an "if", or among words about something else, is possible at most; a keyword on its own is never doubted.
 */
export function findConsent(reading: Reading): ConsentFinding {
  const said = unlessOwnNumber(reading, consentAsSaid(reading));
  const found = said.wholeText ? said : unlessNobodyMayText(reading, said);
  if (found.consent !== 'opt_out' || found.wholeText) return found;
  const language = found.language ?? reading.wordLanguage;
  const doubt = findDoubt(reading, found.match) ?? findSomethingElse(reading, language, found.match);
  const isOther =
    namesHours(reading, found.match) ||
    namesNumber(reading) ||
    narrowsTheEnd(reading, language, found.match) ||
    asksWhyTheyEnd(reading, language, found.match) ||
    keepsTexts(reading, language) ||
    wantsThemAgain(reading, language, found.match);
  if (doubt === null && !isOther) return found;
  return onlyPossible(found);
}

/** An end of the texts that was heard and may be none: a person decides. */
export const onlyPossible = ({ reasons }: ConsentFinding): ConsentFinding => ({
  ...nothing,
  certainty: 'possible',
  reasons: reasons.map((reason) => reason.replace('consent:opt_out', 'consent:possible opt_out')),
});

/** "I put the wrong number on the form" is about a form. */
const unlessOwnNumber = (reading: Reading, said: ConsentFinding): ConsentFinding =>
  said.consent === 'wrong_number' && !said.wholeText && tellsOfOwnNumber(reading) ? nothing : said;

function consentAsSaid(reading: Reading): ConsentFinding {
  const possible = findPossibleOptOut(reading);
  const isPossibleAlone =
    possible !== null && possible.phrase === joinPlain(wordsFor(reading.prepared, possible.language));
  if (possible !== null && isPossibleAlone) return possibly(reading, possible);
  const whole = wholeTextConsent(reading) ?? keywordSentence(reading);
  const keyword = whole === null ? 'answer' : keywordOrAnswer(reading, whole);
  if (whole !== null && keyword === 'wish') return finding(reading, whole, true);
  // "取消", asked whether they come, cancels their coming as likely as the texts.
  if (whole !== null && keyword === 'either')
    return { ...possiblyOptOut({ phrase: whole.entry.phrase, language: whole.language }), wholeText: true };
  const phrase = phraseConsent(reading);
  const composed = composeConsent(reading);
  // "No messages until January" holds "no messages", and asks for a pause.
  const isNarrowed = phrase?.entry.name === 'opt_out' && composed !== null && composed.kind !== 'opt_out';
  const parts = phrase === null ? undefined : consentParts(reading, phrase.language);
  const isForAWhile = parts?.has('till') === true || parts?.has('then') === true;
  if (phrase?.entry.name === 'opt_out' && isForAWhile)
    return keepsTexts(reading, phrase.language)
      ? nothing
      : { ...finding(reading, phrase, false), consent: 'pause' };
  if (phrase !== null && !isNarrowed) return finding(reading, phrase, false);
  if (composed !== null && !isTrouble(reading, composed)) return composedFinding(composed);
  return possible === null ? nothing : possibly(reading, possible);
}

/** "No message came" has the parts of "no messages", and tells of trouble with them. */
const isTrouble = (reading: Reading, { kind }: ComposedConsent): boolean =>
  kind !== 'help' && kind !== 'wrong_number' && tellsOfTrouble(reading);

/** Kinds that leave the family some texts, or none for a while, although nobody may text it otherwise. */
const besideNobody: ReadonlySet<ConsentKind> = new Set(['opt_out', 'alerts_only', 'wrong_number']);

/**
 * "Nobody is to text me again" may ask for an end of the texts, and for none of what its other words would ask for: a
 * pause only where it says until when.
 */
function unlessNobodyMayText(reading: Reading, said: ConsentFinding): ConsentFinding {
  if (said.certainty === 'possible' || (said.consent !== null && besideNobody.has(said.consent))) return said;
  const nobody = findNobodyMayText(reading);
  if (nobody === null) return said;
  const isForAWhile = consentParts(reading, nobody.language).has('till');
  return said.consent === 'pause' && isForAWhile ? said : possiblyOptOut(nobody);
}

function composedFinding({ kind, parts, language, isDoubtful }: ComposedConsent): ConsentFinding {
  const written = parts.map((part) => `«${part}»`).join(' + ');
  if (isDoubtful && kind === 'opt_out')
    return {
      ...nothing,
      certainty: 'possible',
      reasons: [`consent:possible ${kind} ${written} (${language})`],
    };
  return {
    consent: kind,
    certainty: isDoubtful ? 'likely' : 'sure',
    reasons: [`consent:${kind} ${written} (${language})`],
    match: null,
    language,
    wholeText: false,
  };
}

/** With a question open, "ya no quiero" answers it as often as it turns the texts away. */
function possibly(reading: Reading, found: { phrase: string; language: string }): ConsentFinding {
  if (
    reading.context.ask !== undefined &&
    reading.context.ask.kind !== 'open' &&
    isAnswerWord(reading, found)
  )
    return nothing;
  return possiblyOptOut(found);
}

function possiblyOptOut({ phrase, language }: { phrase: string; language: string }): ConsentFinding {
  return {
    ...nothing,
    certainty: 'possible',
    reasons: [`consent:possible opt_out «${phrase}» (${language})`],
  };
}

const lengthInPhrase = ({ entry }: Match): number => joinPlain(entry.words).length;

const isAnswerWord = (reading: Reading, found: { language: string; phrase: string }): boolean =>
  matchesOf(reading.found.get(found.language) ?? [], 'answers').some(
    (match) => match.exact && match.from === 0 && lengthInPhrase(match) === found.phrase.length,
  );

function finding(reading: Reading, match: Match, wholeText: boolean): ConsentFinding {
  const consent = consentKinds.find((kind) => kind === match.entry.name) ?? null;
  // "I have no kids in the play" is as likely of a matter of the school.
  const isOthers = consent === 'wrong_number' && !wholeText && namesSchoolMatter(reading, match.language);
  return {
    consent,
    certainty: isOthers ? 'likely' : 'sure',
    reasons: [reasonFor(`consent:${match.entry.name}`, match, reading.prepared)],
    match,
    language: match.language,
    wholeText,
  };
}

/** A short text that is one of the consent phrases, politeness and repetition aside. */
function wholeTextConsent(reading: Reading): Match | null {
  const first = replyOrder(reading);
  const others = reading.context.districtLanguages.filter((code) => !first.includes(code));
  const knownNearby = first.some((code) => (reading.found.get(code) ?? []).some((match) => match.exact));
  for (const code of [...first, ...(knownNearby ? [] : others)]) {
    const all = wordsFor(reading.prepared, code);
    for (const words of [all, trimmed(all, (word) => !isEmoji(word)), bareWords(reading, code)]) {
      const match = matchesOf(reading.found.get(code) ?? [], 'consent').find(
        (candidate) => candidate.exact && (isAll(candidate, words) || isRepeated(candidate, words)),
      );
      if (match !== undefined) return asksInsteadOfTelling(reading, match) ? null : match;
    }
  }
  return null;
}

const isAll = (match: Match, words: readonly Word[]): boolean =>
  match.start === words[0]?.start && match.end === words.at(-1)?.end;

const isRepeated = (match: Match, words: readonly Word[]): boolean =>
  lengthOf(match) === 1 &&
  words.length > 1 &&
  words.every((word) => word.plain === words[0]?.plain) &&
  match.start === words[0]?.start;

/** The words without greetings, thanks, politeness and emoji at either end. */
function bareWords(reading: Reading, language: string): readonly Word[] {
  const words = wordsFor(reading.prepared, language);
  const { courtesy } = guardWordsOf(reading, language);
  const kinds = matchesOf(reading.found.get(language) ?? [], 'kinds');
  const polite = longestOf(kinds.filter(({ entry }) => entry.name === 'thanks' || entry.name === 'chatter'));
  const isBare = (word: Word): boolean =>
    !courtesy.has(word.plain) &&
    !isEmoji(word) &&
    !polite.some((match) => word.start >= match.start && word.end <= match.end);
  return trimmed(words, isBare);
}

const isEmoji = (word: Word): boolean => /^\p{Extended_Pictographic}$/u.test(word.plain);

/** From the first word that counts to the last; all of them when none does. */
function trimmed(words: readonly Word[], counts: (word: Word) => boolean): readonly Word[] {
  const first = words.findIndex(counts);
  return first === -1 ? words : words.slice(first, words.findLastIndex(counts) + 1);
}

/** "Parar?" asks something; "STOP?" still stops, as it does at the carrier: the language's file says so. */
function asksInsteadOfTelling(reading: Reading, match: Match): boolean {
  const isWishAnyway = reading.u.words(match.language)?.wishes.keywordsInQuestions === true;
  return reading.prepared.questions.size > 0 && !isWishAnyway;
}

/** Without the small words beside a keyword in capitals: "STOP nha". */
function notSmall(reading: Reading, words: readonly Word[], { start, end }: Match): readonly Word[] {
  const code = reading.wordLanguage;
  const lists = [guardWordsOf(reading, code).courtesy, reading.u.smallWords(code)?.functionWords];
  const isSmall = (word: Word): boolean => lists.some((list) => list?.has(word.plain) === true);
  return words.filter((word) => (word.start >= start && word.end <= end) || !isSmall(word));
}

/** Beside a keyword in a sentence of its own no more is said than that. */
const mostBesideKeyword = 8;

/** "We moved away. STOP": a sentence of its own, in capitals, is meant for the machine where little else is said. */
function keywordSentence(reading: Reading): Match | null {
  const { prepared } = reading;
  for (const code of replyOrder(reading)) {
    const words = wordsFor(prepared, code);
    const match = matchesOf(reading.found.get(code) ?? [], 'consent', 'opt_out').find((candidate) => {
      const inSentence = words.filter((word) => word.sentence === candidate.sentence);
      const written = prepared.clean.slice(candidate.start, candidate.end);
      const isCapitals =
        written.length > 2 && written === written.toUpperCase() && written !== written.toLowerCase();
      return candidate.exact && isCapitals && isAll(candidate, notSmall(reading, inSentence, candidate));
    });
    const beside = words.filter((word) => word.sentence !== match?.sentence);
    const weight = weightOfWords(beside);
    const isMeantForMachine = weight <= mostBesideKeyword && prepared.clean !== prepared.clean.toUpperCase();
    if (match !== undefined && isMeantForMachine) return match;
  }
  return null;
}

/** Which kind wins when several are said: what keeps some texts coming is the more precise wish. */
const precedence: readonly ConsentKind[] = [
  'alerts_only',
  'pause',
  'opt_out',
  'fewer',
  'opt_in',
  'wrong_number',
  'help',
];

function phraseConsent(reading: Reading): Match | null {
  const languages = [
    ...reading.languages,
    ...reading.context.districtLanguages.filter((code) => !reading.languages.includes(code)),
  ];
  const candidates = languages.flatMap((code) =>
    longestOf(matchesOf(reading.found.get(code) ?? [], 'consentPhrases')).filter(
      (match) => (reading.languages.includes(code) || lengthOf(match) > 1) && isMeant(reading, match),
    ),
  );
  for (const kind of precedence) {
    const match = candidates.find(({ entry }) => entry.name === kind);
    if (match !== undefined) return match;
  }
  return null;
}

/** Whether the words before the phrase leave its meaning alone. */
function isMeant(reading: Reading, match: Match): boolean {
  const { negation, asking, someoneElse } = guardWordsOf(reading, match.language);
  const before = wordsFor(reading.prepared, match.language)
    .slice(0, match.from)
    .filter((word) => word.sentence === match.sentence)
    .map((word) => word.plain);
  const isOptIn = match.entry.name === 'opt_in';
  // "Do not let anyone text me again" asks for no texts, though "not" stands further off.
  if (before.slice(isOptIn ? -3 : -2).some((word) => negation.has(word))) return false;
  if (isOptIn && saysNobody(reading, match.language)) return false;
  if (match.entry.name === 'help' || match.entry.name === 'wrong_number') return true;
  if (before.some((word) => asking.has(word))) return false;
  if (match.entry.name === 'pause' || match.entry.name === 'fewer') return !isAboutSchool(reading, match);
  if (match.entry.name !== 'opt_out') return true;
  return !before.some((word) => someoneElse.has(word)) && !isAboutSchool(reading, match);
}

/** "Make them stop bothering my son": nothing of texts in it, and a child. */
function isAboutSchool(reading: Reading, match: Match): boolean {
  const parts = consentParts(reading, match.language);
  // "Take me off the trip list, I sent you a message" has both.
  const isOfList = parts.has('free') || parts.has('del');
  if (parts.has('neg') || (parts.has('msg') && (parts.has('want') || !isOfList))) return false;
  return parts.has('else') || namesSchoolMatter(reading, match.language);
}
