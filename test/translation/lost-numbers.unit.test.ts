import { describe, expect, test } from '@jest/globals';
import { languageCodes } from '../../src/i18n/languages.js';
import { losesNumber } from '../../src/translation/lost-numbers.js';
import { numberWords, quantities } from '../../src/translation/number-words.js';
import { ownTextsWhere } from './own-texts.js';

/** "Bring three pencils." as it is said, and without the number. */
const pencils: readonly (readonly [string, string, string])[] = [
  ['es', 'Traiga tres lápices.', 'Traiga lápices.'],
  ['pt-BR', 'Traga três lápis.', 'Traga lápis.'],
  ['fr', 'Apportez trois crayons.', 'Apportez des crayons.'],
  ['ht', 'Pote twa kreyon.', 'Pote kreyon.'],
  ['zh-Hans', '请带三支铅笔。', '请带铅笔。'],
  ['zh-Hant', '請帶三枝鉛筆。', '請帶鉛筆。'],
  ['ar', 'أحضروا ثلاثة أقلام.', 'أحضروا أقلاما.'],
  ['ur', 'تین پنسلیں لائیں۔', 'پنسلیں لائیں۔'],
  ['ps', 'درې پنسلونه راوړئ.', 'پنسلونه راوړئ.'],
  ['fa-AF', 'سه پنسل بیاورید.', 'پنسل بیاورید.'],
  ['bn', 'তিনটি পেন্সিল আনুন।', 'পেন্সিল আনুন।'],
  ['hi', 'तीन पेंसिल लाइए।', 'पेंसिल लाइए।'],
  ['vi', 'Ôn bài trong ba ngày.', 'Ôn bài.'],
  ['ru', 'Принесите три карандаша.', 'Принесите карандаши.'],
  ['uk', 'Принесіть три олівці.', 'Принесіть олівці.'],
  ['pl', 'Proszę przynieść trzy ołówki.', 'Proszę przynieść ołówki.'],
  ['sq', 'Sillni tre lapsa.', 'Sillni lapsa.'],
  ['so', 'Keena saddex qalin.', 'Keena qalin.'],
  ['sw', 'Leta penseli tatu.', 'Leta penseli.'],
  ['tr', 'Üç kalem getirin.', 'Kalem getirin.'],
  ['ko', '연필 세 개를 가져오세요.', '연필을 가져오세요.'],
];

describe('a number that is lost in translation', () => {
  test('is looked for in every language of the house, each with a word for every quantity', () => {
    expect(Object.keys(numberWords).sort()).toEqual([...languageCodes].sort());
    for (const { sure, maybe } of Object.values(numberWords)) {
      for (const words of [sure, maybe]) expect(words.trim().split(/\s+/u)).toHaveLength(quantities.length);
    }
  });

  test.each(pencils)(
    'is missed between English and %s, and only where it is lost',
    (language, said, without) => {
      const english = 'Bring three pencils.';
      expect(losesNumber(english, 'en', said, language)).toBe(false);
      expect(losesNumber(said, language, english, 'en')).toBe(false);
      expect(losesNumber(english, 'en', without, language)).toBe(true);
      expect(losesNumber(said, language, 'Bring pencils.', 'en')).toBe(true);
    },
  );

  test.each([
    ['Pick him up at noon.', 'es', 'Recójalo.', 'Recójalo al mediodía.'],
    ['Pick him up at noon.', 'zh-Hans', '请来接他。', '请中午来接他。'],
    [
      'The bus comes at half past seven.',
      'pl',
      'Autobus jest o ósmej.',
      'Autobus jest o wpół do siódmej, siedem.',
    ],
    [
      'The bus comes at half past seven.',
      'fr',
      'Le bus passe à sept heures.',
      'Le bus passe à sept heures et demie.',
    ],
    ['She is in third grade.', 'ru', 'Она в классе.', 'Она в третьем классе.'],
    ['She is in third grade.', 'ht', 'Li nan klas.', 'Li nan twazyèm ane.'],
    ['The test takes thirty minutes.', 'tr', 'Sınav kısa sürer.', 'Sınav yarım saat sürer.'],
    ['Rest for fifteen minutes.', 'es', 'Descanse un rato.', 'Descanse un cuarto de hora.'],
    ['Read for twenty minutes.', 'ar', 'اقرؤوا قليلا.', 'اقرؤوا عشرين دقيقة.'],
    ['Come at three.', 'en-xx', 'Ven.', 'Ven.'],
  ])('"%s" loses its number in %s as "%s", not as "%s"', (english, to, lost, said) => {
    expect(losesNumber(english, 'en', lost, to)).toBe(to !== 'en-xx');
    expect(losesNumber(english, 'en', said, to)).toBe(false);
  });

  test.each([
    ['en', 'Bring three pencils.', 'zh-Hans', '请带3支铅笔。'],
    ['en', 'twenty-three students', 'es', 'veintitrés alumnos'],
    ['en', 'three hundred steps', 'ru', 'триста шагов'],
    ['en', 'one or two of them, wait a second', 'fr', 'quelques-uns, attendez un peu'],
    ['en', 'at three in the afternoon', 'sw', 'saa tisa alasiri'],
    ['sw', 'saa tatu asubuhi', 'en', 'in the morning, at nine'],
    ['ru', 'в половине восьмого', 'en', 'at half past seven'],
    ['ru', 'с семьёй', 'en', 'with the family'],
    ['uk', 'наша сім’я', 'en', 'our family'],
    ['ur', 'کل چھٹی ہے', 'en', 'Tomorrow is a holiday'],
    ['fa-AF', 'چه کار انجام دهم', 'en', 'What should I do'],
    ['vi', 'năm học mới, ba của con', 'en', 'the new school year, my dad'],
    ['zh-Hans', '三明治，四周，星期三点名', 'en', 'a sandwich, all around, roll call on Wednesday'],
    ['ko', '네, 세금', 'en', 'Yes, taxes'],
    ['tr', 'Masanın altı, yemek yedi', 'en', 'Under the table, she ate'],
    ['pl', 'na północy', 'en', 'in the north'],
    ['ar', 'الساعة الثانية عشرة', 'en', 'at 12'],
    ['es', 'ocho días, quince días', 'en', 'a week, two weeks'],
    ['fr', 'un manteau neuf, quatre-vingts', 'en', 'a new coat, 80'],
    ['ht', 'kat idantite, me', 'en', 'an identity card, May'],
  ])('is not missed where none was: %s "%s"', (from, source, to, translated) => {
    expect(losesNumber(source, from, translated, to)).toBe(false);
  });

  test('is missed in none of our own texts, there and back', () => {
    expect(ownTextsWhere(losesNumber)).toEqual([]);
  });
});
