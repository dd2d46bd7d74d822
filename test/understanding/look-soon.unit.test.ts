import { describe, expect, test } from '@jest/globals';
import { readSplit } from '../eval/measure.js';
import { understand } from '../../src/understanding/understand.js';
import { read, words } from './context.js';

describe('a text that may be about danger, though no word of it says so surely', () => {
  test.each([
    [
      'en',
      'he went out to buy bread at four and it is nine now, his phone goes straight to voicemail and nobody has seen him',
    ],
    ['ru', 'она сказала сестре что скоро никому не будет мешать в этом доме'],
    ['ar', 'خرج الساعة اربعة يشتري خبز والى الان ما رجع وجواله مغلق ومحد شافه من اصحابه'],
    ['es', 'la nena tiene el brazo todo rayado con la navajita del sacapuntas y usa sueter con este calor'],
    ['pt-BR', 'o tio da cantina deu 50 reais pra minha filha nao contar o que aconteceu no deposito'],
    ['vi', 'bé Bảo nói không có con chắc cả nhà đỡ khổ, mà chắc cũng hổng ai nhớ con đâu'],
    ['ko', '방금 어떤 여자가 이모라고 하면서 애를 데려갔다는데 저희는 그런사람 없어요'],
  ])('is for a person to look at soon, and raises no alarm, in %s: %s', (language, text) => {
    const understood = read(language, text);
    expect(understood).toMatchObject({ lookSoon: true, urgent: false, urgentKinds: [], needsStaff: true });
    expect(understood.reasons[0]).toMatch(/^lookSoon:/u);
  });

  test.each([
    ['en', 'the bus was late again this morning so he missed his first class, please do not mark him absent'],
    ['es', 'buenos dias maestra, mañana vamos a llegar un poquito tarde porque tiene cita con el dentista'],
    ['pt-BR', 'professora, que horas é a reunião de pais na quinta e precisa levar o caderno de matemática'],
    [
      'ru',
      'здравствуйте, завтра мы идем к зубному, придет после второго урока, передайте пожалуйста учителю',
    ],
    ['zh-Hans', '老师您好 明天下午要带孩子去看牙医 请帮他请两节课的假 谢谢'],
    ['vi', 'chào cô, mai cháu đi khám răng nên xin phép nghỉ buổi sáng, chiều cháu sẽ đi học lại'],
    ['ht', 'bonjou metrès, demen li pral kay dantis la, l ap rive yon ti jan ta nan lekòl la'],
    ['ar', 'صباح الخير يا معلمة غدا عندنا موعد عند طبيب الاسنان وسنتأخر قليلا عن المدرسة'],
    ['en', 'ok thanks'],
    ['ht', '2'],
    ['en', "I don't know"],
    ['ru', 'Может быть'],
    ['en', ''],
  ])('is not what families write on an ordinary day, in %s: %s', (language, text) => {
    const { lookSoon, urgent, reasons } = read(language, text);
    expect({ lookSoon, urgent }).toEqual({ lookSoon: false, urgent: false });
    expect(reasons.filter((reason) => reason.startsWith('lookSoon:'))).toEqual([]);
  });

  const understood = ([readSplit('dev'), readSplit('hard-dev')] as const)
    .flatMap((split) => ['en', 'es', 'ru', 'vi'].flatMap((code) => split.get(code) ?? []))
    .map(({ text, lang, ask }) =>
      understand(words, text, { homeLanguage: lang, districtLanguages: words.languages, ask }),
    );

  test('is about safety, or a home, where it names nothing else, and about no guess', () => {
    const isNamed = (reason: string): boolean => /^topic:(?!.* sounds like it)/u.test(reason);
    const soon = understood.filter(({ lookSoon }) => lookSoon);
    const named = soon.filter(({ reasons }) => reasons.some(isNamed));
    const unnamed = soon.filter((text) => !named.includes(text)).map(({ topic }) => topic);
    expect(unnamed).toContain('safety');
    expect(unnamed.filter((topic) => topic !== 'safety' && topic !== 'basic_needs')).toEqual([]);
    expect(named.map(({ topic }) => topic)).toContain('learning');
  });

  test('is never also urgent: the alarm says more', () => {
    expect(understood.filter(({ lookSoon }) => lookSoon).length).toBeGreaterThan(10);
    const both = understood.filter(
      ({ urgent, lookSoon, reasons }) =>
        (urgent && lookSoon) || reasons.some((reason) => reason.startsWith('lookSoon:')) !== lookSoon,
    );
    expect(both).toEqual([]);
  });
});
