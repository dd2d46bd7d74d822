import { lengthOf, longestOf, matchesOf, reasonFor, type Match } from './phrases.js';
import { matchesIn, soundMatchesIn, type Reading } from './reading.js';
import { urgentKinds, type Understanding, type UrgentKind } from './vocabulary.js';

/** Why a text cannot wait; no kinds means it can. */
export interface UrgencyFinding {
  readonly kinds: readonly UrgentKind[];
  readonly reasons: readonly string[];
}

/**
 * Self-harm, violence, weapons, abuse, nowhere to sleep. Judged apart from consent and answers. Idioms mask the
 * words inside them. Rather one alarm too many than one too few: longer phrases count even in a language of the
 * district the text does not seem to be in.
 */
export function findUrgency(reading: Reading, u: Understanding): UrgencyFinding {
  const elsewhere = [...reading.found]
    .filter(([code]) => !reading.languages.includes(code))
    .flatMap(([, matches]) =>
      matchesOf(matches, 'urgent').filter((match) => lengthOf(match) > 2 && match.exact),
    );
  const idioms = matchesIn(reading, 'notUrgent');
  const alarms = longestOf([...soundMatchesIn(reading, u, 'urgent'), ...elsewhere]).filter(
    (match) => !idioms.some((idiom) => masks(idiom, match)),
  );
  const kinds = urgentKinds.filter((kind) => alarms.some((match) => match.entry.name === kind));
  return {
    kinds,
    reasons: kinds.flatMap((kind) => {
      const first = alarms.find((match) => match.entry.name === kind);
      return first === undefined ? [] : [reasonFor(`urgent:${kind}`, first, reading.prepared)];
    }),
  };
}

const overlaps = (a: Match, b: Match): boolean => a.start < b.end && b.start < a.end;

/**
 * An idiom masks what lies inside it, and what it shares words with unless that reaches further than itself.
 * What was only found by passing over a word ("with a water gun") gives way to it in any case.
 */
function masks(idiom: Match, match: Match): boolean {
  if (idiom.start <= match.start && idiom.end >= match.end) return true;
  return overlaps(idiom, match) && (!match.exact || idiom.end - idiom.start > match.end - match.start);
}
