import { tidy } from './text-forms.js';

/**
 * How a language says no: whole words, and for languages that build negation into a word, its forms. A text is only
 * ever asked whether it denies anything at all, so a list need not be complete to be of use: where `isSure` is false,
 * an absence proves nothing and only what is found counts.
 */
interface Negation {
  readonly words: RegExp;
  readonly isSure: boolean;
}

const latin = (words: string, isSure = true): Negation => ({
  words: new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])`, 'iu'),
  isSure,
});
const anywhere = (forms: string, isSure = true): Negation => ({ words: new RegExp(forms, 'u'), isSure });

/** Words of the kind "not, no, never, nobody, nothing, without, cannot" in each language of the house. */
const negations: Readonly<Record<string, Negation>> = {
  en: latin("no|not|never|none|nobody|nothing|nowhere|without|neither|nor|cannot|\\p{L}+n't"),
  es: latin('no|nunca|jamás|nadie|nada|ningún|ninguna|ninguno|sin|ni|tampoco'),
  'pt-BR': latin('não|nunca|jamais|ninguém|nada|nenhum|nenhuma|sem|nem|tampouco'),
  fr: latin("ne|pas|non|jamais|personne|rien|aucun|aucune|sans|ni|plus|n'\\p{L}+"),
  ht: latin("pa|non|pap|poko|janm|anyen|okenn|san|ni|p'ap"),
  vi: latin('không|chưa|chẳng|đừng|chớ|chả|khỏi'),
  ru: latin('не|нет|ни|нельзя|никогда|никто|ничего|никак|без|невозможно'),
  uk: latin('не|ні|нема|немає|ніколи|ніхто|нічого|без|неможливо'),
  pl: latin('nie|bez|brak|nigdy|nikt|nic|żaden|żadna|żadnych|ani'),
  sq: latin("nuk|s'\\p{L}+|mos|jo|pa|asnjë|asgjë|askush|kurrë|nuk'"),
  tr: latin(
    'değil|yok|hayır|hiç|hiçbir|olmadan|\\p{L}*m[ıiuü]yor\\p{L}*|\\p{L}+m[ae](?:d[ıi]|z|yacak|yecek|yın|yin|mal[ıi]|mel[ıi]|m[ıi]ş|den|dan)\\p{L}*|\\p{L}+s[ıiuü]z',
    false,
  ),
  so: latin("ma|maaha|maya|aan|aanan|aanay|aanu|lama|weli|la’aan|la'aan|\\p{L}+la’|ha\\s+\\p{L}+in", false),
  sw: latin(
    'si|hapana|bila|wala|kamwe|hakuna|hamna|sio|siyo|ha\\p{L}{3,}|si\\p{L}{4,}|usi\\p{L}{2,}|msi\\p{L}{2,}',
    false,
  ),
  ar: anywhere('(?<!\\p{L})(?:لا|لن|لم|ليس|ليست|غير|بدون|دون|ما|بلا|لست|مش|مو|ولا|ولن|ولم)(?!\\p{L})'),
  ur: anywhere('(?<!\\p{L})(?:نہیں|نہ|مت|بغیر|ناممکن|کبھی نہیں)(?!\\p{L})'),
  'fa-AF': anywhere('(?<!\\p{L})(?:نه|نیست|ندارد|نمی|نمی‌\\p{L}+|بدون|هیچ|هرگز|ن\\p{L}{3,})', false),
  ps: anywhere('(?<!\\p{L})(?:نه|مه|نشته|نشي|پرته|هیڅ|نه‌\\p{L}*)(?!\\p{L})', false),
  hi: anywhere('नहीं|नही|मत(?![\\p{L}\\p{M}])|(?<![\\p{L}\\p{M}])न(?![\\p{L}\\p{M}])|बिना|कभी नहीं'),
  bn: anywhere('না|নেই|নয়|নি(?![\\p{L}\\p{M}])|ছাড়া|কখনো', false),
  'zh-Hans': anywhere('不|没|未|无|别(?!人|的)|勿|莫|非(?!常)'),
  'zh-Hant': anywhere('不|沒|未|無|別(?!人|的)|勿|莫|非(?!常)|唔|冇'),
  ko: anywhere('안\\s|못|않|없|아니|말아|마세요|마십시오|불가'),
};

/** Words with a negation in them that deny nothing ("no" for number, "no problem", "not only"). */
const harmless: Readonly<Record<string, RegExp>> = {
  en: /\bno\.?\s*\d|\bnot only\b|\bno problem\b|\bwhy not\b/giu,
  es: /\bno\.?\s*\d|\bno sólo\b|\bno solo\b|\bnada más\b|\b¿no\?/giu,
  'zh-Hans': /不仅|不但|不错|不好意思|对不起|不客气/gu,
  'zh-Hant': /不僅|不但|不錯|不好意思|對不起|不客氣|唔該/gu,
};

/** Whether a text denies anything; `unknown` where its language hides that too well, or is not of the house. */
export function denies(text: string, language: string): 'yes' | 'no' | 'unknown' {
  const negation = negations[language];
  if (negation === undefined) return 'unknown';
  if (negation.words.test(readable(text, language))) return 'yes';
  return negation.isSure ? 'no' : 'unknown';
}

/** Without what only looks like a negation. */
function readable(text: string, language: string): string {
  return tidy(text).replace(harmless[language] ?? nothing, ' ');
}

const nothing = /(?!)/u;

/** How often a text denies something; null where its language hides that too well, or is not of the house. */
export function denialsIn(text: string, language: string): number | null {
  const negation = negations[language];
  if (negation?.isSure !== true) return null;
  return (readable(text, language).match(new RegExp(negation.words, 'giu')) ?? []).length;
}

/**
 * Whether a translation denies what its source states, or states what it denies. Only what is sure on both sides
 * counts; a lost "not" is the worst thing a translation can do.
 */
export function negationDiffers(
  source: string,
  from: string,
  translated: string,
  to: string,
): 'lost' | 'added' | null {
  const before = denies(source, from);
  const after = denies(translated, to);
  if (before === 'yes' && after === 'no') return 'lost';
  if (before === 'no' && after === 'yes' && negations[to]?.isSure === true) return 'added';
  return null;
}
