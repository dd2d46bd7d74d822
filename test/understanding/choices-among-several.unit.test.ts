import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer } from '../../src/understanding/understood.js';
import { words } from './context.js';

/** What a family of this language chose of these options. */
function choice(language: string, options: readonly string[], text: string): Answer {
  const ask = { kind: 'choice' as const, options: [...options] };
  return understand(words, text, { homeLanguage: language, districtLanguages: words.languages, ask }).answer;
}

const answered = (value: number): Answer => ({ status: 'answered', value });
const unclear: Answer = { status: 'unclear', value: null };
const none: Answer = { status: 'none', value: null };

describe('a text that names several options', () => {
  test.each([
    ['en', ['Soup', 'Salad', 'Pizza'], 'Soup. No wait, salad', 1],
    ['fr', ['mardi', 'jeudi', 'samedi'], 'mardi… euh pardon, samedi', 2],
    ['ru', ['вторник', 'четверг', 'суббота'], 'во вторник.. ой нет, давайте в субботу', 2],
    ['ko', ['월요일', '수요일', '금요일'], '월요일이요. 아니, 금요일로 할게요', 2],
    ['ar', ['السبت', 'الاثنين', 'الأربعاء'], 'السبت، لا عفوا، الأربعاء', 2],
    ['bn', ['সোমবার', 'বুধবার', 'শুক্রবার'], 'সোমবার। না সরি, বুধবার', 1],
  ])(
    'means the last where it takes one back, of a %s family offered %s: %s',
    (language, options, text, value) => {
      expect(choice(language, options, text)).toEqual(answered(value));
    },
  );

  test.each([
    ['es', ['Pollo', 'Pescado', 'Vegetariano'], 'ni pollo ni pescado, vegetariano', 2],
    ['pt-BR', ['Judô', 'Coral', 'Xadrez'], 'judô não que ele se machucou, xadrez', 2],
    ['ko', ['축구', '농구', '수영'], '축구 말고 수영으로 해주세요', 2],
    ['fr', ['Zoo', 'Musée', 'Ferme'], 'le musée c’est trop loin, je vote la ferme', 2],
  ])('means what it does not turn down, of a %s family offered %s: %s', (language, options, text, value) => {
    expect(choice(language, options, text)).toEqual(answered(value));
  });

  test.each([
    ['en', ['Math', 'Reading', 'Science'], 'science gives her trouble, she flies through reading', 2],
    ['pl', ['Matematyka', 'Czytanie', 'Przyroda'], 'matematyka idzie świetnie, problem jest z czytaniem', 1],
  ])('means the subject that is hard, of a %s family offered %s: %s', (language, options, text, value) => {
    expect(choice(language, options, text)).toEqual(answered(value));
  });

  test.each([
    ['en', ['Monday', 'Wednesday', 'Friday'], 'Monday or Friday, both are easy for us'],
    ['es', ['lunes', 'miércoles', 'viernes'], 'lunes o viernes'],
    ['uk', ['вівторок', 'четвер', 'субота'], 'вівторок або четвер, як вам зручно'],
  ])('chooses none where it does not say which, of a %s family offered %s: %s', (language, options, text) => {
    expect(choice(language, options, text)).toEqual(unclear);
  });
});

describe('an option', () => {
  test.each([
    ['en', ["I'll come", "I can't come", 'Not sure yet'], "we haven't decided", 2],
    ['ko', ['참석', '불참', '미정'], '아직 못 정했어요', 2],
    ['ru', ['Русский', 'Английский', 'Оба языка'], 'и на том и на другом', 2],
  ])(
    'may be that nobody knows yet, or both, of a %s family offered %s: %s',
    (language, options, text, value) => {
      expect(choice(language, options, text)).toEqual(answered(value));
    },
  );

  test.each([
    ['uk', ['Футбол', 'Малювання', 'Танці'], 'malyuvannya', 1],
    ['fa-AF', ['دری', 'پشتو', 'ازبکی'], 'pashto', 1],
  ])('is known in Latin letters, of a %s family offered %s: %s', (language, options, text, value) => {
    expect(choice(language, options, text)).toEqual(answered(value));
  });

  test.each([
    ['fr', ['9 h 00', '12 h 15', '18 h 00'], 'midi et quart', 1],
    ['es', ['8:00 a. m.', '1:00 p. m.', '6:30 p. m.'], 'bien temprano en la mañana', 0],
    ['zh-Hans', ['星期二', '星期四', '星期六'], '六', 2],
    ['pt-BR', ['segunda', 'quarta', 'sexta'], '6ª feira', 2],
    ['ht', ['Kreyòl', 'Franse', 'Angle'], '2yèm nan', 1],
  ])(
    'is known by its hour, its number or its place, of a %s family offered %s: %s',
    (language, options, text, value) => {
      expect(choice(language, options, text)).toEqual(answered(value));
    },
  );
});

