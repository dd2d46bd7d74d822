import { describe, expect, test } from '@jest/globals';
import { readSplit } from '../eval/measure.js';
import { understand } from '../../src/understanding/understand.js';
import { read, words } from './context.js';

describe('a text that may be about danger, though no word of it says so surely', () => {
  test.each([
    ['es', 'se pasa la noche escribiendo cartas para todos y casi no come'],
    ['en', 'the uncle picks her up without asking and she comes back quiet'],
  ])('is for a person to look at soon, and raises no alarm, in %s: %s', (language, text) => {
    const understood = read(language, text);
    expect(understood).toMatchObject({ lookSoon: true, urgent: false, urgentKinds: [], needsStaff: true });
    expect(understood.reasons[0]).toMatch(/^lookSoon:/u);
  });

  test.each([
    [
      'en',
      'Not sure this is the right number. My nephew asked what happens to a dog when the owner is gone for good, then gave the dog to my mother with all its food.',
    ],
    ['ko', '쪽지에 넌 내일 끝이야 라고 써있고 애가 밤새 토했어요'],
    ['pt-BR', 'faz duas semanas que ela quase nao come, diz que quer ir ficando pequena ate desaparecer'],
    [
      'pt-BR',
      'ele levantou a manga no jantar e tem uns riscos novos no braço, disse que é a única coisa que alivia',
    ],
    ['ar', 'بيقفلو عليه البلكونة من الصبح لحد المغرب من غير اكل عشان بيبلل السرير'],
    ['ru', 'внучка рисует маму с красным лицом и папу огромного с кулаками а сама под столом'],
    ['ru', 'вернулся от отца тихий и вздрагивает когда я поднимаю руку'],
    ['vi', 'lưng cháu lằn ngang lằn dọc tím ngắt, hỏi thì nó khóc bảo bố dạy con'],
    ['ko', '학원끝나고 6시에 와야되는 애가 지금 9시반인데 안왔어요 폰은 꺼져있고 친구들도 모른대요'],
  ])('raises the alarm where the examples are sure, in %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ urgent: true, lookSoon: false, needsStaff: true });
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

  // One text in two of the many; the evaluation reads all, and looks too that none is urgent and marked.
  const [many, others, hard] = [readSplit('dev'), readSplit('new-dev'), readSplit('hard-dev')];
  const some = ['en', 'es', 'ru', 'vi'].flatMap((code) => [
    ...[...(many.get(code) ?? []), ...(others.get(code) ?? [])].filter((_, n) => n % 2 === 0),
    ...(hard.get(code) ?? []),
  ]);
  const understood = some.map(({ text, lang, ask }) =>
    understand(words, text, { homeLanguage: lang, districtLanguages: words.languages, ask }),
  );

  test('is about what it names or sounds like, which may be safety', () => {
    const isNamed = (reason: string): boolean => /^topic:(?!.* sounds like it)/u.test(reason);
    const soon = understood.filter(({ lookSoon }) => lookSoon);
    const named = soon.filter(({ reasons }) => reasons.some(isNamed));
    const unnamed = soon.filter((text) => !named.includes(text)).map(({ topic }) => topic);
    expect(unnamed.length).toBeGreaterThan(0);
    expect(unnamed).not.toContain('other');
    expect(read('ru', 'братишка сделал петлю из ремня, хорошо я зашла в комнату').topic).toBe('safety');
    expect(named.filter(({ topic }) => topic !== 'safety').length).toBeGreaterThan(0);
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

describe('where a question is open', () => {
  const times = { kind: 'choice', options: ['8:00', '12:30', '3:15'] } as const;
  const ways = { kind: 'choice', options: ['Ligação', 'E-mail', 'WhatsApp'] } as const;

  test.each([
    ['en', '3:15 would be better', times],
    ['pt-BR', 'zap', ways],
    ['en', 'Me, my husband and our four kids so 6 altogether', { kind: 'number', unit: 'people' }],
    ['ru', 'это Лера, сестра Миши. мама на смене, сказала что придёт', { kind: 'yesno' }],
  ] as const)('a reply that only sounds like danger raises no alarm, in %s: %s', (language, text, ask) => {
    expect(read(language, text, ask)).toMatchObject({ urgent: false, lookSoon: false });
  });

  test.each([
    ['en', 'no, he has a gun', { kind: 'yesno' }],
    ['es', 'no, dice que se quiere morir', { kind: 'yesno' }],
    ['pt-BR', '2, mas o padrasto bate nela', { kind: 'rating', min: 1, max: 5 }],
  ] as const)('a word of danger raises it as ever, in %s: %s', (language, text, ask) => {
    expect(read(language, text, ask).urgent).toBe(true);
  });
});
