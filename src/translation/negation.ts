import { languageEntry } from '../i18n/languages.js';
import { latinNegations } from './negation-latin.js';
import { otherNegations } from './negation-other-scripts.js';
import { kindsOfNo, negationPattern, type MeansNo, type NegationWords } from './negation-pattern.js';
import { tidy } from './text-forms.js';

const negationWords: Readonly<Record<string, NegationWords>> = { ...latinNegations, ...otherNegations };

/** Languages whose denials can be counted, text against text; the others hide some in their words. */
const countedLanguages: ReadonlySet<string> = new Set([
  ...[
    'en',
    'es',
    'pt-BR',
    'fr',
    'ht',
    'vi',
    'ru',
    'uk',
    'pl',
    'sq',
    'ar',
    'ur',
    'hi',
    'zh-Hans',
    'zh-Hant',
    'ko',
  ],
]);

/**
 * Whether a text denies anything; `unknown` where it says what other languages say with or without a "not", where its
 * language hides that in its words, or is none of the house. Pure.
 */
export function denies(text: string, language: string): 'yes' | 'no' | 'unknown' {
  const patterns = patternsOf(language);
  if (patterns === undefined || isInOtherLetters(text, language)) return 'unknown';
  const plain = withoutNothing(text, patterns);
  const rest = plain.replace(patterns.instead, ' ');
  if (patterns.denials.test(rest)) return 'yes';
  return rest !== plain || patterns.maybe.test(rest) ? 'unknown' : 'no';
}

/** Hindi or Arabic in Latin letters, whose words nobody listed. */
function isInOtherLetters(text: string, language: string): boolean {
  const script = languageEntry(language)?.script;
  if (script === undefined || script === 'Latin') return false;
  const own = (text.match(new RegExp(`\\p{Script=${script}}`, 'gu')) ?? []).length;
  return (text.match(/\p{Script=Latin}/gu) ?? []).length > own;
}

/** How often a text denies something; null where its language hides that too well, or is not of the house. */
export function denialsIn(text: string, language: string): number | null {
  const patterns = patternsOf(language);
  if (patterns === undefined || !countedLanguages.has(language)) return null;
  return (withoutNothing(text, patterns).match(patterns.everyDenial) ?? []).length;
}

/**
 * Whether a translation denies what its source states, or states what it denies. Only what is sure on both sides
 * counts; a lost "not" is the worst thing a translation can do.
 */
export function negationDiffers(
  source: string,
  from: string,
  translated: string,
  to: string,
): 'lost' | 'added' | null {
  const before = denies(source, from);
  const after = denies(translated, to);
  if (to === 'en' && before === 'yes' && after === 'yes') {
    return clausesDeniedIn(source, from) > (denialsIn(translated, to) ?? 0) ? 'lost' : null;
  }
  const isSaidOtherwise = (one: ReadonlySet<MeansNo>, other: ReadonlySet<MeansNo>): boolean =>
    [...one].some((meaning) => !other.has(meaning));
  const [meant, meantNow] = [meaningsIn(source, from), meaningsIn(translated, to)];
  if (before === 'yes' && after === 'no') return isSaidOtherwise(meantNow, meant) ? null : 'lost';
  if (before === 'no' && after === 'yes') return isSaidOtherwise(meant, meantNow) ? null : 'added';
  return null;
}

/** How many clauses of a text are surely denied: 0 where its language does not tell. */
function clausesDeniedIn(text: string, language: string): number {
  const patterns = patternsOf(language);
  if (patterns === undefined) return 0;
  const rest = withoutNothing(text, patterns).replace(patterns.instead, ' ');
  return (rest.match(patterns.clause) ?? []).length;
}

/** Which kinds of "not" a text says without one: absent, closed, ill, impossible. */
function meaningsIn(text: string, language: string): ReadonlySet<MeansNo> {
  const plain = tidy(text);
  return new Set(
    (patternsOf(language)?.means ?? []).flatMap(([meaning, words]) => (words.test(plain) ? [meaning] : [])),
  );
}

interface Patterns {
  readonly denials: RegExp;
  readonly everyDenial: RegExp;
  readonly clause: RegExp;
  readonly maybe: RegExp;
  readonly nothing: RegExp;
  readonly instead: RegExp;
  readonly means: readonly (readonly [MeansNo, RegExp])[];
}

const compiled = new Map<string, Patterns>();

function patternsOf(language: string): Patterns | undefined {
  const words = negationWords[language];
  if (words === undefined) return undefined;
  const known = compiled.get(language);
  if (known !== undefined) return known;
  const pattern = (source: string | undefined, flags?: string): RegExp =>
    negationPattern(language, source ?? '(?!)', flags);
  const patterns = {
    denials: pattern(words.denials),
    everyDenial: pattern(words.denials, 'giu'),
    clause: pattern(words.clause, 'giu'),
    maybe: pattern(words.maybe),
    nothing: pattern(words.nothing, 'giu'),
    instead: pattern(words.instead, 'giu'),
    means: kindsOfNo.map((kind) => [kind, pattern(words.means[kind])] as const),
  };
  compiled.set(language, patterns);
  return patterns;
}

/** Without what only looks like a denial. */
const withoutNothing = (text: string, { nothing }: Patterns): string => tidy(text).replace(nothing, ' ');
