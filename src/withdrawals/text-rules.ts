import { measureText } from '../delivery/segments.js';
import { isLanguage, languageEntry, languageName, languages, type LanguageEntry } from '../i18n/languages.js';
import { isInAnotherLanguage } from '../translation/letters-say.js';

/** One text of the language files, as it stands there or is to be said instead. */
export interface TextToJudge {
  readonly language: string;
  /** As in the file, with its groups: `consent.help`, `replies.other.yes`, `plural.daysLeft_few`. */
  readonly key: string;
  readonly text: string;
  /** The English of the same key; of a form English lacks, its `other` form. */
  readonly english: string;
}

/** What is wrong with a text, a sentence for whoever wrote it; null where nothing is. */
type TextRule = (judged: TextToJudge) => string | null;

/** How many segments a text may cost that goes to a family by itself. */
export const mostSegments = { 'GSM-7': 3, 'UCS-2': 3 } as const;

/** Ordinary values, so that a text is measured as it goes out. */
const samples: Readonly<Record<string, string>> = {
  district: 'Riverside Public Schools',
  school: 'Riverside Elementary',
  teacher: 'Ms. Alvarez',
  staff: 'Ms. Alvarez',
  student: 'Maria',
  class: 'Math 4',
  date: 'December 12',
  until: 'December 12',
  time: '10:30',
  place: 'Room 12',
  item: 'science project',
  phone: '(203) 555-0142',
  amount: '$12.50',
  bus: '14',
  count: '12',
};

/** The carrier acts on these in any case, one word alone. */
const optOutWord =
  /(?<![\p{L}\p{N}-])(?:STOP|STOPALL|UNSUBSCRIBE|END|QUIT|CANCEL|REVOKE|OPTOUT)(?![\p{L}\p{N}-])/giu;
const mayNameOptOut = (key: string): boolean =>
  key.startsWith('consent.') || key === 'nudge.stopHint' || key === 'welcome.first';

const placeholder = /\{([a-z][A-Za-z]*)\}/gu;
const pluralForm = /_(zero|one|two|few|many|other)$/u;
const script = ({ language }: TextToJudge) => languageEntry(language)?.script ?? 'Latin';

export const placeholdersOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{([^{}]*)\}/gu)].map((match) => match[1] ?? ''))].sort();
export const withoutPlaceholders = (text: string): string => text.replaceAll(placeholder, ' ');
export const filledIn = (text: string): string =>
  text.replaceAll(placeholder, (whole, name: string) => samples[name] ?? whole);

const keywordsOf = (text: string): string[] =>
  [...new Set(text.match(/\b(?:START|STOP|HELP)\b/gu) ?? [])].sort();
const optOutWordsOf = (text: string): string[] =>
  [...new Set((text.match(optOutWord) ?? []).map((word) => word.toUpperCase()))].sort();
const digitsOf = (text: string): string => [...(text.normalize('NFKC').match(/\d/gu) ?? [])].sort().join('');
const lettersOf = (text: string): string[] => withoutPlaceholders(text).match(/\p{L}/gu) ?? [];
const named = (words: readonly string[]): string => (words.length === 0 ? 'none' : words.join(', '));

/**
 * What every text of the language files has to keep to, and so has every text that is said instead of one. By sentences
 * that say what is looked at.
 */
