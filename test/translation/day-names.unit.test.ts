import { expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { namesOtherDay } from '../../src/translation/day-names.js';

test.each([
  ['es', 'La reunión es el viernes 5 de marzo.'],
  ['fr', 'La réunion est le vendredi 5 mars.'],
  ['pl', 'Zebranie jest w piątek 5 marca.'],
  ['ru', 'Собрание в пятницу, 5 марта.'],
  ['ht', 'Reyinyon an se vandredi 5 mas.'],
  ['ar', 'الاجتماع يوم الجمعة 5 مارس.'],
  ['sw', 'Mkutano ni Ijumaa, 5 Machi.'],
  ['tr', 'Toplantı 5 Mart Cuma günü, pazar yerinde.'],
  ['zh-Hans', '会议在三月五日星期五。'],
  ['ko', '회의는 3월 5일 금요일입니다.'],
  ['xx', 'Vendredo 5 marto'],
])('in %s the same day is named: %s', (to, translated) => {
  expect(namesOtherDay('The meeting is on Friday, March 5.', 'en', translated, to)).toBe(false);
  expect(namesOtherDay(translated, to, 'The meeting is on Friday, March 5.', 'en')).toBe(false);
});

test.each([
  ['es', 'La reunión es el jueves 5 de marzo.'],
  ['es', 'La reunión es el viernes 5 de mayo.'],
  ['fr', 'La réunion est le jeudi 5 mars.'],
  ['pl', 'Zebranie jest w piątek 5 maja.'],
  ['uk', 'Збори в пʼятницю, 5 травня.'],
  ['ht', 'Reyinyon an se jedi 5 mas.'],
  ['hi', 'बैठक गुरुवार 5 मार्च को है।'],
  ['vi', 'Cuộc họp vào Thứ Năm, 5 tháng 3.'],
  ['zh-Hans', '会议在十二月五日星期五。'],
  ['ko', '회의는 3월 5일 목요일입니다.'],
])('in %s another day is named: %s', (to, translated) => {
  expect(namesOtherDay('The meeting is on Friday, March 5.', 'en', translated, to)).toBe(true);
  expect(namesOtherDay(translated, to, 'The meeting is on Friday, March 5.', 'en')).toBe(true);
});

test('a verb is no month, and no language takes the names of another', () => {
  expect(
    namesOtherDay('May we march on Friday in June?', 'en', '¿Podemos marchar el viernes en junio?', 'es'),
  ).toBe(false);
  for (const language of languageCodes) {
    if (language === 'en') continue;
    expect(namesOtherDay('On Friday', 'en', 'On Thursday', language)).toBe(false);
  }
});

/** "No school on Friday, December 4." as it is said, and with another day or month in its place. */
test.each([
  ['es', 'No hay clases el viernes 4 de diciembre.', 'viernes>jueves', 'diciembre>noviembre'],
  ['pt-BR', 'Não haverá aula na sexta, 4 de dezembro.', 'sexta>quinta', 'dezembro>novembro'],
  ['fr', 'Pas d’école le vendredi 4 décembre.', 'vendredi>jeudi', 'décembre>novembre'],
  ['ht', 'Pa gen lekòl vandredi 4 desanm.', 'vandredi>jedi', 'desanm>novanm'],
  ['zh-Hans', '12月4日周五不上课。', '周五>周四', '12月>11月'],
  ['zh-Hant', '12月4日禮拜五不上課。', '禮拜五>禮拜四', '12月>11月'],
  ['ar', 'لا دراسة يوم الجمعة 4 كانون الأول.', 'الجمعة>الخميس', 'كانون الأول>تشرين الثاني'],
  ['ar', 'المدرسة مغلقة للجمعة ٤ ديسمبر.', 'للجمعة>للخميس', 'ديسمبر>نوفمبر'],
  ['ur', 'جمعے 4 دسمبر کو اسکول بند ہے۔', 'جمعے>جمعرات', 'دسمبر>نومبر'],
  ['ps', 'د جمعې په ورځ، د ډیسمبر 4 ښوونځی بند دی.', 'جمعې>پنجشنبې', 'ډیسمبر>نومبر'],
  ['fa-AF', 'روز جمعه ۴ دسامبر مکتب رخصت است.', 'جمعه>پنج شنبه', 'دسامبر>نوامبر'],
  ['bn', 'শুক্রবারে ৪ ডিসেম্বরে স্কুল বন্ধ।', 'শুক্রবারে>বৃহস্পতিবারে', 'ডিসেম্বরে>নভেম্বরে'],
  ['hi', 'शुक्रवार 4 दिसम्बर को स्कूल नहीं है।', 'शुक्रवार>गुरूवार', 'दिसम्बर>नवम्बर'],
  ['vi', 'Không có học thứ sáu, ngày 4 tháng mười hai.', 'thứ sáu>thứ năm', 'mười hai>mười một'],
  ['ru', 'В пятницу, 4 декабря, уроков нет.', 'пятницу>среду', 'декабря>октября'],
  ['uk', 'У п’ятницю, 4 грудня, уроків немає.', 'п’ятницю>середу', 'грудня>жовтня'],
  ['pl', 'W piątek 4 grudnia nie ma lekcji.', 'piątek>środę', 'grudnia>listopada'],
  ['sq', 'Të premten, më 4 dhjetor, nuk ka mësim.', 'premten>enjten', 'dhjetor>nëntor'],
  ['so', 'Dugsi ma jiro Jimcaha 4 Diseembar.', 'Jimcaha>Khamiista', 'Diseembar>Nofembar'],
  ['sw', 'Hakuna shule Ijumaa tarehe 4 Desemba.', 'Ijumaa>Alhamisi', 'Desemba>Novemba'],
  ['tr', "4 Aralık'ta, cuma günü okul yok.", 'cuma>perşembe', 'Aralık>Kasım'],
  ['ko', '12월 4일 금요일에는 수업이 없습니다.', '금요일>목요일', '12월>11월'],
])('in %s another day or month is heard in "%s"', (to, said, ...exchanges) => {
  const english = 'No school on Friday, December 4.';
  expect(namesOtherDay(english, 'en', said, to)).toBe(false);
  expect(namesOtherDay(said, to, english, 'en')).toBe(false);
  for (const [right = '', wrong = ''] of exchanges.map((exchange) => exchange.split('>'))) {
    const other = said.replace(right, wrong);
    expect(other).not.toBe(said);
    expect(namesOtherDay(english, 'en', other, to)).toBe(true);
    expect(namesOtherDay(other, to, english, 'en')).toBe(true);
  }
});

test('every month and weekday is known as the calendars of its language write it', () => {
  const inLanguage = (language: string, options: Intl.DateTimeFormatOptions, day: number): string =>
    new Intl.DateTimeFormat(language, {
      ...({ timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const),
      ...options,
    }).format(day);
  const date = { month: 'long', day: 'numeric' } as const;
  const short = { month: 'short', day: 'numeric' } as const;
  for (const language of languageCodes.filter((code) => code !== 'ht')) {
    for (let index = 0; index < 12; index += 1) {
      const [day, next] = [Date.UTC(2026, index, 5), Date.UTC(2026, index + 1, 5)];
      for (const style of [date, short]) {
        const english = inLanguage('en', style, day);
        expect([language, namesOtherDay(english, 'en', inLanguage(language, style, day), language)]).toEqual([
          language,
          false,
        ]);
        expect([
          language,
          english,
          namesOtherDay(english, 'en', inLanguage(language, style, next), language),
        ]).toEqual([language, english, true]);
      }
    }
    for (let index = 1; index < 8; index += 1) {
      const [day, next] = [Date.UTC(2026, 10, index), Date.UTC(2026, 10, index + 1)];
      const weekday = { weekday: 'long' } as const;
      const english = inLanguage('en', weekday, day);
      expect(namesOtherDay(english, 'en', inLanguage(language, weekday, day), language)).toBe(false);
      expect(namesOtherDay(english, 'en', inLanguage(language, weekday, next), language)).toBe(true);
    }
  }
});

test('a date without its month is another, and two dates keep each their own', () => {
  expect(namesOtherDay('Due December 4.', 'en', 'Para el 4.', 'es')).toBe(true);
  expect(namesOtherDay('Due Dec. 4.', 'en', 'Para el 4 dic.', 'es')).toBe(false);
  expect(namesOtherDay('March 5 and May 8', 'en', 'El 8 de marzo y el 5 de mayo', 'es')).toBe(true);
  expect(namesOtherDay('March 5 and May 8', 'en', 'El 8 de mayo y el 5 de marzo', 'es')).toBe(false);
  expect(namesOtherDay('March 3-5 and May 5', 'en', 'Del 3 al 5 de marzo y el 5 de mayo', 'es')).toBe(false);
  expect(namesOtherDay('March 30 to April 3', 'en', '3月30日至4月3日', 'zh-Hans')).toBe(false);
});

test.each([
  ['Once a week, on Friday', '每周一次，周五', 'zh-Hans'],
  ['Three months until May', '到五月还有三个月', 'zh-Hans'],
  ['The second meeting is on Friday', 'Cuộc họp thứ hai vào thứ Sáu', 'vi'],
  ['Fourth graders come on Friday', 'A quarta série vem na sexta-feira', 'pt-BR'],
  ['Parents have until 5 on Friday', 'Rodzice mają do 5 w piątek', 'pl'],
  ['This week on Friday', 'اس ہفتے جمعہ کو', 'ur'],
  ['You may bring 5 books on Monday', 'Puede traer 5 libros el lunes', 'es'],
  ['We sat down in the sun', 'Nos sentamos al sol el lunes', 'es'],
])('words that look like days say no other day: "%s" and "%s"', (english, said, language) => {
  expect(namesOtherDay(english, 'en', said, language)).toBe(false);
  expect(namesOtherDay(said, language, english, 'en')).toBe(false);
});
