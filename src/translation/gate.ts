import { languageEntry, type Script } from '../i18n/languages.js';
import { isAsCloseAs } from './closeness.js';
import { namesOtherDay } from './day-names.js';
import { hasWordsOfAnother } from './function-words.js';
import { isInAnotherLanguage } from './letters-say.js';
import { losesDay } from './lost-days.js';
import { losesNumber } from './lost-numbers.js';
import { negationDiffers } from './negation.js';
import { sameNumbers } from './numbers.js';
import { protect, type ProtectedKind } from './protect.js';
import { hasUnreadable, looseForm, sentencesIn, wordsOf } from './text-forms.js';

export interface GateInput {
  readonly source: string;
  readonly translated: string;
  /** Codes of the house list. */
  readonly from: string;
  readonly to: string;
  /** The protected words of the source, each as often as it stands there: names, links, numbers, … */
  readonly kept: readonly string[];
}

/** Why a translation may not go out by itself. */
export type GateReason =
  | 'empty'
  | 'same_as_source'
  | 'half_untranslated'
  | 'part_missing'
  | 'part_added'
  | 'digits_differ'
  | 'day_differs'
  | 'day_lost'
  | 'number_lost'
  | 'wrong_script'
  | 'wrong_language'
  | 'half_missing'
  | 'length_absurd'
  | 'repeats_itself'
  | 'negation_lost'
  | 'negation_added'
  | 'looks_like_html'
  | 'looks_like_apology'
  | 'has_notes'
  | 'unreadable';

export type GateResult =
  { readonly ok: true } | { readonly ok: false; readonly reasons: readonly GateReason[] };

/** A sentence for staff about each reason. */
export const gateSentences: Readonly<Record<GateReason, string>> = {
  empty: 'The translation is empty.',
  same_as_source: 'The translation says the same words as the original.',
  half_untranslated: 'Words of the original stand untranslated in the translation.',
  part_missing: 'A name, number or link was lost in the translation.',
  part_added: 'A link, mail address or placeholder stands in the translation that is not of the original.',
  digits_differ: 'The digits in the translation are not those of the original.',
  day_differs: 'The translation names another day or month than the original.',
  day_lost: 'A day or month of the original is missing in the translation.',
  number_lost: 'A number or hour of the original is missing in the translation.',
  wrong_script: 'The translation is not written in the letters of its language.',
  wrong_language: 'The translation is in another language.',
  half_missing: 'Half of the sentences are missing in the translation.',
  length_absurd: 'The translation is far too short or far too long.',
  repeats_itself: 'The translation says the same words over and over.',
  negation_lost: 'A "no" or "not" of the original is missing in the translation.',
  negation_added: 'The translation says "no" or "not" where the original does not.',
  looks_like_html: 'The translation looks like a web page.',
  looks_like_apology: 'The translation speaks of translating instead.',
  has_notes: 'The translation has notes or marks in it that are not of the text.',
  unreadable: 'The translation has characters in it that no phone shows as they are.',
};

/** How many characters the same sentence takes, with a Latin-letter language as 1. From the project's own locale files. */
const density: Readonly<Record<Script, number>> = {
  Latin: 1,
  Arabic: 0.8,
  Bengali: 0.95,
  Cyrillic: 1,
  Devanagari: 0.95,
  Han: 0.3,
  Hangul: 0.5,
};
/** Outside these shares of the length one expects, something is missing or was made up. */
const shortestShare = 0.35;
const longestShare = 3;
/** Fewer sentences and less than this share of the length: the engine stopped half-way. */
const halfShare = 0.65;
/** Where a character is a word or a syllable, lengths say less. */
const denseHalfShare = 0.5;
/** One short word may be ten letters in another language. Characters, of a Latin-letter language. */
const allowance = 20;
/** So much of the letters must be the language's own: families' names and brands are in other letters. */
const ownLettersShare = 0.6;

