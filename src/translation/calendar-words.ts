// The days of the week and the months as people and engines write them: inflected, in variants, without accents. Each
// entry is a pattern; seven of them from Sunday on, twelve from January on. Only for comparing; none of it is ever sent.

export interface CalendarWords {
  /** Accents tell other words apart ("mają" is no May): they are not folded. */
  readonly keepsAccents?: true;
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  /** What stands joined to a name: Arabic "and", "on", "the". */
  readonly before?: string;
  /** Endings of names, where all of them take the same. */
  readonly after?: string;
}

const list = (words: string): readonly string[] => words.trim().split(/\s+/u);
/** With `_` for a space inside of an entry. */
const spaced = (words: string): readonly string[] => list(words).map((word) => word.replaceAll('_', '\\s?'));

const counted = (before: string, names: string, after: string): readonly string[] =>
  list(names).map((name, index) => `${before}(?:(?<![0-9])0?${index + 1}(?![0-9])|${name})${after}`);

const chineseDay = (digit: string): string =>
  // "每周一次" is once a week.
  `(?:星期|周|週|礼拜|禮拜)${digit}(?![次回天个個节節堂]|小时|小時)`;
const chinese: CalendarWords = {
  weekdays: ['(?:星期|周|週|礼拜|禮拜)[日天]', ...[...'一二三四五六'].map(chineseDay)],
  months: counted(
    '(?<!十)',
    '一 二 三 四 五 六 七 八 九 十(?![一二]) (?:十一|11(?![0-9])) (?:十二|12(?![0-9]))',
    '\\s?月',
  ),
};

const ofSlavicMonth = '(?:ень|ня|ні|ню|нем)';

const english: CalendarWords = {
  weekdays: list(
    `sundays?|sun mondays?|mon tuesdays?|tues? wednesdays?|weds? thursdays?|thu(?:rs?)? fridays?|fri saturdays?|sat`,
  ),
  months: list(
    `january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept? october|oct november|nov
     december|dec`,
  ),
};

