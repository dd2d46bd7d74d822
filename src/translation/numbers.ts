import { westernDigits } from './text-forms.js';

const monthsInOrder = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthNames =
  /(?<![\p{L}\p{N}])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![\p{L}\p{N}])/giu;
/** Chinese, Korean and Vietnamese count their months. */
const countedMonths = /([0-9]{1,2})\s?[月월]|(?<!\p{L})tháng\s([0-9]{1,2})(?![0-9])/giu;
const weekdayNames = /(?<![\p{L}\p{N}])(?:mon|tues|wednes|thurs|fri|satur)day/giu;
const weekdaysInOrder = 'mon tue wed thu fri sat'.split(' ');
/** Vietnamese counts its weekdays as well, from Monday, the second. */
const countedWeekdays = /(?<!\p{L})thứ\s([2-7])(?![0-9])/giu;
/** "3rd grade" is "tercer grado" in most languages. No day of a month is among these. */
const ordinals =
  /(?<![\p{L}\p{N}])(1[0-2]|[1-9])(?:st|nd|rd|th)(?=[\s-](?:grad|floor|period|quarter|place))/giu;

/**
 * Whether two texts hold the same numbers by their value, each as often: "٧:٤٠" and "7:40" do, "4:07" does not. How
 * thousands are set apart does not count, nor the order. A month or weekday may be counted in one text ("3月",
 * "thứ 6") where the other names it in English, and a "3rd" of grades and floors may be a word in the other.
 */
export function sameNumbers(one: string, other: string): boolean {
  const [left, right] = [plain(one), plain(other)];
  const [here, there] = [
    without(numbersIn(left), numbersIn(right)),
    without(numbersIn(right), numbersIn(left)),
  ];
  const restHere = without(here, daysCounted(left, right));
  const restThere = without(there, daysCounted(right, left));
  if (restHere.length === 0) return without(restThere, found(ordinals, right)).length === 0;
  return restThere.length === 0 && without(restHere, found(ordinals, left)).length === 0;
}

function plain(text: string): string {
  return westernDigits(text).replace(/(?<=[0-9])[.,\u00a0\u202f'](?=[0-9]{3}(?![0-9]))/gu, '');
}

const numbersIn = (text: string): string[] => text.match(/[0-9]+/gu) ?? [];

const found = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? '');

/** The months and weekdays one text counts and the other names. */
function daysCounted(counting: string, naming: string): string[] {
  const months = found(monthNames, naming)
    // "You may come" names no month.
    .filter((name) => name !== 'may')
    .map((name) => monthsInOrder.indexOf(name.slice(0, 3).toLowerCase()) + 1);
  const weekdays = (naming.match(weekdayNames) ?? []).map(
    (name) => weekdaysInOrder.indexOf(name.slice(0, 3).toLowerCase()) + 2,
  );
  return [
    ...found(countedMonths, counting).filter((month) => months.includes(Number(month))),
    ...found(countedWeekdays, counting).filter((weekday) => weekdays.includes(Number(weekday))),
  ];
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