describe('an option that opens a text', () => {
  test.each([
    ['en', ['Soccer', 'Swimming', 'Chess'], 'Swimming, but is there a discount?', 1],
    ['es', ['Futbol', 'Natación'], 'natación, ¿y la cuota se puede pagar después?', 1],
    ['fr', ['français', 'anglais'], 'français, l’anglais je ne comprends pas encore bien', 0],
    ['pt-BR', ['Futebol', 'Natação'], 'natação mas a taxa tem desconto?', 1],
    ['ru', ['лично', 'по телефону'], 'лично, а справку кому отдать?', 0],
    ['pl', ['zwykły', 'wegetariański'], 'wegetariański, a w piątki też tak można?', 1],
    ['so', ['Bas', 'Gaari'], 'bas, laakiin kan yar kursi ma leh', 0],
    ['sw', ['nyumbani', 'kliniki', 'shule'], 'kliniki, hii karatasi nampa nani?', 1],
    ['fa-AF', ['دخترانه', 'پسرانه'], 'دخترانه، با لباس پوشیده اجازه است؟', 0],
  ])(
    'is chosen whatever the text goes on to ask, by a %s family offered %s: %s',
    (language, options, text, value) => {
      expect(choice(language, options, text)).toEqual(answered(value));
    },
  );

  test.each([
    ['en', ['Monday', 'Friday'], 'Friday if possible', 1],
    ['es', ['lunes', 'viernes'], 'creo que el viernes', 1],
    ['fr', ['lundi', 'vendredi'], 'vendredi après la prière si possible', 1],
    ['ht', ['lendi', 'vandredi'], 'vandredi si nou kapab', 1],
    ['uk', ['понеділок', 'п’ятниця'], 'якщо можливо у п’ятницю', 1],
    ['sq', ['e hënë', 'e premte'], 'nëse mundet të premten', 1],
    ['ps', ['دوشنبه', 'جمعه'], 'که ممکن وي جمعه', 1],
  ])('is chosen by who would like it, a %s family offered %s: %s', (language, options, text, value) => {
    expect(choice(language, options, text)).toEqual(answered(value));
  });

  test.each([
    ['fr', ['samedi', 'dimanche'], 'samedi on est à un mariage donc dimanche', 1],
    ['ps', ['جمعه', 'شنبه'], 'جمعه لمونځ ته ځم نو شنبه', 1],
  ])(
    'is left where another one follows from it, by a %s family offered %s: %s',
    (language, options, text, value) => {
      expect(choice(language, options, text)).toEqual(answered(value));
    },
  );

  test.each([
    ['en', ['Monday', 'Friday'], 'Friday, I am not sure'],
    ['es', ['lunes', 'viernes'], 'el viernes, no sé'],
    ['ru', ['среда', 'пятница'], 'пятница, не знаю ещё'],
  ])('is not sure where only a doubt follows, of a %s family offered %s: %s', (language, options, text) => {
    expect(choice(language, options, text)).toEqual(unclear);
  });

  test.each([
    ['en', ['Soccer', 'Swimming'], 'who teaches swimming and when does it start?'],
    ['es', ['Futbol', 'Natación'], '¿quién da natación y a qué hora empieza?'],
  ])(
    'is not chosen where the text only asks about it, by a %s family offered %s: %s',
    (language, options, text) => {
      expect(choice(language, options, text)).toEqual(none);
    },
  );
});

describe('a text that chooses none of the options', () => {
  test.each([
    ['en', ['Rice', 'Soup'], 'tacos lol'],
    ['fr', ['Poulet', 'Poisson'], 'du couscous mdr'],
  ])('is unclear where it names another, of a %s family offered %s: %s', (language, options, text) => {
    expect(choice(language, options, text)).toEqual(unclear);
  });

  test.each([
    ['fr', ['lundi', 'mercredi'], 'Mon fils a de la fièvre, il reste à la maison'],
    ['en', ['Choir', 'Chess'], 'Tyler threw up all night and is staying home'],
    ['sw', ['Ukumbini', 'Darasani'], 'nani anafundisha darasa la Rehema sasa?'],
  ])(
    'answers nothing where it is a report or a question, of a %s family offered %s: %s',
    (language, options, text) => {
      expect(choice(language, options, text)).toEqual(none);
    },
  );
});
