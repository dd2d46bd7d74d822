import type { Entry, Vocabulary } from './compiled-words.js';
import type { PreparedText, Word } from '../text/normalise.js';
import type { ListName } from './understanding-file.js';
import { isSlipOf } from './word-forms.js';

/** A phrase of a locale file found in a text. */
export interface Match {
  readonly entry: Entry;
  readonly language: string;
  /** Places in the list of words `wordsFor(prepared, language)`; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** Places in `PreparedText.clean`. */
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  /** Whether a clause of the text begins with it. */
  readonly startsClause: boolean;
  /** Letter for letter (accents aside), no inflection, slip or word in between. */
  readonly exact: boolean;
}

/**
 * The phrases of one language that stand in the text, in order of their place.
 * @param which all of them, or those alone that are looked for in texts of every language
 */
export function findPhrases(
  vocabulary: Vocabulary,
  prepared: PreparedText,
  which: 'byFirstWord' | 'neverMissed' = 'byFirstWord',
): readonly Match[] {
  const inUse = prepared.hasAccents ? (vocabulary.withAccents ?? vocabulary) : vocabulary;
  const words = vocabulary.forms.apostropheJoins ? prepared.splitWords : prepared.words;
  const forms = words.map((word) => lookupForms(inUse, inUse === vocabulary ? word.plain : word.accented));
  const entries = inUse[which];
  const found: Match[] = [];
  words.forEach((first, from) => {
    const seen = new Set<Entry>();
    for (const form of forms[from] ?? []) {
      for (const entry of entries.get(form) ?? []) {
        if (seen.has(entry)) continue;
        seen.add(entry);
        const rest = matchRest(entry, forms, from);
        const last = rest === null ? undefined : words[rest.to - 1];
        // A phrase does not reach over the end of a sentence.
        if (rest === null || last === undefined || last.sentence !== first.sentence) continue;
        // "of course we did, she loved it" asks no "did she".
        const isQuestion = entry.list === 'kinds' && entry.name === 'question';
        if (isQuestion && words.slice(from + 1, rest.to).some((word) => word.startsClause)) continue;
        found.push({
          entry,
          language: vocabulary.language,
          from,
          to: rest.to,
          start: first.start,
          end: last.end,
          sentence: first.sentence,
          startsClause: first.startsClause,
          exact: rest.exact,
        });
      }
    }
  });
  return found;
}

function lookupForms(vocabulary: Vocabulary, word: string): readonly string[] {
  const forms = vocabulary.forms.inText(word);
  if (word.length < 6) return forms;
  const alike = vocabulary.longWords.get(word[0] ?? '');
  if (alike === undefined || vocabulary.words.has(word)) return forms;
  const meant = alike.filter((known) => isSlipOf(word, known));
  return meant.length === 0 ? forms : [...forms, ...meant];
}

function matchRest(
  entry: Entry,
  forms: readonly (readonly string[])[],
  from: number,
): { to: number; exact: boolean } | null {
  let exact = entry.words[0]?.keys[0] === forms[from]?.[0];
  let place = from + 1;
  let gapLeft = entry.allowsGap;
  for (let n = 1; n < entry.words.length; n += 1) {
    const keys = entry.words[n]?.keys ?? [];
    if (gapLeft && !shareOne(keys, forms[place])) {
      gapLeft = false;
      exact = false;
      place += 1;
    }
    if (!shareOne(keys, forms[place])) return null;
    exact &&= keys[0] === forms[place]?.[0];
    place += 1;
  }
  return { to: place, exact };
}

function shareOne(keys: readonly string[], forms: readonly string[] | undefined): boolean {
  return forms?.some((form) => keys.includes(form)) ?? false;
}

/** The matches of one list, and of one group of it when `name` is given. */
export function matchesOf(matches: readonly Match[], list: ListName, name?: string): readonly Match[] {
  return matches.filter(({ entry }) => entry.list === list && (name === undefined || entry.name === name));
}

/** How many words (or signs) a match covers. */
export function lengthOf(match: Match): number {
  return match.to - match.from;
}

/**
 * Without those that lie inside a longer one of the same selection: "sick today" hides "sick". A text of emoji may have
 * thousands of matches, so none is held beside every other.
 */
export function longestOf(matches: readonly Match[]): readonly Match[] {
  if (matches.length < 2) return matches;
  const inOrder = [...matches].sort((a, b) => a.start - b.start || lengthOf(b) - lengthOf(a));
  /** How far those reach that were looked at, by how many words they have at least. */
  const reach: number[] = [];
  const hidden = new Set<Match>();
  for (const match of inOrder) {
    const length = lengthOf(match);
    // Every longer one that begins no later was looked at before.
    if ((reach[length + 1] ?? 0) >= match.end) hidden.add(match);
    for (let least = 0; least <= length; least += 1) reach[least] = Math.max(reach[least] ?? 0, match.end);
  }
  return hidden.size === 0 ? matches : matches.filter((match) => !hidden.has(match));
}

/** A reason staff can read: what was found, the family's own words, and in which language. */
export function reasonFor(label: string, match: Match, prepared: PreparedText): string {
  return `${label} «${prepared.clean.slice(match.start, match.end)}» (${match.language})`;
}

/** The words of `words`, which stand as in the text, that none of the matches covers. */
export function uncovered(words: readonly Word[], matches: readonly Match[]): readonly Word[] {
  const inOrder = [...matches].sort((a, b) => a.start - b.start);
  let next = 0;
  let reach = 0;
  return words.filter((word) => {
    for (let match = inOrder[next]; match !== undefined && match.start <= word.start; match = inOrder[next]) {
      reach = Math.max(reach, match.end);
      next += 1;
    }
    return word.end > reach;
  });
}
