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
  ['bn', 'বাস আসেনি।', 'আপনি বাসে আসুন।'],
  ['ps', 'سبا ښوونځی نشته.', 'سبا ښوونځی شته.'],
])(
  'in %s, which builds its "not" into words, "%s" denies, and "%s" does not',
  (language, denial, statement) => {
    expect(denies(denial, language)).toBe('yes');
    expect(denies(statement, language)).toBe('no');
  },
);

test.each([
  ['pt-BR', 'ele nao vai hoje'],
  ['pt-BR', 'ninguem veio'],
  ['es', 'jamas vino ningun autobus'],
  ['vi', 'con em khong di hoc hom nay'],
  ['vi', 'con em ko đi học hôm nay'],
  ['tr', 'okulda degil'],
  ['sq', 'asnje autobus'],
  ['en', 'he cant come and dont call'],
  ['ko', '오늘 학교 안가요'],
  ['ar', 'ابني ماراح يجي اليوم'],
])('in %s a hurried hand denies as well: %s', (language, text) => {
  expect(denies(text, language)).toBe('yes');
});

test.each([
  ['tr', 'Elmadan bir parça getirin.'],
  ['fa-AF', 'نوشته طفل تان را بیاورید.'],
  ['sw', 'Hadi saa tisa hatujui bado.'],
  ['so', 'Berri iskuul ma jiraa?'],
  ['hi', 'aaj beta school nahi aayega'],
])('in %s what may hold a "not" proves nothing: %s', (language, text) => {
  expect(denies(text, language)).toBe('unknown');
});

test.each([
  ['No. 4 is the bus.', 'en'],
  ['He comes tomorrow, no?', 'en'],
  ['不客气', 'zh-Hans'],
  ['他明天能不能来？', 'zh-Hans'],
  ['明天有沒有校車？', 'zh-Hant'],
  ['特别感谢老师', 'zh-Hans'],
  ['Con có đi học không?', 'vi'],
  ['Mai con co di hoc khong?', 'vi'],
  ['Cô giáo đã nhận được đơn chưa ạ?', 'vi'],
  ['방학 동안 연락 주세요.', 'ko'],
  ['안전 안내를 읽어 주세요.', 'ko'],
  ['Il y a plus de devoirs cette semaine.', 'fr'],
  ['Tanpri pale ak mwen pa telefòn.', 'ht'],
  ['Sin embargo, él irá mañana.', 'es'],
  ['Viene mañana, ¿no?', 'es'],
  ['Автобус придёт, нет?', 'ru'],
  ['জানানোর জন্য আপনাকে ধন্যবাদ', 'bn'],
  ['Habari za asubuhi', 'sw'],
  ['Tamam', 'tr'],
])('"%s" denies nothing (%s)', (text, language) => {
  expect(denies(text, language)).toBe('no');
});

