import type { Texts } from '../i18n/texts.js';
import { foldWhole, menus, type Menu } from '../understanding/words/contact-words.js';
import type { Understanding } from '../understanding/vocabulary.js';

/**
 * Which list a text asks for, in any language of the house: the word our own texts name, or named before it was
 * withdrawn, or another people try, alone, however it is spelt, with or without punctuation. Pure.
 */
export function menuOf(
  texts: Pick<Texts, 'languages' | 'text' | 'inFile'>,
  u: Understanding,
  text: string,
): Menu | null {
  const written = foldWhole(text);
  if (written === '') return null;
  const named = { language: 'menu.languageWord', hours: 'menu.hoursWord', channel: null } as const;
  const opens = (menu: Menu, code: string): boolean => {
    const key = named[menu];
    const ours = key === null ? [] : [texts.text(code, key), texts.inFile(code).get(key) ?? ''];
    if (ours.some((word) => foldWhole(word) === written)) return true;
    return u.contact(code)?.menu[menu].has(written) ?? false;
  };
  return menus.find((menu) => texts.languages().some((code) => opens(menu, code))) ?? null;
}
