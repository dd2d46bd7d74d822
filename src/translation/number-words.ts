// Numbers and hours as words, for missing them in a translation. Sources of patterns, for comparing only; accents and
// letters are folded as for `calendar-words.ts`, and none of it is ever sent.

/** What may be lost: numbers from 3 on, for one and two are articles and pairs, and what is said of the clock. */
export const quantities = [
  ...(['3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '15', '20', '30'] as const),
  ...(['noon', 'midnight', 'half'] as const),
] as const;

export interface NumberWords {
  /** Whole words in the order of `quantities` that mean this and nothing else; `-` where there is none. */
  readonly sure: string;
  /** Beginnings of all words that may say it: ordinals, shares, dozens. In the same order. */
  readonly maybe: string;
  /** What makes a sure word a part of something else when it stands before or after it ("twenty three"). */
  readonly notAfter?: string;
  readonly notBefore?: string;
  /** Where this stands, hours are counted from another one on, and no number can be missed. */
  readonly otherHours?: string;
  /** Words are found inside of others: prefixes, or a script without spaces. */
  readonly isInside?: true;
}

const chineseCounter = '(?=[个個天本支枝次页頁份名位点點节節岁歲号號]|小时|小時|年级|年級|分钟|分鐘)';
const chinese: NumberWords = {
  sure: `${[...'三四五六七八九'].map((digit) => `${digit}${chineseCounter}|第${digit}(?![十百])`).join(' ')} - - - - - - 中午|正午 午夜 点半|點半`,
  maybe:
    '三|叁 四 五 六|半打 七 八 九 十 十一 十二|打|中午|正午|午夜|半夜 十五|刻|[两兩][周週个個星] 二十|廿 三十|半 午|十二 午夜|半夜|零点|零點|子夜|深夜|十二 半|三十',
  notAfter: '[一二三四五六七八九十百千第每周週期拜几幾]',
  isInside: true,
};
const koreanCounter = '(?=\\s?(?:권|개|명|시간|시|번|달|살|장|마리|과목)|째)';
const koreanSino = '(?=\\s?(?:학년|주|일|개월|분|층|년|차|단계|번|회|명|인|월|위|시|교시|개))';
const vietnameseCounter = '(?=\\s(?:giờ|ngày|tuần|phút|tiếng|cuốn|quyển|bài|đứa|tuổi)(?!\\p{L}))';
const [ruOf, ukOf] = ['(?:ый|ий|ая|ую|ой|ом)', '(?:ий|а|у|ої|ій)'];

/** By code of the house list. */
export const numberWords: Readonly<Record<string, NumberWords>> = {
  en: {
    sure: `three|third four|fourth five|fifth six|sixth seven|seventh eight|eighth nine|ninth ten|tenth eleven|eleventh
      twelve|twelfth fifteen|fifteenth twenty thirty noon midnight half_past`,
    maybe: `three|thir|thrice|tri|quarter four|for|quart|quad five|fif|quint six|half_a?_?dozen|semest seven eight nin ten|dec|dime eleven
      twel|dozen|noon|midnight|midday fifteen|quarter|two_weeks|fortnight twent|score thirt|half noon|midday|lunch|twelve|middle_of_the_day
      midnight|twelve|middle_of half|thirty`,
    notAfter: '(?:ty|hundred|and|high|half|one|two|three|four|nine|to|point)[\\s-]',
    notBefore:
      '[\\s-](?:hundred|thousand|million|billion|one|two|three|four|five|six|seven|eight|nine|quarters?|fourths?|or|to|point)(?!\\p{L})',
  },
  es: {
    sure: `tres|tercer[oa]? cuatro cinco seis siete|septim[oa] ocho nueve diez once doce quince veinte treinta mediodia medianoche
      y_media`,
    maybe: `tre|terc|tri|tras cua cinc|quin sei|sex|semest sie|sept|setim och|oct nue|nov|non die|dec once|unde|decimo doce|duod|doze|media|medio
      quin|cuarto|dos_semanas vein|vige trein|trig|media mediodia|medio_dia|doce|almuerzo medianoche|doce|media_noche media|medio|trein`,
    notAfter: '(?:ta\\sy|cientos|mil|las\\sdos\\so)\\s',
    notBefore:
      '\\s(?:mil|cientos|millones|dias|y\\s(?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)|o|a)(?!\\p{L})',
  },
  'pt-BR': {
    sure: `tres|terceir[oa] quatro cinco seis sete|setim[oa] oito|oitav[oa] nove dez onze doze quinze vinte trinta meio[-\\s]dia
      meia[-\\s]noite e_meia`,
    maybe: `tre|terc|tri qua cinc|quin sei|sex|semest|meia set oit|oct nov|non dez|dec onze|decim doze|duz|meio|meia quin|quarto|duas_semanas
      vint|vig trin|trig|meia|meio meio|doze|almoco meia|doze mei|trin`,
    notAfter: '(?:te|ta|centos|mil)\\s(?:e\\s)?',
    notBefore:
      '\\s(?:mil|centos|milhoes|dias|ou|a|e\\s(?:um|dois|duas|tres|quatro|cinco|seis|sete|oito|nove))(?!\\p{L})',
  },
  fr: {
    sure: `trois|troisieme quatre cinq|cinquieme six|sixieme sept|septieme huit|huitieme neuvieme dix|dixieme onze douze quinze vingt trente
      - minuit et_demie`,
    maybe: `tro|tie|tri quat|quart|quad cinq|quin si|sem|demi_douz sept huit|oct neu|nov di|dec onz douz|midi|minuit quin|quart|deux_semaines
      vingt trent|demi midi|dejeuner|douz minuit|douz|milieu demi|trent`,
    notAfter: '(?:(?:vingt|trente|quarante|cinquante|soixante|cent|mille)\\s|-|et\\s)',
    notBefore: '(?:-|\\s(?:cents?|mille|millions?|vingts?|jours|ou|a|et)(?!\\p{L}))',
  },
  ht: {
    sure: `twa|twazyem katriyem|kat(?=\\s(?:e|timoun|jou|semen|mwa|ane|fwa)) senk|senkyem sizyem setyem wityem|uityem nevyem dizyem onz douz
      kenz - trant - minwi -`,
    maybe: `twa|tri kat|ka senk si|demi_douz set uit|wit|ywit ne|nev di|dez onz douz|midi|minwi kenz|ka|de_semen ven trant|edmi|demi midi|douz
      minwi|douz|mitan edmi|demi|trant`,
  },
  'zh-Hans': chinese,
  'zh-Hant': chinese,
  ar: {
    sure: `ثلاثة?|الثالثة? اربعة?|الرابعة? خمسة?|الخامسة? ستة|السادسة? سبعة|السابعة? ثمانية?|الثامنة? تسعة?|التاسعة? العاشرة? - - - - -
      منتصف_النهار منتصف_الليل والنصف`,
    maybe: `ثلاث|ثالث|ثلث اربع|رابع|ربع خمس|خامس ست|سادس|سدس|نصف سبع|سابع|اسبوع ثمان|ثامن|ثماني تسع|تاسع عشر|عاشر عشر عشر|ظهر|منتصف|دزين
      عشر|ربع|اسبوعين عشر ثلاث|نصف ظهر|منتصف|عشر منتصف|عشر|ليل نصف|ثلاث`,
    notBefore:
      '\\s?(?:عشرة?|مئة|مائة|الاف|الف|مليون|و(?:ال)?(?:عشر|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع)\\p{L}*|او)(?!\\p{L})',
    isInside: true,
  },
  ur: {
    sure: `تین|تیسر[یاے] چار|چوتھ[یاے] پانچ|پانچوی?ں چھٹ[اے] سات|ساتوی?ں آٹھ|آٹھوی?ں - دس|دسوی?ں گیارہ بارہ پندرہ - - - - ساڑھے`,
    maybe: `تین|تیس|سہ|تہائی چار|چوت|چوک پانچ چھ|شش|ششم سات|ہفت آٹھ|ہشت نو دس|عشر|دہائی گیارہ بارہ|دوپہر|درجن|آدھی پندرہ|سوا|پون|چوتھائی
      بیس تیس|آدھ|ساڑھ|نصف دوپہر|بارہ آدھی_رات|بارہ|نصف ساڑھ|آدھ|نصف|تیس|ڈیڑھ|ڈھائی`,
    notBefore: '\\s(?:سو|ہزار|لاکھ|یا)(?!\\p{L})',
  },
  ps: {
    sure: `درې|دریم څلور|څلورم پنځه|پنځم شپږ|شپږم - - نهم لس|لسم - دولس - - - - - -`,
    maybe: `در څل پی?نځ شپ اوو?|او|اوم ات نه|نهم لس|ل يوو?لس|یوو?لس دو|غرم|نيم|نیم پنځلس|څلورم شل دېرش|دیرش|نيم|نیم غرم|دو نيم|نیم|دو نيم|نیم|دېرش`,
    notBefore: '\\s?(?:نۍ|شنب|ویشت|سوه|زره|یا)',
  },
  'fa-AF': {
    sure: `سه|سوم چهار|چهارم پنج|پنجم شش|ششم هفت|هفتم هشت|هشتم نهم - یازده دوازده پانزده - - - نیمه_شب و_نیم`,
    maybe: `سه|سو|ثلث چهار|چار|ربع پنج شش هفت هشت نه|نهم ده|عشر یازده دوازده|چاشت|ظهر|نیمه|درجن پانزده|ربع|دو_هفته بیست سی|نیم ظهر|چاشت|دوازده
      نیمه|دوازده نیم|سی`,
    notAfter: '(?:و)\\s',
    notBefore: '\\s?(?:شنب|صد|هزار|و\\s(?!نیم)|یا|الی|تا)',
  },
  bn: {
    sure: `তিন(?:টি|টা|টায়|জন)?|তৃতীয় চার(?:টি|টা|টায়|জন)|চতুর্থ পাঁচ(?:টি|টা|টায়|জন)?|পঞ্চম ছয়(?:টি|টা|টায়|জন)|ষষ্ঠ সাত(?:টি|টা|টায়|জন)|সপ্তম
      আট(?:টি|টা|টায়|জন)|অষ্টম নয়(?:টি|টায়|জন)|নবম দশ(?:টি|টা|টায়|জন)|দশম এগারো(?:টা|টায়|টি)? বারো(?:টা|টায়|টি)? পনেরো - - - মধ্যরাত\\p{M}* সাড়ে`,
    maybe: `তিন|তৃত|ত্রি চার|চতু|চৌ পাঁচ|পঞ্চ|পাচ ছয|ছ|ষষ|আধ সাত|সপ্ত|সাপ্ত আট|অষ্ট নয|ন দশ|দশম এগার বার|দুপুর|ডজন|মধ্য পনের|সোয়া|পৌনে বিশ|কুড়ি
      ত্রিশ|তিরিশ|আধ|সাড়ে|অর্ধ দুপুর|বার|মধ্যাহ্ন মধ্যরাত|বার|মাঝরাত সাড়ে|আধ|অর্ধ|ত্রিশ|দেড়|আড়াই`,
    notBefore: '\\s(?:শ|শো|হাজার|লাখ|বা)(?!\\p{L})',
  },
  hi: {
    sure: `तीन|तीसर[ाीे] चार|चौथ[ाीे] पाँच|पांच|पाँचव[ाीें]ं?|पांचव[ाीें]ं? छह|छठ[ाीे] सात|सातव[ाीें]ं? आठ|आठव[ाीें]ं? नौ दस|दसव[ाीें]ं? ग्यारह बारह पंद्रह|पन्द्रह
      - - - - साढ़े`,
    maybe: `तीन|तीस|तृत|त्रि|तिहा चार|चौ|चतु पाँच|पांच|पंच|पाच छह|छः|छ|षष|आध सात|सप्त आठ|अष्ट नौ|नव दस|दश ग्यारह बारह|दोपहर|दर्जन|आधी|मध्य पंद्रह|पन्द्रह|सवा|पौन
      बीस|बीसव तीस|आध|साढ़े|अर्ध दोपहर|बारह|मध्याह्न आधी|मध्य|बारह साढ़े|आध|अर्ध|तीस|डेढ़|ढाई`,
    notBefore: '\\s(?:सौ|हज़ार|हजार|लाख|या)(?![\\p{L}\\p{M}])',
  },
  vi: {
    sure: `${['ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười'].map((word) => `${word}${vietnameseCounter}|(?<=lớp\\s)${word}`).join(' ')} - - - - - giữa_trưa nửa_đêm giờ_rưỡi`,
    maybe: `ba|tam bốn|tư|tứ năm|lăm|ngũ sáu|lục|nửa_tá bảy|bẩy tám|bát chín mười|chục mười_một mười_hai|tá|trưa|nửa_đêm|khuya mười_lăm|hai_tuần|khắc
      hai_mươi|hai_chục ba_mươi|rưỡi|nửa trưa|mười_hai nửa_đêm|khuya|mười_hai rưỡi|nửa|ba_mươi`,
    notAfter: '(?:thứ|tháng|mười|mươi|trăm|học|nghìn|hàng|[0-9])\\s+',
  },
  ru: {
    sure: `три|тр[её]х|трет(?:ий|ья|ью|ьей|ьем) четыре|четыр[её]х|четв[её]рт${ruOf} пять|пяти|пят${ruOf} шесть|шести|шест${ruOf} семь|седьм${ruOf}
      восемь|восьми|восьм${ruOf} девять|девяти|девят${ruOf} десять|десяти|десят${ruOf} одиннадцать|одиннадцати двенадцать|двенадцати
      пятнадцать|пятнадцати двадцать тридцать (?<=в\\s)полдень полночь -`,
    maybe: `тр четв|четыр пят|пять шест|полдюж сем|седьм|недел вос девят десят|десят|декад одиннадц|одиннадц двенадц|дюж|пол пятнадц|четверт|две_недел
      двадц тридц|пол полд|двенадц|обед полноч|двенадц пол|тридц`,
    notAfter: '(?:дцат\\p{L}|десят|десяти|сорок|сорока|сто|половин\\p{L}|пол|минут\\p{L}?|четверть|без)\\s',
    notBefore:
      '\\s(?:тысяч\\p{L}*|сот|миллион\\p{L}*|или|один|одна|два|две|три|четыре|пять|шесть|семь|восемь|девять)(?!\\p{L})',
  },
  uk: {
    sure: `три|трьох|трет(?:ій|я|ю|ьої) чотири|чотирьох|четверт${ukOf} п['’ʼ]ять|п['’ʼ]яти|п['’ʼ]ят${ukOf} шість|шести|шост${ukOf} сім|сьом${ukOf}
      вісім|восьми|восьм${ukOf} дев['’ʼ]ять|дев['’ʼ]яти|дев['’ʼ]ят${ukOf} десять|десяти|десят${ukOf} одинадцять дванадцять п['’ʼ]ятнадцять двадцять
      тридцять опівдні опівночі -`,
    maybe: `тр чет|чот|чвер п['’ʼ\`]?ят шіст|шост|шест|півдюж сім|сьом|сем|тиж віс|вос дев['’ʼ\`]?ят десят|декад одинадц дванадц|дюж|пів|опів п['’ʼ\`]?ятнадц|чверт|два_тиж
      двадц тридц|пів опівд|полуд|дванадц|обід опівн|дванадц пів|тридц`,
    notAfter: '(?:дцят\\p{L}|десят|сорок|сто|пів|на|по|чверть|без|за)\\s',
    notBefore: '\\s(?:тисяч\\p{L}*|сот|мільйон\\p{L}*|або|чи|один|одна|два|дві|три|чотири)(?!\\p{L})',
  },
  pl: {
    sure: `trzy|trzech|trzeci(?:a|ej|ą|m|ego)? cztery|czterech|czwart(?:a|ej|ą|ym|ego|y) pięć|pięciu|piąt(?:a|ej|ą|ym|ego|y) sześć|sześciu|szóst(?:a|ej|ą|ym|ego|y)
      siedem|siedmiu|siódm(?:a|ej|ą|ym|ego|y) osiem|ośmiu|ósm(?:a|ej|ą|ym|ego|y) dziewięć|dziewięciu|dziewiąt(?:a|ej|ą|ym|ego|y)
      dziesięć|dziesięciu|dziesiąt(?:a|ej|ą|ym|ego|y) jedenaście|jedenastu dwanaście piętnaście dwadzieścia trzydzieści w_południe (?<=o\\s)północy wpół_do`,
    maybe: `trz|troj czter|czwar|kwadr pię|piąt|pia|pie sze|szóst|szost|pół_tuz sied|siód|tydz|tyg os|ós|oś dziew dzies jedena dwana|tuzin|połud|półno|pół piętna|kwadrans|dwa_tyg
      dwadzie|dwudzie trzydzie|pół|wpół połud|dwana półno|dwana|dwuna pół|wpół|trzydzie`,
    notAfter: '(?:dzieścia|dziestu|dzieści|dziesiąt\\p{L}*|dziest\\p{L}+|sto|wpół\\sdo|do)\\s',
    notBefore:
      '\\s(?:tysi\\p{L}+|sto|set|milion\\p{L}*|lub|albo|jeden|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|na)(?!\\p{L})',
  },
  sq: {
    sure: `tre|trete kater|katert pese|peste gjashte shtate tete nente dhjete njembedhjete dymbedhjete pesembedhjete njezet tridhjete mesdite mesnate
      e_gjysme`,
    maybe: `tre|tri kat|cerek pes gjasht|gjysme shtat|jav tet nent|nend dhjet njembe dymbe|duzin|mesdi|mesna pesembe|cerek|dy_jav njezet tridhjet|gjys mesdi|dymbe|dreke
      mesnat|dymbe gjys|tridhjet`,
    notAfter: '(?:zet|dhjete|qind)\\se\\s|minus\\s',
    notBefore: '\\s(?:mije|qind|milion\\p{L}*|ose|e\\s(?!gjys))',
  },
  so: {
    sure: `sadd?ex|sadd?exda afar|afarta shan|shanta lix|lixda - siddeed|siddeedda sagaal toban - - - labaatan soddon - - iyo_(?:bar|badh|nus)`,
    maybe: `sad|sed|rubu afar|afr|rubu shan lix|nus tod|usb|is?bu sid sag|sagaal tob iyo_tob|tob tob|duhur|saqda|darzan|darsin tob|rubu|laba_usb laba|lab sod|bar|badh|nus duhur|tob
      saqda|tob|habeen bar|badh|nus|sod`,
    notAfter: '(?:iyo|ama)\\s',
    notBefore: '\\s(?:iyo|boqol|kun|milyan|ama)(?!\\p{L})',
  },
  sw: {
    sure: `(?:wa|m|mi|vi|ma)?tatu (?:wa|m|mi|vi|ma)?nne (?:wa|m|mi|vi|ma)?tano sita saba (?:wa|m|mi|vi|ma)?nane tisa kumi - - - ishirini thelathini - - -`,
    maybe: `tatu|tatizo|theluthi nne|robo|ne tano sit|nusu_dazeni sab|juma|wiki nane tis kum kum kum|dazeni|mchana|usiku kum|robo|wiki_mbili ishirini thelathini|nusu mchana|sita usiku|sita
      nusu|thelathini`,
    // Nine o'clock is "saa tatu".
    otherHours: 'saa',
    notAfter: '(?:saa|saa\\sya|na|au|juma)\\s',
    notBefore: '\\s(?:na|au|elfu|mia)(?!\\p{L})',
    isInside: true,
  },
  tr: {
    sure: `uc|ucuncu dort|dorduncu bes|besinci altinci yedinci sekiz|sekizinci dokuz|dokuzuncu onuncu - - - yirmi otuz - gece_yarisi -`,
    maybe: `uc|ceyrek dor|ceyrek bes alti|yarim_duz yedi|hafta sekiz dokuz on on_bir on_iki|ogle|gece|duzine on_bes|ceyrek|iki_hafta yirmi otuz|bucuk|yarim ogle|on_iki gece|on_iki
      bucuk|yarim|yari|otuz`,
    notAfter: '(?:on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan|yuz)\\s',
    notBefore: '\\s(?:yuz|bin|milyon|bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz|ya(?!\\p{L}))',
  },
  ko: {
    sure: `세${koreanCounter}|셋 네${koreanCounter}|넷 다섯 여섯 일곱 여덟 아홉 열${koreanCounter} - - - - - 정오 자정 시_반`,
    maybe: `(?<![가-힣])세|셋|(?<![가-힣])석|서너|삼${koreanSino} (?<![가-힣])네|넷|(?<![가-힣])너|사${koreanSino} 다섯|오${koreanSino} 여섯|육${koreanSino} 일곱|칠${koreanSino}|일주 여덟|팔${koreanSino} 아홉|구${koreanSino} (?<![가-힣])열|십
      열한|열하나|십일 열두|열둘|십이|정오|자정|다스 열다섯|십오|이_주|보름 스무|스물|이십 서른|삼십|반 정오|열두|점심|낮 자정|밤 반|삼십`,
    notAfter: '[가-힣]',
    isInside: true,
  },
};