describe('a translation', () => {
  test('that loses a "not" is found out, and one that adds it', () => {
    const before = 'Please do not come to school tomorrow.';
    expect(negationDiffers(before, 'en', 'Por favor venga a la escuela mañana.', 'es')).toBe('lost');
    expect(negationDiffers(before, 'en', 'Por favor no venga a la escuela mañana.', 'es')).toBeNull();
    expect(negationDiffers('Come tomorrow.', 'en', 'No venga mañana.', 'es')).toBe('added');
  });

  test.each([
    ['tr', 'Lütfen dışarıda bekleyin.', 'Lütfen dışarıda beklemeyin.'],
    ['so', 'Fadlan ku sug dibadda.', 'Fadlan ha ku sugin dibadda.'],
    ['sw', 'Tafadhali subiri nje.', 'Tafadhali usisubiri nje.'],
    ['bn', 'অনুগ্রহ করে বাইরে অপেক্ষা করুন।', 'অনুগ্রহ করে বাইরে অপেক্ষা করবেন না।'],
    ['fa-AF', 'لطفا بیرون منتظر باشید.', 'لطفا بیرون منتظر نباشید.'],
  ])('into %s is accused of a lost "not" as into any other', (to, lost, kept) => {
    const before = 'Please do not wait outside.';
    expect(negationDiffers(before, 'en', lost, to)).toBe('lost');
    expect(negationDiffers(before, 'en', kept, to)).toBeNull();
  });

  test('into a language nobody has words of is not accused without proof', () => {
    expect(negationDiffers('Do not come.', 'en', 'Xyz.', 'xx')).toBeNull();
  });

  test.each([
    ['es', 'Hoy no vino a la escuela.', 'He was absent from school today.'],
    ['es', 'Por favor devuélvalo a más tardar el viernes.', 'Please return it no later than Friday.'],
    ['es', 'Recuerde el formulario.', 'Do not forget the form.'],
    ['zh-Hans', '孩子不舒服', 'My child is sick'],
    ['hi', 'कल स्कूल की छुट्टी है।', 'There is no school tomorrow.'],
    ['ru', 'Не могли бы вы позвонить?', 'Could you call?'],
    ['ht', 'Ekri non pitit ou.', "Write your child's name."],
    ['ar', 'ما اسم المعلمة؟', "What is the teacher's name?"],
    ['vi', 'Ngày mai có học không', 'Is there school tomorrow'],
    ['fr', "N'apportez que de l'eau.", 'Only bring water.'],
  ])(
    'may say in %s with a "not" what English says without one, and the other way',
    (other, theirs, english) => {
      expect(negationDiffers(theirs, other, english, 'en')).toBeNull();
      expect(negationDiffers(english, 'en', theirs, other)).toBeNull();
    },
  );

  test.each([
    ['es', 'No va a ir porque no se siente bien.', 'He is going because he does not feel well.', 'lost'],
    ['es', 'No va a ir porque no se siente bien.', 'He is not going because he does not feel well.', null],
    ['es', 'No, no va nadie ni nunca.', 'No, nobody ever goes.', null],
    ['es', 'No no no, gracias', 'No, thank you', null],
    ['fr', "Il ne vient pas car il n'a pas de bus.", 'He is coming because he has no bus.', 'lost'],
    ['ru', 'Он не придёт, потому что не спал.', 'He will come because he did not sleep.', 'lost'],
    ['pl', 'Nie przyjdzie, bo nie ma autobusu.', 'He will not come because there is no bus.', null],
  ] as const)(
    'that loses one of two denials of %s is found out: %s -> %s',
    (from, source, english, expected) => {
      expect(negationDiffers(source, from, english, 'en')).toBe(expected);
    },
  );

  test('out of formal Arabic keeps its "non-"', () => {
    const source = 'يرجى عدم الانتظار في الخارج.';
    expect(negationDiffers(source, 'ar', 'Please wait outside.', 'en')).toBe('lost');
    expect(negationDiffers(source, 'ar', 'Please do not wait outside.', 'en')).toBeNull();
  });

  test('that says "sick" as its source does is no excuse for a lost "not"', () => {
    const before = 'Do not send your child to school if sick.';
    expect(negationDiffers(before, 'en', 'Envíe a su hijo a la escuela si está enfermo.', 'es')).toBe('lost');
    expect(
      negationDiffers('Sick children may come.', 'en', 'Los niños enfermos no pueden venir.', 'es'),
    ).toBe('added');
  });

  // The texts of the language files say the same in every language: what the lists make of them shows their sanity.
  test.each(texts.languages().filter((language) => language !== 'en'))(
    'of a text of our own into %s, or out of it, is rarely accused',
    (language) => {
      const all = (code: string): Map<string, string> =>
        new Map([...texts.readyReplies(code), ...texts.familyPhrases(code), ...texts.prompts(code)]);
      const english = all('en');
      const accused = [...all(language)].filter(([key, text]) => {
        const said = english.get(key) ?? '';
        return (
          negationDiffers(said, 'en', text, language) !== null ||
          negationDiffers(text, language, said, 'en') !== null
        );
      });
      expect(accused.map(([key]) => key).slice(2)).toEqual([]);
    },
  );
});
