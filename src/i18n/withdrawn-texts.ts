/** Words of a language file people took back as wrong. */
export interface WithdrawnText {
  readonly language: string;
  /** A flat key of the texts families are sent; of a counted text, one of its forms. */
  readonly key: string;
  /** As the file had them: once it says something else there, this is of no account. */
  readonly wrong: string;
  /** What is said instead, in the same language, placeholders in it; null while nobody has said it: the English is. */
  readonly correction: string | null;
}

const pluralForm = /_(?:zero|one|two|few|many|other)$/u;

/**
 * The texts of a language without the words that were withdrawn, or with their corrections in their place. Each form of
 * a counted text is withdrawn and corrected by itself, as each is written by itself; while one is without right words
 * the others are left out too, so that a family does not read its language for two days and English for one. Pure.
 */
export function withoutWithdrawn(
  language: string,
  texts: ReadonlyMap<string, string>,
  withdrawn: readonly WithdrawnText[],
): ReadonlyMap<string, string> {
  const standing = withdrawn.filter((one) => isStanding(texts, language, one));
  if (standing.length === 0) return texts;
  const corrections = new Map(standing.map(({ key, correction }) => [key, correction]));
  const missing = new Set(
    standing.flatMap(({ key, correction }) => (correction === null ? [countedKey(key)] : [])),
  );
  return new Map(
    [...texts]
      .filter(([key]) => !missing.has(countedKey(key)))
      .map(([key, text]) => [key, corrections.get(key) ?? text]),
  );
}

/** Whether a withdrawal is about the words the file of this language still has. Pure. */
export function isStanding(
  texts: ReadonlyMap<string, string>,
  language: string,
  withdrawn: Pick<WithdrawnText, 'language' | 'key' | 'wrong'>,
): boolean {
  return withdrawn.language === language && texts.get(withdrawn.key) === withdrawn.wrong;
}

/** The key all forms of a counted text have in common; any other key as it is. */
function countedKey(key: string): string {
  return key.replace(pluralForm, '');
}
