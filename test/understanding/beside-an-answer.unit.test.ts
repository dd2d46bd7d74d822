import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

const yesOrNo = { kind: 'yesno' } as const;
const ofFive = { kind: 'rating', min: 1, max: 5 } as const;
const amount = { kind: 'number' } as const;

describe('what a reply says beside its answer', () => {
  test.each([
    ['en', '4, but the tablet has been dead since Monday', ofFive, 4],
    ['en', 'no, nobody told us there was a meeting', yesOrNo, false],
    ['es', 'sí, pero el bus lo deja siempre en otra esquina', yesOrNo, true],
    ['fr', '2, la cantine lui donne du porc et on a déjà prévenu', ofFive, 2],
    ['pt-BR', 'sim. a professora ainda não mandou a senha do aplicativo', yesOrNo, true],
    ['ru', '3, его очки разбились и он не видит доску', ofFive, 3],
    ['pl', '5, tylko że autobus przyjeżdża za późno', ofFive, 5],
    ['vi', '20 phút. máy tính bảng của bé hư từ tuần trước', amount, 20],
  ] as const)('counts, and reaches a person where it is an errand: %s: %s', (language, text, ask, value) => {
    const understood = read(language, text, ask);
    expect(understood.answer).toEqual({ status: 'answered', value });
    expect(understood.needsStaff).toBe(true);
  });

  test.each([
    ['en', 'yes, she read the whole book to her grandma', yesOrNo],
    ['en', '5, he sang the song all evening', ofFive],
    ['es', 'sí, lo leyó con su abuelita en la cocina', yesOrNo],
    ['es', 'no, todavía no', yesOrNo],
    ['fr', '4, elle a bien ri avec son frère', ofFive],
    ['ru', 'да, мы читали вместе перед сном', yesOrNo],
    ['tr', 'evet, akşam birlikte okuduk', yesOrNo],
  ] as const)('bothers nobody where it is only told: %s: %s', (language, text, ask) => {
    const understood = read(language, text, ask);
    expect(understood.answer.status).toBe('answered');
    expect(understood).toMatchObject({ needsStaff: false, lookSoon: false, urgent: false });
  });

  test('marks only what nearly raises the alarm', () => {
    const told = 'No, we were at my cousins wedding in Savannah all weekend and danced till late';
    expect(read('en', told, yesOrNo)).toMatchObject({ lookSoon: false, urgent: false, needsStaff: false });
  });
});

test.each([
  ['en', 'her stepdad doesnt feed her when mom is away'],
  ['es', 'su madrastra no le da de comer'],
  ['ru', 'отчим не дает ему есть по два дня'],
  ['tr', 'üvey annesi yemek vermiyor'],
  ['zh-Hans', '后妈不给她吃饭'],
])('a child whom somebody at home gives no food raises the alarm: %s: %s', (language, text) => {
  expect(read(language, text)).toMatchObject({ urgent: true, needsStaff: true });
});

test.each([
  ['en', 'I have a new number, delete the old one from the system'],
  ['fr', 'j’ai changé de numéro, supprimez l’ancien de votre liste svp'],
  ['uk', 'у мене новий номер, старий приберіть з системи'],
  ['pl', 'mam nowy numer, stary proszę usunąć z listy'],
])('who wants an old number removed ends no texts to this one: %s: %s', (language, text) => {
  expect(read(language, text)).toMatchObject({ consent: null, needsStaff: true });
});
