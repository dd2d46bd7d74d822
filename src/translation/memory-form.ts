import { protect, type ProtectedText } from './protect.js';
import { tidy, westernDigits } from './text-forms.js';

/**
 * The form a text is remembered under: tidy, with `{0}`, `{1}` … in the place of its protected parts. What is the same
 * words twice is the same hole twice, for nobody could tell afterwards which of two fives became which.
 */
export function formOf(guarded: ProtectedText): string {
  return formWith(guarded, holesOf(guarded));
}

/** A form a text may be remembered under, and how what is remembered there becomes words for this text. */
export interface FittingForm {
  readonly form: string;
  fill(target: string): string;
}

/** Every form that fits a text, the closest first: what was remembered of two people fits one who is named twice. */
export function fittingForms(guarded: ProtectedText): FittingForm[] {
  const inOrder = guarded.parts.map((_, index) => index);
  const forms = [holesOf(guarded), inOrder].map((holes) => ({
    form: formWith(guarded, holes),
    fill: (target: string) => fillWith(target, guarded, holes),
  }));
  const whole = { form: tidy(guarded.source), fill: (target: string) => target };
  return [...new Map([...forms.reverse(), whole].map((one) => [one.form, one])).values()].reverse();
}

export interface Remembered {
  readonly sourceForm: string;
  readonly target: string;
}

/**
 * What is worth remembering of an approved translation. Where the target holds every name, number and link of the
 * source exactly as often, the pair is remembered with holes in their place and fits other names and numbers too;
 * otherwise word for word.
 */
export function toRemember(source: string, target: string, names: readonly string[]): Remembered {
  const guarded = protect(source, names);
  const whole = { sourceForm: tidy(source), target };
  if (guarded.parts.length === 0) return whole;
  const holes = holesOf(guarded);
  const counts = new Map<string, number>();
  for (const { original } of guarded.parts) counts.set(original, (counts.get(original) ?? 0) + 1);
  const holeOf = new Map(guarded.parts.map(({ original }, index) => [original, holes[index] ?? 0]));
  const plain = westernDigits(target);
  const found = findAlone(plain, [...counts.keys()]);
  const isSame = [...counts].every(
    ([original, count]) => found.filter((one) => one.original === original).length === count,
  );
  if (!isSame) return whole;
  let withHoles = '';
  let at = 0;
  for (const { original, start } of found) {
    withHoles += `${plain.slice(at, start)}{${holeOf.get(original) ?? 0}}`;
    at = start + original.length;
  }
  return { sourceForm: formOf(guarded), target: withHoles + plain.slice(at) };
}

/** Fills the holes of a remembered target with the parts of the text at hand. */
export function fillIn(target: string, guarded: ProtectedText): string {
  return fillWith(target, guarded, holesOf(guarded));
}

/** Whether a target that was filled in for a text still has a hole of ours. */
export function hasOpenHole(filled: string, text: string): boolean {
  return /\{\d+\}/u.test(filled) && !/\{\d+\}/u.test(text);
}

/** For each part the hole it is. */
function holesOf({ parts }: ProtectedText): number[] {
  const known = new Map<string, number>();
  return parts.map(({ original }) => {
    const hole = known.get(original) ?? known.size;
    known.set(original, hole);
    return hole;
  });
}

function formWith({ text, parts }: ProtectedText, holes: readonly number[]): string {
  return tidy(
    parts.reduce((left, part, index) => left.replace(part.token, () => `{${holes[index] ?? index}}`), text),
  );
}

function fillWith(target: string, { parts }: ProtectedText, holes: readonly number[]): string {
  return target.replace(
    /\{(\d+)\}/gu,
    (hole, number: string) => parts[holes.indexOf(Number(number))]?.original ?? hole,
  );
}

/**
 * Where parts stand in a translation by themselves, in the order of the text: no "1" of "10", no "Luis" of "Luisa" or,
 * where the longer one is a part too, of "Luis Ortega".
 */
function findAlone(text: string, originals: readonly string[]): { original: string; start: number }[] {
  const found: { original: string; start: number; end: number }[] = [];
  for (const original of [...originals].sort((one, other) => other.length - one.length)) {
    for (let start = text.indexOf(original); start !== -1; start = text.indexOf(original, start + 1)) {
      const end = start + original.length;
      const isFree = found.every((other) => end <= other.start || start >= other.end);
      if (isFree && isAlone(text, start, end)) found.push({ original, start, end });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function isAlone(text: string, start: number, end: number): boolean {
  const [first, last] = [text.slice(start, start + 2), text.slice(Math.max(0, end - 2), end)];
  return joints.every(
    ({ starts, ends, before, after }) =>
      !(starts.test(first) && before.test(text.slice(Math.max(0, start - 3), start))) &&
      !(ends.test(last) && after.test(text.slice(end, end + 3))),
  );
}

/** What makes another word, or another number, of what it stands beside. */
const joints = [
  { starts: /^\p{N}/u, ends: /\p{N}$/u, before: /\p{N}[.,:/]?$/u, after: /^[.,:/]?\p{N}/u },
  ...['Latin', 'Cyrillic', 'Arabic', 'Hangul'].map((script) => ({
    starts: new RegExp(`^\\p{Script=${script}}`, 'u'),
    ends: new RegExp(`\\p{Script=${script}}$`, 'u'),
    before: new RegExp(`[\\p{Script=${script}}\\p{M}\\p{N}]$`, 'u'),
    after: new RegExp(`^[\\p{Script=${script}}\\p{M}\\p{N}]`, 'u'),
  })),
];
