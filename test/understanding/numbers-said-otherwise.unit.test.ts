import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: [], ask }).answer;
}

const answered = (value: number): Answer => ({ status: 'answered', value });
const unclear: Answer = { status: 'unclear', value: null };
const none: Answer = { status: 'none', value: null };
const ofTen: Ask = { kind: 'rating', min: 1, max: 10 };
const ofFive: Ask = { kind: 'rating', min: 1, max: 5 };
const books: Ask = { kind: 'number', unit: 'books' };
const minutes: Ask = { kind: 'number', unit: 'minutes' };
const people: Ask = { kind: 'number', unit: 'people' };
const days: Ask = { kind: 'number', unit: 'days' };

describe('a rating', () => {
  test.each([
    ['en', 'nine out of 10 from us', 9],
    ['fr', 'sur dix, je mettrais sept', 7],
    ['es', 'del uno al diez, un ocho', 8],
    ['fa-AF', 'از ده هشت میدهم', 8],
    ['tr', '10 üzerinden yedi', 7],
    ['bn', 'দশে নয় দিলাম', 9],
    ['ko', '십점 만점에 팔점이요', 8],
    ['zh-Hans', '满分十分的话给八分吧', 8],
  ])('is read beside the most it can be in any order, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, ofTen)).toEqual(answered(value));
  });

  test.each([
    ['pl', 'Dwójka. Za dużo zadań, za mało tłumaczenia.', 2],
    ['hi', 'एक। माफ़ कीजिए, पर हमें बहुत निराशा हुई।', 1],
    ['en', "I'd go with a four, maybe more snacks next time", 4],
    ['fr', 'Un petit trois, le repas était froid', 3],
  ])('stands as its first clause or sentence, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, ofFive)).toEqual(answered(value));
  });

  test.each([
    ['en', "Hi this is Marco's mom from room 4b"],
    ['fr', "Bonjour c'est le papa d'Inès en CM2"],
    ['ru', 'Добрый вечер, я бабушка Пети, он в 3В'],
    ['zh-Hans', '老师好，我是三年2班小雨的妈妈'],
    ['es', 'mi niña tiene 4 años y se aburrió'],
  ])('is no class and no age, of a %s family: %s', (language, text) => {
    expect(answer(language, text, ofFive)).toEqual(none);
  });

  test.each([
    ['uk', 'десь між двійкою і трійкою'],
    ['es', 'entre 5 y 4, no me decido'],
    ['ur', 'تین اور چار کے بیچ میں'],
  ])('is unclear between two, of a %s family: %s', (language, text) => {
    expect(answer(language, text, ofFive)).toEqual(unclear);
  });
});

describe('a number', () => {
  test.each([
    ['en', 'not a single one this week, we had the flu'],
    ['sw', 'Hakuna hata kimoja wiki hii, tulikuwa matangani'],
    ['hi', 'एक भी नहीं, पूरा हफ्ता बुखार था'],
    ['zh-Hans', '这周一本也没看，孩子病了'],
    ['tr', 'hiç, kütüphane kapalıydı'],
  ])('is none where a clause says so, of a %s family: %s', (language, text) => {
    expect(answer(language, text, books)).toEqual(answered(0));
  });

  test.each([
    ['en', 'not one teacher said hello to us'],
    ['es', 'ningún maestro me avisó'],
    ['pl', 'żaden nauczyciel nie oddzwonił'],
    ['zh-Hans', '一个老师都没联系我'],
  ])('is not none where nobody of the school did something, of a %s family: %s', (language, text) => {
    expect(answer(language, text, books)).toEqual(none);
  });

  test.each([
    ['es', 'un buen rato, no vi el reloj'],
    ['uk', 'довгенько, я не дивилась на годинник'],
    ['ko', '꽤 오래 읽었는데 시간은 안 재봤어요'],
    ['ps', 'ډېر وخت یې ولوستل، ساعت ته مې ونه کتل'],
  ])('nobody counted is unclear, of a %s family: %s', (language, text) => {
    expect(answer(language, text, minutes)).toEqual(unclear);
  });

  test.each([
    ['pl', 'tylko ja', 1],
    ['ru', 'придём вдвоём с мужем', 2],
    ['zh-Hans', '我们一家四口都去', 4],
    ['en', "it'll be 6 of us, is there parking?", 6],
  ])('of people is said with those who come, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, people)).toEqual(answered(value));
  });

  test('of people is not said of one thing by a writer alone', () => {
    expect(answer('pl', 'tylko ja', books)).not.toEqual(answered(1));
  });

  test('is no time where none was asked for', () => {
    expect(answer('en', 'the bus came 20 minutes late today', books)).toEqual(none);
  });
});