/** By code of the house list. Where two languages share a name, each has it. */
export const calendarWords: Readonly<Record<string, CalendarWords>> = {
  en: english,
  es: {
    weekdays: list('domingos? lunes martes miercoles jueves viernes sabados?'),
    months: list('enero febrero marzo abril mayo junio julio agosto sep?tiembre octubre noviembre diciembre'),
  },
  'pt-BR': {
    weekdays: [
      'domingos?',
      ...list('segunda terca quarta quinta sexta').map((day) => `${day}s?(?:[-\\s]feiras?)?`),
      'sabados?',
    ],
    months: list('janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'),
  },
  fr: {
    weekdays: list('dimanches? lundis? mardis? mercredis? jeudis? vendredis? samedis?'),
    months: list('janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'),
  },
  ht: {
    weekdays: list('dimanch lendi madi mekredi jedi vandredi samdi'),
    months: list('janvye fevriye mas avril me jen jiye out septanm oktob novanm desanm'),
  },
  'zh-Hans': chinese,
  'zh-Hant': chinese,
  ar: {
    weekdays: list('احد اثنين ثلاثاء? اربعاء? خميس جمعة سبت').map((day) => `(?:ال|لل)${day}`),
    months: spaced(
      `(?:يناير|كانون_الثاني|جانفي) (?:فبراير|شباط|فيفري) (?:مارس|اذار) (?:ابريل|نيسان|افريل) (?:مايو|ايار|ماي)
       (?:يوني[وه]|حزيران|جوان) (?:يولي[وه]|تموز|جويلية) (?:اغسطس|اوت|(?<=[0-9]\\s)اب) (?:سبتمبر|ايلول)
       (?:اكتوبر|تشرين_الاول) (?:نوفمبر|تشرين_الثاني) (?:ديسمبر|كانون_الاول)`,
    ),
    before: '[وفبكل]{0,2}',
  },
  ur: {
    weekdays: list('اتوار (?:پیر|سوموار) منگل بدھ جمعرات جمع[ہے] (?:ہفت[ہے]|سنیچر)'),
    months: list('جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر'),
  },
  ps: {
    weekdays: spaced(
      `(?:یو_نۍ|یک_شنب[هې]|اتوار) (?:دونۍ|دوه_نۍ|دو_شنب[هې]|پیر) (?:درې_نۍ|سه_شنب[هې]|سې_شنب[هې]|منګل)
       (?:څلرنۍ|څلور_نۍ|چهار_شنب[هې]|چار_شنب[هې]|بده) (?:پینځنۍ|پنځه_نۍ|پنج_شنب[هې]|جمعرات) جمع[هې] (?:اونۍ|شنب[هې])`,
    ),
    months: list(
      `جنوری (?:فېبروری|فبروری|فروری) (?:مارچ|مارس) اپرې?ی?ل (?:(?<=[0-9]\\s)مې|مې(?=\\s[0-9])) جون جولای+ اګست
       سې?پ[تټ]مبر اک[تټ]وبر نوو?مبر [دډ]ی?سمبر`,
    ),
  },
  'fa-AF': {
    weekdays: spaced('یک_شنبه دو_شنبه سه_شنبه چهار_شنبه پنج_شنبه جمعه شنبه'),
    months: list(
      `(?:جنوری|ژانویه) (?:فبروری|فوریه) (?:مارچ|مارس) (?:اپریل|آوریل) (?:(?<=[0-9]\\s)م[یه]|م[یه](?=\\s[0-9]))
       (?:جون|ژوئن) (?:جولای|ژوئیه|جولائی) (?:اگست|اوت|آگوست) (?:سپتمبر|سپتامبر) (?:اکتوبر|اکتبر) (?:نومبر|نوامبر)
       (?:دسمبر|دسامبر)`,
    ),
    after: '(?:ها)?ی?',
  },
  bn: {
    weekdays: list('রবিবার সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার'),
    months: list(
      'জানুয়ার[িী] ফেব্রুয়ার[িী] মার্চ এপ্রিল মে জুন জুলাই (?:আগস্ট|অগাস্ট|আগষ্ট) সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর',
    ),
    after: '(?:ে|ের|র|টি|টা|গুলো|গুলিতে)?',
  },
  hi: {
    weekdays: list(
      '(?:रविवार|इतवार) सोमवार मंगलवार बुधवार (?:गुर[ुू]वार|बृहस्पतिवार|वीरवार) शुक्रवार (?:शनिवार|शनिचर)',
    ),
    months: list(
      `जनवरी फ़?रवरी मार्च अप्रैल मई जून जुलाई अगस्त (?:सितंबर|सितम्बर) (?:अक्टूबर|अक्तूबर) (?:नवंबर|नवम्बर)
       (?:दिसंबर|दिसम्बर)`,
    ),
  },
  vi: {
    keepsAccents: true,
    weekdays: [
      'chủ\\s+nhật',
      ...list('hai|2 ba|3 tư|4 năm|5 sáu|6 b[ảẩ]y|7').map((day) => `thứ\\s+(?:${day})`),
    ],
    months: counted(
      '(?:tháng|thg)\\s+',
      'một|giêng hai ba tư năm sáu b[ảẩ]y tám chín mười(?!\\s+(?:một|hai)) mười\\s+một mười\\s+hai|chạp',
      '',
    ),
  },
  ru: {
    weekdays: list(
      `(?:воскресен[ьи]\\p{L}{1,2}|воскресн\\p{L}{2,3}|вс) (?:понедельник\\p{L}{0,3}|пн) (?:вторник\\p{L}{0,3}|вт)
       (?:сред[ауые]|средой|ср) (?:четверг\\p{L}{0,3}|чт) (?:пятниц\\p{L}{1,3}|пятничн\\p{L}{2,3}|пт)
       (?:суббот\\p{L}{1,3}|субботн\\p{L}{2,3}|сб)`,
    ),
    months: list(
      `январ\\p{L}{1,2} феврал\\p{L}{1,2} март(?:[аеу]|ом)? апрел\\p{L}{1,2} ма(?:[йяею]|ем) июн\\p{L}{1,2} июл\\p{L}{1,2}
       август(?:[аеу]|ом)? сентябр\\p{L}{1,2} октябр\\p{L}{1,2} ноябр\\p{L}{1,2} декабр\\p{L}{1,2}`,
    ),
  },
  uk: {
    weekdays: list(
      `неділ\\p{L}{1,3} понеділ\\p{L}{1,4} вівтор\\p{L}{1,4} серед(?:[ауи]|ою) четвер(?:г\\p{L}{0,3})?
       п['’ʼ\`]?ятниц\\p{L}{1,3} субот\\p{L}{1,3}`,
    ),
    months: [
      ...[`січ${ofSlavicMonth}`, 'лют(?:ий|ого|ому|им)'],
      ...list('берез квіт трав черв лип серп верес жовт').map((stem) => stem + ofSlavicMonth),
      ...['листопад(?:[аіу]|ом)?', `груд${ofSlavicMonth}`],
    ],
  },
  pl: {
    keepsAccents: true,
    weekdays: list(
      `niedziel\\p{L}{1,3} poniedzia[łl]\\p{L}{1,4} wtor(?:ek|k\\p{L}{1,3}) (?:[śs]rod[aęeyo]|[śs]rod[ąa]|[śs]rodami)
       czwart(?:ek|k\\p{L}{1,3}) pi[ąa]t(?:ek|k\\p{L}{1,3}) sobo(?:t\\p{L}{1,3}|cie)`,
    ),
    months: list(
      `stycz(?:e[ńn]|ni\\p{L}{1,2}) lut(?:y|ego|ym|emu) mar(?:zec|c[aeu]|cem) kwie(?:cie[ńn]|tni\\p{L}{1,2}) maj(?:[au]|em)?
       czerw(?:iec|c[au]|cem) lip(?:iec|c[au]|cem) sierp(?:ie[ńn]|ni\\p{L}{1,2}) wrze(?:sie[ńn]|[śs]ni\\p{L}{1,2})
       pa[źz]dziernik\\p{L}{0,2} listopad\\p{L}{0,3} grud(?:zie[ńn]|ni\\p{L}{1,2})`,
    ),
  },
  sq: {
    weekdays: list(
      `diel(?:e|en|es|at|a|ave)? hen(?:e|en|es|at|a|ave) mart(?:e|en|es|at|a|ave) merkur\\p{L}{1,3} enjt\\p{L}{1,3}
       premt\\p{L}{1,3} shtun\\p{L}{1,3}`,
    ),
    months: list('janar shkurt mars prill maj qershor korrik gusht shtator tetor nentor dhjetor'),
    after: '(?:i|it|in)?',
  },
  so: {
    weekdays: list('axad isniin (?:t[ae]la?ado|salaasa) arba?c[oa]a? khamiis jimc[eoa]a? sabti'),
    months: list(
      `(?:jann?aa?yo|jan[ae]weri|janaa?yo) (?:feb(?:r|b)?aa?yo|febra?u?wari|feebra?u?weri) maa?r(?:so?|ij|ch) a[bp]rii?l
       (?:maa?yo|maa?j|mey|may) ju+n(?:yo|e)? (?:lu+lyo|ju+l[ay]+|luuliyo) [oa]go+sto? s[ei][bp]t[ea]+mbar okto+bar
       no+fe+mbar di+se+mbar`,
    ),
    after: '(?:da|ta|ka|ha|dii|tii|kii)?',
  },
  sw: {
    weekdays: list('jumapili jumatatu jumanne jumatano alhamisi ijumaa jumamosi'),
    months: list('januari februari machi aprili mei juni julai agosti septemba oktoba novemba d[ei]semba'),
  },
  tr: {
    weekdays: list(
      `pazar(?:[ia]|da|dan|in|lari)? pazartesi\\p{L}{0,5} sali(?:yi|ya|dan|nin|lari)? carsamba\\p{L}{0,5} persembe\\p{L}{0,5}
       cuma(?:yi|ya|da|dan|nin|lari)? cumartesi\\p{L}{0,5}`,
    ),
    months: list('ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim arali[kg]'),
    after: "(?:'?(?:[td][ae]n?|[iu]n?d?[ae]?n?|[ae]|[iu]n))?",
  },
  ko: {
    weekdays: [...'일월화수목금토'].map((day) => `${day}요일`),
    months: Array.from({ length: 12 }, (_, index) => `(?<![0-9])0?${index + 1}\\s?월(?!요일)`),
  },
};
