import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

/** What schools read every morning. */
const absences = [
  ['en', 'My daughter is not going to school today'],
  ['es', 'Mi hija no va a ir a la escuela hoy'],
  ['ar', 'ابنتي لن تذهب إلى المدرسة اليوم'],
  ['bn', 'আমার মেয়ে আজ স্কুলে যাবে না'],
  ['fa-AF', 'دخترم امروز مکتب نمیره'],
  ['fr', "Ma fille n'ira pas à l'école aujourd'hui"],
  ['hi', 'मेरी बेटी आज स्कूल नहीं जाएगी'],
  ['ht', 'Pitit fi mwen an pa pral lekòl jodi a'],
  ['ko', '우리 딸 오늘 학교 못 가요'],
  ['pl', 'Moja córka dzisiaj nie idzie do szkoły'],
  ['ps', 'زما لور نن ښوونځي ته نه ځي'],
  ['pt-BR', 'Minha filha não vai pra escola hoje'],
  ['ru', 'Моя дочка сегодня не пойдет в школу'],
  ['so', 'Gabadhaydu maanta iskuulka ma aadayso'],
  ['sq', 'Vajza ime nuk vjen në shkollë sot'],
  ['sw', 'Binti yangu haendi shule leo'],
  ['tr', 'Kızım bugün okula gelmeyecek'],
  ['uk', 'Моя донька сьогодні не піде до школи'],
  ['ur', 'میری بیٹی آج اسکول نہیں جائے گی'],
  ['vi', 'Con gái tôi hôm nay không đi học'],
  ['zh-Hans', '我女儿今天不去学校'],
  ['zh-Hant', '我女兒今天不上學'],
  ['en', 'my son is home with a fever'],
  ['es', 'mi hijo tiene fiebre y se queda en casa'],
  ['fr', 'mon fils est malade il reste à la maison'],
  ['so', 'wiilkaygu wuu xanuunsan yahay guriga ayuu joogayaa'],
  ['sw', 'mwanangu ni mgonjwa yuko nyumbani'],
  ['tr', 'oğlum hasta evde kalacak'],
  ['ru', 'сын заболел, останется дома'],
  ['ar', 'ابني مريض وسيبقى في البيت'],
  ['vi', 'con trai tôi bị ốm nên ở nhà'],
] as const;

describe('the plainest texts there are', () => {
  test.each(absences)(
    'are for staff, and neither raise the alarm nor are marked: %s: %s',
    (language, text) => {
      expect(read(language, text)).toMatchObject({
        urgent: false,
        lookSoon: false,
        needsStaff: true,
        consent: null,
      });
    },
  );
});
