import { describe, expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { losesDay } from '../../src/translation/lost-days.js';
import { ownTextsWhere } from './own-texts.js';

/** "No school on Friday." and "The book fair is in March.", whole, and without the day and the month. */
const sentences: readonly (readonly [string, string, string, string, string])[] = [
  ['es', 'No hay clases el viernes.', 'No hay clases.', 'La feria es en marzo.', 'La feria es pronto.'],
  ['pt-BR', 'Não haverá aula na sexta-feira.', 'Não haverá aula.', 'A feira é em março.', 'A feira é logo.'],
  ['fr', 'Pas d’école vendredi.', 'Pas d’école.', 'La foire a lieu en mars.', 'La foire a lieu.'],
  ['ht', 'Pa gen lekòl vandredi.', 'Pa gen lekòl.', 'Fwa liv la nan mwa mas.', 'Fwa liv la ap fèt.'],
  ['zh-Hans', '星期五不上课。', '不上课。', '书展在三月。', '书展快到了。'],
  ['zh-Hant', '禮拜五不上課。', '不上課。', '書展在三月。', '書展快到了。'],
  ['ar', 'لا دراسة يوم الجمعة.', 'لا دراسة.', 'المعرض في مارس.', 'المعرض قريبا.'],
  ['ur', 'جمعہ کو اسکول نہیں ہے۔', 'اسکول نہیں ہے۔', 'کتاب میلہ مارچ میں ہے۔', 'کتاب میلہ جلد ہے۔'],
  [
    'ps',
    'د جمعې په ورځ ښوونځی نشته.',
    'ښوونځی نشته.',
    'نندارتون د مارچ په میاشت کې دی.',
    'نندارتون نږدې دی.',
  ],
  ['fa-AF', 'روز جمعه مکتب نیست.', 'مکتب نیست.', 'نمایشگاه در مارچ است.', 'نمایشگاه نزدیک است.'],
  ['bn', 'শুক্রবার স্কুল নেই।', 'স্কুল নেই।', 'বইমেলা মার্চ মাসে।', 'বইমেলা শীঘ্রই।'],
  ['hi', 'शुक्रवार को स्कूल नहीं है।', 'स्कूल नहीं है।', 'मेला मार्च में है।', 'मेला जल्द है।'],
  ['vi', 'Không có học vào thứ Sáu.', 'Không có học.', 'Hội sách vào tháng ba.', 'Hội sách sắp mở.'],
  ['ru', 'В пятницу уроков нет.', 'Уроков нет.', 'Ярмарка в марте.', 'Ярмарка скоро.'],
  ['uk', 'У п’ятницю уроків немає.', 'Уроків немає.', 'Ярмарок у березні.', 'Ярмарок скоро.'],
  ['pl', 'W piątek nie ma lekcji.', 'Nie ma lekcji.', 'Targi są w marcu.', 'Targi są niedługo.'],
  ['sq', 'Të premten nuk ka mësim.', 'Nuk ka mësim.', 'Panairi është në mars.', 'Panairi është afër.'],
  [
    'so',
    'Dugsi ma jiro Jimcaha.',
    'Dugsi ma jiro.',
    'Bandhigu waa bisha Maarso.',
    'Bandhigu waa dhow yahay.',
  ],
  ['sw', 'Hakuna shule Ijumaa.', 'Hakuna shule.', 'Maonyesho ni mwezi wa Machi.', 'Maonyesho ni karibuni.'],
  ['tr', 'Cuma günü okul yok.', 'Okul yok.', 'Kitap fuarı mart ayında.', 'Kitap fuarı yakında.'],
  ['ko', '금요일에는 수업이 없습니다.', '수업이 없습니다.', '도서전은 3월입니다.', '도서전이 곧 열립니다.'],
];
const [friday, march] = ['No school on Friday.', 'The book fair is in March.'];

describe('a day that is lost in translation', () => {
  test('is looked for in every language of the house', () => {
    expect(sentences.map(([language]) => language).sort()).toEqual(
      languageCodes.filter((code) => code !== 'en').sort(),
    );
  });

  test.each(sentences)(
    'is missed between English and %s, and only where it is lost',
    (code, day, noDay, month, noMonth) => {
      expect([losesDay(friday, 'en', day, code), losesDay(march, 'en', month, code)]).toEqual([false, false]);
      expect([losesDay(day, code, friday, 'en'), losesDay(month, code, march, 'en')]).toEqual([false, false]);
      expect([losesDay(friday, 'en', noDay, code), losesDay(march, 'en', noMonth, code)]).toEqual([
        true,
        true,
      ]);
      expect([
        losesDay(day, code, 'There is no school.', 'en'),
        losesDay(month, code, 'The book fair is soon.', 'en'),
      ]).toEqual([true, true]);
    },
  );

  test('is missed beside another that is kept', () => {
    expect(losesDay('Monday and Friday', 'en', 'El lunes', 'es')).toBe(true);
    expect(losesDay('вторник и среду', 'ru', 'on Tuesday', 'en')).toBe(false);
    expect(losesDay('во вторник и в среду', 'ru', 'on Tuesday', 'en')).toBe(true);
  });

  test.each([
    ['en', 'Monday through Friday', 'es', 'entre semana'],
    ['en', 'Monday to Friday', 'zh-Hans', '周一至五'],
    ['en', 'on Tuesday and Thursday', 'zh-Hant', '週二、四'],
    ['en', 'Monday, Wednesday and Friday', 'vi', 'thứ hai, tư và sáu'],
    ['en', 'Monday and Friday', 'ko', '월·금'],
    ['en', 'on Saturday and Sunday', 'tr', 'hafta sonu'],
    ['es', 'de lunes a viernes', 'en', 'on weekdays'],
    ['es', 'el sábado y el domingo', 'en', 'on the weekend'],
    ['en', "Friday's meeting", 'pl', 'piątkowe spotkanie'],
    ['en', 'the Saturday class', 'uk', 'суботній урок'],
    ['en', 'in the March concert', 'ru', 'на мартовском концерте'],
    ['en', 'Friday', 'hi', 'शुक्र को'],
    ['en', 'Sunday', 'bn', 'রোববার'],
    ['en', 'Thursday', 'so', 'Qamiista'],
    ['en', 'as the Friday News wrote', 'fr', 'comme l’a écrit Friday News'],
    ['en', 'We are off on Good Friday', 'zh-Hans', '耶稣受难日放假'],
    ['en', 'Sunday school begins', 'fr', 'Le catéchisme commence'],
  ])('is kept where %s "%s" is said in %s as "%s"', (from, source, to, translated) => {
    expect(losesDay(source, from, translated, to)).toBe(false);
  });

  test.each([
    [
      'en',
      'You may march with us, we sat in the sun.',
      'es',
      'Puede marchar con nosotros, nos sentamos al sol.',
    ],
    ['en', 'Ask April or June about it.', 'es', 'Pregúnteles a las dos.'],
    ['pt-BR', 'É a segunda vez na quarta série.', 'en', 'It is the second time in grade four.'],
    ['vi', 'Lần thứ hai con nghỉ, mỗi tháng một lần.', 'en', 'The second time he is absent, once a month.'],
    ['vi', 'ngày thứ hai con bệnh', 'en', 'the second day my child is sick'],
    ['ru', 'Хорошая среда для учёбы.', 'en', 'A good environment for learning.'],
    ['ur', 'پیر میں درد ہے، اگلے ہفتے ملیں گے۔', 'en', 'My foot hurts, see you next week.'],
    ['ps', 'بله اونۍ به راشي.', 'en', 'She will come next week.'],
    ['sq', 'Ju premtoj se do të vijë.', 'en', 'I promise she will come.'],
    ['tr', 'Pazardan elma aldık.', 'en', 'We bought apples at the market.'],
    ['ar', 'الاثنان معا، أحد عشر طفلا', 'en', 'both of them, eleven children'],
    ['zh-Hans', '他上周一直生病，三周五天。', 'en', 'He was sick all last week, three weeks and five days.'],
    ['so', 'toddobaadka dambe', 'en', 'next week'],
    ['xx', 'Vendredo', 'en', 'soon'],
    ['en', 'On Friday', 'xx', 'Io'],
  ])('is not missed where none was named: %s "%s"', (from, source, to, translated) => {
    expect(losesDay(source, from, translated, to)).toBe(false);
  });

  test('is missed in none of our own texts, there and back', () => {
    expect(ownTextsWhere(losesDay)).toEqual([]);
  });
});
