import { protect, type ProtectedText } from './protect.js';
import { tidy } from './text-forms.js';

/** The form a text is remembered under: tidy, with `{0}`, `{1}` … in the place of its protected parts. */
export function formOf(guarded: ProtectedText): string {
  return tidy(
    guarded.parts.reduce((text, part, index) => text.replace(part.token, () => `{${index}}`), guarded.text),
  );
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
  let withHoles = target;
  const originals = guarded.parts.map((part) => part.original);
  // Longest first, so that "Luis" does not take a bite out of "Luis Ortega".
  const order = originals
    .map((_, index) => index)
    .sort((a, b) => length(originals[b]) - length(originals[a]));
  for (const index of order) {
    const original = originals[index] ?? '';
    const at = withHoles.indexOf(original);
    if (at === -1) return whole;
    withHoles = `${withHoles.slice(0, at)}{${index}}${withHoles.slice(at + original.length)}`;
  }
  const isLeft = originals.some((original) => withHoles.includes(original) && !/^\d$/.test(original));
  return isLeft ? whole : { sourceForm: formOf(guarded), target: withHoles };
}

/** Fills the holes of a remembered target with the parts of the text at hand. */
export function fillIn(target: string, guarded: ProtectedText): string {
  return target.replace(
    /\{(\d+)\}/gu,
    (hole, index: string) => guarded.parts[Number(index)]?.original ?? hole,
  );
}

const length = (text: string | undefined): number => text?.length ?? 0;
