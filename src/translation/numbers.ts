import { westernDigits } from './text-forms.js';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthNames =
  /(?<![\p{L}\p{N}])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![\p{L}\p{N}])/giu;
/** Chinese, Korean and Vietnamese count their months. */
const countedMonths = /([0-9]{1,2})\s?[月월]|(?<!\p{L})tháng\s([0-9]{1,2})(?![0-9])/giu;
/** "3rd grade" is "tercer grado" in most languages. No day of a month is among these. */
const ordinals =
  /(?<![\p{L}\p{N}])(1[0-2]|[1-9])(?:st|nd|rd|th)(?=[\s-](?:grad|floor|period|quarter|place))/giu;

/**
 * Whether two texts hold the same numbers by their value, each as often: "٧:٤٠" and "7:40" do, "4:07" does not. How
 * thousands are set apart does not count, nor the order. A month may be counted in one text ("3月") where the other
 * names it in English, and a "3rd" of grades and floors may be a word in the other.
 */
export function sameNumbers(one: string, other: string): boolean {
  const [left, right] = [plain(one), plain(other)];
  const [here, there] = [
    without(numbersIn(left), numbersIn(right)),
    without(numbersIn(right), numbersIn(left)),
  ];
  const restHere = without(here, monthsCounted(left, right));
  const restThere = without(there, monthsCounted(right, left));
  if (restHere.length === 0) return without(restThere, found(ordinals, right)).length === 0;
  return restThere.length === 0 && without(restHere, found(ordinals, left)).length === 0;
}

function plain(text: string): string {
  return westernDigits(text).replace(/(?<=[0-9])[.,\u00a0\u202f'](?=[0-9]{3}(?![0-9]))/gu, '');
}

const numbersIn = (text: string): string[] => text.match(/[0-9]+/gu) ?? [];

const found = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '');

/** The months one text counts and the other names. */
function monthsCounted(counting: string, naming: string): string[] {
  const named = found(monthNames, naming)
    // "You may come" names no month.
    .filter((name) => name !== 'may')
    .map((name) => months.indexOf(name.slice(0, 3).toLowerCase()) + 1);
  const counted = found(countedMonths, counting);
  return counted.filter((month) => named.includes(Number(month)));
}

/** What is left of a list when each of the others was taken from it once. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...all];
  for (const one of others) {
    const at = left.indexOf(one);
    if (at !== -1) left.splice(at, 1);
  }
  return left;
}
