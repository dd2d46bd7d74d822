import { looseForm } from './text-forms.js';

/** Lengths of the character runs that are compared, and how much more a missing run weighs than an added one. */
const longestRun = 6;
const recallWeight = 2;

/**
 * How close two texts of one language are, from 0 to 1, by the character runs they share: chrF with β = 2, without
 * regard to case, accents and punctuation (Popović 2015, "chrF: character n-gram F-score for automatic MT evaluation").
 * Two ways of saying the same thing in other words come to about 0.4; unrelated sentences stay below 0.2.
 */
export function closeness(expected: string, actual: string): number {
  return closenessAtLeast(0, expected, actual) ?? 0;
}

/** Whether two texts are that close; told sooner than how close they are, where they are far from it. */
export function isAsCloseAs(least: number, expected: string, actual: string): boolean {
  const found = closenessAtLeast(least, expected, actual);
  return found !== null && found >= least;
}

/** Null as soon as it can be no more than `least`. Long runs tell first, for other texts share few of them. */
function closenessAtLeast(least: number, expected: string, actual: string): number | null {
  const one = [...looseForm(expected).replace(/\s+/gu, '')];
  const other = [...looseForm(actual).replace(/\s+/gu, '')];
  if (one.join('') === other.join('')) return 1;
  const longest = Math.min(longestRun, one.length, other.length);
  let sum = 0;
  for (let length = longest; length >= 1; length -= 1) {
    const wanted = runsOf(one, length);
    const given = runsOf(other, length);
    let shared = 0;
    for (const [run, count] of wanted) shared += Math.min(count, given.get(run) ?? 0);
    sum += fScore(shared / (other.length - length + 1), shared / (one.length - length + 1));
    if ((sum + length - 1) / longest < least) return null;
  }
  return longest === 0 ? 0 : sum / longest;
}

function fScore(precision: number, recall: number): number {
  const weight = recallWeight ** 2;
  const divisor = weight * precision + recall;
  return divisor === 0 ? 0 : ((1 + weight) * precision * recall) / divisor;
}

function runsOf(characters: readonly string[], length: number): Map<string, number> {
  const counts = new Map<string, number>();
  let run = characters.slice(0, length).join('');
  for (let end = length; ; end += 1) {
    counts.set(run, (counts.get(run) ?? 0) + 1);
    const [first, next] = [characters[end - length], characters[end]];
    if (first === undefined || next === undefined) return counts;
    run = run.slice(first.length) + next;
  }
}
