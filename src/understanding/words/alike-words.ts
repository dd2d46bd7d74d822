import type { UnderstandingFile } from './understanding-file.js';

/** Names of things that are written alike, and mean the same, in every language; lower case. */
const international: ReadonlySet<string> = new Set([
  ...['ok', 'okay', 'pizza', 'sandwich', 'hamburger', 'taxi', 'hotel', 'usb', 'pdf', 'bluetooth'],
  ...['internet', 'wifi', 'wi-fi', 'email', 'e-mail', 'laptop', 'chromebook', 'ipad', 'iphone', 'android'],
  ...['google', 'gmail', 'zoom', 'whatsapp', 'facebook', 'facetime', 'instagram', 'youtube', 'tiktok'],
  ...['minecraft', 'roblox', 'netflix', 'covid', 'covid-19', 'iep', 'esl'],
]);
/** One letter may stand for anything. */
const shortest = 2;

/** Whether a word, in lower case, is the same in every language. Pure. */
export const isInternational = (word: string): boolean => international.has(word);

/**
 * The single words a language shares with English: they stand in both lists under the same meaning ("bus" of
 * transportation, "no" of answers), so that words which only look alike ("once", eleven in Spanish) are none of them.
 * A yes is left out: "ya" is more than one thing in Spanish. Pure.
 */
export function alikeWords(language: UnderstandingFile, english: UnderstandingFile): ReadonlySet<string> {
  const topics = Object.entries(language.topics).flatMap(([topic, words]) =>
    shared(words, (english.topics as Readonly<Record<string, readonly string[]>>)[topic]),
  );
  const answers = shared(language.answers.no, english.answers.no);
  const acknowledgements = shared(language.acknowledgements, english.acknowledgements);
  return new Set([...topics, ...answers, ...acknowledgements]);
}

function shared(some: readonly string[] | undefined, others: readonly string[] | undefined): string[] {
  const known = new Set(others?.map((word) => word.toLowerCase()));
  return (some ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => known.has(word) && word.length >= shortest && /^[\p{L}\p{M}\p{N}'-]+$/u.test(word));
}
