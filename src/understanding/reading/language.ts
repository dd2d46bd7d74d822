import { francAll } from 'franc';
import { languageEntry, languageCodes, type Script } from '../../i18n/languages.js';
import { tellingIn } from '../words/letters.js';
import type { PreparedText, Word } from '../text/normalise.js';
import type { Understanding } from '../vocabulary.js';

/** Whose text it may be; see `UnderstandContext`. */
export interface LanguageContext {
  readonly homeLanguage: string | null;
  readonly districtLanguages: readonly string[];
}

/** Scripts are shared by languages: what tells languages of one script apart stands in their files. */
const scripts: readonly (readonly [Script, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Han', /\p{Script=Han}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
  ['Bengali', /\p{Script=Bengali}/gu],
  ['Hangul', /\p{Script=Hangul}/gu],
];
/** A sign of these says about as much as two letters. */
const dense = new Set<Script>(['Han', 'Hangul']);

/** From how many letters on a text is long enough to be weighed against all of the district's languages. */
const longEnough = 16;

/**
 * The language a text is written in: by its script, then, among languages of one script, by its small words,
 * the words of the locale files and letter statistics (franc), restricted to home language, English and, for
 * longer texts, the district's. In doubt the home language, and English where none is known.
 */
export function detectLanguage(u: Understanding, prepared: PreparedText, context: LanguageContext): string {
  const home = context.homeLanguage ?? 'en';
  const script = mainScript(prepared.clean);
  if (script === null) return home;
  const likely = [...new Set([home, 'en', ...context.districtLanguages])];
  if (script === 'Latin') return detectLatin(u, prepared, home, likely, context.homeLanguage === null);
  return detectByLetters(u, prepared.clean, script, likely) ?? home;
}

/** The script most letters belong to, or null for a text without letters the house knows. */
function mainScript(text: string): Script | null {
  let best: Script | null = null;
  let most = 0;
  for (const [script, letters] of scripts) {
    const count = (text.match(letters)?.length ?? 0) * (dense.has(script) ? 2 : 1);
    if (count > most) {
      most = count;
      best = script;
    }
  }
  return best;
}

/** For scripts other than Latin: the likely languages of that script, told apart by their own letters. */
function detectByLetters(
  u: Understanding,
  text: string,
  script: Script,
  likely: readonly string[],
): string | null {
  const ofScript = (code: string): boolean => languageEntry(code)?.script === script;
  const known = likely.filter(ofScript);
  const first = known[0] ?? languageCodes.find(ofScript);
  if (first === undefined) return null;
  const isWrittenBy = (other: string, code: string): boolean =>
    u.letters.get(other)?.alsoWritesThoseOf.includes(code) === true;
  const told = u.languages
    .filter((code) => ofScript(code) && !isWrittenBy(first, code))
    .map((code) => ({ code, count: tellingIn(text, u.letters.get(code)) }))
    .filter(({ count }) => count > 0);
  // The home language stands first: it stays unless its own letters are missing and another's are there.
  if (told.some(({ code }) => code === first)) return first;
  const likeliest = known.find((code) => told.some((one) => one.code === code));
  if (likeliest !== undefined) return likeliest;
  return (
    told
      .filter(({ code }) => !told.some((other) => isWrittenBy(other.code, code)))
      .sort((one, other) => other.count - one.count)[0]?.code ?? first
  );
}

/** A word with an accent that is no name: whoever writes one at home in another language does not write English. */
const accentedWord =
  /(?<![\p{L}\p{M}])\p{Ll}(?=\p{L}*[à-öø-ÿāăąćčďđēęěğīłńňőœřśşšťūůűźżžơưạ-ỹ])|(?<!\p{L})[à-öø-ÿ]/u;

function detectLatin(
  u: Understanding,
  prepared: PreparedText,
  home: string,
  likely: readonly string[],
  homeUnknown: boolean,
): string {
  const words = prepared.words.filter((word) => /\p{Script=Latin}/u.test(word.plain));
  const letters = words.reduce((sum, word) => sum + word.plain.length, 0);
  const isEnglishPossible = home === 'en' || !accentedWord.test(prepared.clean);
  const isLatin = (code: string): boolean =>
    languageEntry(code)?.script === 'Latin' && (code !== 'en' || isEnglishPossible);
  if (!isLatin(home) && isRomanised(u, words, home)) return home;
  const plainly = plainlyElsewhere(u, words, home, likely.filter(isLatin));
  if (plainly !== null) return plainly;
  const near = likely.filter((code) => isLatin(code) && (code === home || code === 'en'));
  const nearScores = score(u, prepared, words, near);
  const nearBest = best(nearScores, home);
  const weighAll = homeUnknown || letters >= longEnough || nearBest.score < 1;
  const all = weighAll ? likely.filter(isLatin) : near;
  const scores = all.length === near.length ? nearScores : score(u, prepared, words, all);
  const winner = best(scores, home);
  const atHome = scores.get(home) ?? 0;
  const inEnglish = scores.get('en') ?? 0;
  if (near.includes(winner.code)) {
    // One shared word is no reason to leave the family's language; letters it does not use are.
    const needed = isLatin(home) ? 1 : 0.9;
    return winner.score - atHome >= needed ? winner.code : home;
  }
  const isClear = winner.score >= 1.5 && winner.score - Math.max(atHome, inEnglish) >= 1.5;
  return isClear && knownShare(u, words, winner.code) >= leastKnown ? winner.code : nearBest.code;
}

/** Of so few words, neither franc nor a count of small words tells the language. */
const fewWords = 3;
/** Anything shorter is as likely a slip or a name, but for greetings, thanks and answers. */
const leastLetters = 5;
const leastOfReply = 3;

/**
 * The language of the district all of whose words a very short text has, and neither the home language nor English: "hola",
 * "fiebre". Where several have them, the first in which they are a greeting, thanks or an answer; such a phrase may share a
 * word with the home language, as "no sé" does.
 */
function plainlyElsewhere(
  u: Understanding,
  words: readonly Word[],
  home: string,
  likely: readonly string[],
): string | null {
  if (words.length === 0 || words.length > fewWords) return null;
  const knows = (code: string, { plain }: Word): boolean =>
    (u.vocabulary(code)?.words.has(plain) ?? false) ||
    (u.smallWords(code)?.functionWords.has(plain) ?? false) ||
    (u.smallWords(code)?.romanised.has(plain) ?? false);
  const here = words.filter((word) => knows(home, word) || knows('en', word)).length;
  if (here === words.length) return null;
  const knowing = likely.filter(
    (code) => code !== home && code !== 'en' && words.every((word) => knows(code, word)),
  );
  const written = words.map(({ accented }) => accented).join(' ');
  const plain = words.map((word) => word.plain).join(' ');
  // With its accent, "sí" is said in one language only.
  const saying = knowing.find((code) => isReply(u, words, code, written));
  if (saying !== undefined && (written !== plain || plain.length >= leastOfReply)) return saying;
  if (here > 0 || plain.length < leastOfReply) return null;
  const [only, another] = knowing;
  if (another === undefined && only !== undefined && plain.length >= leastLetters) return only;
  return knowing.find((code) => isReply(u, words, code, plain)) ?? null;
}

function isReply(u: Understanding, [first]: readonly Word[], code: string, said: string): boolean {
  return (u.vocabulary(code)?.byFirstWord.get(first?.plain ?? '') ?? []).some(({ list, name, words }) => {
    const isSaid = list === 'answers' || list === 'numbers' || name === 'chatter' || name === 'thanks';
    const inList = (form: 'accented' | 'plain'): string => words.map((word) => word[form]).join(' ');
    return isSaid && (inList('accented') === said || inList('plain') === said);
  });
}

/**
 * Whether a text in Latin letters is the home language as families type it without its own keyboard ("kal school nahi
 * aayega"): it has more small words of that spelling than of English. Words both have tell nothing.
 */
function isRomanised(u: Understanding, words: readonly Word[], home: string): boolean {
  const spelt = u.smallWords(home)?.romanised;
  if (spelt === undefined || spelt.size === 0) return false;
  const english = u.smallWords('en')?.functionWords;
  let own = 0;
  let others = 0;
  for (const { plain } of words) {
    const isEnglish = (english?.has(plain) ?? false) || (u.vocabulary('en')?.words.has(plain) ?? false);
    const isOwn = spelt.has(plain) || (!isEnglish && (u.vocabulary(home)?.words.has(plain) ?? false));
    if (isOwn && !isEnglish) own += 1;
    if (isEnglish && !isOwn) others += 1;
  }
  return own > others && own >= 0.25 * words.length;
}

/** Of a text in Latin letters by a family that may only spell its own language so, this share must be known. */
const leastKnown = 0.4;

function knownShare(u: Understanding, words: readonly Word[], code: string): number {
  const known = words.filter(
    ({ plain }) =>
      (u.smallWords(code)?.functionWords.has(plain) ?? false) ||
      (u.vocabulary(code)?.words.has(plain) ?? false),
  );
  return words.length === 0 ? 0 : known.length / words.length;
}

function best(scores: ReadonlyMap<string, number>, home: string): { code: string; score: number } {
  let winner = { code: home, score: scores.get(home) ?? 0 };
  for (const [code, value] of scores) if (value > winner.score) winner = { code, score: value };
  return winner;
}

/** Evidence for each candidate. A word several of them have is shared among them. */
function score(
  u: Understanding,
  prepared: PreparedText,
  words: readonly Word[],
  candidates: readonly string[],
): Map<string, number> {
  const scores = new Map<string, number>(candidates.map((code) => [code, 0]));
  const add = (code: string, value: number): void => {
    scores.set(code, (scores.get(code) ?? 0) + value);
  };
  for (const word of words) {
    for (const [weight, has] of [
      [1, (code: string) => u.smallWords(code)?.functionWords.has(word.plain) ?? false],
      [0.7, (code: string) => u.vocabulary(code)?.words.has(word.plain) ?? false],
    ] as const) {
      const knowing = candidates.filter(has);
      // What every candidate knows tells nothing.
      if (knowing.length === candidates.length && candidates.length > 1) continue;
      for (const code of knowing) add(code, weight / knowing.length);
    }
  }
  for (const code of candidates) {
    add(code, Math.min(2.5, tellingIn(prepared.clean, u.letters.get(code)) * 1.5));
  }
  const guess = guessByLetters(u, prepared.clean, candidates);
  if (guess !== null) add(guess.code, guess.weight);
  return scores;
}

function guessByLetters(
  u: Understanding,
  text: string,
  candidates: readonly string[],
): { code: string; weight: number } | null {
  if (candidates.length < 2) return null;
  const byName = new Map(
    candidates.flatMap((code) => {
      const name = u.letters.get(code)?.franc ?? null;
      return name === null ? [] : [[name, code] as const];
    }),
  );
  const ranked = francAll(text, { only: [...byName.keys()] });
  const code = byName.get(ranked[0]?.[0] ?? 'und');
  if (code === undefined) return null;
  const margin = 1 - (ranked[1]?.[1] ?? 0.8);
  return { code, weight: Math.min(2, 0.5 + margin * 10) };
}
