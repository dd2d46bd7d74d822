/**
 * How a language says no, in sources of regular expressions. All but Chinese and Korean, which have no spaces that help,
 * are read as whole words.
 */
export interface NegationWords {
  /** "Not, no, never, nobody, nothing, without": who says one of these denies something. */
  readonly denials: string;
  /**
   * The one small word of each denied clause, where a language doubles its others ("no … nada"): English has a "not" for
   * each of them.
   */
  readonly clause?: string;
  /** What may be a denial or the end of another word, in languages that build their "not" into words. */
  readonly maybe?: string;
  /** What only looks like a denial: "not only", "no. 5", and the words a question ends with. */
  readonly nothing?: string;
  /**
   * What one language says with a "not" and another without: "do not forget" is "remember", "no later than" is "at the
   * latest". It proves nothing, neither where it stands nor where it is missing.
   */
  readonly instead?: string;
  /**
   * Words that say a "not" of some kind without one. Where one language says "is absent" the other may say "did not
   * come"; but who says "if sick" in both has to say "do not come" in both as well.
   */
  readonly means: Readonly<Record<MeansNo, string>>;
}

/** Not there, not held, not well, not possible (or: not more than). */
export type MeansNo = (typeof kindsOfNo)[number];
export const kindsOfNo = ['away', 'closed', 'ill', 'cannot'] as const;

const withoutSpaces: ReadonlySet<string> = new Set(['zh-Hans', 'zh-Hant', 'ko']);

/** The words of a source as a pattern in their language. */
export function negationPattern(language: string, source: string, flags = 'iu'): RegExp {
  return withoutSpaces.has(language)
    ? new RegExp(source, flags)
    : new RegExp(`(?<![\\p{L}\\p{M}])(?:${source})(?![\\p{L}\\p{M}])`, flags);
}
