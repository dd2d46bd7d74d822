import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('an answer to a yes-or-no question', () => {
  test.each([
    ['en', 'yes', true],
    ['en', 'Yeah we did', true],
    ['en', 'Y', true],
    ['en', 'ok', true],
    ['en', '👍', true],
    ['en', '👍🏽', true],
    ['en', 'Hi teacher, yes!', true],
    ['en', 'Nope', false],
    ['en', 'no, not yet', false],
    ['en', 'No he was tired', false],
    ['es', 'Sí', true],
    ['es', 'si', true],
    ['es', 'yes', true],
    ['es', 'Claro que sí', true],
    ['es', 'Buenos días maestra, sí', true],
    ['es', 'No', false],
    ['es', 'no, todavía no', false],
    ['es', 'No tuvimos tiempo', false],
    ['pt-BR', 'sim', true],
    ['pt-BR', 'Não', false],
    ['pt-BR', 'ainda não', false],
    ['ht', 'wi', true],
    ['ht', 'Wi, nou te fè l', true],
    ['ht', 'non', false],
    ['ht', 'poko', false],
    ['zh-Hans', '是的', true],
    ['zh-Hans', '有', true],
    ['zh-Hans', '对啊', true],
    ['zh-Hans', '没有', false],
    ['zh-Hans', '还没有。', false],
    ['ar', 'نعم', true],
    ['ar', 'نعم، فعلنا ذلك', true],
    ['ar', 'أيوه', true],
    ['ar', 'لا', false],
    ['ar', 'لا، ليس بعد', false],
    ['vi', 'Dạ có', true],
    ['vi', 'da', true],
    ['vi', 'không', false],
    ['vi', 'Dạ chưa ạ', false],
    ['ru', 'Да', true],
    ['ru', 'да, конечно', true],
    ['ru', 'нет', false],
    ['ru', 'Нет, не успели', false],
    ['en', "We haven't yet", false],
    ['en', 'Of course we did, she loved it', true],
    ['es', 'pues sí', true],
    ['pt-BR', 'fizemos sim', true],
    ['zh-Hans', '没做', false],
    ['zh-Hans', '做了，他很喜欢', true],
    ['ru', 'не читали', false],
  ])('of a %s family: "%s" is %s', (home, text, value) => {
    expect(read(home, text, { kind: 'yesno' })).toMatchObject({
      answer: { status: 'answered', value },
      needsStaff: false,
      kind: 'answer',
      consent: null,
    });
  });

  test.each([
    ['en', 'maybe'],
    ['en', "I don't know"],
    ['en', 'yes and no'],
    ['es', 'no sé'],
    ['es', 'sí y no'],
    ['es', 'a lo mejor'],
    ['pt-BR', 'não sei'],
    ['ht', 'mwen pa konnen'],
    ['zh-Hans', '不知道'],
    ['zh-Hans', '可能吧'],
    ['ar', 'لا أعرف'],
    ['ar', 'ربما'],
    ['vi', 'không biết'],
    ['vi', 'có lẽ'],
    ['ru', 'не знаю'],
    ['ru', 'может быть'],
    ['en', 'purple'],
  ])('of a %s family: "%s" is unclear', (home, text) => {
    expect(read(home, text, { kind: 'yesno' })).toMatchObject({
      answer: { status: 'unclear', value: null },
      needsStaff: false,
    });
  });

  test.each([
    ['en', 'What time does the bus come?', true],
    ['en', 'Please call me', true],
    ['en', 'thank you', false],
    ['en', '', false],
    ['en', '?', true],
    ['es', 'No hay clases hoy?', true],
    ['es', 'gracias', false],
    ['zh-Hans', '会议几点开始', true],
    ['vi', 'Ngày mai có đi học không?', true],
    ['ru', 'Во сколько собрание?', true],
    ['ar', 'متى الاجتماع؟', true],
    ['ht', 'Kilè reyinyon an ye?', true],
  ])('of a %s family: "%s" is none, and for staff: %s', (home, text, needsStaff) => {
    expect(read(home, text, { kind: 'yesno' })).toMatchObject({ answer: { status: 'none' }, needsStaff });
  });

  test('keeps the rest as a comment and its question for staff', () => {
    expect(read('es', 'Sí, ¿a qué hora es la reunión?', { kind: 'yesno' })).toMatchObject({
      answer: { status: 'answered', value: true },
      comment: 'a qué hora es la reunión?',
      needsStaff: true,
      topic: 'events',
    });
    expect(read('en', 'No, he is sick today', { kind: 'yesno' })).toMatchObject({
      answer: { status: 'answered', value: false },
      comment: 'he is sick today',
      needsStaff: true,
    });
  });

  test('is looked up in the home language and English only, so that one-word traps stay shut', () => {
    // Polish "no" means "yeah" to many; without Polish words at hand English decides.
    expect(read('es', 'нет', { kind: 'yesno' }).answer).toEqual({ status: 'answered', value: false });
    expect(read('es', 'da', { kind: 'yesno' }).answer.status).toBe('unclear');
    expect(read('vi', 'da', { kind: 'yesno' }).answer).toEqual({ status: 'answered', value: true });
    expect(read('ht', 'no', { kind: 'yesno' }).answer).toEqual({ status: 'answered', value: false });
  });
});

