import { joinAll } from './joined-words.js';
import type { ListReader } from './list-words.js';
import type { UnderstandingFile } from './understanding-file.js';

/** Stands in a pattern for every name the texts have. */
const anyName = '<texts>';

/**
 * The patterns of trouble with the texts, with every name the texts have in the language for `<texts>`: what wishes call
 * them, and what else a school sends. So none that a wish knows is missing where a notice did not arrive.
 */
export function troublePatterns(file: UnderstandingFile, read: ListReader): readonly RegExp[] {
  const wished = (file.consentParts.msg ?? []).map((name) => name.replace(/=$/u, ''));
  const names = [...joinAll([...wished, ...file.textNames], read)];
  // A name may have endings, and stands within others where no blanks do.
  const name = `(?:${names.join('|')})${read.forms.withoutBlanks ? '' : '\\S*'}`;
  return file.patterns.trouble.map(({ source }) => new RegExp(source.replaceAll(anyName, name), 'u'));
}
