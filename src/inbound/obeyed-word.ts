/** What staff know these wishes as. */
const inEnglish: Readonly<Record<string, string>> = { opt_out: 'STOP', opt_in: 'START', help: 'HELP' };
/** Chinese writes a sentence without spaces: so many signs at most are one word. */
const mostSigns = 4;

/**
 * What a text of one word says in English, where Recado obeyed it: `PARE` and `停止` say STOP. An engine makes "It stop"
 * of the one, and where none knows the language an interpreter would be called for it. Undefined for everything else.
 * Pure.
 */
export function obeyedWord({
  text,
  obeyedAs,
}: {
  text: string;
  obeyedAs: string | null;
}): string | undefined {
  const word = text.replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, '');
  const isOneWord =
    /^[\p{L}\p{M}'’-]+$/u.test(word) && !(/\p{Script=Han}/u.test(word) && [...word].length > mostSigns);
  return isOneWord && obeyedAs !== null ? inEnglish[obeyedAs] : undefined;
}
