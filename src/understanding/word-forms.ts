/**
 * The forms under which a word may stand in a locale file, so that an inflected word of a text is found. Made
 * to be cheap and forgiving, not to be grammar: what differs in meaning is kept apart by phrases.
 */

/** Endings of Russian and Ukrainian nouns, adjectives and verbs, longest first. */
const slavicEndings =
  /(?:иями|ями|ами|иях|ого|его|ому|ему|ыми|ими|ете|ите|ешь|ишь|ють|ать|ять|ить|еть|ала|али|ила|или|ять|ах|ях|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ую|юю|ом|ем|ам|ям|ою|ею|ет|ит|ут|ют|ат|ят|ал|ил|ла|ло|ли|ти|ть|і|ї|а|я|о|е|ы|и|у|ю|ь|й)$/u;
const polishEndings = /(?:owie|ami|ach|ego|emu|ymi|imi|owi|ych|ich|iem|ow|om|em|ie|ej|ia|iu|a|e|y|i|u|o)$/u;
const shortestStem = 4;

const stemBy =
  (endings: RegExp) =>
  (word: string): readonly string[] => {
    const stem = word.replace(endings, '');
    return stem.length >= shortestStem && stem !== word ? [word, `${stem}-`] : [word, `${word}-`];
  };

/** What is typed for whole words of English. */
const englishShort: Readonly<Record<string, string>> = {
  u: 'you',
  ur: 'your',
  r: 'are',
  pls: 'please',
  plz: 'please',
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  tmw: 'tomorrow',
  msg: 'message',
  msgs: 'messages',
  txt: 'text',
  txts: 'texts',
  abt: 'about',
  bc: 'because',
};

function englishForms(word: string): readonly string[] {
  const meant = Object.hasOwn(englishShort, word) ? englishShort[word] : undefined;
  return meant === undefined ? withoutPlural(word) : [word, meant];
}

/** Plurals in -s and -es, which English, Spanish, Portuguese and French share. */
function withoutPlural(word: string): readonly string[] {
  if (word.length > 5 && word.endsWith('es')) return [word, word.slice(0, -1), word.slice(0, -2)];
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? [word, word.slice(0, -1)] : [word];
}

const arabicPrefix = /^(?:[وف]?(?:[بكل]?ال|لل)|[وفبكل])/u;
const arabicSuffix = /(?:ها|هم|هن|نا|كم|ه|ي|ك)$/u;
const shortestArabic = 3;

/** With and without "and", "the", "to", "with" before an Arabic word, and possessive endings after it. */
function arabicForms(word: string): readonly string[] {
  const forms = [word];
  const andOrSo = /^[وف]/u.test(word) ? word.slice(1) : word;
  for (const start of new Set([word, andOrSo])) {
    const bare = start.replace(arabicPrefix, '');
    if (start.length >= shortestArabic) forms.push(start);
    if (bare.length >= shortestArabic) forms.push(bare);
  }
  for (const form of [...forms]) {
    const bare = form.replace(arabicSuffix, '');
    if (bare.length >= shortestArabic) forms.push(bare, `${bare}ه`);
  }
  return [...new Set(forms)];
}

const formsByLanguage: Readonly<Record<string, (word: string) => readonly string[]>> = {
  en: englishForms,
  es: withoutPlural,
  'pt-BR': withoutPlural,
  fr: withoutPlural,
  ru: stemBy(slavicEndings),
  uk: stemBy(slavicEndings),
  pl: stemBy(polishEndings),
  ar: arabicForms,
};

/** Under which keys a word of a text is looked up; the word itself comes first. */
export function formsInText(word: string, language: string): readonly string[] {
  return formsByLanguage[language]?.(word) ?? [word];
}

/** Under which keys a word of a locale file is filed; the word itself comes first. */
export function formsInVocabulary(word: string, language: string): readonly string[] {
  if (language === 'en') return withoutPlural(word);
  if (language !== 'ar') return formsInText(word, language);
  const bare = word.replace(/^(?:ال|لل)/u, '');
  return bare.length >= shortestArabic && bare !== word ? [word, bare] : [word];
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
