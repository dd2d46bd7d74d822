import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { checkTranslation, type GateReason } from '../../src/translation/gate.js';
import { loadTexts } from '../../src/i18n/texts.js';

const judge = (
  from: string,
  to: string,
  source: string,
  translated: string,
  kept: string[] = [],
): readonly GateReason[] => {
  const result = checkTranslation({ source, translated, from, to, kept });
  return result.ok ? [] : result.reasons;
};

const neverOfOurs = [
  ...(['wrong_language', 'half_missing', 'half_untranslated'] as const),
  ...(['repeats_itself', 'looks_like_apology', 'has_notes'] as const),
];

describe('the gate before a translation goes out', () => {
  test.each<[string, string, string, string, string[]]>([
    ['en', 'es', 'The bus for Luis comes at 7:40.', 'El autobús de Luis llega a las 7:40.', ['Luis', '7:40']],
    ['en', 'ar', 'The bus for Luis comes at 7:40.', 'تأتي حافلة Luis في الساعة 7:40.', ['Luis', '7:40']],
    ['en', 'zh-Hans', 'The bus for Luis comes at 7:40.', 'Luis 的校车 7:40 到。', ['Luis', '7:40']],
    ['zh-Hans', 'en', '我们今天会给您回复。', 'We will answer you today.', []],
    ['en', 'ht', 'Yes', 'Wi', []],
    ['en', 'vi', 'Thank you', 'Cảm ơn quý vị rất nhiều', []],
    ['en', 'ru', 'No school on 12/5.', 'Занятий 12/5 не будет.', ['12/5']],
    ['ar', 'en', 'الحافلة تأتي ٧:٤٠', 'The bus comes at 7:40', []],
    ['en', 'es', 'Luis 7:40', 'Luis 7:40', ['Luis', '7:40']],
    ['es', 'en', 'Lo siento, no puedo ir.', "I'm sorry, I can't go.", []],
    ['en', 'xx', 'Some words here', 'Ẃords öf nowhere', []],
    ['en', 'es', 'Open Google Classroom', 'Abra Google Classroom', []],
    ['es', 'en', 'Mi hija perdió su Chromebook en Art', 'My daughter lost her Chromebook in Art', []],
    ['es', 'en', 'Ja ja ja ja ja, gracias', 'Ha ha ha ha ha, thanks', []],
    ['en', 'zh-Hant', 'Thank you, see you on March 5.', '謝謝，3月5日見。', []],
    ['en', 'zh-Hans', 'Is there a bus?', '有没有校车？', []],
    ['en', 'ko', 'The trip is on March 5.', '소풍은 3월 5일입니다.', []],
    ['en', 'zh-Hans', 'The trip is on December 12.', '郊游在12月12日。', ['12']],
    [
      'en',
      'es',
      'The trip is on May 3 for April.',
      'La excursión es el 3 de mayo para April.',
      ['3', 'April'],
    ],
    ['en', 'ur', 'The bus will be late.', 'بس دیر سے آئے گی۔', []],
    ['en', 'es', 'Luis missed two classes.', 'Luis faltó a dos clases.', ['Luis']],
    ['en', 'es', 'Note: the bus is late.', 'Nota: el autobús va tarde.', []],
    [
      'en',
      'zh-Hans',
      'See www.example.org/a for more.',
      '详情请看www.example.org/a。',
      ['www.example.org/a'],
    ],
    ['en', 'ko', 'Write to bus@example.org.', 'bus@example.org로 써 주세요.', ['bus@example.org']],
    [
      'en',
      'ar',
      'See (www.example.org), please.',
      'من فضلكم، انظروا (www.example.org)، شكرا.',
      ['www.example.org'],
    ],
    ['en', 'es', 'Is there anything else I can do?', '¿Hay algo más en que pueda ayudar?', []],
  ])('lets through %s to %s: %s', (from, to, source, translated, kept) => {
    expect(judge(from, to, source, translated, kept)).toEqual([]);
  });

  test.each<[GateReason, string, string, string, string, string[]]>([
    ['empty', 'en', 'es', 'Thank you', ' \n', []],
    ['same_as_source', 'en', 'es', 'The bus is late.', 'the bus is late', []],
    [
      'part_missing',
      'en',
      'es',
      'The bus for Luis is late',
      'El autobús de Luisa va tarde',
      ['Luis', 'Luis'],
    ],
    ['part_missing', 'en', 'es', 'See example.org', 'Vea el ejemplo', ['example.org']],
    ['part_added', 'en', 'es', 'See example.org', 'Vea example.org.evil.com', ['example.org']],
    ['part_added', 'en', 'es', 'See www.example.org now', 'Vea http://www.example.org/x ya', []],
    ['part_added', 'en', 'es', 'See the page', 'Vea la página http://evil.example.com', []],
    ['part_added', 'en', 'ar', 'The bus is late.', 'الحافلة متأخرة، اكتبوا إلى bus@example.org', []],
    ['part_added', 'en', 'es', 'Luis {item} {item}', 'Luis {item} {item} {item}', ['{item}', '{item}']],
    ['has_notes', 'en', 'es', 'Bring a coat.', 'undefined', []],
    ['has_notes', 'en', 'es', 'Bring a coat.', '[object Object]', []],
    ['has_notes', 'en', 'es', 'Bring a coat.', '{"text": "Traiga un abrigo."}', []],
    ['digits_differ', 'en', 'es', 'Bring 3 pencils', 'Traiga 5 lápices', []],
    ['digits_differ', 'en', 'es', 'Bring three pencils', 'Traiga 3 lápices', []],
    ['wrong_script', 'en', 'ar', 'The bus is late.', 'El autobús va tarde.', []],
    ['wrong_script', 'en', 'zh-Hans', 'The bus is late.', 'バスが遅れています。 The bus', []],
    ['wrong_script', 'ru', 'en', 'Автобус опаздывает.', 'Автобус late.', []],
    ['wrong_script', 'en', 'es', 'The bus is late.', '🤖 🤖 🤖 🤖', []],
    [
      'length_absurd',
      'en',
      'es',
      'Please call the school office today because the bus will not come tomorrow.',
      'Llame.',
      [],
    ],
    ['length_absurd', 'en', 'es', 'Yes', 'Sí, '.repeat(30), []],
    ['looks_like_html', 'en', 'es', 'The bus is late.', '<p>El autobús va tarde.</p>', []],
    ['looks_like_html', 'en', 'es', 'The bus is late.', 'El autob&#250;s va tarde &amp; mal', []],
    ['looks_like_html', 'en', 'es', 'The bus is late.', 'El autob&uacute;s va tarde', []],
    ['looks_like_html', 'en', 'es', 'The bus is late.', 'El autob&#xFA;s va tarde', []],
    ['looks_like_apology', 'en', 'es', 'The bus is late today.', 'Lo siento, no puedo traducir esto.', []],
    ['looks_like_apology', 'es', 'en', 'El autobús no vino hoy.', 'As an AI language model, I cannot.', []],
    [
      'half_missing',
      'en',
      'es',
      'Please bring a coat on Friday. The class will walk to the library.',
      'Por favor, traiga un abrigo el viernes.',
      [],
    ],
    [
      'half_missing',
      'en',
      'zh-Hans',
      'Please bring a coat on Friday. The class will walk to the library and back.',
      '星期五请带一件外套。',
      [],
    ],
    [
      'wrong_language',
      'en',
      'es',
      'On Friday the class will walk to the library together, so please bring a warm coat and good shoes.',
      'Na sexta-feira a turma vai caminhar junta até a biblioteca, então por favor traga um casaco quente e bons sapatos.',
      [],
    ],
    [
      'wrong_language',
      'en',
      'fr',
      'On Friday the class will walk to the library together, so please bring a warm coat and good shoes.',
      'On Friday, the class will be walking to the library together, so please bring along a warm coat and shoes.',
      [],
    ],
    [
      'wrong_language',
      'en',
      'uk',
      'On Friday the class will walk to the library together, so please bring a warm coat and good shoes.',
      'В пятницу класс вместе пойдёт в библиотеку, поэтому, пожалуйста, принесите тёплое пальто и хорошую обувь.',
      [],
    ],
    // Too short for letter statistics.
    ['wrong_language', 'en', 'es', 'The bus will be late.', 'The bus is going to be late.', []],
    ['wrong_language', 'en', 'ht', 'The bus for Luis is late.', 'Le bus de Luis est en retard.', ['Luis']],
    [
      'wrong_language',
      'en',
      'es',
      'Please sign the form.',
      'Por favor, assine o formulário, não a carta.',
      [],
    ],
    [
      'wrong_language',
      'en',
      'uk',
      'We will call you on Monday.',
      'Мы позвоним вам и в понедельник, что бы ни было.',
      [],
    ],
    [
      'looks_like_apology',
      'en',
      'es',
      'The bus is late.',
      'Here is the translation: El autobús va tarde.',
      [],
    ],
    ['looks_like_apology', 'en', 'es', 'The bus is late.', 'Traducción: El autobús va tarde.', []],
    ['looks_like_apology', 'en', 'ar', 'The bus is late today.', "I can't help with that request.", []],
    ['unreadable', 'en', 'es', 'The bus is late.', 'El autob\ufffds va tarde.', []],
    ['unreadable', 'en', 'es', 'The bus is late.', 'El autobús \u202eva tarde.', []],
    ['unreadable', 'en', 'es', 'The bus is late.', 'El autobús\u0007 va tarde.', []],
    ['day_differs', 'en', 'es', 'The trip is on December 12.', 'La excursión es el 12 de noviembre.', ['12']],
    ['day_differs', 'en', 'es', 'The trip is on December 12.', 'La excursión es el 12.', ['12']],
    ['day_differs', 'ru', 'en', 'Мы придём в среду.', 'We will come on Thursday.', []],
    ['digits_differ', 'en', 'zh-Hans', 'The trip is on December 12.', '郊游在11月12日。', ['12']],
    ['negation_lost', 'en', 'es', 'There is no school on Friday.', 'Hay escuela el viernes.', []],
    ['negation_lost', 'ru', 'en', 'Автобус сегодня не пришёл.', 'The bus came today.', []],
    ['negation_added', 'en', 'es', 'There is school on Friday.', 'No hay escuela el viernes.', []],
    ['wrong_language', 'en', 'zh-Hans', 'School is closed today.', '學校今天關門。', []],
    ['wrong_language', 'en', 'zh-Hant', 'School is closed today.', '学校今天关门。', []],
    ['wrong_language', 'en', 'ur', 'The bus will be late tomorrow.', 'ستتأخر الحافلة غدا في الصباح.', []],
    ['wrong_language', 'en', 'fa-AF', 'The bus will be late tomorrow.', 'ستتأخر الحافلة غدا في الصباح.', []],
    [
      'wrong_language',
      'en',
      'ar',
      'The bus will be late tomorrow.',
      'بس فردا ناوقت می‌آید و این را به شما گفتیم.',
      [],
    ],
    ['wrong_language', 'en', 'uk', 'The bus will be late.', 'Пожалуйста, ждите, автобус опоздает.', []],
    ['half_untranslated', 'en', 'es', 'School is closed today.', 'School is closed hoy.', []],
    ['half_untranslated', 'en', 'es', 'School is closed today.', 'Skool is closed today.', []],
    ['repeats_itself', 'en', 'es', 'The bus will be late tomorrow morning.', 'el autobús '.repeat(5), []],
    ['repeats_itself', 'en', 'zh-Hans', 'The bus will be late tomorrow morning.', '明天校车'.repeat(5), []],
    ['has_notes', 'en', 'es', 'The bus is late.', '```\nEl autobús va tarde.\n```', []],
    ['has_notes', 'en', 'es', 'The bus is late.', 'El **autobús** va tarde.', []],
    ['has_notes', 'en', 'es', 'The bus is late.', 'El autobús va tarde.\n\nNote: formal register.', []],
    ['has_notes', 'en', 'es', 'The bus is late.', 'El autobús va tarde. (Translation note: formal)', []],
    [
      'has_notes',
      'en',
      'es',
      'The bus is late.',
      'El autobús va tarde. ¿Hay algo más en que pueda ayudarle?',
      [],
    ],
    ['looks_like_apology', 'en', 'es', 'The bus is late now.', 'No puedo cumplir con esa solicitud.', []],
    ['looks_like_apology', 'es', 'en', 'El autobús no vino.', 'Sorry, something went wrong, not now.', []],
    ['digits_differ', 'en', 'ar', 'Come at 3:15', 'تعالوا الساعة 3:51 5', []],
    ['digits_differ', 'ar', 'en', 'الحافلة ٧:٤٠', 'The bus at 4:07', []],
  ])('holds for %s: %s to %s', (reason, from, to, source, translated, kept) => {
    expect(judge(from, to, source, translated, kept)).toContain(reason);
  });

  test.each([
    ['en', "I'm sorry, as an AI I cannot do that."],
    ['es', 'Lo siento, como una IA no puedo hacer eso.'],
    ['pt-BR', 'Desculpe, não posso traduzir este texto.'],
    ['fr', "Désolé, en tant qu'IA je ne peux pas traduire cela."],
    ['vi', 'Xin lỗi, tôi không thể dịch nội dung này.'],
    ['uk', 'Вибачте, я не можу перекласти цей текст.'],
    ['ru', 'Извините, как языковая модель я не перевожу это.'],
    ['pl', 'Przepraszam, nie mogę tego przetłumaczyć.'],
    ['tr', 'Üzgünüm, bunu çeviremem.'],
    ['sw', 'Samahani, siwezi kutafsiri maneno haya.'],
    ['ar', 'عذرا، لا أستطيع ترجمة هذا النص.'],
    ['zh-Hans', '抱歉，作为语言模型，我无法翻译。'],
    ['zh-Hant', '抱歉，我無法翻譯這段文字。'],
    ['ko', '죄송하지만 이 글은 번역할 수 없습니다.'],
    ['hi', 'क्षमा करें, मैं इसका अनुवाद नहीं कर सकता।'],
    ['ur', 'معذرت، میں اس کا ترجمہ نہیں کر سکتا۔'],
  ])('an apology in %s is no translation', (to, translated) => {
    expect(judge('en', to, 'The bus is fifteen minutes late today.', translated)).toContain(
      'looks_like_apology',
    );
  });

  test('finds no text of our own language files to be in another language or half missing', () => {
    const texts = loadTexts();
    const found: string[] = [];
    for (const language of texts.languages()) {
      for (const all of ['prompts', 'readyReplies'] as const) {
        for (const [key, english] of texts[all]('en')) {
          const holes = english.match(/\{\w+\}/gu) ?? [];
          const reasons = judge('en', language, english, texts[all](language).get(key) ?? '', holes);
          if (language === 'en') continue;
          for (const reason of neverOfOurs)
            if (reasons.includes(reason)) found.push(`${language} ${key}: ${reason}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  test('gives every reason at once', () => {
    expect(judge('en', 'ar', 'Bus 12 for Luis', '<b>Bus</b>', ['12', 'Luis'])).toEqual(
      expect.arrayContaining(['part_missing', 'digits_differ', 'wrong_script', 'looks_like_html']),
    );
  });

  test('a text may speak of translating when the original does', () => {
    expect(
      judge('es', 'en', 'No puedo traducir, dice mi hija', 'I cannot translate, says my daughter'),
    ).toEqual([]);
  });

  test('never lets the source out again as a translation when it has words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        fc.pre(/\p{L}/u.test(text));
        expect(judge('en', 'es', text, text)).toContain('same_as_source');
      }),
    );
  });
});
