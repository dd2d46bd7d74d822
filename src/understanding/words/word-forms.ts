import type { WordFormsFile } from './own-ways.js';

/**
 * The forms under which a word may stand in a locale file, so that an inflected word of a text is found. Made
 * to be cheap and forgiving, not to be grammar: what differs in meaning is kept apart by phrases. The endings and
 * affixes themselves are a language's own and stand in its file; here is what is done with them.
 */
export interface WordFormRules {
  /** Under which keys a word of a text is looked up; the word itself comes first. */
  readonly inText: (word: string) => readonly string[];
  /** Under which keys a word of a locale file is filed; the word itself comes first. */
  readonly inVocabulary: (word: string) => readonly string[];
  /** Without what is written together with an alarm word; null where the language writes nothing so. */
  readonly bareAlarm: ((word: string) => string) | null;
  /** Whether an apostrophe joins two words ("l'autobus", "m'ap vini"). */
  readonly apostropheJoins: boolean;
  readonly accentsTellWords: boolean;
  /** Whether words stand without blanks between them, or with endings glued on. */
  readonly withoutBlanks: boolean;
}

type Forms = Pick<WordFormRules, 'inText' | 'inVocabulary' | 'bareAlarm'>;

const shortestStem = 4;
const shortestBare = 3;

/** Makes the rules of a language ready; without any, a word stands for itself alone. */
export function compileWordForms(file: WordFormsFile = {}): WordFormRules {
  const { apostropheJoins = false, accentsTellWords = false, withoutBlanks = false } = file;
  const { inText, inVocabulary, bareAlarm } = formsOf(file);
  // Every language's in the same order: what reads by them is compiled once and not for each language anew.
  return { inText, inVocabulary, bareAlarm, apostropheJoins, accentsTellWords, withoutBlanks };
}

function formsOf({ pluralInS = false, shorthand, endings, affixes }: WordFormsFile): Forms {
  if (affixes !== undefined) return affixRules(affixes);
  if (endings !== undefined) return sameInBoth(stemBy(endings));
  const bySingular = sameInBoth(pluralInS ? withoutPlural : itself);
  if (shorthand === undefined) return bySingular;
  const inText = (word: string): readonly string[] => {
    const meant = Object.hasOwn(shorthand, word) ? shorthand[word] : undefined;
    return meant === undefined ? bySingular.inText(word) : [word, meant];
  };
  return { ...bySingular, inText };
}

const itself = (word: string): readonly string[] => [word];
const sameInBoth = (forms: (word: string) => readonly string[]): Forms => ({
  inText: forms,
  inVocabulary: forms,
  bareAlarm: null,
});

function stemBy(list: readonly string[]): (word: string) => readonly string[] {
  const endings = new Set(list);
  const longest = Math.max(...list.map((ending) => ending.length));
  return (word) => {
    // The longest ending leaves the shortest stem.
    for (let end = Math.max(0, word.length - longest); end < word.length; end += 1) {
      if (endings.has(word.slice(end))) return [word, `${end < shortestStem ? word : word.slice(0, end)}-`];
    }
    return [word, `${word}-`];
  };
}

/** Plurals in -s and -es, which several languages share. */
function withoutPlural(word: string): readonly string[] {
  if (word.length > 5 && word.endsWith('es')) return [word, word.slice(0, -1), word.slice(0, -2)];
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? [word, word.slice(0, -1)] : [word];
}

/** With and without "and", "the", "to", "with" before a word, and possessive endings after it. */
function affixRules(affixes: NonNullable<WordFormsFile['affixes']>): Forms {
  const [conjunction, article, before, beforeAlarm] = [
    affixes.conjunction,
    affixes.article,
    affixes.before,
    affixes.beforeAlarm,
  ].map((source) => new RegExp(`^(?:${source})`, 'u')) as [RegExp, RegExp, RegExp, RegExp];
  const after = new RegExp(`(?:${affixes.after})$`, 'u');
  return {
    inText(word) {
      const forms = [word];
      for (const start of new Set([word, word.replace(conjunction, '')])) {
        const bare = start.replace(before, '');
        if (start.length >= shortestBare) forms.push(start);
        if (bare.length >= shortestBare) forms.push(bare);
      }
      for (const form of [...forms]) {
        const bare = form.replace(after, '');
        if (bare.length >= shortestBare) forms.push(bare, `${bare}${affixes.feminine}`);
      }
      return [...new Set(forms)];
    },
    inVocabulary(word) {
      const bare = word.replace(article, '');
      return bare.length >= shortestBare && bare !== word ? [word, bare] : [word];
    },
    bareAlarm(word) {
      const bare = word.replace(beforeAlarm, '');
      return bare.length >= shortestBare ? bare : word;
    },
  };
}

/**
 * Whether two words differ by one slip of the finger: a letter too many, too few, two swapped, or, in long
 * words, one wrong. Words under seven letters never: too many real words are one letter apart.
 */
export function isSlipOf(word: string, meant: string): boolean {
  const longest = Math.max(word.length, meant.length);
  const shortest = Math.min(word.length, meant.length);
  if (shortest < 7 || longest - shortest > 1 || word[0] !== meant[0]) return false;
  let start = 0;
  while (start < shortest && word[start] === meant[start]) start += 1;
  let tail = 0;
  while (tail < shortest - start && word.at(-1 - tail) === meant.at(-1 - tail)) tail += 1;
  const left = word.slice(start, word.length - tail);
  const right = meant.slice(start, meant.length - tail);
  if (left.length + right.length === 1) return true;
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0];
  return left.length === 1 && right.length === 1 && shortest >= 9;
}
