import type { DayKind } from './day-pattern.js';

/**
 * What has to be known beside a language's names of days and months (`calendar-words.ts`) before one may be missed in a
 * translation: which are other words as well, and how else a day is said. Sources of patterns, for comparing only.
 */
export interface DayDoubts {
  /** In the place of a name that is another word too, by its number: what is surely the day. Null: nothing is. */
  readonly sure?: Readonly<Partial<Record<DayKind, Readonly<Record<number, string | null>>>>>;
  /** A month without a day beside it is one after these words, or before those. */
  readonly beforeMonth?: string;
  readonly afterMonth?: string;
  /** Adjectives, short forms and spellings that may say the day as well; seven, or twelve. */
  readonly also?: Readonly<Partial<Record<DayKind, readonly string[]>>>;
  /** What says several days at once: the weekend, the working days. */
  readonly wholes?: string;
}

const list = (words: string): readonly string[] => words.trim().split(/\s+/u);
const all = <Value>(value: Value, numbers: readonly number[]): Readonly<Record<number, Value>> =>
  Object.fromEntries(numbers.map((number) => [number, value]));

/** "Segunda vez" is no Monday: only beside these words. */
const portugueseDay = (name: string): string =>
  `${name}s?[-\\s]feiras?|(?<=(?<!\\p{L})(?:na|nesta|toda|proxima|ate|desde|de|a|ultima)\\s)${name}s?(?=\\s*(?:$|[,.;!?]|as\\s|de\\smanha|de\\starde|a\\starde|a\\snoite|que\\svem|dia\\s|[0-9]|a\\s(?:terca|quarta|quinta|sexta)))`;
const vietnameseDay = (name: string): string =>
  `(?<=(?<!\\p{L})(?:vào\\s+ngày|sáng|chiều|tối|trưa|hôm|vào|mỗi|từ|đến|tới|trước)\\s+)thứ\\s+(?:${name})(?!\\s+(?:hai|ba|tư|nhất|của))`;
const chineseRest = (digit: string): string =>
  `(?<=(?:星期|周|週|礼拜|禮拜)[日天一二三四五六][至到、和及與与或~～\\-–—，,]*(?:[一二三四五六][、和及與与或，,]*)*)${digit}`;
const chineseDays = [...'日一二三四五六'];
const chinese: DayDoubts = {
  sure: {
    weekdays: Object.fromEntries(
      chineseDays.map((digit, number) => [
        number,
        // "上周一直" is all last week, "三周五天" three weeks and five days, "周日" a Sunday.
        `(?<![0-9一二三四五六七八九十两兩几幾数數])(?:星期|周|週|礼拜|禮拜)${digit}(?![0-9直些样樣般共定起次回天个個节節月十]|小时|小時)`,
      ]),
    ),
  },
  beforeMonth: '(?<![0-9每个個几幾数數])',
  also: {
    weekdays: chineseDays.map((digit) =>
      digit === '日'
        ? '(?:星期|周|週|礼拜|禮拜)[日天]|[到至、和及與与][日天]'
        : `(?:星期|周|週|礼拜|禮拜)${digit}|${chineseRest(digit)}`,
    ),
  },
  wholes: '周末|週末|平日|工作日|上学日|上學日|每天|天天',
};

const beforeEnglishMonth =
  '(?<=(?<!\\p{L})(?:in|until|till|since|during|early|late|mid|next|last|this|every)[\\s-])';

