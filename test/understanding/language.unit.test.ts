import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import { read, words } from './context.js';

describe('the language of a text', () => {
  test.each([
    // The family's own.
    ['en', 'What time does the bus come?', 'en'],
    ['es', 'no paso el bus hoy', 'es'],
    ['pt-BR', 'Meu filho está doente hoje', 'pt-BR'],
    ['ht', 'Bis la pa vini jodi a', 'ht'],
    ['vi', 'hom nay con toi bi benh', 'vi'],
    ['zh-Hans', '今天校车没有来', 'zh-Hans'],
    ['ar', 'متى يأتي الباص؟', 'ar'],
    ['ru', 'Автобус не приехал', 'ru'],
    ['ur', 'بس کب آئے گی؟', 'ur'],
    ['fa-AF', 'بچه من مریض است', 'fa-AF'],
    ['uk', 'Коли приїде автобус?', 'uk'],
    ['hi', 'बस कब आएगी?', 'hi'],
    ['bn', 'বাস কখন আসবে?', 'bn'],
    ['ko', '버스 언제 와요?', 'ko'],
    // English, by a family of another language.
    ['es', 'What time is the meeting tomorrow?', 'en'],
    ['ht', 'My daughter will be late today', 'en'],
    ['vi', 'my child is sick', 'en'],
    ['ar', 'Please call me', 'en'],
    ['zh-Hans', 'Thank you for your help', 'en'],
    // Another of the district's languages, long enough to be sure.
    ['en', 'No tengo comida en casa', 'es'],
    ['en', 'Pitit mwen malad jodi a li pap vini lekòl', 'ht'],
    ['es', 'Meu filho não vai para a escola hoje porque está doente', 'pt-BR'],
    ['en', 'Con tôi hôm nay bị sốt không đi học được', 'vi'],
    // Another script says it at once.
    ['es', 'нет', 'ru'],
    ['en', '谢谢', 'zh-Hans'],
    ['en', 'شكرا', 'ar'],
    ['zh-Hans', '老師，校車幾點來？', 'zh-Hant'],
    ['ru', 'Дякую, коли приїде автобус?', 'uk'],
    // Nothing to go by: the home language.
    ['es', '5', 'es'],
    ['ht', '👍', 'ht'],
    ['vi', '', 'vi'],
    ['es', 'ok', 'es'],
    ['ar', 'ana mish fahim el wajib', 'ar'],
  ])('a %s family writes "%s": %s', (home, text, language) => {
    expect(read(home, text).language).toBe(language);
  });

  test('is found among all languages of the district when no home language is known', () => {
    expect(read(null, 'Bonjou, ki lè bis la ap vini?').language).toBe('ht');
    expect(read(null, 'Gracias maestra').language).toBe('es');
    expect(read(null, 'hello').language).toBe('en');
    expect(read(null, '12').language).toBe('en');
  });

  test.each([
    ['ur', 'میرا بچہ خود کو مارنا چاہتا ہے', { urgent: true }],
    ['ps', 'زما زوی غواړي ځان ووژني', { urgent: true }],
    ['fa-AF', 'پسرم می‌خواهد خودش را بکشد', { urgent: true }],
    ['ps', 'مهرباني وکړئ نور پیغامونه مه رالیږئ', { consent: 'opt_out' }],
  ])(
    'is told from its neighbours by its own letters in a district without its script (%s: %s)',
    (language, text, rest) => {
      for (const homeLanguage of [null, 'en']) {
        const context = { homeLanguage, districtLanguages: ['en', 'es'] };
        expect(understand(words, text, context)).toMatchObject({ language, ...rest });
      }
    },
  );

  test('stays the home language when the house has no words of it', () => {
    const context = { homeLanguage: 'so', districtLanguages: [] };
    expect(understand(words, 'Basku goormuu imanayaa?', context)).toMatchObject({
      language: 'so',
      needsStaff: true,
    });
  });
});

describe('a word or two of another language of the district', () => {
  test.each([
    ['hola', 'es'],
    ['Buenos días', 'es'],
    ['olá', 'pt-BR'],
    ['fiebre', 'es'],
    ['mèsi anpil', 'ht'],
  ])('is read in that language: %s', (text, language) => {
    expect(read('en', text).language).toBe(language);
  });

  test.each(['hola', 'buenos días', 'bonjour', 'olá', 'a', 'x', 'Zbqrty'])(
    'gets no topic from what it looks like: %s',
    (text) => {
      expect(read('en', text).topic).toBe('other');
    },
  );

  test.each<[string, boolean]>([
    ['sí', true],
    ['no', false],
    ['sim', true],
  ])('answers as that language does: %s', (text, value) => {
    expect(read('en', text, { kind: 'yesno' }).answer).toEqual({ status: 'answered', value });
  });

  test('is not taken for the one word of it that the home language has too', () => {
    expect(read('en', 'no sé', { kind: 'yesno' }).answer.status).toBe('unclear');
  });

  test.each(['helo', 'ok', 'no thanks', 'Luis', 'van'])('stays in the home language in doubt: %s', (text) => {
    expect(read('en', text).language).toBe('en');
  });
});
