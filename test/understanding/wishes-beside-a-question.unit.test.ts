import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('a wish about the texting is heard while a question is open', () => {
  const asks = [{ kind: 'yesno' }, { kind: 'rating' }, { kind: 'number' }, { kind: 'open' }] as const;

  test.each([
    ['en', 'this phone belongs to somebody else now, the family moved out long ago', 'wrong_number'],
    ['en', 'only write to me when the school is closed or it is an emergency', 'alerts_only'],
    ['es', 'ya no me manden tantos mensajes, con uno a la semana tengo', 'fewer'],
    ['fr', 'vous vous trompez de numéro, je ne connais pas cet enfant', 'wrong_number'],
    ['pt-BR', 'quero voltar a receber as mensagens da escola por favor', 'opt_in'],
    ['ru', 'пишите реже, раз в неделю вполне достаточно', 'fewer'],
    ['vi', 'nhắn ít thôi nhé, tuần một lần là đủ rồi', 'fewer'],
  ])('%s: %s: %s', (language, text, wish) => {
    for (const ask of asks) expect(read(language, text, ask).consent).toBe(wish);
  });

  test.each([
    ['en', 'not once', 'yesno'],
    ['fr', 'pas une fois', 'yesno'],
    ['pl', 'dużo lżej', 'yesno'],
    ['en', 'no, not this week, we had guests', 'yesno'],
    ['es', '4 pero fue muy largo', 'rating'],
  ] as const)('and none is in what answers: %s: %s', (language, text, kind) => {
    expect(read(language, text, { kind })).toMatchObject({ consent: null, consentCertainty: null });
  });
});