describe('an answer to a rating from 1 to 5', () => {
  test.each([
    ['en', '4', 4],
    ['en', '4.', 4],
    ['en', '4/5', 4],
    ['en', '4 out of 5', 4],
    ['en', 'four', 4],
    ['en', 'a 4', 4],
    ['en', 'I would give the school a 4', 4],
    ['en', '5!!! great school', 5],
    ['en', '4️⃣', 4],
    ['en', '⭐⭐⭐⭐', 4],
    ['en', '★★★★☆', 4],
    ['en', '4 stars', 4],
    ['en', '４', 4],
    ['es', 'un 4', 4],
    ['es', 'cuatro', 4],
    ['es', 'un cuatro', 4],
    ['es', '4 de 5', 4],
    ['pt-BR', 'nota cinco', 5],
    ['ht', 'kat', 4],
    ['ht', '4 sou 5', 4],
    ['zh-Hans', '四分', 4],
    ['zh-Hans', '给5分', 5],
    ['ar', '٤', 4],
    ['ar', 'أربعة', 4],
    ['ar', '٤ من ٥', 4],
    ['ur', '۴', 4],
    ['hi', '४', 4],
    ['vi', 'bốn', 4],
    ['vi', 'điểm 5', 5],
    ['ru', 'четыре', 4],
    ['ru', 'пять с плюсом', 5],
    ['ru', '4 из 5', 4],
  ])('of a %s family: "%s" is %s', (home, text, value) => {
    expect(read(home, text, { kind: 'rating' })).toMatchObject({
      answer: { status: 'answered', value },
      needsStaff: false,
    });
  });

  test.each([
    ['en', '7'],
    ['en', '0'],
    ['en', '-3'],
    ['en', '2-3'],
    ['en', 'between 2 and 3'],
    ['en', '2 or 3'],
    ['en', '3.5'],
    ['en', '10/10'],
    ['en', 'maybe 4'],
    ['en', 'so so'],
    ['es', 'entre 2 y 3'],
    ['es', 'dos o tres'],
    ['es', 'no sé'],
    ['zh-Hans', '三四分'],
    ['ar', 'بين ٢ و ٣'],
    ['ru', 'от 2 до 3'],
  ])('of a %s family: "%s" is unclear', (home, text) => {
    expect(read(home, text, { kind: 'rating' }).answer).toEqual({ status: 'unclear', value: null });
  });

  test.each([
    ['en', 'What time is bus 5?'],
    ['en', 'He is sick today, he is in grade 4'],
    ['en', 'one of my children is sick today'],
    ['es', '¿La reunión es a las 3?'],
  ])('of a %s family: "%s" is none and for staff', (home, text) => {
    expect(read(home, text, { kind: 'rating' })).toMatchObject({
      answer: { status: 'none' },
      needsStaff: true,
    });
  });

  test('keeps to its own range', () => {
    expect(read('en', '9', { kind: 'rating', min: 1, max: 10 }).answer.value).toBe(9);
    expect(read('en', '9/10', { kind: 'rating', min: 1, max: 10 }).answer.value).toBe(9);
    expect(read('en', '5', { kind: 'rating', min: 1, max: 3 }).answer.status).toBe('unclear');
  });
});

