import { findConsent, type ConsentFinding } from './consent.js';
import { findDoubt } from './doubted-consent.js';
import { joinPlain, placesOf } from '../words/joined-words.js';
import { weightOfWords, wordsFor, type Word } from '../text/normalise.js';
import { matchesOf } from '../words/phrases.js';
import { readText, type Reading } from '../reading/reading.js';

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * What a text asks of the texting. "Take me off, I have no children there" asks for an end of the texts and says why: what
 * is asked for is obeyed, and a person finds out whether the number is wrong. Retiring it is for who says that the number
 * or the person is the wrong one.
 */
export function findWish(reading: Reading): ConsentFinding {
  const said = findConsent(reading);
  const isSureNumber = said.consent === 'wrong_number' && said.certainty === 'sure';
  const isOther = said.consent !== null && said.consent !== 'opt_out' && !isSureNumber;
  if (said.wholeText || isOther) return said;
  for (const language of new Set([said.language ?? reading.wordLanguage, ...reading.languages])) {
    const spans = wrongNumberSpans(reading, language);
    if (spans.length === 0 || !spans.every((span) => speaksOfChild(reading, language, span))) continue;
    if (said.consent === 'opt_out') return { ...said, mayBeWrongNumber: true };
    const asked = askedBeside(reading, language, spans);
    if (asked?.certainty === 'sure' || (asked !== null && isSureNumber))
      return obeyedBeside(reading, asked, said, spans);
  }
  return said;
}

function obeyedBeside(
  reading: Reading,
  asked: ConsentFinding,
  said: ConsentFinding,
  spans: readonly Span[],
): ConsentFinding {
  const isDoubted = spans.some((span) => findDoubt(reading, span) !== null);
  const isSure = asked.certainty === 'sure' && !isDoubted;
  const reasons = [...asked.reasons, ...(said.consent === null ? [] : said.reasons)];
  return {
    ...asked,
    consent: isSure ? 'opt_out' : null,
    certainty: isSure ? 'sure' : 'possible',
    reasons: isSure
      ? reasons
      : reasons.map((reason) => reason.replace('consent:opt_out', 'consent:possible opt_out')),
    wholeText: false,
    mayBeWrongNumber: true,
  };
}

/** Where the text says that it reaches the wrong person. */
function wrongNumberSpans(reading: Reading, language: string): readonly Span[] {
  const matches = reading.found.get(language) ?? [];
  return [
    ...matchesOf(matches, 'consent', 'wrong_number').filter(({ exact }) => exact),
    ...matchesOf(matches, 'consentPhrases', 'wrong_number'),
    ...placesOf(reading.u.words(language)?.patterns.wrongNumber ?? [], wordsFor(reading.prepared, language)),
  ];
}

/** "I have no kids there", "not my child": of a child or a school, not of a number. */
function speaksOfChild(reading: Reading, language: string, span: Span): boolean {
  const text = joinPlain(wordsIn(reading, language, span));
  return (reading.u.words(language)?.patterns.ofChild ?? []).some((pattern) => pattern.test(text));
}

const wordsIn = (reading: Reading, language: string, { start, end }: Span): readonly Word[] =>
  wordsFor(reading.prepared, language).filter((word) => word.start >= start && word.end <= end);

/** The end of the texts that is asked for beside the spans: where they are left out with their clauses, or by themselves. */
function askedBeside(reading: Reading, language: string, spans: readonly Span[]): ConsentFinding | null {
  const words = wordsFor(reading.prepared, language);
  const clauses = spans.map((span) => {
    const clause = clauseAround(words, span);
    return saysLittleBeside(reading, language, clause, span) ? clause : span;
  });
  const cuts = [
    clauses,
    spans,
    spans.map(({ start }, n) => ({ start, end: clauses[n]?.end ?? start })),
    spans.map(({ end }, n) => ({ start: clauses[n]?.start ?? end, end })),
  ];
  let possible: ConsentFinding | null = null;
  for (const cut of cuts) {
    const rest = findConsent(readText(reading.u, without(reading.prepared.clean, cut), reading.context));
    if (rest.consent === 'opt_out' && rest.certainty === 'sure') return rest;
    if (rest.certainty === 'possible') possible ??= rest;
  }
  return possible;
}

/** "I have no kids *at your school*": so many words that are no small ones say nothing else; signs count half. */
const mostBeside = 1;

function saysLittleBeside(reading: Reading, language: string, clause: Span, { start, end }: Span): boolean {
  const small = reading.u.smallWords(language);
  const beside = wordsIn(reading, language, clause).filter(
    (word) =>
      (word.end <= start || word.start >= end) &&
      small?.functionWords.has(word.plain) !== true &&
      small?.romanised.has(word.plain) !== true,
  );
  return weightOfWords(beside) <= mostBeside;
}

function clauseAround(words: readonly Word[], { start, end }: Span): Span {
  const first = words.findLast((word) => word.startsClause && word.start <= start);
  const next = words.find((word) => word.startsClause && word.start >= end);
  const last = words.findLast((word) => next === undefined || word.end <= next.start);
  return { start: first?.start ?? start, end: last?.end ?? end };
}

/** The text with a full stop for each of the spans. */
function without(text: string, spans: readonly Span[]): string {
  return [...spans]
    .sort((one, other) => other.start - one.start)
    .reduce((left, { start, end }) => `${left.slice(0, start)}. ${left.slice(end)}`, text);
}
