import type { AnswerReading } from './answers.js';
import type { ConsentFinding } from '../consent/consent.js';
import { joinPlain } from '../words/joined-words.js';
import { findWish } from '../consent/no-child-there.js';
import { wordsFor, type Word } from '../text/normalise.js';
import { readAnswer } from './read-answer.js';
import { guardWordsOf, readText, rulesOf, type Reading } from '../reading/reading.js';
import { none } from './settle-answer.js';
import type { Answer } from '../understood.js';

/** Whoever has a wrong number answers for nobody. */
const mayAnswer = (consent: ConsentFinding): boolean =>
  consent.consent !== null && consent.consent !== 'wrong_number' && consent.mayBeWrongNumber !== true;

/**
 * The answer to the open question in a text that also wishes something of the texting: "4. And please text less". Only
 * what stands apart from the wish answers, so "2 texts a week, please" rates nothing.
 */
export function answerBesideWish(reading: Reading, wish: ConsentFinding): Answer {
  const { ask } = reading.context;
  if (ask === undefined || ask.kind === 'open' || wish.wholeText || !mayAnswer(wish)) return none;
  const { clean } = reading.prepared;
  for (const { start } of cutsIn(reading)) {
    const [before, after] = [clean.slice(0, start), clean.slice(start)];
    for (const [said, other] of [
      [before, after],
      [after, before],
    ] as const) {
      const rest = readText(reading.u, said, reading.context);
      const heard = findWish(rest);
      if (heard.consent !== null || heard.certainty !== null) continue;
      const read = readAnswer(rest);
      if (read.outcome !== 'read' || !read.leads || read.isLoose === true) continue;
      if (said === after && !isAllOf(rest, read.span)) continue;
      const wished = findWish(readText(reading.u, other, reading.context));
      if (wished.consent === wish.consent) return { status: 'answered', value: read.value };
    }
  }
  return none;
}

/** "Please text less. It was a 4" ends in an answer, "text me less, once a week" in more of the wish. */
function isAllOf(reading: Reading, span: AnswerReading['span']): boolean {
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords;
  return wordsFor(reading.prepared, reading.wordLanguage).every(
    (word) =>
      small?.has(word.plain) === true || (span !== null && word.start >= span.start && word.end <= span.end),
  );
}

/** Where a text may fall into an answer and a wish: where a clause begins, at an "and", and at a "please". */
function cutsIn(reading: Reading): readonly Word[] {
  const language = reading.wordLanguage;
  const { courtesy } = guardWordsOf(reading, language);
  const and = rulesOf(reading).flatMap(({ scale }) => scale.and);
  return wordsFor(reading.prepared, language).filter(
    (word, place) =>
      place > 0 && (word.startsClause || courtesy.has(word.plain) || and.includes(joinPlain([word]))),
  );
}