const html = /<\/?[a-z!][^<>]*>|&(?:[a-z][a-z0-9]{1,30}|#[0-9]+|#x[0-9a-f]+);/iu;
/** What engines and language models say when they do not translate. */
const apology = new RegExp(
  [
    // English, which engines fall back to whatever they were asked for.
    "language model|\\bas an ai\\b|(?:can ?not|can't|unable to|could not) (?:translate|process|assist)",
    "(?:can ?not|can't|unable to) help (?:you )?with (?:that|this|translat)|i (?:can ?not|can't) (?:do|provide) th",
    "here(?:'s| is) (?:the|your|a) translat|^\\W*(?:the )?translat(?:ion|ed text)\\W*[:\\n]|\\btranslated? into \\p{Lu}",
    '(?:aquí|aqui) (?:está|tiene|tienes|vai|tem) (?:la|a|su|tu|sua) (?:traducción|tradução)|voici (?:la|votre) traduction',
    '^\\W*(?:traducción|tradução|traduction|tradiksyon|перевод|переклад|tłumaczenie|bản dịch|çeviri)\\W*[:\\n]',
    "something went wrong|(?:can(?:not|'t)|not able to|unable to) (?:comply|fulfil)|with (?:that|this|your) request",
    '(?:con|a) (?:esa|esta|su|tu) solicitud|(?:com|a) (?:essa|esta|sua) solicitação|(?:à|a) (?:cette|votre) demande',
    "\\btranslation (?:failed|error)|too many requests|rate limit|i'?m sorry, (?:but )?as an?\\b",
    'modelo de lenguaje|no puedo traducir|como (?:una )?(?:ia|inteligencia artificial)\\b',
    'modelo de linguagem|não (?:posso|consigo) traduzir|como uma (?:ia|inteligência artificial)\\b',
    "modèle de langage|je ne (?:peux|puis) pas traduire|en tant qu['’](?:ia|intelligence artificielle)",
    'mwen pa (?:ka|kapab) tradui|modèl lang',
    'mô hình ngôn ngữ|tôi không thể dịch|là một (?:ai|trí tuệ nhân tạo)',
    'не могу перевести|языковая модель|языковой модел|не можу перекласти|мовна модель|мовну модель',
    'nie mogę (?:tego )?przetłumaczyć|model(?:em)? językowy',
    'nuk mund (?:ta |të )?përkthe|model gjuhësor',
    'çeviremem|çeviremiyorum|dil modeli(?:yim| olarak)?',
    'ma turjumi karo|siwezi kutafsiri|modeli ya lugha',
    '无法翻译|语言模型|不能翻译|無法翻譯|語言模型|不能翻譯|翻訳できません',
    '번역할 수 없|언어 모델',
    'لا أستطيع ترجمة|لا يمكنني ترجمة|نموذج لغوي',
    'ترجمہ نہیں کر سکت|لینگویج ماڈل|زبان کا ماڈل|ژباړلی نشم|ترجمه کرده نمی|مدل زبانی|ترجمه کنم متأسفم',
    'अनुवाद नहीं कर सकत|भाषा मॉडल|অনুবাদ করতে পারি না|অনুবাদ করতে পারছি না|ভাষা মডেল',
  ].join('|'),
  'iu',
);

/** Code fences and bold type of a chat, and what it says to whom it thinks it talks to. */
const notes = new RegExp(
  [
    // What a program says that has no text to say.
    '^\\W*(?:undefined|null|nan|n/a|\\[object object\\])\\W*$|^\\s*[{\\[]\\s*["{\\[]',
    '```|\\*\\*[^*\\n]+\\*\\*|\\((?:translat|note\\b|nota d|note d)',
    '\\n\\s*\\(?(?:note|nota|remarque|примечание|примітка|uwaga|ghi chú|ملاحظة|注|참고)\\s*[:：]',
    'anything else (?:i|we) can|(?:algo|hay) más en (?:que|lo que) pueda|puis-je vous aider|ajudar (?:com|em) mais algo|чем ещ[её] (?:я )?могу|还有什么可以帮|還有什麼可以幫',
  ].join('|'),
  'iu',
);
/** An engine that lost its way says one thing again and again. */
const repeated =
  /(?<![\p{L}\p{M}])([\p{L}\p{N}][^.!?\n]{0,40}?)(?:[\s,.!?;:]+\1(?![\p{L}\p{M}])){3,}|([\p{Script=Han}\p{Script=Hangul}]{2,10}?)\2{3,}/iu;

/**
 * Judges a finished translation by its form, with every reason against it. Of meaning it knows one thing, whether
 * something is denied: a translation that passes may still be wrong.
 */
export function checkTranslation(input: GateInput): GateResult {
  const { source, translated, from, to, kept } = input;
  if (translated.trim() === '') {
    return source.trim() === '' ? { ok: true } : { ok: false, reasons: ['empty'] };
  }
  const sourceWords = removeAll(source, kept);
  const translatedWords = removeAll(translated, kept);
  const reasons: GateReason[] = [];
  if (hasLetters(sourceWords) && looseForm(source) === looseForm(translated)) reasons.push('same_as_source');
  else if (isHalfUntranslated(sourceWords, translatedWords, from, to)) reasons.push('half_untranslated');
  if (!holdsAll(translated, kept)) reasons.push('part_missing');
  if (addsAddress(source, translated)) reasons.push('part_added');
  if (!sameNumbers(source, translated)) reasons.push('digits_differ');
  const [said, saidNow] = [withoutNames(source, kept), withoutNames(translated, kept)];
  if (namesOtherDay(said, from, saidNow, to)) reasons.push('day_differs');
  else if (losesDay(said, from, saidNow, to)) reasons.push('day_lost');
  if (losesNumber(said, from, saidNow, to)) reasons.push('number_lost');
  if (!rightScript(translatedWords, to, hasLetters(sourceWords))) reasons.push('wrong_script');
  if (isInAnotherLanguage(translatedWords, to) || hasWordsOfAnother(translatedWords, to)) {
    reasons.push('wrong_language');
  }
  if (halfIsMissing(sourceWords, translatedWords, from, to)) reasons.push('half_missing');
  if (!saneLength(sourceWords, translatedWords, from, to)) reasons.push('length_absurd');
  if (repeated.test(translated) && !repeated.test(source)) reasons.push('repeats_itself');
  const negation = negationDiffers(sourceWords, from, translatedWords, to);
  if (negation !== null) reasons.push(`negation_${negation}`);
  if (html.test(translated) && !html.test(source)) reasons.push('looks_like_html');
  if (apology.test(translated) && !apology.test(source)) reasons.push('looks_like_apology');
  if (notes.test(translated) && !notes.test(source)) reasons.push('has_notes');
  if (hasUnreadable(translated) && !hasUnreadable(source)) reasons.push('unreadable');
  return reasons.length === 0 ? { ok: true } : { ok: false, reasons };
}

const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

/** Longest first, so that "Luis" does not take a bite out of "Luis Ortega". */
function longestFirst(kept: readonly string[]): string[] {
  return kept.filter((part) => part !== '').sort((one, other) => other.length - one.length);
}

function removeAll(text: string, kept: readonly string[]): string {
  return longestFirst(kept).reduce((left, part) => left.replace(part, ' '), text);
}

/** Without the words that are kept: "April" may be somebody. Numbers stay where they are, beside their months. */
const withoutNames = (text: string, kept: readonly string[]): string =>
  removeAll(text, kept.filter(hasLetters));

function holdsAll(text: string, kept: readonly string[]): boolean {
  let left = text;
  for (const part of longestFirst(kept)) {
    const at = left.indexOf(part);
    if (at === -1) return false;
    left = `${left.slice(0, at)}\n${left.slice(at + part.length)}`;
  }
  return true;
}

const addresses: ReadonlySet<ProtectedKind> = new Set<ProtectedKind>(['url', 'email', 'placeholder']);

/** Where a text sends somebody, without the letters of other scripts that stand at its end. */
function addressesIn(text: string): string[] {
  return protect(text)
    .parts.filter(({ kind }) => addresses.has(kind))
    .map(({ original }) => /^[!-~]*[^\P{ASCII}.,;:!?)\]]/u.exec(original)?.[0] ?? original);
}