/** By code of the house list. */
export const dayDoubts: Readonly<Record<string, DayDoubts>> = {
  en: {
    sure: {
      weekdays: Object.fromEntries(
        list('sun mon tues wednes thurs fri satur').map((day, number) => [
          number,
          // Of feasts and newspapers other languages have other names.
          `(?<!(?:ash|black|cyber|easter|fat|giving|good|holy|maundy|palm|shrove|taco)\\s)${day}days?(?!\\s(?:times|telegraph|school|night\\slive))`,
        ]),
      ),
      months: Object.fromEntries(
        list('january february march april may june july august september october november december').map(
          (month, number) => [number, `${beforeEnglishMonth}${month}`],
        ),
      ),
    },
    also: { weekdays: list('sun mon tue wed thur?s? fri sat').map((day) => `${day}(?:\\p{L}*days?)?`) },
    wholes:
      'weekends?|weekdays?|school\\s?days?|work\\s?days?|every\\s?day|daily|all\\sweek|sabbath|m\\s?[-–]\\s?f|mwf|t/?th',
  },
  es: {
    beforeMonth: '(?<=(?<!\\p{L})(?:en|desde|hasta|durante|el\\smes\\sde)\\s)',
    also: { weekdays: ['dominical(?:es)?', '(?!)', '(?!)', '(?!)', '(?!)', '(?!)', 'sabatin[oa]s?'] },
    wholes:
      'fin(?:es)?\\sde\\ssemana|entre\\ssemana|dias\\s(?:de\\ssemana|habiles|laborables|escolares|de\\sescuela|de\\sclases?)|todos\\slos\\sdias|diari\\p{L}+',
  },
  'pt-BR': {
    sure: {
      weekdays: Object.fromEntries(
        list('segunda terca quarta quinta sexta').map((name, index) => [index + 1, portugueseDay(name)]),
      ),
    },
    beforeMonth: '(?<=(?<!\\p{L})(?:em|desde|ate|durante|o\\smes\\sde)\\s)',
    also: {
      weekdays: [
        'dominica(?:l|is)',
        ...[2, 3, 4, 5, 6].map((day) => `${day}[aª](?:[-\\s]feiras?)?`),
        'sabatin[oa]s?',
      ],
    },
    wholes:
      'fi(?:m|ns)\\sde\\ssemana|dias?\\s(?:da\\ssemana|de\\ssemana|uteis|util|de\\saula|letivos?)|todos\\sos\\sdias|diari\\p{L}+',
  },
  fr: {
    beforeMonth: "(?<=(?<!\\p{L})(?:en|des|jusqu['’]en|depuis|mois\\sde|mois\\sd['’])\\s?)",
    also: { weekdays: ['dominica(?:l|le|ux)', ...Array<string>(6).fill('(?!)')] },
    wholes:
      "week-?\\s?ends?|fins?\\sde\\ssemaine|en\\ssemaine|jours?\\s(?:de\\s(?:la\\s)?semaine|ouvrables?|ouvres?|d[’']ecole|de\\sclasse|scolaires?)|tous\\sles\\sjours|quotidien\\p{L}*",
  },
  ht: {
    sure: { months: { 2: 'mwa\\smas', 4: 'mwa\\sme', 5: 'mwa\\sjen', 7: 'mwa\\sout' } },
    beforeMonth: '(?<=(?<!\\p{L})(?:an|mwa|nan|depi|jiska)\\s)',
    also: { weekdays: list('dimanche lundi mardi mercredi jeudi vendredi samedi') },
    wholes: 'wikenn?d?|fen\\ssemenn?|lasemenn?|jou\\s(?:lekol|travay)|chak\\sjou|tou\\sle\\sjou',
  },
  'zh-Hans': chinese,
  'zh-Hant': chinese,
  ar: {
    sure: {
      weekdays: {
        0: '(?:ال|لل)احد(?!\\sعشر)',
        1: '(?<=(?:يوم|ايام|صباح|مساء|حتى|كل|من|الى|قبل|بعد)\\s)(?:ال|لل)اثنين',
        5: '(?<!صلاة\\s)(?:ال|لل)جمعة',
      },
    },
    beforeMonth: '(?<=(?:شهر|خلال|حتى|منذ|في)\\s)',
    also: { weekdays: list('الحد الاتنين التلات الاربع - الجمع -') },
    wholes:
      '(?:نهايات?|عطلات?)\\s(?:نهاية\\s)?الاسبوع|ايام\\s(?:الاسبوع|العمل|الدراسة|الدوام)|كل\\sيوم|يوميا',
  },
  ur: {
    sure: {
      weekdays: {
        1: 'سوموار|پیر(?=\\s(?:کو|کے\\sدن|تک|والے|سے\\s(?:جمع|منگل|بدھ)))|(?<=بروز\\s)پیر',
        5: '(?<!نماز\\s)جمع[ہے]',
        6: 'سنیچر|(?<=بروز\\s)ہفت[ہے]|ہفت[ہے](?=\\s(?:کے\\sدن|اور\\sاتوار))',
      },
      months: { 5: 'جون(?=\\sمیں)' },
    },
    afterMonth: '(?=\\s(?:میں|تک|سے|کے))',
    also: { weekdays: list('سنڈے منڈے ٹیوزڈے وینزڈے تھرسڈے فرائی?ڈے سیٹرڈے') },
    wholes:
      'ویک\\s?اینڈ|اختتام\\s?ہفتہ|ہفتے\\sکے\\s(?:آخر|اختتام|دنوں)|کام\\sکے\\sدن\\p{L}*|اسکول\\sکے\\sدن\\p{L}*|ہر\\sروز|روزانہ',
  },
  ps: {
    sure: {
      weekdays: {
        1: 'دوشنب[هې]|دوه\\s?شنب[هې]',
        2: 'سه\\s?شنب[هې]|سې\\s?شنب[هې]',
        3: 'چهار\\s?شنب[هې]|چار\\s?شنب[هې]',
        5: '(?<!نماز\\s)جمع[هې](?=\\s(?:په|ورځ|پر))',
        6: null,
      },
      months: { 4: null, 5: null },
    },
    afterMonth: '(?=\\s(?:په\\s)?(?:میاشت|کې))',
    also: {
      weekdays: list(
        'یک\\s?شن[بپ]?[هې] دو\\s?شن[بپ]?[هې] س[هې]\\s?شن[بپ]?[هې] چا?هار\\s?شن[بپ]?[هې] پنج\\s?شن[بپ]?[هې] جم[عې]?[هې]? شن[بپ]?[هې]',
      ),
      months: list(
        'جنور\\p{L}* ف[ېی]?بر\\p{L}* مار[چس] اپر\\p{L}* م[ېی] جون جولا\\p{L}* اګس\\p{L}* س[ېی]?[پب][تټ]\\p{L}* اک[تټ]\\p{L}* نو\\p{L}* [دډ][ېی]?س\\p{L}*',
      ),
    },
    wholes: 'رخصتۍ|د\\sاونۍ\\sپای|کاري\\sورځ\\p{L}*|د\\sښوونځي\\sورځ\\p{L}*|هره\\sورځ',
  },
  'fa-AF': {
    sure: { weekdays: { 5: '(?<!نماز\\s)جمعه' }, months: { 4: null, 5: null } },
    beforeMonth: '(?<=(?:در|ماه|تا)\\s)',
    also: {
      weekdays: list('یک دو سه چهار پنج')
        .map((day) => `روز\\s?${day}\\s?شنبه`)
        .concat('روز\\s?جمعه', 'روز\\s?شنبه'),
      months: list('- - - - (?<=ماه\\s)م[یه]'),
    },
    wholes: '(?:آخر|پایان)\\sهفته|روزهای\\s(?:کاری|هفته|درسی|مکتب)|هر\\sروز|روزانه|رخصتی',
  },
  bn: {
    sure: { months: all(null, [4]) },
    afterMonth: '(?=ে|\\sমাস)',
    also: {
      weekdays: list(
        '(?:রবি|রোব|সানডে) (?:সোম|মানডে) (?:মঙ্গল|টুইসডে|টিউসডে) (?:বুধ|ওয়েডনেসডে) (?:বৃহস্পতি|থার্সডে) (?:শুক্র|ফ্রাইডে) (?:শনি|স্যাটারডে|স্যাটারডে)',
      ).map((day) => `${day}(?:বার)?[\\p{L}\\p{M}]*`),
      months: list(
        'জানুয়ার ফেব্রুয়ার মার্চ এপ্রিল মে জুন জুলাই (?:আগস্ট|অগাস্ট|আগষ্ট) সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর',
      ).map((month) => `${month}[\\p{L}\\p{M}]{0,6}`),
    },
    wholes:
      'সপ্তাহান্ত\\p{M}*|সপ্তাহের\\sশেষ\\p{M}*|উইকেন্ড\\p{M}*|কর্মদিবস\\p{M}*|স্কুলের\\sদিন\\p{M}*|প্রতিদিন|ছুটির\\sদিন\\p{M}*',
  },
  hi: {
    afterMonth: '(?=\\s(?:में|तक|से|के|महीने|माह))',
    also: {
      weekdays: list(
        '(?:रवि|संडे|सन्डे) (?:सोम|मंडे|मन्डे) (?:मंगल|ट्यूज़?डे|ट्यूसडे) (?:बुध|वेडनेसडे|वेन्सडे) (?:गुर[ुू]|बृहस्पति|वीर|थर्सडे) (?:शुक्र|फ़्राइडे|फ्राइडे|फ़्राईडे) (?:शनि|सैटरडे|सैटर्डे)',
      ).map((day) => `${day}(?:वार)?`),
    },
    wholes:
      'वीकेंड|सप्ताहांत|सप्ताह\\sके\\s(?:अंत|दिनों?)|हफ़्?ते\\sके\\sदिनों?|कार्य\\s?दिवस\\p{L}*|स्कूल\\sके\\sदिनों?|रोज़?|हर\\sदिन|प्रतिदिन',
  },
  vi: {
    sure: {
      weekdays: {
        1: vietnameseDay('hai|2'),
        2: vietnameseDay('ba|3'),
        3: vietnameseDay('tư|4'),
        4: vietnameseDay('năm|5'),
        5: vietnameseDay('sáu|6'),
        6: vietnameseDay('bảy|7'),
      },
    },
    beforeMonth: '(?<=(?<!\\p{L})(?:trong|vào|từ|đến|tới|hết|đầu|cuối|giữa)\\s)',
    also: {
      weekdays: [
        'cn|chúa\\s+nhật',
        ...list('hai|2 ba|3 tư|4 năm|5 sáu|6 b[ảẩ]y|7').map(
          (day) => `(?<=thứ.{0,40})(?:${day})|t\\.?\\s?(?:${day.slice(-1)})`,
        ),
      ],
    },
    wholes:
      'cuối\\s+tuần|ngày\\s+thường|trong\\s+tuần|ngày\\s+(?:đi\\s+)?(?:học|làm)|mỗi\\s+ngày|hằng\\s+ngày|hàng\\s+ngày',
  },
  ru: {
    // "Среда" is an environment too. Cut short ("вт"), a day may be anything.
    sure: {
      weekdays: {
        ...Object.fromEntries(
          list(
            'воскресен[ьи]\\p{L}{1,2} понедельник\\p{L}{0,3} вторник\\p{L}{0,3} - четверг\\p{L}{0,3} пятниц\\p{L}{1,3} суббот\\p{L}{1,3}',
          ).entries(),
        ),
        3: '(?<=(?<!\\p{L})(?:в|на|за|эту|каждую|следующую|прошлую)\\s)среду|(?<=по\\s)средам|(?<=(?<!\\p{L})(?:до|со|с)\\s)среды',
      },
    },
    beforeMonth: '(?<=(?<!\\p{L})(?:в|во|с|до|к|на)\\s)',
    also: {
      weekdays: list(
        'воскресн\\p{L}+ понедельничн\\p{L}+ вторничн\\p{L}+ (?:сред|средов\\p{L}+) четвергов\\p{L}+ пятничн\\p{L}+ субботн\\p{L}+',
      ),
      months: list(
        'январ\\p{L}+ феврал\\p{L}+ март\\p{L}+ апрел\\p{L}+ майск\\p{L}+ июн\\p{L}+ июл\\p{L}+ август\\p{L}+ сентябр\\p{L}+ октябр\\p{L}+ ноябр\\p{L}+ декабр\\p{L}+',
      ),
    },
    wholes:
      'выходн\\p{L}+|уик-?энд\\p{L}*|будн\\p{L}+|рабочи\\p{L}\\sдн\\p{L}+|учебн\\p{L}+\\sдн\\p{L}+|кажд\\p{L}+\\sдень|ежедневн\\p{L}*',
  },
  uk: {
    // "Лютий" is fierce too.
    sure: { months: { 1: '(?<=(?:у|в)\\s)лютому' } },
    beforeMonth: '(?<=(?<!\\p{L})(?:у|в|до|з|із)\\s)',
    also: {
      weekdays: list(
        "(?:недільн\\p{L}+|нд) (?:понеділк\\p{L}+|пн) (?:вівторк\\p{L}+|вт) (?:серед|середов\\p{L}+|ср) (?:четвер\\p{L}*|чт) (?:п['’ʼ`]?ятничн\\p{L}+|пт) (?:суботн\\p{L}+|сб)",
      ),
      months: list(
        'січн\\p{L}+ лют(?:ого|ому|нев\\p{L}+) берез\\p{L}+ квіт\\p{L}+ трав\\p{L}+ черв\\p{L}+ лип\\p{L}+ серп\\p{L}+ верес\\p{L}+ жовт\\p{L}+ листоп\\p{L}+ груд\\p{L}+',
      ),
    },
    wholes:
      'вихідн\\p{L}+|вікенд\\p{L}*|будн\\p{L}+|робоч\\p{L}+\\sдн\\p{L}+|навчальн\\p{L}+\\sдн\\p{L}+|кожн\\p{L}+\\sд(?:ень|ня)|щодн\\p{L}+',
  },
  pl: {
    beforeMonth: '(?<=(?<!\\p{L})(?:w|we|od|do|przed|po)\\s)',
    also: {
      weekdays: list(
        'niedzieln\\p{L}+|nd?z?\\.? poniedziałk\\p{L}+|pon\\.? wtork\\p{L}+|wt\\.? środow\\p{L}+|śr\\.? czwartk\\p{L}+|czw\\.? piątk\\p{L}+|pt\\.? sobotni\\p{L}*|sob\\.?',
      ),
      months: list(
        'stycz\\p{L}+ lut\\p{L}+ mar(?:z|c)\\p{L}+ kwie\\p{L}+ maj\\p{L}+ czerw\\p{L}+ lip\\p{L}+ sierp\\p{L}+ wrze\\p{L}+ paź\\p{L}+ listopad\\p{L}+ grud\\p{L}+',
      ),
    },
    wholes:
      'weekend\\p{L}*|dni\\s(?:powszedni\\p{L}*|robocz\\p{L}+|szkoln\\p{L}+)|tygodniu|codzien\\p{L}+|każdego\\sdnia',
  },
  sq: {
    // "Premtoj" is "I promise", "e marta" may be somebody.
    sure: {
      weekdays: {
        2: 'mart(?:e|en|es)',
        5: 'premt(?:e|en|es|et|eve)',
        0: 'diel(?:e|en|es|at)',
        1: 'hen(?:en|es)',
      },
    },
    beforeMonth: '(?<=(?<!\\p{L})(?:ne|deri\\sne|gjate|muajin)\\s)',
    wholes:
      'fundjav\\p{L}*|fund(?:i|in)?\\s(?:i|te|e)\\sjaves|dit(?:et|ve|e)\\s(?:e|te)\\s(?:javes|punes|shkolles|mesimit)|cdo\\sdite|perdit\\p{L}+',
  },
  so: {
    beforeMonth: '(?<=(?<!\\p{L})(?:bisha)\\s)',
    also: {
      weekdays: list(
        'axa+d\\p{L}* isni+n\\p{L}* (?:t[ae]ll?a+[dl]\\p{L}*|salaas\\p{L}*) arb[ac]\\p{L}* [kq]hamii?s\\p{L}*|qamii?s\\p{L}* j[iu]ma?c\\p{L}* sabti\\p{L}*|sabdi\\p{L}*|saabti\\p{L}*',
      ),
      months: list(
        'jan\\p{L}* feb\\p{L}* ma+r(?:s|ij|ch)\\p{L}* a[bp]r\\p{L}* ma+[jy]\\p{L}*|mey ju+n\\p{L}* (?:lu+l|ju+l)\\p{L}* [ao]go+s\\p{L}* s[ei]+[bp]?t\\p{L}* o[ck]to\\p{L}* no+[fv]\\p{L}* d[ei]+[sc]e+m\\p{L}*',
      ),
    },
    wholes:
      'dha?mm?aadka\\s(?:toddobaadka|todobaadka|usbuuca|isbuuca)|maalm(?:o|aha)\\s(?:shaqada|dugsiga|iskuulka)|maalin\\s(?:kasta|walba)|sabtida\\siyo\\saxada',
  },
  sw: {
    beforeMonth: '(?<=(?<!\\p{L})(?:mwezi\\swa|mnamo|hadi)\\s)',
    wholes: 'wikendi|mwisho\\swa\\s(?:wiki|juma)|wikiendi|siku\\sza\\s(?:kazi|wiki|shule|juma)|kila\\ssiku',
  },
  tr: {
    // "Pazar" is a market too, "ocak" a stove, "ekim" what is sown, "kasım" and "eylül" may be somebody.
    sure: {
      weekdays: {
        0: 'pazar(?=\\s(?:gunu|gunleri|aksami|sabahi|gecesi|ogleden))',
        2: 'sali(?=\\s(?:gunu|gunleri|aksami|sabahi|ve|ogleden))',
      },
    },
    afterMonth: '(?=\\s?ay\\p{L}*)',
    also: {
      weekdays: list('paz pzt sal car per cum cmt'),
      months: list(
        'ocak\\p{L}* subat\\p{L}* mart\\p{L}* nisan\\p{L}* mayis\\p{L}* haziran\\p{L}* temmuz\\p{L}* agustos\\p{L}* eylul\\p{L}* ekim\\p{L}* kasim\\p{L}* arali\\p{L}*',
      ),
    },
    wholes: 'hafta\\s?son\\p{L}+|hafta\\s?ici\\p{L}*|is\\sgun\\p{L}+|okul\\sgun\\p{L}+|her\\sgun',
  },
  ko: {
    also: {
      weekdays: [...'일월화수목금토'].map(
        (day) => `${day}(?:욜|요일)|${day}(?=[)\\]·,/~–-])|(?<=[(\\[·,/~–-])${day}`,
      ),
    },
    wholes: '주말|평일|매일|주중|등교일|수업일',
  },
};