describe('an answer to a question for a number', () => {
  test.each([
    ['en', '20', 20],
    ['en', '20 minutes', 20],
    ['en', 'about 20 min', 20],
    ['en', '1 hour', 60],
    ['en', '1 hour and 15 minutes', 75],
    ['en', 'half an hour', 30],
    ['es', 'media hora', 30],
    ['es', '2 horas', 120],
    ['ht', '1 èdtan', 60],
    ['zh-Hans', '二十三分钟', 23],
    ['zh-Hans', '半个小时', 30],
    ['ar', '١٥ دقيقة', 15],
    ['vi', '30 phút', 30],
    ['ru', '2 часа', 120],
    ['ru', 'полчаса', 30],
    ['en', 'an hour', 60],
    ['es', 'como una hora', 60],
    ['zh-Hans', '两小时', 120],
    ['ar', 'ساعة', 60],
  ])('of minutes, of a %s family: "%s" is %s', (home, text, value) => {
    expect(read(home, text, { kind: 'number', unit: 'minutes' }).answer).toEqual({
      status: 'answered',
      value,
    });
  });

  test.each([
    ['pt-BR', 'duas horas e meia', 150],
    ['pt-BR', 'uma hora e meia', 90],
    ['vi', 'hai tiếng rưỡi', 150],
    ['so', 'laba saac iyo bar', 150],
    ['sw', 'masaa mawili na nusu', 150],
    ['ru', 'часа два с половиной', 150],
    ['ur', 'ڈھائی گھنٹے', 150],
    ['zh-Hans', '两个半小时', 150],
    ['zh-Hans', '一个半小时', 90],
  ])('keeps the hours before a half, of a %s family: "%s" is %s minutes', (home, text, value) => {
    expect(read(home, text, { kind: 'number', unit: 'minutes' }).answer.value).toBe(value);
  });

  test.each([
    ['tr', '10 15 dakika'],
    ['ru', 'минут пятнадцать двадцать'],
    ['ur', 'دس پندرہ منٹ'],
    ['pt-BR', 'uns dez quinze minutos'],
  ])('is unclear where two numbers stand side by side, of a %s family: "%s"', (home, text) => {
    expect(read(home, text, { kind: 'number', unit: 'minutes' }).answer.status).toBe('unclear');
  });

  test.each([
    ['tr', 'hiç', 0],
    ['sw', 'hakuna', 0],
    ['ur', 'کوئی نہیں', 0],
    ['zh-Hans', '一本都没有', 0],
    ['zh-Hans', '一打', 12],
    ['zh-Hant', '一打', 12],
  ])('may be none or a dozen, of a %s family: "%s" is %i', (home, text, value) => {
    expect(read(home, text, { kind: 'number', unit: 'books' }).answer).toEqual({ status: 'answered', value });
  });

  test('is no none where that word only begins the reply, or the scale has none', () => {
    expect(read('sw', 'hakuna shida', { kind: 'number', unit: 'books' }).answer.status).toBe('none');
    expect(read('sw', 'hakuna', { kind: 'rating', min: 1, max: 5 }).answer.value).toBeNull();
  });

  test('knows its unit in the signs it is written in', () => {
    expect(read('zh-Hant', '半粒鐘', { kind: 'number', unit: '分鐘' }).answer.value).toBe(30);
    expect(read('zh-Hant', '兩個鐘', { kind: 'number', unit: '分鐘' }).answer.value).toBe(120);
  });

  test('counts whatever its unit says and keeps to its limits', () => {
    expect(read('en', '3 books', { kind: 'number', unit: 'books' }).answer.value).toBe(3);
    expect(read('en', '1,200', { kind: 'number' }).answer.value).toBe(1200);
    expect(read('es', '2,5', { kind: 'number' }).answer.value).toBe(2.5);
    expect(read('en', 'none', { kind: 'number', unit: 'books' }).answer.value).toBe(0);
    expect(read('en', '99', { kind: 'number', max: 20 }).answer.status).toBe('unclear');
    expect(read('en', '20-30 minutes', { kind: 'number', unit: 'minutes' }).answer.status).toBe('unclear');
  });
});

