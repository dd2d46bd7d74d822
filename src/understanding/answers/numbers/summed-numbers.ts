import type { FoundNumber } from './digits-in-text.js';
import type { Word } from '../../text/normalise.js';

/**
 * "thirty two", "treinta y dos", "shan iyo labaatan", "two hundred and ten": number words side by side, or with an "and"
 * between, are one number where they are said so.
 */
export function summed(
  found: readonly FoundNumber[],
  words: readonly Word[],
  and: readonly string[],
): readonly FoundNumber[] {
  const numbers: FoundNumber[] = [];
  for (const number of found) {
    const before = numbers.at(-1);
    const value = before === undefined ? null : together(before, number, words, and);
    if (before === undefined || value === null) numbers.push(number);
    else numbers[numbers.length - 1] = { ...before, value, end: number.end };
  }
  return numbers;
}

/** What two neighbours are as one number; null where they are two. */
function together(
  before: FoundNumber,
  number: FoundNumber,
  words: readonly Word[],
  and: readonly string[],
): number | null {
  const inside = words.filter((word) => word.start >= before.end && word.end <= number.start);
  const isJoined = inside.length === 0 || (inside.length === 1 && and.includes(inside[0]?.plain ?? ''));
  if (!isJoined) return null;
  const [one, other] = [before.value, number.value];
  const first = words.find((word) => word.end > number.start);
  // "خمسة وعشرون": the "and" is written together with the tens.
  const saysAnd = inside.length === 1 || and.some((word) => first?.plain.startsWith(word) === true);
  if (inside.length === 0 && isMultiplied(one, other)) return one * other;
  if (one >= 10 && one % 10 === 0 && isOnes(other)) return one + other;
  if (one >= 100 && one % 100 === 0 && other >= 10 && other < 100) return one + other;
  return saysAnd && isOnes(one % 100) && isTens(other) ? one + other : null;
}

/** "Two hundred", "five thousand". */
const isMultiplied = (one: number, other: number): boolean =>
  one >= 2 && ((other === 100 && one < 10) || (other === 1000 && one < 1000));

const isTens = (value: number): boolean => value >= 10 && value < 100 && value % 10 === 0;
const isOnes = (value: number): boolean => value >= 1 && value < 10;
