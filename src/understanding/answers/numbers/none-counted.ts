import { wordsOfAnswer } from '../answers.js';
import { beginsWithOne, countsPeople } from './counted.js';
import type { FoundNumber } from './digits-in-text.js';
import { joinPlain } from '../../words/joined-words.js';
import { clausesOf, weightOfWords, wordsFor, type Word } from '../../text/normalise.js';
import { wholeText } from './rating-scale.js';
import { replyOrder, rulesOf, type Reading } from '../../reading/reading.js';
import type { Ask } from '../../understood.js';

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

/** "A good while", "I didn't look at the clock": an amount, and nobody knows which. `named`: the numbers it names, articles. */
export function isUncounted(reading: Reading, ask: Ask, named: readonly FoundNumber[]): boolean {
  const isSaid = replyOrder(reading).some((language) => {
    const patterns = reading.u.words(language)?.patterns.uncounted ?? [];
    return tellingClauses(reading, language).some((clause) => isOneOf(clause, patterns));
  });
  return isSaid || isUntold(reading, ask) || (ask.kind === 'number' && isAmount(reading, named));
}

/** A longer text is about more than what nobody can tell. */
const longestUntold = 10;

/** "It varies", "the whole family": nobody can tell how many. */
function isUntold(reading: Reading, ask: Ask): boolean {
  const clauses = tellingClauses(reading, reading.wordLanguage);
  if (weightOfWords(reading.prepared.words) > longestUntold) return false;
  const people = countsPeople(reading, ask);
  const phrases = rulesOf(reading).flatMap(({ unknown, everybody }) =>
    people ? [...unknown, ...everybody] : unknown,
  );
  return clauses.some((clause) => {
    const text = joinPlain(clause);
    if (clause.some(({ sign }) => sign)) return phrases.some((phrase) => text.includes(phrase));
    return phrases.some((phrase) =>
      ` ${text} `.includes(` ${phrase}${phrase.length < longPhrase ? ' ' : ''}`),
    );
  });
}

/** Of a phrase as long as this the last word may have an ending. */
const longPhrase = 8;

/** No phrase for an amount has more words, or signs. */
const longestAmount = 5;

/** Beside an amount of several words so much else may stand: "marar badan ayay ahayd". */
const besideSureAmount = 2;

/** "Un ratito", 一下子, "several of them": an amount fills a clause, and what number stands there is part of it. */
function isAmount(reading: Reading, named: readonly FoundNumber[]): boolean {
  const { amounts, light } = amountWords(reading);
  const answer = wordsOfAnswer(reading, reading.wordLanguage);
  return tellingClauses(reading, reading.wordLanguage).some((clause) =>
    clause.some((word, from) => {
      for (let length = Math.min(longestAmount, clause.length - from); length > 0; length -= 1) {
        const phrase = clause.slice(from, from + length);
        const isWhole = phrase.every((part) => answer.includes(part));
        if (!isWhole || !amounts.some((list) => list.has(joinPlain(phrase)))) continue;
        const end = phrase.at(-1)?.end ?? word.end;
        const isPart = named.every((number) => number.start <= end && number.end + 1 >= word.start);
        const others = clause.filter(
          (other) => !phrase.includes(other) && !light.has(other.plain) && answer.includes(other),
        );
        return isPart && weightOfWords(others) <= (weightOfWords(phrase) > 1 ? besideSureAmount : 1);
      }
      return false;
    }),
  );
}

function amountWords(reading: Reading): {
  amounts: readonly ReadonlySet<string>[];
  light: ReadonlySet<string>;
} {
  const rules = rulesOf(reading);
  const light = rules.flatMap(({ about, around, time }) => [
    ...about,
    ...time.hours,
    ...time.minutes,
    ...[...around.things.values()].flat(),
  ]);
  const small = reading.u.smallWords(reading.wordLanguage)?.functionWords ?? [];
  return { amounts: rules.map(({ amounts }) => amounts), light: new Set([...light, ...small]) };
}

/** The clauses of a text that ask nothing. */
function tellingClauses({ prepared }: Reading, language: string): readonly (readonly Word[])[] {
  return clausesOf(wordsFor(prepared, language).filter(({ sentence }) => !prepared.questions.has(sentence)));
}

function isOneOf(clause: readonly Word[], patterns: readonly RegExp[]): boolean {
  const text = joinPlain(clause);
  return patterns.some((pattern) => pattern.test(text));
}