describe('an answer to a choice', () => {
  const times = ['Morning', 'Afternoon', 'Evening'];
  test.each([
    ['1', 0],
    ['2', 1],
    ['3.', 2],
    ['#2', 1],
    ['option 2', 1],
    ['B', 1],
    ['c)', 2],
    ['two', 1],
    ['the second one', 1],
    ['Afternoon', 1],
    ['afternon', 1],
    ['the afternoon one please', 1],
    ['evening thanks', 2],
    ['2 please', 1],
    ['2️⃣', 1],
    ['٢', 1],
  ])('"%s" picks option %i', (text, value) => {
    expect(read('en', text, { kind: 'choice', options: times })).toMatchObject({
      answer: { status: 'answered', value },
    });
  });

  test.each(['4', '0', 'd', 'morning or evening', '1 or 2', 'maybe', 'not evening'])(
    '"%s" is unclear',
    (text) => {
      expect(read('en', text, { kind: 'choice', options: times }).answer.status).toBe('unclear');
    },
  );

  test('prefers the option that carries the number itself', () => {
    const options = ['0 days', '1 day', '2 days', '3 or more'];
    expect(read('en', '2', { kind: 'choice', options }).answer.value).toBe(2);
  });

  test('takes part of a long option, and any yes for a yes', () => {
    expect(
      read('es', 'mañana', { kind: 'choice', options: ['Mañana, 8 a 10', 'Tarde, 2 a 4'] }).answer.value,
    ).toBe(0);
    expect(read('es', 'claro que sí', { kind: 'choice', options: ['Sí', 'No'] }).answer.value).toBe(0);
    expect(read('zh-Hans', '下午', { kind: 'choice', options: ['上午', '下午'] }).answer.value).toBe(1);
    expect(read('ar', 'ب', { kind: 'choice', options: ['صباحا', 'مساء'] }).answer.value).toBe(1);
    expect(read('ru', 'второй', { kind: 'choice', options: ['утром', 'вечером'] }).answer.value).toBe(1);
  });

  test('is the day an option names, though its word is an ordinal as well', () => {
    const options = ['Segunda-feira', 'Terça-feira', 'Quarta-feira'];
    expect(read('pt-BR', 'quarta', { kind: 'choice', options }).answer.value).toBe(2);
    expect(read('pt-BR', 'segunda da pra mim', { kind: 'choice', options }).answer.value).toBe(0);
    expect(
      read('pt-BR', 'a segunda', { kind: 'choice', options: ['ônibus', 'carro', 'a pé'] }).answer.value,
    ).toBe(1);
  });

  test('leaves a question to staff', () => {
    expect(read('en', 'What time is the meeting?', { kind: 'choice', options: times })).toMatchObject({
      answer: { status: 'none' },
      needsStaff: true,
    });
  });
});

describe('an answer to an open question', () => {
  test.each([
    ['en', 'She counted with her fingers'],
    ['en', 'When he counted again he saw it was right'],
    ['en', 'good'],
    ['es', 'Que los contó con los dedos'],
    ['es', 'Porque sumó dos veces'],
    ['pt-BR', 'Ela contou nos dedos'],
    ['ht', 'Li konte sou dwèt li'],
    ['zh-Hans', '他说他用手指数的'],
    ['ar', 'قال إنه عد على أصابعه'],
    ['vi', 'Con nói con đếm bằng ngón tay'],
    ['ru', 'Он посчитал на пальцах'],
  ])('of a %s family: "%s" is the answer', (home, text) => {
    expect(read(home, text, { kind: 'open' })).toMatchObject({
      answer: { status: 'answered', value: text },
      needsStaff: false,
      kind: 'answer',
    });
  });

  test.each([
    ['en', 'What time does the bus come tomorrow?'],
    ['en', 'when is the meeting'],
    ['en', 'My son is sick today'],
    ['es', 'a que hora sale el camion'],
    ['zh-Hans', '明天校车几点来？'],
    ['ar', 'متى يأتي الباص؟'],
    ['vi', 'Mấy giờ xe buýt đến?'],
    ['ru', 'Когда приедет автобус?'],
  ])('of a %s family: "%s" answers nothing and goes to staff', (home, text) => {
    expect(read(home, text, { kind: 'open' })).toMatchObject({
      answer: { status: 'none' },
      needsStaff: true,
    });
  });

  test('with a question in it is both', () => {
    expect(
      read('en', 'She counted with her fingers. Can you call me about the bus?', { kind: 'open' }),
    ).toMatchObject({
      answer: { status: 'answered' },
      needsStaff: true,
    });
  });

  test.each(['thanks', 'ok', '👍', 'hello', ''])('is not in "%s"', (text) => {
    expect(read('en', text, { kind: 'open' })).toMatchObject({
      answer: { status: 'none' },
      needsStaff: false,
    });
  });

  test.each([
    ['en', 'I dont know'],
    ['es', 'no sé'],
  ])('of a %s family: "%s" is unclear', (home, text) => {
    expect(read(home, text, { kind: 'open' }).answer.status).toBe('unclear');
  });
});

test('a comment is what stands beside the value, or the whole text when the value stands in its midst', () => {
  expect(read('es', '3 pero el camión llega tarde', { kind: 'rating' }).comment).toBe(
    'pero el camión llega tarde',
  );
  expect(read('en', 'I give it 3 because of the bus', { kind: 'rating' }).comment).toBe(
    'I give it 3 because of the bus',
  );
  expect(read('en', '4!', { kind: 'rating' }).comment).toBeNull();
});

test('a reply with no ask open is kept as it is and asks nothing of staff', () => {
  for (const text of ['yes', 'no', '5', 'ok', 'yes thank you', '👍']) {
    expect(read('en', text)).toMatchObject({ answer: { status: 'none', value: null }, needsStaff: false });
  }
});
