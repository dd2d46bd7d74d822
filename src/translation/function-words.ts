import { wordsOf } from './text-forms.js';

/**
 * Small words every sentence or two of a language has. Letter statistics cannot tell the language of a short text; these
 * can: a text with several of another language and none of its own is not in its language.
 */
const smallWords: Readonly<Record<string, string>> = {
  en: 'the and is are was were be been will would your you our we they it of to for from with this that please have has can at on by not do does if when what there their his her',
  es: 'a dos el la los las un una unos unas de del al que y en por para con su sus se es son está están será fue hay más no si cuando favor usted ustedes le les nos nuestro nuestra esta este muy pero como ha han puede tiene',
  'pt-BR':
    'o a os as um uma de do da dos das no na nos nas ao à que e em por para com seu sua seus se é são está estão será foi há mais não quando favor você vocês nosso nossa esta este muito mas como pode tem pelo pela',
  fr: 'le la les un une des du de et en dans pour par avec sur votre vos nous vous est sont sera était ne pas plus que qui ce cette ces si quand il elle ils au aux mais ont a être avez merci',
  ht: 'nan ak pou ki sa yo li ou nou mwen pa te ap gen yon se lè tanpri pitit kay lekòl sou avèk fè si men tout nou an la',
  vi: 'và của là có cho các những không được trong với một này đã sẽ khi để nếu xin quý vị con em chúng tôi ở từ vào hay ạ',
  pl: 'i w na z do się nie jest są będzie że to dla po od jak o przez proszę państwa czy ale oraz przy lub gdy jeśli pan pani nasz może',
  sq: 'dhe në me për të së e i një është janë do nga që nuk si kur ju lutem nëse tuaj tuajin por ose ka jemi më këtë',
  so: 'iyo waa in ka ku ee oo u la si aan ay uu waxaa fadlan markii hadii haddii ama ilmahaaga ardayga lahaa kale kaaga',
  sw: 'na ya wa kwa ni la za katika cha hii huu hiyo yako wako kama au lakini tafadhali mtoto shule yetu watu leo kesho',
  tr: 've bir bu için ile da de ne mi mı olarak lütfen çok daha var yok olan sizin ise ya gibi kadar sonra veya okul',
  ru: 'и в на не что с по к у за от для это как но вы ваш ваша ваши мы наш если когда будет есть был или о из пожалуйста до сегодня можно нужно ребёнок ребенок ребёнка школе только также была его её их нас вас они она он все уже ещё еще очень спасибо ждите',
  uk: 'і в у на не що з по до за від для це як але ви ваш ваша ваші ми наш якщо коли буде є був або про із будь ласка та й сьогодні можна потрібно дитина дитини школі тільки також була його її їх нас вас вони вона він всі вже ще дуже дякуємо дякую чекайте',
  ar: 'في من على إلى أن هذا هذه التي الذي مع عن كل إذا لا يرجى سوف قد كان اليوم غدا بعد قبل أو',
  'fa-AF': 'است به از که این در با برای را شما ما هم یا تا اگر می شود خود آن باید کنید لطفا هستید بود',
  ur: 'ہے کے کی میں کو سے اور کا ہیں پر آپ یہ نہیں کر اگر براہ کرم گا گی',
  ps: 'دی په د او چې ته له کې یې نه که سره ستاسو زموږ به کړئ مهرباني وکړئ ده',
};

const words: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(smallWords).map(([language, list]) => [language, new Set(list.split(' '))]),
);

/** So many different small words of another language where there are none of its own, else so many times as many. */
const atLeast = 2;
const timesAsMany = 3;

/**
 * Whether a text has the small words of another language where its own should stand. Words both languages have say
 * nothing. Pure; false for languages without a list.
 */
export function hasWordsOfAnother(text: string, language: string): boolean {
  const own = words.get(language);
  if (own === undefined) return false;
  const said = [...new Set(wordsOf(text))];
  return [...words].some(([other, theirs]) => {
    if (other === language) return false;
    const ours = said.filter((word) => own.has(word) && !theirs.has(word)).length;
    const foreign = said.filter((word) => theirs.has(word) && !own.has(word)).length;
    return foreign >= (ours === 0 ? atLeast : timesAsMany * ours);
  });
}
