import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkTranslation, type GateReason } from '../../src/translation/gate.js';

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
    ['looks_like_apology', 'en', 'es', 'The bus is late today.', 'Lo siento, no puedo traducir esto.', []],
    ['looks_like_apology', 'es', 'en', 'El autobús no vino hoy.', 'As an AI language model, I cannot.', []],
  ])('holds for %s: %s to %s', (reason, from, to, source, translated, kept) => {
    expect(judge(from, to, source, translated, kept)).toContain(reason);
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
