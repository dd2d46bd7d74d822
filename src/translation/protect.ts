import { namesInOtherForms } from './name-forms.js';
import { foldedText, namePatternIn } from './name-pattern.js';
import { namePartsOf, partsInSmallLetters } from './names.js';
import { sameNumbers } from './numbers.js';
import { westernDigits } from './text-forms.js';

export type ProtectedKind =
  | 'placeholder'
  | 'url'
  | 'email'
  | 'name'
  | 'term'
  | 'date'
  | 'time'
  | 'amount'
  | 'phone'
  | 'number'
  | 'keyword';

export interface ProtectedPart {
  readonly kind: ProtectedKind;
  /** What stands in the text in its place, for example `Xq0z`. */
  readonly token: string;
  readonly original: string;
  /** What stands in the translation in its place: the original itself, or the district's own word for a term. */
  readonly restored: string;
}

/** A term of the district and its word for it in another language, or the same where it is kept. */
export interface GlossaryTerm {
  readonly term: string;
  /** Null: in every language. */
  readonly toLanguage: string | null;
  readonly target: string;
}

export interface ProtectedText {
  /** The text, its digits 0 to 9 whatever script they were in. */
  readonly source: string;
  /** The text for an engine. */
  readonly text: string;
  readonly parts: readonly ProtectedPart[];
}

export type Restored =
  | { readonly ok: true; readonly text: string }
  /** `problems` are sentences for staff; they name kinds of parts, never their words. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Not beside a letter or digit, so that "3rd" and "3月" stay whole for the engine; their digits are checked after. */
