import type { Texts } from '../i18n/texts.js';

/** What a family can open with one word. */
export type Menu = 'language' | 'hours';

/** Words people try besides the one their language's texts name. */
const more: Readonly<Record<Menu, readonly string[]>> = {
  language: ['language', 'languages', 'lang', 'idiomas', 'lengua', 'lingua'],
  hours: ['hours', 'preferences', 'horarios', 'preferencias'],
};

/**
 * Which list a text asks for, in any language of the house: the word alone, however it is spelt, with or without
 * punctuation. Pure.
 */
export function menuOf(texts: Pick<Texts, 'languages' | 'text'>, text: string): Menu | null {
  const written = fold(text);
  if (written === '') return null;
  for (const menu of ['language', 'hours'] as const) {
    const words = texts.languages().map((code) => texts.text(code, `menu.${menu}Word`));
    if ([...words, ...more[menu]].some((word) => fold(word) === written)) return menu;
  }
  return null;
}

/** Lower case, without accents, marks and whatever is no letter. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll('ı', 'i')
    .trim();
}
