import { foldWhole } from '../understanding/words/contact-words.js';
import type { Understanding } from '../understanding/vocabulary.js';

/** Question marks of every script, also the ones phones draw in colour. */
const questionMarks = /^[?？؟¿⁇⁉❓❔\s\uFE0F]+$/u;

/**
 * Whether a text says that the last one of ours was not understood: a question mark alone, or such words in the
 * family's language or in English, however they are spelt. Pure.
 */
export function saysConfused(u: Understanding, text: string, language: string): boolean {
  if (questionMarks.test(text) && text.trim() !== '') return true;
  const written = foldWhole(text);
  return [language, 'en'].some((code) => u.contact(code)?.confused.has(written) ?? false);
}
