import { namePartsOf } from './names.js';
import { foldAccents } from './text-forms.js';

/** Where a text names somebody in another form than the records do, and what staff are to read there. */
export interface NameForm {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/**
 * Names a family writes with the endings of its language ("Annę"), or in Cyrillic letters ("Мариной") where the records
 * have Latin ones. Found is only what has the capital of a name and is one, sound for sound, in a form its language has.
 * Scripts without capitals are left: in them most names are words as well. Pure.
 */
export function namesInOtherForms(text: string, language: string, names: readonly string[]): NameForm[] {
  const parts = [...new Set(names.flatMap(namePartsOf))].filter((part) => /^\p{Script=Latin}/u.test(part));
  if (parts.length === 0) return [];
  return [...inCyrillic(text, parts), ...withEndings(text, language, parts)].sort(
    (one, other) => one.start - other.start,
  );
}

/** Names that are words in Russian or Ukrainian too: at the start of a sentence nobody can tell. */
const cyrillicWords = new Set(
  (
    'roman mark marko mira vera nadezhda nadiya nadia lyubov liubov slava rosa roza zoya maya maia mila milan rada lada nika angel iris ' +
    'lilia malina kalina margarita'
  ).split(' '),
);
/** In the place of a name's last "a", of others' "i", and after a consonant. */
const cyrillicEndings = {
  a: 'ою ею єю ой ей ы и е у ю і ї'.split(' '),
  i: 'ого его ому ему ою ой ей им ем єм ю я е і'.split(' '),
  other: 'ом ем єм ым им ові еві єві а я е у ю і'.split(' '),
};
type Declension = keyof typeof cyrillicEndings;
const declensions = Object.keys(cyrillicEndings) as readonly Declension[];
/** Letters of a name that are enough: where a capital says that it is one, and at the start of a sentence, where none does. */
const fewestLetters = 3;
const fewestAtStart = 4;

/** Words with a capital, and whether any word would have one there. */
function wordsWithCapital(
  text: string,
  letters: string,
): { word: string; start: number; isFirst: boolean }[] {
  const isShouted = !/\p{Ll}/u.test(text);
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}])\\p{Lu}${letters}+(?![\\p{L}\\p{M}])`, 'gu');
  return [...text.matchAll(pattern)].map((match) => ({
    ...{ word: match[0], start: match.index },
    isFirst: isShouted || /(?:^|[.!?\u2026:\n"\u00ab(])\P{L}*$/u.test(text.slice(0, match.index)),
  }));
}

function inCyrillic(text: string, parts: readonly string[]): NameForm[] {
  const words = wordsWithCapital(text, "[\\p{Script=Cyrillic}\u2019\u02bc']");
  if (words.length === 0) return [];
  const { wholes, stems } = soundsOf(parts);
  return words.flatMap(({ word, start, isFirst }) => {
    const fewest = isFirst ? fewestAtStart : fewestLetters;
    const small = word.toLowerCase();
    const namesOf = (names: Sounds, written: string): string[] => {
      const sound = cyrillicSound(written);
      const found = sound.length >= fewest ? [...(names.get(sound) ?? [])] : [];
      return found.filter((name) => !(isFirst && cyrillicWords.has(fold(name))));
    };
    const asTheyAre = namesOf(wholes, small);
    const inCases = declensions.flatMap((kind) =>
      cyrillicEndings[kind]
        .filter((ending) => small.endsWith(ending))
        .flatMap((ending) => namesOf(stems[kind], small.slice(0, -ending.length))),
    );
    const [name, ...others] = new Set(asTheyAre.length > 0 ? asTheyAre : inCases);
    if (name === undefined) return [];
    // "Иванову" is a man's name in one case and a woman's in another.
    return [{ start, end: start + word.length, name: others.length > 0 ? word : name }];
  });
}

/** Names by what they sound like. */
type Sounds = Map<string, Set<string>>;

function soundsOf(parts: readonly string[]): { wholes: Sounds; stems: Record<Declension, Sounds> } {
  const wholes: Sounds = new Map();
  const stems = { a: new Map() as Sounds, i: new Map() as Sounds, other: new Map() as Sounds };
  const add = (names: Sounds, sound: string, name: string): void => {
    names.set(sound, (names.get(sound) ?? new Set()).add(name));
  };
  for (const name of parts) {
    for (const sound of latinSounds(name)) {
      add(wholes, sound, name);
      const kind = sound.endsWith('a') ? 'a' : sound.endsWith('i') ? 'i' : 'other';
      add(stems[kind], sound.replace(/[ai]$/u, ''), name);
      // "Дмитрия" keeps the "i" of Dmitri.
      if (kind === 'i') add(stems.i, sound, name);
      // "Дмитрові" has lost the "o" of Dmytro.
      if (sound.endsWith('o')) add(stems.other, sound.slice(0, -1), name);
    }
  }
  return { wholes, stems };
}

const cyrillicLetters: ReadonlyMap<string, string> = new Map(
  (
    'а:a б:b в:v г:g ґ:g д:d е:e ё:io є:e ж:J з:z и:i і:i ї:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ' +
    'ц:T ч:C ш:S щ:S ы:i э:e ю:iu я:ia'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(2)]),
);

const cyrillicSound = (word: string): string =>
  sameSound([...word.replace(/дж/gu, 'ж')].map((letter) => cyrillicLetters.get(letter) ?? '').join(''));

/** What a name in Latin letters sounds like, with both values of J; G may be an H in Ukrainian. */
function latinSounds(name: string): string[] {
  const plain = fold(name)
    .replace(/['\u2019.-]/gu, '')
    .replace(/s(?:hch|ch|h)/gu, 'S')
    .replace(/tch|ch/gu, 'C')
    .replace(/zh/gu, 'J')
    .replace(/kh/gu, 'h')
    .replace(/ph/gu, 'f')
    .replace(/th/gu, 't')
    .replace(/t[sz]/gu, 'T')
    .replace(/ck|q(?:u(?=[ei]))?/gu, 'k')
    .replace(/c(?=[eiy])/gu, 's')
    .replace(/c/gu, 'k')
    .replace(/x/gu, 'ks')
    .replace(/w/gu, 'v')
    .replace(/y/gu, 'i');
  const sounds = [plain.replace(/j/gu, 'J'), plain.replace(/j/gu, 'i')];
  return [...new Set([...sounds, ...sounds.map((sound) => sound.replace(/h/gu, 'g'))].map(sameSound))];
}

const sameSound = (sound: string): string =>
  sound
    .replace(/i+(?=[aeou])/gu, '')
    .replace(/ii+/gu, 'i')
    .replace(/(?<=[td])e(?=r$)/gu, '');

/** What cases add to a name, whole or in the place of its last "a", in languages of Latin letters that have them. */
const latinEndings: Readonly<Record<string, { onto: RegExp; forA: RegExp | null }>> = {
  pl: { onto: /^(?:a|owi|em|iem|ie|u)$/u, forA: /^(?:y|i|ie|e|ę|ą|o)$/u },
  sq: { onto: /^(?:i|it|in|u|ut|un|n|s|ja|jës|jen)$/u, forA: /^(?:ë|ës|ën|es|en)$/u },
  tr: { onto: /^(?:[yn]?[ıiuü]|y?[ae]|[dt][ae]n?|n?[ıiuü]n|y?l[ae])$/u, forA: null },
};

function withEndings(text: string, language: string, parts: readonly string[]): NameForm[] {
  const known = Object.hasOwn(latinEndings, language) ? latinEndings[language] : undefined;
  if (known === undefined) return [];
  return wordsWithCapital(text, '[\\p{L}\\p{M}]').flatMap(({ word, start, isFirst }) => {
    const isName = parts.some((part) => {
      const isCut = part.endsWith('a') && known.forA !== null;
      const stem = isCut ? part.slice(0, -1) : part;
      if (stem.length < (isFirst ? fewestAtStart : fewestLetters)) return false;
      if (fold(word.slice(0, stem.length)) !== fold(stem)) return false;
      const ending = word.slice(stem.length).toLowerCase();
      return (isCut ? known.forA : known.onto)?.test(ending) === true;
    });
    // "Kinga" is somebody else than King.
    return isName ? [{ start, end: start + word.length, name: word }] : [];
  });
}

const fold = (text: string): string =>
  foldAccents(text.normalize('NFC'))
    .replace(/\u0131/gu, 'i')
    .toLowerCase();
