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
  const one = looseForm(expected).replace(/\s+/gu, '');
  const other = looseForm(actual).replace(/\s+/gu, '');
  if (one === other) return 1;
  const scores: number[] = [];
  for (let length = 1; length <= longestRun; length += 1) {
    const wanted = runsOf(one, length);
    const given = runsOf(other, length);
    if (wanted.total === 0 || given.total === 0) continue;
    let shared = 0;
    for (const [run, count] of wanted.counts) shared += Math.min(count, given.counts.get(run) ?? 0);
    scores.push(fScore(shared / given.total, shared / wanted.total));
  }
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function fScore(precision: number, recall: number): number {
  const weight = recallWeight ** 2;
  const divisor = weight * precision + recall;
  return divisor === 0 ? 0 : ((1 + weight) * precision * recall) / divisor;
}

function runsOf(text: string, length: number): { counts: Map<string, number>; total: number } {
  const characters = [...text];
  const counts = new Map<string, number>();
  for (let start = 0; start + length <= characters.length; start += 1) {
    const run = characters.slice(start, start + length).join('');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return { counts, total: Math.max(0, characters.length - length + 1) };
}
