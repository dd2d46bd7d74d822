import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('what is no reply is not counted as one', () => {
  test.each([
    ['zh-Hans', '可以带塑料的吗'],
    ['zh-Hans', '同意书我放哪里'],
    ['zh-Hant', '唔好意思今朝遲到'],
    ['zh-Hant', '忘記app密碼'],
    ['ko', '안녕하세요 선생님, 민준이 엄마예요'],
    ['ko', '안경이 부러졌어요'],
    ['vi', 'có ai nói tiếng Việt không'],
    ['vi', 'đường link mở không được'],
    ['so', 'furaha sirta ah waan hilmaamay'],
    ['so', 'ma soo gudbiyay shaqada guriga'],
    ['sw', 'siku ya picha ni ipi'],
    ['sw', 'nimesahau nenosiri la app'],
    ['sq', 'po vdes për pushime'],
    ['sq', 'po i dalin dhëmbët, s’fjetëm fare'],
    ['ar', 'ممكن نقسط رسوم الكتب'],
    ['fa-AF', 'لپتاپش چارج نمی شود'],
    ['fa-AF', 'ببخشی غلطی روان کدم'],
    ['ps', 'د اپ پاسورډ مې هېر شو'],
    ['ur', 'لیپ ٹاپ چارج نہیں ہو رہا'],
    ['ur', 'استاد جی بڑی مہربانی'],
    ['hi', 'नमस्ते मैडम जी 🙏'],
    ['hi', 'बस अभी तक क्यों नहीं आई, बीस मिनट से खड़े हैं'],
    ['bn', 'পাসওয়ার্ড ভুইলা গেছি ঢুকতে পারি না'],
    ['tr', 'uygulamanın şifresini unuttum'],
    ['en', 'which book do you mean?'],
    ['en', 'grandma'],
    ['es', 'cambié de número'],
    ['es', 'mañana paso por ella a las 2'],
    ['ar', 'مين معي؟'],
    ['zh-Hans', '请问是哪位老师'],
    ['ko', '선생님 성함이 어떻게 되세요'],
  ])('%s: %s', (language, text) => {
    expect(read(language, text, { kind: 'yesno' }).answer.status).not.toBe('answered');
  });

  test.each([
    ['en', 'he forgot his lunchbox'],
    ['en', 'dont forget his inhaler please'],
    ['es', 'no le den nada con cacahuate por favor'],
    ['es', 'se le olvidó el lonche'],
    ['pt-BR', 'não entreguem a Sofia pra ninguém'],
    ['pt-BR', 'não esqueçam o remédio dele'],
    ['fr', 'il a oublié son manteau sur le siège'],
    ['ht', 'mwen bliye modpas la'],
    ['ru', 'не давайте ему свинину'],
    ['uk', 'не давайте йому свинини'],
    ['pl', 'nie dawajcie mu mięsa'],
  ])('what is asked of staff or was left behind is no reply: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'yesno' }).answer.status).not.toBe('answered');
  });

  test.each([
    ['vi', 'nó không hiểu gì môn khoa học ngồi ngơ ngơ', null],
    ['vi', 'nó nói tới lượt thì hết đồ ăn', null],
    ['es', 'ya se le quitó la tos con el té de su abuelita jeje', null],
    ['fr', 'ya quoi au menu jeudi', null],
    ['pt-BR', 'no cabo de guerra o 4o ano acabou com o 5o kkkk', null],
    ['es', 'yes', true],
    ['vi', 'no', false],
    ['es', 'no, gracias', false],
  ])('a small word of one language is no English reply: %s: %s', (language, text, value) => {
    expect(read(language, text, { kind: 'yesno' }).answer.value).toBe(value);
  });

  test.each([
    ['zh-Hans', '可以的老师', true],
    ['ko', '안 갔어요', false],
    ['vi', 'có đọc mỗi tối', true],
    ['sw', 'hatuwezi kuja', false],
    ['sq', 'po i pëlqen shumë', true],
    ['sq', 'po lexuam bashkë mbrëmë', true],
  ])('and a reply stays one: %s: %s', (language, text, value) => {
    expect(read(language, text, { kind: 'yesno' }).answer).toEqual({ status: 'answered', value });
  });
});
