import { expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Ask, Understood } from '../../src/understanding/understood.js';
import { words } from './context.js';

const read = (language: string, text: string, ask?: Ask): Understood =>
  understand(words, text, {
    homeLanguage: language,
    districtLanguages: words.languages,
    ...(ask === undefined ? {} : { ask }),
  });

/** A number is taken away, and the texts end, only where the wish is sure. */
const isCutOff = ({ consent, consentCertainty }: Understood): boolean =>
  consentCertainty === 'sure' && (consent === 'opt_out' || consent === 'wrong_number');

test.each([
  ['en', 'hi this is my new number please save it'],
  ['es', 'chip nuevo, mismo papá jaja, aquí me avisan'],
  ['fr', "nouvelle carte sim, vous pouvez m'envoyer les messages ici"],
  ['ru', 'взяла этот номер вчера, пишите сюда пожалуйста'],
  ['sq', 'numër i ri, ruajeni ju lutem'],
  ['tr', 'yeni hat aldım, mesajları buraya gönderin'],
  ['vi', 'đây là số mới của tôi, mẹ bé Lê'],
])('a family that has a new number itself keeps its texts: %s: %s', (language, text) => {
  expect(isCutOff(read(language, text))).toBe(false);
});

test.each([
  ['es', 'otra persona va a pasar por mi niña, le mando mensaje'],
  ['ht', 'lòt moun ap vin chèche l jodi a'],
  ['tr', 'tanımadığım biri çocuğu almaya gelmiş, mesaj atın'],
  ['en', "It's not his mom picking him up today, it's grandma"],
  ['ru', 'я не мама, я бабушка, я его забираю'],
  ['pl', 'to nie tata go odbierze tylko wujek'],
])('somebody else who fetches the child has no wrong number: %s: %s', (language, text) => {
  expect(isCutOff(read(language, text))).toBe(false);
});

test.each([
  ['en', "We don't know any of the songs in your message"],
  ['pt-BR', 'não conheço nenhuma mãe da turma, tem grupo?'],
  ['uk', 'помилково поставили пропуск, прийшло сповіщення'],
  ['sq', 'keni gabuar notën në mesazh'],
  ['vi', 'cô gửi nhầm bài tập rồi'],
])('what is wrong or unknown need not be the number: %s: %s', (language, text) => {
  expect(isCutOff(read(language, text))).toBe(false);
});

test.each([
  ['es', 'saquenla de la lista de voleibol'],
  ['ps', 'د والیبال له لېست نه يې وباسئ'],
  ['ur', 'اس کا نام والی بال کی لسٹ سے نکال دیں'],
  ['so', 'liiska kubbadda ka saara'],
  ['fa-AF', 'نامش را از لیست والیبال بکشید'],
])('who leaves another list keeps the texts: %s: %s', (language, text) => {
  expect(isCutOff(read(language, text))).toBe(false);
});

test.each([
  ['en', 'no need to text back, thank you!'],
  ['pt-BR', 'me tira da lista do passeio, mandei mensagem'],
  ['pl', 'nigdy więcej się nie spóźni, dziękuję za sms'],
  ['uk', 'заберіть мене зі списку комітету, писала смс'],
  ['es', 'no quiero que deje la escuela, gracias por sus mensajes'],
  ['tr', 'yarın gelmesin mi, mesajı anlamadım'],
])('a text named beside what else is to end goes on: %s: %s', (language, text) => {
  expect(isCutOff(read(language, text))).toBe(false);
});

test.each([
  ['uk', 'на сімку )', { kind: 'rating', min: 1, max: 10 }],
  ['fr', "ce n'est pas moi mais son père qui viendra", { kind: 'yesno' }],
  ['ru', 'отказываюсь', { kind: 'yesno' }],
] satisfies [string, string, Ask][])('an answer ends no texts: %s: %s', (language, text, ask) => {
  expect(isCutOff(read(language, text, ask))).toBe(false);
});

test.each([
  ['en', 'wrong number', 'wrong_number'],
  ['es', 'se equivocó de número, no tengo hijos', 'wrong_number'],
  ['tr', 'beni listeden çıkarın, mesaj istemiyorum', 'opt_out'],
  ['pl', 'nigdy więcej sms, proszę', 'opt_out'],
])('what is surely meant is still obeyed: %s: %s', (language, text, consent) => {
  expect(read(language, text)).toMatchObject({ consent, consentCertainty: 'sure' });
});
