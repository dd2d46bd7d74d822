/**
 * Numbers above ten as words, by language: "11 once" says that "once" is 11. The numbers families give minutes, days
 * and books in; those up to ten stand in the locale files. Accents may be missing.
 */
const lists: Readonly<Record<string, string>> = {
  en: '11 eleven|12 twelve|12 a dozen|13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|19 nineteen|20 twenty|25 twenty five|30 thirty|35 thirty five|40 forty|45 forty five|50 fifty|60 sixty|90 ninety|100 a hundred|100 one hundred',
  es: '11 once|12 doce|13 trece|14 catorce|15 quince|16 dieciseis|17 diecisiete|18 dieciocho|19 diecinueve|20 veinte|25 veinticinco|30 treinta|35 treinta y cinco|40 cuarenta|45 cuarenta y cinco|50 cincuenta|60 sesenta|90 noventa|100 cien',
  'pt-BR':
    '11 onze|12 doze|13 treze|14 catorze|15 quinze|16 dezesseis|17 dezessete|18 dezoito|19 dezenove|20 vinte|25 vinte e cinco|30 trinta|35 trinta e cinco|40 quarenta|45 quarenta e cinco|50 cinquenta|60 sessenta|90 noventa|100 cem',
  ht: '11 onz|12 douz|13 trez|14 katoz|15 kenz|16 sez|17 diset|18 dizuit|19 diznef|20 ven|25 vennsenk|30 trant|35 trannsenk|40 karant|45 karannsenk|50 senkant|60 swasant|90 katrevendis|100 san',
  fr: '11 onze|12 douze|13 treize|14 quatorze|15 quinze|16 seize|17 dix sept|18 dix huit|19 dix neuf|20 vingt|25 vingt cinq|30 trente|35 trente cinq|40 quarante|45 quarante cinq|50 cinquante|60 soixante|90 quatre vingt dix|100 cent',
  vi: '11 mười một|12 mười hai|13 mười ba|14 mười bốn|15 mười lăm|16 mười sáu|17 mười bảy|18 mười tám|19 mười chín|20 hai mươi|20 hai chục|25 hai mươi lăm|30 ba mươi|30 ba chục|35 ba mươi lăm|40 bốn mươi|45 bốn mươi lăm|50 năm mươi|60 sáu mươi|90 chín mươi|100 một trăm',
  ru: '11 одиннадцать|12 двенадцать|13 тринадцать|14 четырнадцать|15 пятнадцать|16 шестнадцать|17 семнадцать|18 восемнадцать|19 девятнадцать|20 двадцать|25 двадцать пять|30 тридцать|35 тридцать пять|40 сорок|45 сорок пять|50 пятьдесят|60 шестьдесят|90 девяносто|100 сто',
  uk: '11 одинадцять|12 дванадцять|13 тринадцять|14 чотирнадцять|15 пятнадцять|16 шістнадцять|17 сімнадцять|18 вісімнадцять|19 девятнадцять|20 двадцять|25 двадцять пять|30 тридцять|35 тридцять пять|40 сорок|45 сорок пять|50 пятдесят|60 шістдесят|90 девяносто|100 сто',
  pl: '11 jedenascie|12 dwanascie|13 trzynascie|14 czternascie|15 pietnascie|16 szesnascie|17 siedemnascie|18 osiemnascie|19 dziewietnascie|20 dwadziescia|25 dwadziescia piec|30 trzydziesci|35 trzydziesci piec|40 czterdziesci|45 czterdziesci piec|50 piecdziesiat|60 szescdziesiat|90 dziewiecdziesiat|100 sto',
  sq: '11 njembedhjete|12 dymbedhjete|13 trembedhjete|14 katermbedhjete|15 pesembedhjete|16 gjashtembedhjete|17 shtatembedhjete|18 tetembedhjete|19 nentembedhjete|20 njezet|25 njezet e pese|30 tridhjete|35 tridhjete e pese|40 dyzet|45 dyzet e pese|50 pesedhjete|60 gjashtedhjete|90 nentedhjete|100 njeqind',
  so: '11 kow iyo toban|12 laba iyo toban|13 saddex iyo toban|14 afar iyo toban|15 shan iyo toban|16 lix iyo toban|17 toddoba iyo toban|18 siddeed iyo toban|19 sagaal iyo toban|20 labaatan|25 shan iyo labaatan|30 soddon|35 shan iyo soddon|40 afartan|45 shan iyo afartan|50 konton|60 lixdan|90 sagaashan|100 boqol',
  sw: '11 kumi na moja|12 kumi na mbili|13 kumi na tatu|14 kumi na nne|15 kumi na tano|16 kumi na sita|17 kumi na saba|18 kumi na nane|19 kumi na tisa|20 ishirini|25 ishirini na tano|30 thelathini|35 thelathini na tano|40 arobaini|45 arobaini na tano|50 hamsini|60 sitini|90 tisini|100 mia moja|100 mia',
  tr: '11 on bir|12 on iki|13 on uc|14 on dort|15 on bes|16 on alti|17 on yedi|18 on sekiz|19 on dokuz|20 yirmi|25 yirmi bes|30 otuz|35 otuz bes|40 kirk|45 kirk bes|50 elli|60 altmis|90 doksan|100 yuz',
  ar: '11 احد عشر|11 حداشر|12 اثنا عشر|12 اطنعشر|12 اثنعش|13 ثلاثه عشر|14 اربعه عشر|15 خمسه عشر|15 خمسطعشر|16 سته عشر|17 سبعه عشر|18 ثمانيه عشر|19 تسعه عشر|20 عشرين|20 عشرون|25 خمسه وعشرين|30 ثلاثين|30 ثلاثون|30 تلاتين|35 خمسه وثلاثين|40 اربعين|45 خمسه واربعين|50 خمسين|60 ستين|90 تسعين|100 ميه|100 مئه',
  ur: '11 گیارہ|12 بارہ|13 تیرہ|14 چودہ|15 پندرہ|16 سولہ|17 سترہ|18 اٹھارہ|19 انیس|20 بیس|25 پچیس|30 تیس|35 پینتیس|40 چالیس|45 پینتالیس|50 پچاس|60 ساٹھ|90 نوے|100 سو|12 barah|15 pandrah|20 bees|30 tees',
  ps: '11 یوولس|12 دولس|13 دیارلس|14 څوارلس|15 پنځلس|16 شپاړس|17 اوولس|18 اتلس|19 نولس|20 شل|25 پنځه ویشت|30 دېرش|30 دیرش|35 پنځه دېرش|40 څلوېښت|45 پنځه څلوېښت|50 پنځوس|60 شپېته|90 نوي|100 سل',
  'fa-AF':
    '11 یازده|12 دوازده|13 سیزده|14 چهارده|15 پانزده|16 شانزده|17 هفده|18 هژده|18 هجده|19 نزده|19 نوزده|20 بیست|25 بیست و پنج|30 سی|35 سی و پنج|40 چهل|45 چهل و پنج|50 پنجاه|60 شصت|90 نود|100 صد',
  bn: '11 এগারো|12 বারো|13 তেরো|14 চৌদ্দ|15 পনেরো|15 পনের|16 ষোলো|17 সতেরো|18 আঠারো|19 উনিশ|20 বিশ|20 কুড়ি|25 পঁচিশ|30 ত্রিশ|30 তিরিশ|35 পঁয়ত্রিশ|40 চল্লিশ|45 পঁয়তাল্লিশ|50 পঞ্চাশ|60 ষাট|90 নব্বই|100 একশ',
  hi: '11 ग्यारह|12 बारह|13 तेरह|14 चौदह|15 पंद्रह|15 पन्द्रह|16 सोलह|17 सत्रह|18 अठारह|19 उन्नीस|20 बीस|25 पच्चीस|30 तीस|35 पैंतीस|40 चालीस|45 पैंतालीस|50 पचास|60 साठ|90 नब्बे|100 सौ|12 barah|15 pandrah|20 bees|30 tees',
  ko: '11 십일|11 열하나|11 열한|12 십이|12 열둘|12 열두|13 십삼|13 열셋|13 열세|14 십사|14 열넷|15 십오|15 열다섯|16 십육|17 십칠|18 십팔|19 십구|20 이십|20 스물|20 스무|25 이십오|30 삼십|30 서른|35 삼십오|40 사십|40 마흔|45 사십오|50 오십|50 쉰|60 육십|60 예순|90 구십|100 백',
};

/** The number words of a language above ten, with the number each stands for. */
export function numberWordsOf(language: string): readonly { number: string; phrase: string }[] {
  return (lists[language] ?? '')
    .split('|')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const blank = entry.indexOf(' ');
      return { number: entry.slice(0, blank), phrase: entry.slice(blank + 1) };
    });
}
