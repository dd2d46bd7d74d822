import { findAlarms, type FoundAlarm } from '../words/alarms.js';
import { wordsFor } from '../text/normalise.js';
import type { Reading } from '../reading/reading.js';
import { everydayDangers, type UrgentKind, type UrgentPartName } from '../words/understanding-file.js';

/** An emergency put together from its parts, each of them harmless: "sleeping" + "in the car". */
export interface ComposedUrgency {
  readonly kind: UrgentKind;
  readonly start: number;
  readonly end: number;
  /** Only the first part was said: the child has not come home, but not that nobody can reach it. */
  readonly isHalf?: boolean;
}

/** Which parts make which emergency; those with one part say it alone. */
const recipes: readonly (readonly [UrgentKind, ...(readonly UrgentPartName[])])[] = [
  ['self_harm', 'notLive'],
  ['self_harm', 'letter', 'goodbye'],
  ['self_harm', 'cut', 'body'],
  ['self_harm', 'swallow', 'pills'],
  ['abuse', 'touch', 'private'],
  ['abuse', 'photo', 'naked'],
  ['abuse', 'unfed', 'carer'],
  ['violence', 'hit', 'hitter'],
  ['violence', 'hit', 'marks'],
  ['violence', 'marks', 'hitter'],
  ['violence', 'kill', 'hitter'],
  ['weapons', 'weapon', 'brought'],
  ['weapons', 'weapon', 'kill'],
  ['homeless', 'evicted'],
  ['homeless', 'sleep', 'rough'],
  ['missing', 'notHome', 'unreached'],
  ['hunger', 'noFood', 'goneHungry'],
];

/** Parts further apart than so many letters belong to different things. */
const farthest = 90;

/** The emergencies the parts in the text make, in the language it is written in. */
export function composeUrgency(reading: Reading): readonly ComposedUrgency[] {
  const words = reading.u.words(reading.wordLanguage);
  if (words === undefined) return [];
  const { prepared } = reading;
  const parts = new Map<string, FoundAlarm[]>();
  for (const part of findAlarms(words.urgentParts, prepared, wordsFor(prepared, reading.wordLanguage))) {
    parts.set(part.kind, [...(parts.get(part.kind) ?? []), part]);
  }
  return recipes.flatMap(([kind, first, second]) => {
    for (const one of parts.get(first ?? '') ?? []) {
      if (second === undefined) return [{ kind, start: one.start, end: one.end }];
      for (const other of parts.get(second) ?? []) {
        const [start, end] = [Math.min(one.start, other.start), Math.max(one.end, other.end)];
        if (!overlap(one, other) && end - start <= farthest) return [{ kind, start, end }];
      }
    }
    const [half] = everydayDangers.has(kind) ? (parts.get(first ?? '') ?? []) : [];
    return half === undefined ? [] : [{ kind, start: half.start, end: half.end, isHalf: true }];
  });
}

const overlap = (one: FoundAlarm, other: FoundAlarm): boolean =>
  one.start < other.end && other.start < one.end;
