import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('who wants no more texts because there is no child of the family at the school', () => {
  test.each([
    ['en', 'take me off, I have no children there'],
    ['en', 'I have no kids at your school, please stop texting me'],
    ['en', 'remove my number, nobody here goes to that school'],
    ['es', 'quíteme de la lista, no tengo hijos ahí'],
    ['pt-BR', 'me tirem da lista, não tenho filho nessa escola'],
    ['fr', "retirez mon numéro, je n'ai pas d'enfant dans cette école"],
    ['ht', 'sispann voye mesaj, m pa gen timoun'],
    ['ru', 'не пишите мне больше, это не мой ребенок'],
    ['uk', 'видаліть мій номер, у мене немає дітей'],
    ['pl', 'usuńcie mój numer, to nie moje dziecko'],
    ['sq', "mos më shkruani më, s'kam fëmijë"],
    ['so', 'iga saar liiska, carruur kuma lihi iskuulka'],
    ['sw', 'niondoeni, sina mtoto katika shule hiyo'],
    ['tr', 'beni listeden çıkarın, o okulda çocuğum yok'],
    ['vi', 'xóa số của tôi, tôi không có con học ở đó'],
    ['zh-Hans', '请把我的号码删掉，不是我的孩子'],
    ['zh-Hant', '不要再傳簡訊了，我沒有小孩在那裡'],
    ['ko', '문자 보내지 마세요, 저는 아이가 없어요'],
    ['ar', 'احذفوا رقمي، ما عندي أولاد بمدرستكم'],
    ['fa-AF', 'شماره ام را پاک کنید، این طفل من نیست'],
    ['ps', 'زما شمېره لرې کړئ، دا زما ماشوم نه دی'],
    ['ur', 'میسج نہ بھیجیں، میرا کوئی بچہ نہیں ہے'],
    ['hi', 'message mat bhejo, ye mera bacha nahi'],
    ['bn', 'আর মেসেজ পাঠাবেন না, আমার কোনো বাচ্চা নেই'],
  ])('gets none, and a person looks at the number: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({
      consent: 'opt_out',
      consentCertainty: 'sure',
      mayBeWrongNumber: true,
      needsStaff: true,
    });
  });

  test.each([
    ['en', 'stop texting me, wrong number'],
    ['en', 'I have no children there'],
    ['en', "take me off, I'm not his mother"],
    ['es', 'se equivocó de número, no tengo hijos'],
    ['zh-Hans', '你打错了，别再发了'],
  ])('is told from who says that the number is wrong, or asks for nothing: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: 'wrong_number', mayBeWrongNumber: false });
  });

  test.each([
    ['en', 'take him off the trip list, that is not my child'],
    ['en', "that's not my child's grade, please remove it"],
    ['en', 'take her off the bus list, I have no kids there'],
    ['en', 'my child is not at school, stop texting me about attendance'],
    ['es', 'no es mi hijo, saquen a Juan de la lista del paseo'],
    ['fr', "enlevez-le de la liste du bus, ce n'est pas mon enfant"],
  ])('is told from who speaks of another list: %s: %s', (language, text) => {
    const { consent, consentCertainty } = read(language, text);
    expect({ consent, consentCertainty }).not.toEqual({ consent: 'opt_out', consentCertainty: 'sure' });
  });
});
