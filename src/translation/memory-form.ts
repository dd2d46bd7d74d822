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
  const left = new Map<string, number>();
  for (const { original } of guarded.parts) left.set(original, (left.get(original) ?? 0) + 1);
  const holeOf = new Map(guarded.parts.map(({ original }, index) => [original, holes[index] ?? 0]));
  // In one pass and the longest first, so that "Luis" takes no bite out of "Luis Ortega", nor "1" out of a hole.
  const patterns = [...left.keys()].sort((one, other) => other.length - one.length).map(standingAlone);
  const withHoles = westernDigits(target).replace(new RegExp(patterns.join('|'), 'gu'), (original) => {
    left.set(original, (left.get(original) ?? 0) - 1);
    return `{${holeOf.get(original) ?? 0}}`;
  });
  const isWhole = [...left.values()].some((count) => count !== 0);
  return isWhole ? whole : { sourceForm: formOf(guarded), target: withHoles };
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

/** A part as it stands in a translation by itself: no "1" of "10", no "Luis" of "Luisa". */
function standingAlone(original: string): string {
  const literal = original.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  const start = besides(/^./su.exec(original)?.[0] ?? '');
  const end = besides(/.$/su.exec(original)?.[0] ?? '');
  const before = start === '' ? '' : `(?<!${start}${/^\p{N}/u.test(original) ? '|\\p{N}[.,:/]' : ''})`;
  const after = end === '' ? '' : `(?!${end}${/\p{N}$/u.test(original) ? '|[.,:/]\\p{N}' : ''})`;
  return `${before}${literal}${after}`;
}

/** What makes another word of a part when it stands beside it. */
function besides(character: string): string {
  if (/\p{N}/u.test(character)) return '\\p{N}';
  const script = ['Latin', 'Cyrillic', 'Arabic', 'Hangul'].find((one) =>
    new RegExp(`\\p{Script=${one}}`, 'u').test(character),
  );
  return script === undefined ? '' : `[\\p{Script=${script}}\\p{M}\\p{N}]`;
}