const alone = (pattern: string): string => `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;

/** What is kept, in the order of claim: an earlier pattern's match is out of bounds for later ones. */
const patternsBeforeNames: readonly (readonly [ProtectedKind, RegExp])[] = [
  ['placeholder', /\{\{?[^{}\n]{1,40}\}?\}/gu],
  ['email', /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu],
  ['url', /(?:https?:\/\/|www\.)[^\s<>"]*[^\s<>".,;:!?)\]'\u3002\uff0c]/giu],
  [
    'url',
    /(?<![\p{L}\p{N}@.])(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|us|io|app|info|school)\b(?:\/[^\s<>".,;]*)?/giu,
  ],
  // "bit.ly/3abc": whatever it ends in, with a path behind it.
  ['url', /(?<![\p{L}\p{N}@.])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s<>".,;:!?)\]\u3002\uff0c]+/giu],
  // Before the district's terms: "504" is one, and the end of many numbers.
  [
    'phone',
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:\\+[0-9][0-9 ().-]{6,18}[0-9]|(?:1[ .-]?)?\\(?[0-9]{3}\\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}|[0-9]{3}-[0-9]{4})(?![\\p{L}\\p{N}])`,
      'gu',
    ),
  ],
];
const clock = '[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?';
const halfOfDay = '\\s?[ap](?:\\.m\\.|\\.?m(?!\\p{L}))';
const patternsAfterNames: readonly (readonly [ProtectedKind, RegExp])[] = [
  [
    'date',
    new RegExp(
      // The year first, as ISO and the solar calendar of Afghanistan write it.
      alone(
        '[0-9]{4}([/.-])[0-9]{1,2}\\1[0-9]{1,2}|[0-9]{1,2}([/.-])[0-9]{1,2}\\2[0-9]{2,4}|[0-9]{1,2}/[0-9]{1,2}',
      ),
      'gu',
    ),
  ],
  [
    'time',
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${clock}(?:${halfOfDay})?|[0-9]{1,2}${halfOfDay})(?![\\p{L}\\p{N}])`,
      'giu',
    ),
  ],
  [
    'amount',
    /(?:US)?\p{Sc}\s?[0-9]+(?:[.,][0-9]+)*(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[0-9]+(?:[.,][0-9]+)*\s?[\p{Sc}%]/gu,
  ],
  // A keycap is one picture.
  ['number', /[0-9#*]\ufe0f?\u20e3/gu],
  ['number', new RegExp(alone('[0-9]+(?:[.,][0-9]+)*'), 'gu')],
];
/** The carrier's words, in capitals, as consent texts name them. */
const keyword = new RegExp(alone('STOP|STOPALL|UNSUBSCRIBE|START|UNSTOP|HELP'), 'gu');

/** "Reply STOP" is for the carrier, whatever a district's word for "stop" is. */
const isCarriersWord = (words: string): boolean => words.replace(keyword, '') === '';

/** Of two words for one term the language's own goes before that of all languages. */
const longestAndClosestFirst = (one: GlossaryTerm, other: GlossaryTerm): number =>
  other.term.length - one.term.length || Number(one.toLanguage === null) - Number(other.toLanguage === null);

interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: ProtectedKind;
  readonly restored?: string;
}

/**
 * Puts a token in the place of everything a translator must not touch: placeholders, addresses of pages and mail, the
 * names given, dates, times, phone numbers, amounts, numbers and the carrier's keywords. Names are found as written
 * or in capitals, whole or in parts, with or without accents; a whole name of two words and more in any case. ("will
 * be late" is no Will.) The district's terms come before names, in any case, and get its own word for them. The tokens
 * are letters no text of ours holds. Digits of other scripts become 0 to 9, which everybody reads.
 * @param terms those of the language at hand alone
 * @param smallNames those families type in small letters too; the ones that are words as well are left
 * @param language of a family's own text: names with its endings or in Cyrillic letters are found too
 */
export function protect(
  written: string,
  names: readonly string[] = [],
  terms: readonly GlossaryTerm[] = [],
  smallNames: readonly string[] = [],
  language: string | null = null,
): ProtectedText {
  const text = westernDigits(written);
  const spans: Span[] = [];
  // A text all in capitals shouts; its HELP is a word like the others.
  const isShouted = !/[^\P{L}\p{Lu}]/u.test(text.replace(keyword, ''));
  const isFree = (start: number, end: number): boolean =>
    spans.every((other) => end <= other.start || start >= other.end);
  const claim = (kind: ProtectedKind, pattern: RegExp, restored?: string): void => {
    for (const match of text.matchAll(pattern)) {
      const span = {
        start: match.index,
        end: match.index + match[0].length,
        kind,
        ...(restored === undefined ? {} : { restored }),
      };
      const isKeyword = kind === 'term' && !isShouted && isCarriersWord(match[0]);
      if (match[0] !== '' && !isKeyword && isFree(span.start, span.end)) spans.push(span);
    }
  };
  for (const [kind, pattern] of patternsBeforeNames) claim(kind, pattern);
  const folded = foldedText(text);
  const claimName = (kind: 'term' | 'name', name: string, flags: string, restored?: string): void => {
    const pattern = namePatternIn(folded, name, flags);
    if (pattern !== null) claim(kind, pattern, restored);
  };
  for (const { term, target } of [...terms].sort(longestAndClosestFirst)) {
    claimName('term', westernDigits(term), 'giu', target);
  }
  for (const { name, flags } of namesToFind(names)) claimName('name', name, flags);
  for (const part of partsInSmallLetters(smallNames)) claimName('name', part, 'giu');
  if (language !== null) {
    for (const { start, end, name } of namesInOtherForms(text, language, names)) {
      if (isFree(start, end)) spans.push({ start, end, kind: 'name', restored: name });
    }
  }
  for (const [kind, pattern] of patternsAfterNames) claim(kind, pattern);
  if (!isShouted) claim('keyword', keyword);
  spans.sort((one, other) => one.start - other.start);

  const prefix = unusedPrefix(text);
  const parts: ProtectedPart[] = [];
  let result = '';
  let at = 0;
  for (const span of spans) {
    const token = `${prefix}${parts.length}z`;
    const original = text.slice(span.start, span.end);
    parts.push({ kind: span.kind, token, original, restored: span.restored ?? original });
    const before = text.slice(at, span.start);
    // An Arabic "and" or "to" is written to the name it stands before.
    const isJoined = span.kind === 'name' && /(?<!\p{L})[وفبلك]{1,2}$/u.test(before);
    result += before + (isJoined ? ' ' : '') + token;
    at = span.end;
  }
  return { source: text, text: result + text.slice(at), parts };
}

/**
 * Puts the originals back, and checks that every token stands exactly once, that no token stands there which we did
 * not make, and that the numbers are those of the source.
 */
export function restore(protectedText: ProtectedText, translated: string): Restored {
  const { parts } = protectedText;
  const prefix = parts[0]?.token.slice(0, -2);
  const counts = parts.map(() => 0);
  let strange = false;
  const text =
    prefix === undefined
      ? translated
      : // Engines change the case of a first word; the token is still ours.
        translated.replace(tokensOf(prefix), (token, digits: string) => {
          const number = westernDigits(digits);
          const part = parts[Number(number)];
          if (part === undefined || number !== String(Number(number))) {
            strange = true;
            return token;
          }
          counts[Number(number)] = (counts[Number(number)] ?? 0) + 1;
          return part.restored;
        });
  const problems = [
    ...parts.flatMap((part, index) => (counts[index] === 0 ? [`${kindNames[part.kind]} was lost.`] : [])),
    ...parts.flatMap((part, index) =>
      (counts[index] ?? 0) > 1 ? [`${kindNames[part.kind]} stands there twice.`] : [],
    ),
    ...(strange ? ['Something stands there that was not in the text.'] : []),
  ];
  if (problems.length === 0 && !sameNumbers(withRestored(protectedText), text))
    problems.push('The digits are not the same.');
  return problems.length === 0 ? { ok: true, text } : { ok: false, problems: [...new Set(problems)] };
}

const kindNames: Readonly<Record<ProtectedKind, string>> = {
  placeholder: 'A placeholder',
  url: 'A link',
  email: 'A mail address',
  name: 'A name',
  term: "A term of the district's",
  date: 'A date',
  time: 'A time',
  amount: 'An amount',
  phone: 'A phone number',
  number: 'A number',
  keyword: 'A keyword',
};

/** The source with the district's words where its terms stood. */
function withRestored({ text, parts }: ProtectedText): string {
  return parts.reduce((left, part) => left.replace(part.token, () => part.restored), text);
}

function unusedPrefix(text: string): string {
  const lower = text.toLowerCase();
  let prefix = 'Xq';
  while (tokensOf(prefix).test(lower)) prefix += 'k';
  return prefix;
}

/** Tokens as engines give them back: in the digits of their script and with spaces in them, they still are ours. */
function tokensOf(prefix: string): RegExp {
  return new RegExp(`${[...prefix].join('\\s?')}\\s?(\\p{Nd}+)\\s?z`, 'giu');
}

/** Longest names first; whole names of several words in any case, everything else as written or in capitals. */
function namesToFind(names: readonly string[]): { name: string; flags: string }[] {
  const whole = [
    ...new Set(names.map((name) => westernDigits(name).normalize('NFC').replace(/\s+/gu, ' ').trim())),
  ].filter((name) => /[\p{L}\p{N}]{2}/u.test(name) || /\s/u.test(name));
  const parts = [...new Set(whole.flatMap(namePartsOf))].filter((part) => !whole.includes(part));
  const longestFirst = (one: string, other: string): number => other.length - one.length;
  return [
    ...whole.sort(longestFirst).map((name) => ({ name, flags: name.includes(' ') ? 'giu' : 'gu' })),
    ...parts.sort(longestFirst).map((part) => ({ name: part, flags: 'gu' })),
  ];
}
