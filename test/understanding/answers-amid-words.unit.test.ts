import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

/** What a family of this language answered with a text. */
function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: words.languages, ask }).answer;
}

const answered = (value: boolean | number): Answer => ({ status: 'answered', value });
const unclear: Answer = { status: 'unclear', value: null };
const none: Answer = { status: 'none', value: null };

describe('a number in words within a longer text', () => {
  test.each([
    ['en', 'minutes', 'hi mrs lee we read about twenty minutes last night before she fell asleep', 20],
    ['en', 'books', 'I think she finished three books this week, loved the one about penguins', 3],
    ['es', 'minutos', 'buenas noches maestra leimos como unos veinte minutitos antes de dormir', 20],
    ['es', 'books', 'hola disculpe la demora esta semana fueron tres libros gracias a Dios', 3],
    ['ar', 'أيام', 'تدربنا خمسة ايام والجمعة ارتحنا', 5],
    ['ru', 'книг', 'извините что поздно отвечаю на этой неделе три книжки', 3],
    ['sw', 'vitabu', 'Mungu akubariki wiki hii amesoma vitabu vitatu', 3],
    ['hi', 'books', 'राम राम जी इस हफ्ते तीन किताबें पढ़ी उसने', 3],
    ['ko', '분', '선생님 안녕하세요 어젯밤에 이십분 정도 읽었어요', 20],
    ['zh-Hans', '分钟', '老师晚上好昨晚睡觉前读了大概二十分钟', 20],
    ['zh-Hant', '分鐘', '寫了一個半小時題目好難', 90],
  ])('of a %s family answers beside what is counted in %s: %s', (language, unit, text, value) => {
    expect(answer(language, text, { kind: 'number', unit })).toEqual(answered(value));
  });

  test.each([
    ['en', "I'd give it a four, the pictures were great but a bit long for him", 4],
    ['es', 'yo le pongo un cuatro maestra porque si le gusto pero se aburrio al final', 4],
    ['fr', "je mettrais quatre car c'était un peu long pour lui", 4],
    ['vi', 'em cho bốn điểm vì hơi dài', 4],
    ['zh-Hans', '我给四分因为有点长', 4],
  ])('rates beside a word of rating, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, { kind: 'rating', min: 1, max: 5 })).toEqual(answered(value));
  });

  test.each([
    ['en', 'my two boys are in the other school now so we will write to them instead'],
    ['en', 'we pick her up at three on most days because of work'],
    ['es', 'mis tres hijos van a esa escuela desde el año pasado y estamos contentos'],
  ])('answers nothing where it counts something else, of a %s family: %s', (language, text) => {
    expect(answer(language, text, { kind: 'rating', min: 1, max: 5 })).toEqual(none);
  });

  test('counts what was asked and not what else was counted', () => {
    expect(answer('en', 'she read 3 books in 2 days', { kind: 'number', unit: 'books' })).toEqual(
      answered(3),
    );
  });

  test('is unclear as a span of two', () => {
    const text = 'sorry teacher I would say from ten to fifteen minutes most nights';
    expect(answer('en', text, { kind: 'number', unit: 'minutes' })).toEqual(unclear);
  });
});

describe('a reason after an answer', () => {
  test.each([
    ['en', 'Wednesday please because on Monday I work'],
    ['es', 'para mi el miercoles porque los lunes trabajo'],
    ['ht', 'pou mwen mèkredi pi bon paske lendi m ap travay'],
    ['uk', 'нам краще у середу бо в понеділок я на роботі'],
  ])('chooses no second option, of a %s family: %s', (language, text) => {
    const options = {
      en: ['Monday', 'Wednesday'],
      es: ['Lunes', 'Miércoles'],
      ht: ['Lendi', 'Mèkredi'],
      uk: ['Понеділок', 'Середа'],
    }[language];
    expect(answer(language, text, { kind: 'choice', options })).toEqual(answered(1));
  });

  test('leaves a choice between two unclear where both stand before it', () => {
    const options = ['Monday', 'Wednesday'];
    expect(answer('en', 'Monday or Wednesday because I am off', { kind: 'choice', options })).toEqual(
      unclear,
    );
  });
});

test.each([
  ['es', 'gracias a dios sí, ya va mejor', true],
  ['ht', 'gras a Dye wi', true],
  ['pt-BR', 'infelizmente não deu tempo prof cheguei tarde do serviço', false],
  ['pl', 'przepraszam panią nie zdążyliśmy bo pracowałam do późna', false],
  ['tr', 'kusura bakmayın hocam yetiştiremedik işteydim', false],
])(
  'a blessing, an excuse or the teacher may stand before yes and no, of a %s family: %s',
  (language, text, value) => {
    expect(answer(language, text, { kind: 'yesno' })).toEqual(answered(value));
  },
);

test.each([
  ['en', 'oh either would be fine with us honestly'],
  ['pl', 'obojętne, dostosujemy się'],
  ['ht', 'toude bon pou nou'],
  ['vi', 'ngày nào cũng được cô ơi'],
])('a choice of any of the options is unclear, of a %s family: %s', (language, text) => {
  expect(answer(language, text, { kind: 'choice', options: ['A1', 'B2'] })).toEqual(unclear);
});

test('a greeting names no option of the day', () => {
  const options = ['Morning', 'Evening'];
  expect(answer('en', 'good morning, evening is best for us', { kind: 'choice', options })).toEqual(
    answered(1),
  );
});

test('thanks before what was asked in its own words do not hide it', () => {
  const text = 'thank you, we counted spoons';
  expect(answer('en', text, { kind: 'open' })).toEqual({ status: 'answered', value: text });
});
