import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('somebody who is being hit', () => {
  test.each([
    ['en', 'Please help, he is hitting me'],
    ['en', 'my husband hits my kids when he drinks'],
    ['es', 'Basta, ya no puedo, me está pegando'],
    ['es', 'mi papa me pega'],
    ['es', 'un niño lo quiere golpear'],
    ['pt-BR', 'por favor, ele está me batendo'],
    ['ht', 'tanpri, l ap bat mwen'],
    ['zh-Hans', '他又打我了，我很害怕'],
    ['ar', 'ساعدوني، زوجي يضربني كل يوم'],
    ['vi', 'chồng tôi đang đánh tôi'],
    ['ru', 'помогите, муж меня бьёт'],
  ])('is urgent in %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ urgent: true, needsStaff: true, consent: null });
  });

  test('is not seen where somebody asks for a call, or a timetable suits', () => {
    expect(read('zh-Hans', '请打我电话').urgent).toBe(false);
    expect(read('en', 'The new schedule suits us').urgent).toBe(false);
  });
});

describe('a word that is two without its accents', () => {
  test('answers where a yes or no was asked', () => {
    expect(read('vi', 'dung', { kind: 'yesno' })).toMatchObject({
      consent: null,
      answer: { status: 'answered', value: true },
    });
  });

  test('stops the texts when it is written with them', () => {
    expect(read('vi', 'dừng', { kind: 'yesno' }).consent).toBe('opt_out');
  });
});

test('a family that writes accents does not write English', () => {
  expect(read('es', 'No hablo inglés.').language).toBe('es');
});
