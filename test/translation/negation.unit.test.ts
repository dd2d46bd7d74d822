import { describe, expect, test } from '@jest/globals';
import { loadTexts } from '../../src/i18n/texts.js';
import { denies, negationDiffers } from '../../src/translation/negation.js';

const texts = loadTexts();

test.each([
  ['en', 'There is no school tomorrow.', 'There is school tomorrow.'],
  ['en', "He can't come.", 'He can come.'],
  ['es', 'Mañana no hay clases.', 'Mañana hay clases.'],
  ['pt-BR', 'Amanhã não tem aula.', 'Amanhã tem aula.'],
  ['fr', "Il n'y a pas d'école demain.", 'Il y a école demain.'],
  ['ht', 'Pa gen lekòl demen.', 'Gen lekòl demen.'],
  ['vi', 'Ngày mai không có học.', 'Ngày mai có học.'],
  ['ru', 'Завтра занятий не будет.', 'Завтра занятия будут.'],
  ['uk', 'Завтра занять не буде.', 'Завтра заняття будуть.'],
  ['pl', 'Jutro nie ma lekcji.', 'Jutro są lekcje.'],
  ['sq', 'Nesër nuk ka mësim.', 'Nesër ka mësim.'],
  ['ar', 'لا توجد مدرسة غدا.', 'توجد مدرسة غدا.'],
  ['ur', 'کل اسکول نہیں ہے۔', 'کل اسکول ہے۔'],
  ['hi', 'कल स्कूल नहीं है।', 'कल स्कूल है।'],
  ['zh-Hans', '明天不上课。', '明天上课。'],
  ['zh-Hant', '明天沒有課。', '明天有課。'],
  ['ko', '내일은 수업이 없습니다.', '내일은 수업이 있습니다.'],
])('in %s "%s" denies, and "%s" does not', (language, denial, statement) => {
  expect(denies(denial, language)).toBe('yes');
  expect(denies(statement, language)).toBe('no');
});

test.each([
  ['tr', 'Yarın okul yok.', 'Yarın okul var.'],
  ['so', 'Berri iskuul ma jiro.', 'Berri iskuul waa jiraa.'],
  ['sw', 'Kesho hakuna shule.', 'Kesho kuna shule.'],
  ['fa-AF', 'فردا مکتب نیست.', 'فردا مکتب است.'],
  ['bn', 'কাল স্কুল নেই।', 'কাল স্কুল আছে।'],
])('in %s, which hides negation in its words, only what is found counts', (language, denial, statement) => {
  expect(denies(denial, language)).toBe('yes');
  expect(denies(statement, language)).toBe('unknown');
});

test.each([
  ['No. 4 is the bus.', 'en'],
  ['No problem, see you there!', 'en'],
  ['不客气', 'zh-Hans'],
])('"%s" denies nothing', (text, language) => {
  expect(denies(text, language)).toBe('no');
});

describe('a translation', () => {
  test('that loses a "not" is found out, and one that adds it', () => {
    const before = 'Please do not come to school tomorrow.';
    expect(negationDiffers(before, 'en', 'Por favor venga a la escuela mañana.', 'es')).toBe('lost');
    expect(negationDiffers(before, 'en', 'Por favor no venga a la escuela mañana.', 'es')).toBeNull();
    expect(negationDiffers('Come tomorrow.', 'en', 'No venga mañana.', 'es')).toBe('added');
  });

  test('into a language that hides negation is not accused without proof', () => {
    expect(negationDiffers('Come tomorrow.', 'en', 'Kesho hakuna.', 'sw')).toBeNull();
    expect(negationDiffers('Do not come.', 'en', 'Xyz.', 'xx')).toBeNull();
  });

  // The ready replies say the same in every language: what the lists make of them shows whether they are sane.
  test.each(texts.languages().filter((language) => language !== 'en'))(
    'of a ready reply into %s is rarely accused',
    (language) => {
      const english = texts.readyReplies('en');
      const accused = [...texts.readyReplies(language)].filter(
        ([key, text]) => negationDiffers(english.get(key) ?? '', 'en', text, language) !== null,
      );
      expect(accused.length).toBeLessThanOrEqual(Math.ceil(english.size * 0.06));
    },
  );
});