export const textRules: Readonly<Record<string, TextRule>> = {
  'has the placeholders of the English texts': (judged) => {
    const [found, wanted] = [placeholdersOf(judged.text), placeholdersOf(judged.english)];
    if (found.join() === wanted.join() || (found.length === 0 && isSayableInAWord(judged))) return null;
    const list = (names: readonly string[]) => named(names.map((name) => `{${name}}`));
    return `The places in curly brackets must be those of the English: ${list(wanted)}. Here they are: ${list(found)}.`;
  },
  'has single-brace placeholders only': ({ text }) =>
    /[{}]|\$t\(/u.test(withoutPlaceholders(text))
      ? 'Use curly brackets only around the names of places, as in the English.'
      : null,
  'names a carrier opt-out word only where it is meant': ({ language, key, text, english }) => {
    const allowed = mayNameOptOut(key) ? optOutWordsOf(english) : [];
    // English has such words in ordinary sentences too; there they count where they are written as orders.
    const words = language === 'en' ? optOutWordsOf(text.replace(/\p{Ll}/gu, '-')) : optOutWordsOf(text);
    const extra = words.filter((word) => !allowed.includes(word));
    return extra.length === 0
      ? null
      : `Who answers ${named(extra)} gets no texts any more: the carrier takes it for an order to stop. Use another word.`;
  },
  'keeps START, STOP and HELP where English has them': ({ text, english }) => {
    const [found, wanted] = [keywordsOf(text), keywordsOf(english)];
    return found.join() === wanted.join()
      ? null
      : `Write the words for the carrier as the English does, in English capitals: ${named(wanted)}. Here they are: ${named(found)}.`;
  },
  'keeps the digits of the English texts': ({ text, english }) =>
    digitsOf(text) === digitsOf(english) ? null : 'The numbers must be those of the English.',
  'is translated': ({ language, text, english }) =>
    language !== 'en' && lettersOf(text).length > 3 && text === english ? 'This is still English.' : null,
  'is written in its own script': (judged) => {
    const { language, text } = judged;
    if (/\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u.test(text)) {
      return 'Latin and Cyrillic letters are mixed within a word.';
    }
    const letters = lettersOf(text);
    const own = new RegExp(`\\p{Script=${script(judged)}}`, 'u');
    return letters.length > 0 && !letters.some((letter) => own.test(letter))
      ? `This is not written in the letters of ${languageName(language)}.`
      : null;
  },
  'is in no other language': ({ language, text }) =>
    language !== 'en' && isInAnotherLanguage(withoutPlaceholders(text), language)
      ? `This does not look like ${languageName(language)}.`
      : null,
  'begins a right-to-left text with a letter of its own, so that phones show it from the right': ({
    language,
    key,
    text,
  }) => {
    const isSent = !key.startsWith('family.') && !key.startsWith('prompts.');
    const isRightToLeft = languageEntry(language)?.direction === 'rtl';
    return isSent && isRightToLeft && text.startsWith('{')
      ? 'Begin with a word, not with a place in curly brackets, or phones show the text from the left.'
      : null;
  },
  'has plain marks, no HTML and no emoji': ({ text }) =>
    /[\u2010-\u206F\u00A0\u00AB\u00BB\uFEFF]|<\/?[a-z]|&[a-z]+;|\p{Extended_Pictographic}/iu.test(text) ||
    text !== text.normalize('NFC')
      ? 'Use plain quotes, dashes and spaces, and neither HTML nor emoji.'
      : null,
  'has no needless spaces': ({ text }) =>
    /^\s|\s$|\s{2}|[^\S ]/u.test(text) ? 'Write it in one line, with one space between words.' : null,
  'fits its segments': ({ key, text }) => {
    if (/^(?:family|prompts|language)\./u.test(key) || key === 'nudge.from') return null;
    const { encoding, segments, units } = measureText(filledIn(text));
    return segments > mostSegments[encoding]
      ? `This would cost ${segments} segments of ${encoding} (${units} units); at most ${mostSegments[encoding]} are allowed. Shorten it.`
      : null;
  },
};

/** The same words with the plain marks of the files, whatever a keyboard put in their place. Pure. */
export function plainMarks(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2018\u2019]/gu, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/gu, '"')
    .replace(/[\u2010-\u2015]/gu, '-')
    .replace(/\u2026/gu, '...')
    .replace(/[\u200b\u200e\u200f\u2060-\u2069\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Everything that is wrong with a text, in sentences for whoever wrote it. Pure. */
export function faultsOf(judged: TextToJudge): string[] {
  return Object.values(textRules).flatMap((rule) => rule(judged) ?? []);
}

/** A form that stands for one number alone may say it in a word: "one day", "two days". */
function isSayableInAWord({ language, key }: TextToJudge): boolean {
  const form = pluralForm.exec(key)?.[1];
  if (!key.startsWith('plural.') || form === undefined || !isLanguage(language)) return false;
  const entry: LanguageEntry = languages[language];
  const rules = new Intl.PluralRules(entry.plurals === undefined ? language : 'en');
  return (
    Array.from({ length: 300 }, (_, n) => rules.select(n)).filter((found) => found === form).length === 1
  );
}
