import type { Language } from '../i18n/languages.js';

/**
 * How families say that they did not understand a text, each the whole of what they write. Words that may be about
 * something else, such as homework a child did not understand, are left out: those are questions like any other.
 */
const words: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "I don't understand",
    'I do not understand',
    "I didn't understand",
    'do not understand',
    'not clear',
    'this is not clear',
    'what does this mean',
    'what do you mean',
    "I don't understand this message",
  ],
  es: [
    'no entiendo',
    'no entendí',
    'no entiendo el mensaje',
    'no entiendo este mensaje',
    'no entendí el mensaje',
    'no le entiendo',
    'no se entiende',
    'no está claro',
    'qué significa',
    'qué significa esto',
    'qué quiere decir',
    'qué quiere decir esto',
    'no comprendo',
  ],
  'pt-BR': [
    'não entendi',
    'não entendo',
    'não entendi a mensagem',
    'não compreendi',
    'não está claro',
    'o que significa',
    'o que significa isso',
    'o que quer dizer isso',
    'como assim',
  ],
  ht: [
    'mwen pa konprann',
    'm pa konprann',
    'mpa konprann',
    'pa konprann',
    'mwen pa konprann mesaj la',
    'li pa klè',
    'sa pa klè',
    'sa sa vle di',
    'kisa sa vle di',
  ],
  'zh-Hans': [
    '我不明白',
    '不明白',
    '看不懂',
    '我看不懂',
    '没看懂',
    '我没看懂',
    '不懂',
    '什么意思',
    '这是什么意思',
  ],
  'zh-Hant': [
    '我不明白',
    '不明白',
    '看不懂',
    '我看不懂',
    '沒看懂',
    '我沒看懂',
    '不懂',
    '什麼意思',
    '這是什麼意思',
  ],
  ar: [
    'لم أفهم',
    'لا أفهم',
    'ما فهمت',
    'مش فاهم',
    'مش فاهمة',
    'لم أفهم الرسالة',
    'غير واضح',
    'ماذا يعني هذا',
    'ماذا تعني',
    'شو يعني',
  ],
  ur: [
    'سمجھ نہیں آیا',
    'سمجھ نہیں آئی',
    'مجھے سمجھ نہیں آیا',
    'مجھے سمجھ نہیں آئی',
    'میں نہیں سمجھا',
    'میں نہیں سمجھی',
    'اس کا کیا مطلب ہے',
    'کیا مطلب',
    'samajh nahi aya',
    'samajh nahi ayi',
  ],
  ps: [
    'پوه نه شوم',
    'زه پوه نه شوم',
    'نه پوهېږم',
    'زه نه پوهېږم',
    'دا څه معنا',
    'څه معنا لري',
    'واضح نه دی',
    'poh na shom',
  ],
  'fa-AF': [
    'نفهمیدم',
    'من نفهمیدم',
    'نمی‌فهمم',
    'نمیفهمم',
    'پیام را نفهمیدم',
    'یعنی چه',
    'یعنی چی',
    'معنی این چیست',
    'واضح نیست',
    'nafahmidam',
  ],
  bn: [
    'বুঝিনি',
    'বুঝি নাই',
    'আমি বুঝিনি',
    'বুঝতে পারিনি',
    'আমি বুঝতে পারিনি',
    'বুঝতে পারছি না',
    'এর মানে কী',
    'মানে কী',
    'bujhi nai',
    'bujhini',
  ],
  hi: [
    'समझ नहीं आया',
    'मुझे समझ नहीं आया',
    'समझ में नहीं आया',
    'मैं नहीं समझा',
    'मैं नहीं समझी',
    'इसका क्या मतलब है',
    'क्या मतलब',
    'samajh nahi aaya',
    'samajh nahin aaya',
  ],
  vi: [
    'tôi không hiểu',
    'không hiểu',
    'em không hiểu',
    'chị không hiểu',
    'anh không hiểu',
    'không rõ',
    'nghĩa là gì',
    'nghĩa là sao',
    'ý là sao',
  ],
  ru: [
    'не понимаю',
    'я не понимаю',
    'не понял',
    'не поняла',
    'я не понял',
    'я не поняла',
    'непонятно',
    'не понятно',
    'что это значит',
    'что это означает',
  ],
  uk: [
    'не розумію',
    'я не розумію',
    'не зрозумів',
    'не зрозуміла',
    'я не зрозумів',
    'я не зрозуміла',
    'незрозуміло',
    'не зрозуміло',
    'що це означає',
    'що це значить',
  ],
  pl: [
    'nie rozumiem',
    'nie zrozumiałem',
    'nie zrozumiałam',
    'nie rozumiem wiadomości',
    'niezrozumiałe',
    'niejasne',
    'co to znaczy',
    'co to oznacza',
  ],
  sq: [
    'nuk kuptoj',
    'nuk e kuptoj',
    'nuk kuptova',
    'nuk e kuptova',
    'nuk e kuptoj mesazhin',
    'nuk është e qartë',
    'çfarë do të thotë',
    'çfarë do të thotë kjo',
  ],
  so: [
    'ma fahmin',
    'maan fahmin',
    'ma fahmayo',
    'waan fahmi waayay',
    'farriinta ma fahmin',
    'ma cadda',
    'maxay ka dhigan tahay',
    'waa maxay macnaha',
  ],
  sw: [
    'sielewi',
    'sijaelewa',
    'sikuelewa',
    'sielewi ujumbe',
    'sijaelewa ujumbe',
    'haieleweki',
    'inamaanisha nini',
    'maana yake nini',
  ],
  tr: [
    'anlamadım',
    'anlamıyorum',
    'ben anlamadım',
    'mesajı anlamadım',
    'anlaşılmıyor',
    'açık değil',
    'bu ne demek',
    'ne demek',
    'ne anlama geliyor',
  ],
  fr: [
    'je ne comprends pas',
    'je comprends pas',
    "je n'ai pas compris",
    "j'ai pas compris",
    'pas compris',
    "ce n'est pas clair",
    'pas clair',
    'que veut dire ceci',
    'ça veut dire quoi',
    "qu'est-ce que ça veut dire",
  ],
  ko: [
    '이해가 안 돼요',
    '이해가 안 됩니다',
    '이해 못 했어요',
    '이해를 못 했습니다',
    '무슨 말인지 모르겠어요',
    '무슨 뜻인지 모르겠어요',
    '무슨 뜻이에요',
    '무슨 뜻인가요',
    '모르겠어요 무슨 말인지',
  ],
};

/** Question marks of every script, also the ones phones draw in colour. */
const questionMarks = /^[?？؟¿⁇⁉❓❔\s\uFE0F]+$/u;

/**
 * Whether a text says that the last one of ours was not understood: a question mark alone, or such words in the
 * family's language or in English, however they are spelt. Pure.
 */
export function saysConfused(text: string, language: string): boolean {
  if (questionMarks.test(text) && text.trim() !== '') return true;
  const written = fold(text);
  if (written === '') return false;
  const own = Object.hasOwn(words, language) ? words[language as Language] : [];
  return [...own, ...words.en].some((phrase) => fold(phrase) === written);
}

/** Lower case, without accents, marks, spaces and whatever else is no letter: "no  entendi!!" is "noentendí". */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The words of a language, for tests that walk all of them. */
export function confusedWords(language: Language): readonly string[] {
  return words[language];
}