/** A link that was altered leads somewhere else, and one that was made up anywhere. */
function addsAddress(source: string, translated: string): boolean {
  const left = addressesIn(source);
  return addressesIn(translated).some((address) => {
    const at = left.indexOf(address);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** Of the longer words of the source, this share may stand in the translation as it is: "internet" is the same in both. */
const sameWordsShare = 0.5;
const longWord = 4;
const fewestSame = 2;
/** Closer to the source than this is no translation but its misspelling. Our own texts come to 0.61 at most. */
const misspeltCloseness = 0.8;
const fewestWords = 4;

/** In languages of other letters what stands there untranslated is in the wrong ones. */
function isHalfUntranslated(source: string, translated: string, from: string, to: string): boolean {
  if (![from, to].every((language) => languageEntry(language)?.script === 'Latin')) return false;
  // A capital inside a sentence is a name's ("Google Classroom").
  const plain = source.replace(/(?<=[\p{L}\p{N},;:] )\p{Lu}[\p{L}\p{M}'-]*/gu, ' ');
  const words = wordsOf(plain).filter((word) => word.length >= longWord);
  const said = new Set(wordsOf(translated));
  const same = words.filter((word) => said.has(word)).length;
  if (same >= fewestSame && same > words.length * sameWordsShare) return true;
  return wordsOf(plain).length >= fewestWords && isAsCloseAs(misspeltCloseness, source, translated);
}

function rightScript(words: string, to: string, expectsLetters: boolean): boolean {
  const script = languageEntry(to)?.script;
  if (script === undefined) return true;
  const letters = words.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return !expectsLetters;
  const own = new RegExp(`\\p{Script=${script}}`, 'u');
  return letters.filter((letter) => own.test(letter)).length >= letters.length * ownLettersShare;
}

function inLatinLetters(text: string, language: string): number {
  return [...text.trim()].length / density[languageEntry(language)?.script ?? 'Latin'];
}

/** Engines that merge two sentences keep their length; one that stops half-way keeps neither. */
function halfIsMissing(source: string, translated: string, from: string, to: string): boolean {
  const before = sentencesIn(source);
  if (before < 2 || sentencesIn(translated) > before / 2) return false;
  const isDense = density[languageEntry(to)?.script ?? 'Latin'] <= 0.5;
  return (
    inLatinLetters(translated, to) < inLatinLetters(source, from) * (isDense ? denseHalfShare : halfShare)
  );
}

function saneLength(source: string, translated: string, from: string, to: string): boolean {
  const expected = inLatinLetters(source, from);
  const actual = inLatinLetters(translated, to);
  return actual >= (expected - allowance) * shortestShare && actual <= expected * longestShare + allowance;
}
