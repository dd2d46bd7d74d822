/** Small words that change what the words beside them mean. Folded, accents dropped, as `Word.plain` is. */
export interface GuardWords {
  /** Politeness around a word that does not change it: "please", "por favor". */
  readonly courtesy: ReadonlySet<string>;
  /** "not" and its kin: before a consent phrase they turn it around. */
  readonly negation: ReadonlySet<string>;
  /** "why", "when", "how": a sentence with one asks about the texts, it does not stop them. */
  readonly asking: ReadonlySet<string>;
  /** Signs that somebody else than the writer is meant: "tell him to stop texting me". */
  readonly someoneElse: ReadonlySet<string>;
}

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(' ').filter((word) => word !== ''));

const guards = (courtesy: string, negation: string, asking: string, someoneElse: string): GuardWords => ({
  courtesy: wordsOf(courtesy),
  negation: wordsOf(negation),
  asking: wordsOf(asking),
  someoneElse: wordsOf(someoneElse),
});

const byLanguage: Readonly<Record<string, GuardWords>> = {
  en: guards(
    'please pls plz kindly the now ok just sir maam miss teacher',
    'dont not never wont didnt cant doesnt',
    'why when how',
    'he she him her his they them tell told wont keeps boy girl kid kids student',
  ),
  es: guards(
    'por favor porfavor porfa favor ya ahora ok maestra maestro profe',
    'no nunca jamas',
    'como cuando',
    'el ella ellos dile digale diganle dijo dice le les nino nina companero',
  ),
  'pt-BR': guards(
    'por favor pf agora ja ok professora professor',
    'nao nunca',
    'como quando',
    'ele ela eles diga disse menino menina',
  ),
  ht: guards('tanpri silvouple souple kounye a ok', 'pa pinga', 'poukisa kouman kile', 'li yo di timoun nan'),
  'zh-Hans': guards('请 吧 了 谢', '别 不 没', '为 怎 何', '他 她'),
  'zh-Hant': guards('請 吧 了 謝', '別 不 沒', '為 怎 何', '他 她'),
  ar: guards('فضلك رجاء الرجاء لطفا سمحت من لو الان', 'لا لم لن', 'لماذا متي كيف', 'هو هي قل قولوا اخبروا'),
  vi: guards('xin lam on vui long da a nhe di', 'dung khong ko', 'sao khi nao', 'no ban ay em chau bao'),
  ru: guards(
    'пожалуйста прошу уже сейчас',
    'не нет никогда',
    'почему когда как',
    'он она они ему ей скажите мальчик девочка',
  ),
  uk: guards('будь ласка прошу вже зараз', 'не ні ніколи', 'чому коли як', 'він вона вони йому їй скажіть'),
  pl: guards('prosze juz teraz', 'nie nigdy', 'dlaczego kiedy jak', 'on ona oni jemu jej powiedz'),
  fr: guards(
    's il vous te plait svp stp maintenant',
    'ne pas jamais',
    'pourquoi quand comment',
    'il elle lui dites',
  ),
  // In these languages "not" stands in the verb, after or within the phrase, never before it.
  hi: guards('कृपया प्लीज please pls जी ji अब ab तो to', '', 'क्यों kyun kyu kaise कैसे', 'उसे उसको usko usse'),
  ur: guards('پليز please pls جی جي ji اب ab', '', 'كيوں كيسے kyun kaise', 'اسے اسكو usko usse'),
  bn: guards('প্লিজ please pls এখন ekhon জি ji', '', 'কেন কিভাবে কীভাবে keno kivabe', 'ওকে তাকে oke take'),
  'fa-AF': guards('لطفا please pls حالا', '', 'چرا چطور', 'او اورا برایش'),
  ps: guards('مهرباني وكړي please pls اوس', '', 'ولي څنګه', 'هغه ورته'),
  tr: guards('lutfen artik simdi', 'degil asla', 'neden nasil zaman', 'ona onlar soyleyin'),
};

const none = guards('', '', '', '');

/** The guard words of a language; empty sets for one that has none yet. */
export function guardWordsOf(language: string): GuardWords {
  return byLanguage[language] ?? none;
}
