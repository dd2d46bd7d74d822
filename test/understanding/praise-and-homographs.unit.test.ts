import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

test.each([
  ['en', 'the driver is very kind but he always comes too early'],
  ['es', 'El chofer es muy amable pero siempre pasa antes de la hora'],
  ['es', 'La maestra es muy buena pero no contesta los mensajes'],
  ['pt-BR', 'O motorista é muito gentil mas sempre passa antes da hora'],
  ['fr', 'Le chauffeur est très gentil mais il passe toujours en avance'],
  ['ht', 'Chofè a janti anpil men li toujou pase anvan lè a'],
  ['ru', 'Водитель очень добрый, но всегда приезжает раньше времени'],
  ['uk', 'Водій дуже добрий, але завжди приїжджає раніше'],
  ['pl', 'Kierowca jest bardzo miły, ale zawsze przyjeżdża za wcześnie'],
  ['sq', 'Shoferi është shumë i sjellshëm por gjithmonë kalon para kohe'],
  ['so', 'Darawalku waa qof fiican laakiin mar walba wakhtiga ka hor ayuu yimaadaa'],
  ['sw', 'Dereva ni mpole sana lakini hupita mapema kila siku'],
  ['tr', 'Şoför çok nazik ama hep erken geçiyor'],
  ['vi', 'Bác tài rất tử tế nhưng lúc nào cũng đến sớm'],
  ['zh-Hans', '司机人很好，但总是提前到'],
  ['zh-Hant', '司機人很好，但總是提早到'],
  ['ko', '기사님은 아주 친절하신데 항상 일찍 지나가세요'],
  ['ar', 'السائق لطيف جدا لكنه دائما يمر قبل الموعد'],
  ['fa-AF', 'راننده بسیار مهربان است اما همیشه پیش از وقت میگذرد'],
  ['ps', 'ډرېور ډېر مهربانه دی خو تل له وخته مخکې تېرېږي'],
  ['ur', 'ڈرائیور بہت اچھا ہے لیکن ہمیشہ وقت سے پہلے نکل جاتا ہے'],
  ['hi', 'ड्राइवर बहुत अच्छा है लेकिन हमेशा समय से पहले निकल जाता है'],
  ['bn', 'ড্রাইভার খুব ভালো কিন্তু সবসময় সময়ের আগে চলে যায়'],
  ['en', 'the food is great but the portions are small'],
  ['es', 'la comida es muy rica pero las porciones son chicas'],
  ['pt-BR', 'a comida é ótima mas vem pouca'],
  ['fr', 'la cantine est super mais les portions sont petites'],
  ['ht', 'manje a bon anpil men li piti'],
  ['ru', 'еда вкусная, но порции маленькие'],
  ['uk', 'їжа смачна, але порції малі'],
  ['pl', 'jedzenie jest świetne, ale porcje małe'],
  ['sq', 'ushqimi është shumë i mirë por është pak'],
  ['so', 'cuntadu aad bay u fiican tahay laakiin way yar tahay'],
  ['sw', 'chakula ni kizuri sana lakini ni kidogo'],
  ['tr', 'yemekler çok güzel ama porsiyonlar küçük'],
  ['vi', 'đồ ăn ngon lắm nhưng ít quá'],
  ['zh-Hans', '饭菜很好吃，但是量太少'],
  ['zh-Hant', '飯菜很好吃，可是量太少'],
  ['ko', '음식은 정말 맛있는데 양이 적어요'],
  ['ar', 'الأكل رائع لكن الكمية قليلة'],
  ['fa-AF', 'نان خیلی خوب است اما کم است'],
  ['ps', 'خواړه ډېر ښه دي خو لږ دي'],
  ['ur', 'کھانا بہت اچھا ہے لیکن کم ہوتا ہے'],
  ['hi', 'खाना बहुत अच्छा है लेकिन कम होता है'],
  ['bn', 'খাবার খুব ভালো কিন্তু কম দেয়'],
])('what is praised, and complained of after a "but", is for a person: %s: %s', (language, text) => {
  expect(read(language, text).needsStaff).toBe(true);
});

test.each([
  ['en', 'the driver is very kind, thank you'],
  ['es', 'el chofer es muy amable, gracias'],
  ['fr', 'la maîtresse est très gentille, merci'],
  ['zh-Hans', '司机人很好，谢谢'],
  ['en', 'tiring week but we did it, thank you'],
])('praise alone, and a glad "but", are not: %s: %s', (language, text) => {
  expect(read(language, text).needsStaff).toBe(false);
});

describe('a word of danger that is a part of an age or an amount', () => {
  test.each([
    ['ko', '우리 아이는 5살인데요'],
    ['ko', '다섯 살인 딸이 있어요'],
    ['ko', '총 5명이 가요'],
    ['fr', 'il a 2 balles de tennis'],
    ['es', 'se comió 2 balas de menta'],
    ['bn', 'ওরা গুলি খেলে'],
  ])('raises no alarm: %s: %s', (language, text) => {
    expect(read(language, text).urgent).toBe(false);
  });

  test.each([
    ['ko', '학교에서 살인 예고 글을 봤어요'],
    ['ko', '총으로 쏘겠대요'],
    ['ko', '5살인데 아빠가 죽이겠다고 칼을 들었어요'],
    ['fr', 'il a apporté des balles réelles à l’école'],
  ])('does so where it is meant: %s: %s', (language, text) => {
    expect(read(language, text).urgent).toBe(true);
  });
});
