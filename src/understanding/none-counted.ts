import { wordsOfAnswer } from './answers.js';
import { beginsWithOne, countsPeople } from './counted.js';
import type { FoundNumber } from './digits-in-text.js';
import { joinPlain } from './joined-words.js';
import { clausesOf, wordsFor, type Word } from './normalise.js';
import { wholeText } from './rating-scale.js';
import { replyOrder, rulesOf, type Reading } from './reading.js';
import type { Ask } from './understood.js';

/** "Hakuna", "hiç": the whole reply says that there were none; "not a single one": a clause of it does. */
export function noneIn(reading: Reading): FoundNumber | undefined {
  const none = { value: 0, start: 0, language: reading.language };
  const persons = rulesOf(reading).flatMap(({ around }) => around.persons);
  for (const language of replyOrder(reading)) {
    const rules = reading.u.words(language);
    if (rules === undefined) continue;
    if (rules.none.has(joinPlain(wordsOfAnswer(reading, language))))
      return { ...none, end: reading.prepared.clean.length, leads: true };
    const clauses = tellingClauses(reading, language);
    const [first = []] = clauses;
    if (rules.none.has(joinPlain(first)) && clauses.length > 1)
      return { ...none, end: first.at(-1)?.end ?? 0, leads: true };
    const place = clauses.findIndex(
      (clause) => isOneOf(clause, rules.patterns.none) && !namesOne(persons, clause),
    );
    const last = clauses[place]?.at(-1);
    if (last !== undefined) return { ...none, end: last.end, leads: place === 0 };
  }
  return undefined;
}

/** "Not one teacher called": there is no telling where in a clause of signs a word begins. */
function namesOne(phrases: readonly string[], clause: readonly Word[]): boolean {
  if (!clause.some(({ sign }) => sign)) return beginsWithOne(phrases, clause, clause.length);
  const text = joinPlain(clause);
  return phrases.some((phrase) => text.includes(phrase));
}

/** "Just me": one, where people are counted. */
export function aloneIn(reading: Reading, ask: Ask): FoundNumber | undefined {
  if (!countsPeople(reading, ask)) return undefined;
  const isAlone = replyOrder(reading).some((language) =>
    tellingClauses(reading, language)
      .slice(0, 1)
      .some((clause) => isOneOf(clause, reading.u.words(language)?.patterns.alone ?? [])),
  );
  return isAlone ? wholeText(reading, 1) : undefined;
}

/** "A good while", "I didn't look at the clock": an amount, and nobody knows which. */
export function isUncounted(reading: Reading): boolean {
  return replyOrder(reading).some((language) => {
    const patterns = reading.u.words(language)?.patterns.uncounted ?? [];
    return tellingClauses(reading, language).some((clause) => isOneOf(clause, patterns));
  });
}

/** The clauses of a text that ask nothing. */
function tellingClauses({ prepared }: Reading, language: string): readonly (readonly Word[])[] {
  return clausesOf(wordsFor(prepared, language).filter(({ sentence }) => !prepared.questions.has(sentence)));
}

function isOneOf(clause: readonly Word[], patterns: readonly RegExp[]): boolean {
  const text = joinPlain(clause);
  return patterns.some((pattern) => pattern.test(text));
}
