/**
 * The language a family is written to in: what it chose by text, else the home language its guardians share, else the
 * one it last wrote in, else that of the first guardian who has one.
 * @returns null when nothing is known
 */
export function familyLanguage(
  family: { chosenLanguage: string | null; guardians: readonly { homeLanguage: string | null }[] },
  lastWrittenIn: string | null,
): string | null {
  if (family.chosenLanguage !== null) return family.chosenLanguage;
  const known = [...new Set(family.guardians.flatMap(({ homeLanguage }) => homeLanguage ?? []))];
  if (known.length === 1) return known[0] ?? null;
  if (lastWrittenIn !== null && (known.length === 0 || known.includes(lastWrittenIn))) return lastWrittenIn;
  return known[0] ?? null;
}
