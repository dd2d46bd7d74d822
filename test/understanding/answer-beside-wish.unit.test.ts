import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

const rating = { kind: 'rating', min: 1, max: 5 } as const;
const yesNo = { kind: 'yesno' } as const;

describe('an answer said together with a wish about the texting', () => {
  test.each([
    ['en', '4. And please text less'],
    ['en', '4 please text me less often'],
    ['en', 'please text less. It was a 4'],
    ['es', '4. Y por favor menos mensajes'],
    ['pt-BR', '4. E por favor menos mensagens'],
    ['fr', '4. Et moins de messages svp'],
    ['ht', '4. Tanpri voye mwens mesaj'],
    ['ru', '4. И пожалуйста, пишите реже'],
    ['uk', '4. І будь ласка, пишіть рідше'],
    ['pl', '4. I proszę pisać rzadziej'],
    ['sq', '4. Dhe ju lutem më pak mesazhe'],
    ['so', '4. Fadlan fariimaha yaree'],
    ['sw', '4. Tafadhali punguzeni meseji'],
    ['tr', '4. Lütfen daha az mesaj atın'],
    ['vi', '4. Xin nhắn ít lại'],
    ['zh-Hans', '4。请少发点短信'],
    ['zh-Hant', '4，請少發一點簡訊'],
    ['ko', '4점이요. 문자 좀 줄여주세요'],
    ['ar', '4. ورجاء رسائل أقل'],
    ['fa-AF', '4. لطفا پیام کمتر روان کنید'],
    ['ps', '4. مهرباني وکړئ لږ پیغامونه راولېږئ'],
    ['ur', '4۔ براہ کرم میسج کم بھیجیں'],
    ['hi', '4. कृपया मैसेज कम भेजें'],
    ['bn', '4। দয়া করে মেসেজ কম পাঠান'],
  ])('counts, and so does the wish: %s: %s', (language, text) => {
    expect(read(language, text, rating)).toMatchObject({
      consent: 'fewer',
      consentCertainty: 'sure',
      answer: { status: 'answered', value: 4 },
      comment: null,
    });
  });

  test.each([
    ['en', 'yes. please stop texting me', true],
    ['en', 'no and please stop texting me', false],
    ['es', 'sí, y ya no me manden mensajes', true],
    ['ru', 'да. больше не присылайте сообщения', true],
    ['zh-Hans', '是的，请不要再发短信了', true],
    ['ar', 'نعم. لا ترسلوا رسائل بعد اليوم', true],
    ['vi', 'có. đừng nhắn tin nữa', true],
  ])('counts beside an end of the texts: %s: %s', (language, text, value) => {
    expect(read(language, text, yesNo)).toMatchObject({
      consent: 'opt_out',
      consentCertainty: 'sure',
      answer: { status: 'answered', value },
    });
  });

  test.each([
    ['en', '2 messages per week is too many'],
    ['en', 'text me less, once a week'],
    ['en', 'STOP'],
    ['en', '4 texts are too many texts'],
    ['es', 'demasiados mensajes, 3 al día'],
    ['fr', 'trop de messages, 4 par jour'],
  ])('is none where its number belongs to the wish: %s: %s', (language, text) => {
    expect(read(language, text, rating).answer.status).toBe('none');
  });
});

test('whoever has a wrong number answers nothing', () => {
  expect(read('en', 'no. wrong number', yesNo)).toMatchObject({
    consent: 'wrong_number',
    answer: { status: 'none' },
  });
});
