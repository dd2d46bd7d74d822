import { francAll } from 'franc';
import { languageEntry } from '../i18n/languages.js';
import { isOtherChinese } from './chinese-letters.js';

/** franc's names (ISO 639-3) of the languages whose letters tell them apart from others of the same script. */
const isoCodes: Readonly<Record<string, string>> = {
  ...{ en: 'eng', es: 'spa', 'pt-BR': 'por', fr: 'fra', ht: 'hat', vi: 'vie', pl: 'pol', sq: 'als' },
  ...{
    so: 'som',
    sw: 'swh',
    tr: 'tur',
    ru: 'rus',
    uk: 'ukr',
    ar: 'arb',
    ur: 'urd',
    ps: 'pbu',
    'fa-AF': 'prs',
  },
};

/** From how many letters on letter statistics are believed. Over our own locale files they erred in none of 480 texts. */
const longEnough = 70;
/** Below this share of the likeliest language's score the text is not in the language. */
const likelyEnough = 0.9;

/** Letters a language never writes, and its nearest neighbour does: letter statistics do not tell these apart. */
const foreignLetters: Readonly<Record<string, RegExp>> = {
  es: /[ãõçâêô]/giu,
  'pt-BR': /[ñ¿¡]/giu,
  ru: /[іїєґ]/giu,
  uk: /[ыэъё]/giu,
  ar: /[پچژگٹڈڑں]/gu,
  ur: /[يكةىټډړږښڼېۍ]/gu,
  'fa-AF': /[ةكىټډړږښڼېۍٹڈڑں]/gu,
  ps: /[ٹڈڑںہھة]/gu,
};
/** One may stand in a name nobody told us of. */
const foreignLettersAtLeast = 2;

/** Whether a text is surely in another language of the same script than it should be. Pure. */
export function isInAnotherLanguage(text: string, language: string): boolean {
  if (isOtherChinese(text, language)) return true;
  const foreign = (text.match(foreignLetters[language] ?? none) ?? []).length;
  if (foreign >= foreignLettersAtLeast) return true;
  const iso = isoCodes[language];
  const script = languageEntry(language)?.script;
  if (iso === undefined || (text.match(/\p{L}/gu) ?? []).length < longEnough) return false;
  const only = Object.entries(isoCodes).flatMap(([code, name]) =>
    languageEntry(code)?.script === script ? [name] : [],
  );
  if (only.length < 2) return false;
  const ranked = francAll(text, { only });
  const score = ranked.find(([name]) => name === iso)?.[1] ?? 0;
  return ranked[0]?.[0] !== iso && (score < likelyEnough || foreign > 0);
}

const none = /(?!)/gu;
