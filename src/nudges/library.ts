import type { NudgeAskKind } from './nudges.table.js';

export type Subject = 'math' | 'reading' | 'writing' | 'science' | 'language' | 'wellbeing' | 'habits';

/** A prompt of the built-in library; its words are in `locales/<language>/library.json` under the same key. */
export interface LibraryPrompt {
  key: string;
  subject: Subject;
  /** What the text asks the family to reply with. */
  askKind: NudgeAskKind;
  /** First and last grade it is meant for; kindergarten is 0. */
  grades: readonly [number, number];
}

const prompt = (
  key: `${Subject}.${string}`,
  grades: readonly [number, number],
  askKind: NudgeAskKind = 'open',
): LibraryPrompt => ({ key, subject: key.split('.', 1)[0] as Subject, askKind, grades });

/** The library, the prompts of a subject in the order they are suggested. */
export const library: readonly LibraryPrompt[] = [
  prompt('math.howDidYouKnow', [0, 12]),
  prompt('math.kitchenCount', [0, 2]),
  prompt('math.shapesHunt', [0, 2]),
  prompt('math.shopPrices', [1, 6]),
  prompt('math.twoWays', [0, 3]),
  prompt('math.confidence', [2, 12], 'rating'),
  prompt('reading.tellStory', [0, 5]),
  prompt('reading.favoritePart', [0, 8]),
  prompt('reading.whatNext', [0, 5]),
  prompt('reading.anyLanguage', [0, 8], 'yesno'),
  prompt('reading.newWord', [0, 12]),
  prompt('reading.feelLike', [2, 12]),
  prompt('writing.thankNote', [0, 6]),
  prompt('writing.shoppingList', [0, 3]),
  prompt('writing.tellMore', [0, 8]),
  prompt('science.whyWonder', [0, 8]),
  prompt('science.sinkFloat', [0, 4]),
  prompt('science.weather', [0, 4]),
  prompt('science.howItWorks', [2, 12]),
  prompt('language.familyStory', [0, 12]),
  prompt('language.twoLanguages', [0, 6]),
  prompt('language.song', [0, 4]),
  prompt('language.explain', [2, 12]),
  prompt('wellbeing.highLow', [0, 12]),
  prompt('wellbeing.friend', [0, 6]),
  prompt('wellbeing.feeling', [2, 12], 'rating'),
  prompt('wellbeing.kindness', [0, 8]),
  prompt('habits.sleep', [0, 8], 'yesno'),
  prompt('habits.backpack', [0, 6]),
  prompt('habits.homeworkPlace', [2, 12]),
  prompt('habits.tryAgain', [2, 12]),
];

/** The prompt of that key, if there is one. */
export function findPrompt(key: string): LibraryPrompt | undefined {
  return library.find((one) => one.key === key);
}

/** Words in names of subjects, as schools write them, and the library's subjects they mean. */
const subjectWords: readonly [RegExp, readonly Subject[]][] = [
  [/math|algebra|geometry|calculus/iu, ['math']],
  [/read|literacy/iu, ['reading']],
  [/writ/iu, ['writing']],
  [/english|language arts|\bela\b/iu, ['reading', 'writing']],
  [/science|biology|chemistry|physics|stem/iu, ['science']],
  [/\besl\b|\bell\b|spanish|bilingual|world language/iu, ['language']],
];

/** How many are suggested at once. */
const suggestions = 5;

export interface RankedPrompt extends LibraryPrompt {
  lastUsed: Date | null;
  suggested: boolean;
}

/**
 * The library as a class is offered it: a few that fit its grade and subject and were not used there yet come first,
 * from each subject one in turn; those used there lately come last. Pure.
 * @param lastUsed when each key was last sent to this class
 */
export function rankPrompts(
  aClass: { grade: string; subject: string | null },
  lastUsed: ReadonlyMap<string, Date>,
): RankedPrompt[] {
  const fitting = library.filter(
    (one) => fitsGrade(one, aClass.grade) && fitsSubject(one, aClass.subject) && !lastUsed.has(one.key),
  );
  const turn = (one: LibraryPrompt): number =>
    fitting.filter((other) => other.subject === one.subject).indexOf(one);
  const suggested = new Set([...fitting].sort((a, b) => turn(a) - turn(b)).slice(0, suggestions));
  const rank = (one: LibraryPrompt): number =>
    suggested.has(one) ? 0 : 1 + (lastUsed.get(one.key)?.getTime() ?? 0);
  return [...library]
    .sort((a, b) => rank(a) - rank(b))
    .map((one) => ({ ...one, lastUsed: lastUsed.get(one.key) ?? null, suggested: suggested.has(one) }));
}

/** A grade the list does not know fits every prompt. */
function fitsGrade({ grades: [first, last] }: LibraryPrompt, grade: string): boolean {
  const level = /^(k|kg|kindergarten|pk|pre-?k)$/iu.test(grade.trim()) ? 0 : Number.parseInt(grade, 10);
  return Number.isNaN(level) || (first <= level && level <= last);
}

/** A class without a subject, or with one the library has nothing on, is offered every subject. */
function fitsSubject({ subject }: LibraryPrompt, named: string | null): boolean {
  const meant = subjectWords.flatMap(([words, subjects]) => (words.test(named ?? '') ? subjects : []));
  return meant.length === 0 || meant.includes(subject);
}
