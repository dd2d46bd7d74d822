import { compileAlarms, findAlarms, type Alarms, type FoundAlarm } from './alarms.js';
import { consentStems } from './consent-stems.js';
import { guardWordsOf } from './guard-words.js';
import { listReader } from './list-words.js';
import { wordsFor } from './normalise.js';
import type { Reading } from './reading.js';
import type { ConsentKind } from './understanding-file.js';

/** A wish about the texting put together from its parts. */
export interface ComposedConsent {
  readonly kind: ConsentKind;
  /** The parts, as the family wrote them. */
  readonly parts: readonly string[];
  readonly language: string;
}

/** Longer texts say more than one thing; only whole phrases of the lists count there. */
const longestText = 14;

const compiled = new Map<string, Alarms | undefined>();

function stemsOf(language: string): Alarms | undefined {
  if (!compiled.has(language)) {
    const groups = consentStems(language);
    compiled.set(
      language,
      groups === undefined ? undefined : compileAlarms(language, groups, listReader(language)),
    );
  }
  return compiled.get(language);
}

/** The groups of consent words that stand in the text, each with where it stands. */
export function consentParts(reading: Reading, language: string): ReadonlyMap<string, FoundAlarm> {
  const stems = stemsOf(language);
  if (stems === undefined) return new Map();
  const found = findAlarms(stems, reading.prepared, wordsFor(reading.prepared, language));
  return new Map(
    found.filter((part) => !isTurnedAround(reading, language, part)).map((part) => [part.kind, part]),
  );
}

/** "Don't stop texting me": a negation right before a refusal turns it around. */
function isTurnedAround(reading: Reading, language: string, part: FoundAlarm): boolean {
  if (part.kind !== 'neg' && part.kind !== 'want') return false;
  const before = wordsFor(reading.prepared, language).filter((word) => word.end <= part.start);
  const reach = before.at(-1)?.sign === true ? 2 : 1;
  return before.slice(-reach).some((word) => guardWordsOf(language).negation.has(word.plain));
}

/**
 * What a short text wishes of the texting when no list has its phrase: "do not send" + "until January" is a pause,
 * "I do not want" + "these messages" an opt-out. Never in a question, never where the text is about a child or school.
 */
export function composeConsent(reading: Reading): ComposedConsent | null {
  const { words, questions } = reading.prepared;
  const weight = words.reduce((sum, word) => sum + (word.sign ? 0.5 : 1), 0);
  if (words.length < 2 || weight > longestText || questions.size > 0) return null;
  for (const language of reading.languages) {
    const parts = consentParts(reading, language);
    const kind = kindOf(parts);
    if (kind === null) continue;
    return { kind: kind.kind, parts: kind.by.map((group) => written(reading, parts.get(group))), language };
  }
  return null;
}

const written = (reading: Reading, part: FoundAlarm | undefined): string =>
  part === undefined ? '' : reading.prepared.clean.slice(part.start, part.end);

function kindOf(parts: ReadonlyMap<string, FoundAlarm>): { kind: ConsentKind; by: readonly string[] } | null {
  const has = (...groups: readonly string[]): boolean => groups.every((group) => parts.has(group));
  if (has('wrong') && !has('else')) return { kind: 'wrong_number', by: ['wrong'] };
  if (has('else')) return null;
  if (has('only', 'urg') && has('write')) return { kind: 'alerts_only', by: ['only', 'urg'] };
  const refuses = has('neg') ? 'neg' : has('want', 'msg') ? 'want' : null;
  if (refuses !== null) {
    const object = has('msg') ? 'msg' : has('any') ? 'any' : null;
    if (has('till') && object !== null) return { kind: 'pause', by: [refuses, 'till'] };
    if (has('many')) return { kind: 'fewer', by: [refuses, 'many'] };
    return object === null ? null : { kind: 'opt_out', by: [refuses, object] };
  }
  if (has('del', 'num')) return { kind: 'opt_out', by: ['del', 'num'] };
  return has('again', 'msg') && has('write') && !has('till') && !has('many')
    ? { kind: 'opt_in', by: ['again', 'msg'] }
    : null;
}
