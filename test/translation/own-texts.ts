import { loadTexts } from '../../src/i18n/texts.js';

type Loses = (source: string, from: string, translated: string, to: string) => boolean;

/** Our own prompts and ready replies that lose something between English and another language, either way. */
export function ownTextsWhere(loses: Loses): string[] {
  const texts = loadTexts();
  return texts.languages().flatMap((language) =>
    (['prompts', 'readyReplies'] as const).flatMap((all) =>
      [...texts[all]('en')].flatMap(([key, english]) => {
        const other = texts[all](language).get(key) ?? english;
        const isLost = loses(english, 'en', other, language) || loses(other, language, english, 'en');
        return isLost ? [`${language} ${key}`] : [];
      }),
    ),
  );
}
