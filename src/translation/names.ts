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

/** The parts of a name that name by themselves: "Luis" and "Ortega" of "Luis Ortega", none of "Grade 3". */
export function namePartsOf(name: string): string[] {
  return tidy(name)
    .split(/[\s,()]+/u)
    .filter((part) => /^\p{Lu}[\p{L}\p{M}'.-]+$|^\p{Lo}{2,}$/u.test(part))
    .filter((part) => !generic.has(fold(part).replace(/\.$/u, '')));
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
