import type { Vocabulary } from '../words/compiled-words.js';
import { detectLanguage } from './language.js';
import type { GuardWords, LanguageWords } from '../words/language-words.js';
import { prepareText, type PreparedText } from '../text/normalise.js';
import { findPhrases, lengthOf, matchesOf, type Match } from '../words/phrases.js';
import type { UnderstandContext } from '../understood.js';
import type { ListName } from '../words/understanding-file.js';
import type { Understanding } from '../vocabulary.js';

/** A text with everything the word lists know about it: what each later step judges by. */
export interface Reading {
  /** The words it was read with. */
  readonly u: Understanding;
  readonly prepared: PreparedText;
  /** The language of the text. */
  readonly language: string;
  /** The language whose words the text is read with: the same, or its other script where only that has words. */
  readonly wordLanguage: string;
  /** The same of the home language; null when that is not known. */
  readonly homeWordLanguage: string | null;
  readonly context: UnderstandContext;
  /** The languages whose words count: the text's own, home, English. No language twice. */
  readonly languages: readonly string[];
  /** Phrases found, by language; the district's other languages as well. */
  readonly found: ReadonlyMap<string, readonly Match[]>;
}

/** Prepares a text, tells its language and finds the phrases of all languages that may count. */
export function readText(u: Understanding, text: string, context: UnderstandContext): Reading {
  const prepared = prepareText(text, u.splitFor);
  const language = detectLanguage(u, prepared, context);
  const wordLanguage = withWords(u, language);
  const homeWordLanguage = context.homeLanguage === null ? null : withWords(u, context.homeLanguage);
  const languages = [...new Set([wordLanguage, homeWordLanguage ?? wordLanguage, 'en'])];
  const found = new Map<string, readonly Match[]>();
  for (const code of new Set([...languages, ...context.districtLanguages])) {
    const vocabulary = u.vocabulary(code);
    if (vocabulary === undefined) continue;
    const own = languages.includes(code);
    found.set(code, own ? findPhrases(vocabulary, prepared) : findElsewhere(vocabulary, prepared));
  }
  return { u, prepared, language, wordLanguage, homeWordLanguage, context, languages, found };
}

/**
 * What counts in a text that seems to be in another language: emergencies and wishes about the texting, and, where there
 * is such a wish, all that stands around it.
 */
function findElsewhere(vocabulary: Vocabulary, prepared: PreparedText): readonly Match[] {
  const matches = findPhrases(vocabulary, prepared, 'neverMissed');
  const hasWish = matches.some(({ entry }) => entry.list !== 'urgent');
  return hasWish ? findPhrases(vocabulary, prepared) : matches;
}

/** Chinese is matched in simplified signs, so either script's words serve the other: two files, so it stands in neither. */
const otherScript: Readonly<Record<string, string>> = { 'zh-Hant': 'zh-Hans', 'zh-Hans': 'zh-Hant' };

function withWords(u: Understanding, language: string): string {
  const other = otherScript[language];
  return u.vocabulary(language) === undefined && other !== undefined ? other : language;
}

/** Home language, then English, then the text's own: the order in which one-word replies are looked up. */
export function replyOrder(reading: Reading): readonly string[] {
  return [...new Set([reading.homeWordLanguage ?? reading.wordLanguage, 'en', reading.wordLanguage])];
}

/** The rules' words of the languages a reply is looked up in, in that order. */
export function rulesOf(reading: Reading): readonly LanguageWords[] {
  return replyOrder(reading).flatMap((code) => reading.u.words(code) ?? []);
}

const noWords: ReadonlySet<string> = new Set();
const noGuards: GuardWords = {
  courtesy: noWords,
  negation: noWords,
  nobody: [],
  asking: noWords,
  someoneElse: noWords,
};

/** The guard words of a language; empty sets for one without words. */
export function guardWordsOf(reading: Reading, language: string): GuardWords {
  return reading.u.words(language)?.guards ?? noGuards;
}

/** The matches of one list in the languages that count, the text's own first. */
export function matchesIn(reading: Reading, list: ListName, name?: string): readonly Match[] {
  return reading.languages.flatMap((code) => matchesOf(reading.found.get(code) ?? [], list, name));
}

/**
 * Like `matchesIn`, but words of other languages than the text's own count only as phrases, or when they are
 * long and unknown to the text's own: Spanish "van" (they go) is no English van.
 */
export function soundMatchesIn(
  reading: Reading,
  u: Understanding,
  list: ListName,
  name?: string,
): readonly Match[] {
  const own = u.vocabulary(reading.wordLanguage);
  return matchesIn(reading, list, name).filter((match) => {
    if (match.language === reading.wordLanguage || lengthOf(match) > 1) return true;
    const word = reading.prepared.words.find(({ start }) => start === match.start)?.plain ?? '';
    return word.length >= 5 && match.exact && !(own?.words.has(word) ?? false);
  });
}