describe('an open answer', () => {
  test.each([
    ['en', "We'd like her to be less shy around grown ups"],
    ['uk', 'Хочу, щоб син знайшов тут друзів, бо дуже сумує за домом.'],
    ['tr', 'oğlumun arkadaş edinmesini istiyorum'],
    ['ps', 'هیله لرم چې لور مې یوه ورځ ډاکټره شي'],
  ])('says what is hoped for a child, of a %s family: %s', (language, text) => {
    expect(answer(language, text, { kind: 'open' }).status).toBe('answered');
  });

  test.each([
    ['en', 'I want him moved to another class please'],
    ['ru', 'хочу перевести сына в другой класс'],
    ['hi', 'मुझे प्रिंसिपल से बात करनी है'],
  ])('is no request, of a %s family: %s', (language, text) => {
    expect(answer(language, text, { kind: 'open' })).toEqual(none);
  });
});

describe('the number a text begins with, before others that count something else', () => {
  test.each([
    ['en', minutes, "about fifteen, he's 7 so that's his limit", answered(15)],
    ['sw', minutes, 'dakika ishirini, saa 3 usiku akalala', answered(20)],
    ['pl', { kind: 'number', unit: 'razy' }, 'tylko raz, w środę o 19', answered(1)],
    ['uk', { kind: 'number', unit: 'times' }, 'чотири рази за тиждень, їй вже 7', answered(4)],
    ['es', ofFive, 'le doy 2 nomas, mis 3 hijos se aburrieron', answered(2)],
    ['ar', ofFive, 'خمسة من خمسة واخذت منا عشرين دقيقة', answered(5)],
    ['pl', ofFive, 'jedynka niestety, 3 razy zaczynaliśmy i nic', answered(1)],
    ['zh-Hans', ofFive, '四颗⭐，第2页有错字', answered(4)],
    // What goes on is no other matter.
    ['pl', minutes, '20, może 40, nie patrzyłam na zegar', unclear],
    ['ru', ofFive, '3,5 наверное.. или 4', unclear],
  ] as const)('is the answer, in %s, to %j: %s', (language, ask, text, is) => {
    expect(answer(language, text, ask)).toEqual(is);
  });
});

describe('days told one by one where days are counted', () => {
  test.each([
    ['en', 'Monday and Tuesday', answered(2)],
    ['en', 'Tuesday Thursday and Saturday before bed', answered(3)],
    ['ht', 'lendi, mèkredi ak vandredi', answered(3)],
    ['pt-BR', 'segunda, quarta e sexta', answered(3)],
    ['vi', 'thứ hai với thứ bảy', answered(2)],
    ['zh-Hant', '星期一同星期四', answered(2)],
    ['fr', 'seulement mercredi', answered(1)],
    ['en', 'two, Monday and Tuesday', answered(2)],
    ['en', 'from Monday to Friday', none],
    ['en', 'Monday or Tuesday', unclear],
    ['en', 'not on Monday', unclear],
    ['en', 'is there school on Monday?', none],
    ['es', 'el lunes no fuimos, tenía fiebre y el martes tampoco', none],
  ])('are so many, in %s: %s', (language, text, is) => {
    expect(answer(language, text, days)).toEqual(is);
  });
});
