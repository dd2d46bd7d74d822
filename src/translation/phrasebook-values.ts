import { isGivenName } from './names.js';
import { wordsOf } from './text-forms.js';

/**
 * What a placeholder may hold. `name`: a person, class, school or district. `thing`: a place or an object, which has a
 * name of its own only if it is among the names given. The rest are written the same way in every language.
 */
export type ValueKind = 'name' | 'thing' | 'time' | 'date' | 'phone' | 'amount' | 'code';

const kinds: ReadonlyMap<string, ValueKind> = new Map<string, ValueKind>([
  ['student', 'name'],
  ['staff', 'name'],
  ['teacher', 'name'],
  ['guardian', 'name'],
  ['class', 'name'],
  ['school', 'name'],
  ['district', 'name'],
  ['place', 'thing'],
  ['item', 'thing'],
  ['time', 'time'],
  ['date', 'date'],
  ['until', 'date'],
  ['phone', 'phone'],
  ['amount', 'amount'],
  ['bus', 'code'],
]);

/** The kind of a placeholder by its name; undefined for free text and counts, which no match may capture. */
export function valueKindOf(placeholder: string): ValueKind | undefined {
  return kinds.get(placeholder);
}

/** The longest value a placeholder takes. Characters. */
export const longestValue = 60;

const clock = String.raw`[0-9]{1,2}(?:[:.h][0-9]{2})?(?: ?[ap]\.?m\.?)?`;
const shapes: Readonly<Record<Exclude<ValueKind, 'name' | 'thing'>, string>> = {
  time: `${clock}(?: ?- ?${clock})?`,
  date: '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[/.-][0-9]{1,2}(?:[/.-](?:[0-9]{4}|[0-9]{2}))?',
  phone: '\\+?[0-9(][0-9 ().-]{1,18}[0-9]',
  amount: '(?:(?:US)?[$€£¥₱] ?)?-?[0-9]+(?:[.,][0-9]+)*(?: ?[$€£¥₱])?',
  code: '[A-Z]{0,2}-?[0-9]{1,4}-?[A-Z]?|[A-Z]',
};

/** A pattern that finds a placeholder's value in a text; `acceptsValue` has the last word on what it found. */
export function patternOf(kind: ValueKind): string {
  return kind === 'name' || kind === 'thing' ? `.{1,${longestValue}}?` : shapes[kind];
}

const whole = new Map(
  Object.entries(shapes).map(([kind, shape]) => [
    kind,
    new RegExp(`^(?:${shape})$`, kind === 'time' ? 'iu' : 'u'),
  ]),
);
const hasShape = (kind: ValueKind, value: string): boolean => whole.get(kind)?.test(value) === true;

/** One to four words, each with a capital, as names are written in Latin, Greek and Cyrillic letters. */
const properName = /^(?:\p{Lu}[\p{L}\p{M}'.-]*)(?: \p{Lu}[\p{L}\p{M}'.-]*){0,3}$/u;

/** Words that stand where a name could, whether or not the phrasebook's texts happen to hold them. Accents as typed. */
const neverNames = new Set(
  (
    'i you he she it we they this that who my your his her our their everyone everybody nobody someone somebody ' +
    'child children kid kids son daughter mom mommy dad daddy mother father grandma grandpa brother sister teacher ' +
    'yo tú usted él ella nosotros ellos ellas ustedes mi mis su sus nadie alguien todos hijo hija mamá papá niño niña ' +
    'eu você ele ela nós eles elas meu minha seu sua ninguém alguém filho filha mãe pai ' +
    'mwen ou li nou yo pitit manman papa timoun moun pèsonn ' +
    'я ты он она оно мы вы они мой моя мои ваш ваша сын дочь ребёнок ребенок мама папа никто кто ' +
    'tôi con cháu bé em anh chị ông bà họ nó chúng mẹ bố ba má'
  ).split(' '),
);

/**
 * Whether a captured value means the same in every language, so that it may stand in the other language's text as it
 * is. The rule, by kind:
 * - `time`, `date`, `phone`, `amount`, `code`: written in digits, in the usual shapes. "Friday" and "noon" are words:
 *   refused.
 * - `name`, names given: one of them, whole or a part of it, or a code ("3B"). "Grandma" is refused: it is a word.
 * - `name`, no names given (undefined): one to four capitalised words, none of which is a pronoun, a word for
 *   family, or an ordinary word of the language's own texts: "Luis" is taken, "My son", "He" and "The Bus" are not.
 * - `thing`: one of the names given, or a code. "the gym" is refused, and so is "Gym".
 * Nothing longer than 60 characters or with a line break is taken.
 */
export function acceptsValue(
  kind: ValueKind,
  value: string,
  names: readonly string[] | undefined,
  ordinaryWords: ReadonlySet<string>,
): boolean {
  if (value === '' || value.length > longestValue || /[\n\r]/u.test(value)) return false;
  if (kind !== 'name' && kind !== 'thing') return hasShape(kind, value);
  if (names !== undefined && isGivenName(value, names)) return true;
  if (/[0-9]/u.test(value) && hasShape('code', value)) return true;
  if (kind === 'thing' || names !== undefined) return false;
  return (
    properName.test(value) &&
    wordsOf(value).every((word) => !ordinaryWords.has(word) && !neverNames.has(word))
  );
}
