import { foldAccents, tidy } from './text-forms.js';

/** Words that stand in many names of schools and classes, and before names of people, without being one. */
const generic = new Set(
  (
    'school schools elementary middle high junior senior primary secondary academy institute center centre campus ' +
    'charter magnet college district public community international early learning childhood preschool kindergarten ' +
    'grade class classroom room team period math reading writing english spanish science history art music ' +
    'homeroom family families office the of and for at in la el los las de del da do dos das di van von der den bin al ' +
    'st saint san santa mr mrs ms miss dr sr sra srta dona don prof teacher'
  ).split(' '),
);

const title = /^(?:mr|mrs|ms|miss|mx|dr|prof|sr|sra|srta|mme|mlle|m)\.?\s+(?=\S)/iu;

/**
 * Names that are words as well, in a language of the house: in small letters they are taken for words. Not the Vietnamese
 * ones, for nearly all of them are.
 */
const alsoWords = new Set(
  (
    'will may april june august summer autumn winter hope grace faith joy charity mercy patience rose lily daisy violet ' +
    'ivy iris holly heather ginger olive basil sage ruby pearl amber crystal jade gold star sky rain snow storm frost ' +
    'mark bill jack art dawn chase grant frank rob sue pat ray gene dean miles drew wade lance pierce rich nick skip ' +
    'chip max angel prince king queen christian carol destiny trinity melody harmony justice honor genesis heaven brook ' +
    'brooks river rivers forest stone cliff glen dale reed clay sandy sunny bear hunter mason carter cooper parker tanner ' +
    'porter taylor tyler baker cook miller walker page park parks field fields fox wolf bird fish cross church ford lane ' +
    'street bush bell hill woods wood banks day long short young strong small little love price rice green brown white ' +
    'black gray grey gold silver best good wise bright noble major case hand head foot legs ball hall wall waters flowers ' +
    'son man mann ben ken dan don ann her june dear friend moon sun sea born rush west north south east bond book books ' +
    'rosa luz sol mar cielo paz esperanza gloria dolores mercedes soledad consuelo pilar blanca flor flores salvador ' +
    'domingo julio abril cruz reyes leon vega campo campos iglesia iglesias luna estrella alegria victoria clara alba aurora ' +
    'celeste perla linda mercado bravo delgado rubio moreno franco castillo rio rios torre torres fuente fuentes guerrero ' +
    'herrera guerra pared paredes prado rivera ventura valle villa blanco rojo rojas verde rico leal calvo monte montes ' +
    'nieves barrios casas puente puentes camino salinas arroyo cordero toro becerra pastor caballero marino cano pardo ' +
    'feliz santo santos angeles jesus maria dulce linda modesto justo pura piedad caridad fe sal vida viva mesa cabello ' +
    'pierre roux rousseau petit grand blanc noir belle jean marin loup roi leroy bon fort jour noel avril lourdes vitoria ' +
    'neema baraka amani furaha imani rehema shukrani upendo deniz umut baris yagmur gunes can nur roza lilia drita agim liri ' +
    'vera nadezhda lyubov мир вера надежда любовь роза світлана надія любов слава роман сад'
  ).split(' '),
);

/** The parts of a name that name by themselves: "Luis" and "Ortega" of "Luis Ortega", none of "Grade 3". */
export function namePartsOf(name: string): string[] {
  return tidy(name)
    .split(/[\s,()]+/u)
    .filter((part) => /^\p{Lu}[\p{L}\p{M}'.-]+$|^\p{Lo}{2,}$/u.test(part))
    .filter((part) => !generic.has(fold(part).replace(/\.$/u, '')))
    .flatMap((part) => [part, ...givenPartOf(part)]);
}

/** Chinese and Korean names of three characters are a family's name and a given one of two. */
const givenPartOf = (part: string): string[] =>
  /^(?:\p{Script=Han}{3}|\p{Script=Hangul}{3})$/u.test(part) ? [[...part].slice(1).join('')] : [];

/** The parts of names that are found in small letters as well, as families type them: none that is a word too. */
export function partsInSmallLetters(names: readonly string[]): string[] {
  return [...new Set(names.flatMap(namePartsOf))].filter(
    (part) => [...part].length >= 3 && /^\p{Lu}/u.test(part) && !alsoWords.has(fold(part)),
  );
}

/**
 * Whether a value is one of the names, whole or in parts of one of them ("Luis" or "Ms. Ortega" of "Luis Ortega").
 * Case and accents do not count.
 */
export function isGivenName(value: string, names: readonly string[]): boolean {
  const wanted = fold(tidy(value).replace(title, ''));
  if (wanted === '') return false;
  return names.some((name) => {
    if (fold(tidy(name)) === fold(tidy(value)) || fold(tidy(name)) === wanted) return true;
    const parts = new Set(namePartsOf(name).map(fold));
    return wanted.split(' ').every((word) => parts.has(word));
  });
}

const fold = (text: string): string => foldAccents(text).toLowerCase();
