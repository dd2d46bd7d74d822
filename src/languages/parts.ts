import { createHash } from 'node:crypto';
import type { Texts } from '../i18n/texts.js';
import type { LanguagePart } from '../translation/translation.table.js';

/** In the order they are shown. */
export const languageParts: readonly LanguagePart[] = ['consent', 'crisis', 'alerts'];

/** What the keys of a part begin with. */
const beginnings: Readonly<Record<LanguagePart, readonly string[]>> = {
  consent: ['consent.', 'welcome.', 'nudge.stopHint', 'menu.', 'untranslated.', 'translated.'],
  crisis: ['urgent.'],
  alerts: ['alert.', 'voice.'],
};

export interface PartText {
  key: string;
  english: string;
  /** Null where the language lacks it. */
  text: string | null;
}

/** The texts of a part, placeholders still in them, with the English beside each. */
export function textsOfPart(texts: Pick<Texts, 'sent'>, language: string, part: LanguagePart): PartText[] {
  const own = texts.sent(language);
  return [...texts.sent('en')]
    .filter(([key]) => beginnings[part].some((beginning) => key.startsWith(beginning)))
    .map(([key, english]) => ({ key, english, text: own.get(key) ?? null }));
}

/** Stands for the words of a part: other words, another hash. The English counts, for it says what they mean. */
export function hashOfPart(texts: readonly PartText[]): string {
  return createHash('sha256')
    .update(JSON.stringify(texts.map(({ key, english, text }) => [key, english, text])))
    .digest('hex');
}
