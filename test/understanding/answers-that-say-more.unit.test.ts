import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('where a yes-or-no question is open', () => {
  test.each([
    ['en', 'no heat in our house'],
    ['es', 'no hay agua'],
    ['sw', 'hakuna maji nyumbani'],
    ['tr', 'evde su yok'],
    ['uk', 'немає світла'],
    ['es', 'no tenemos calefacción en la casa y hace mucho frío'],
    ['es', 'Por favor no le entreguen mi hija a nadie que no esté en la lista'],
    ['pt-BR', 'Não entreguem a Sofia pra ninguém além de mim e da avó'],
    ['pl', 'Nie wydawajcie Amelii nikomu oprócz mnie i babci Teresy'],
  ])('a text for staff that begins with a "no" reaches a person all the same: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'yesno' }).needsStaff).toBe(true);
  });
});

describe('where an open question is open', () => {
  test.each([
    ['en', 'he likes reading but he cannot see the board from the back, can he sit in front?'],
    ['en', 'somebody pushed him down the stairs and his arm is swollen'],
    ['es', 'mi hijo tiene fiebre y hoy no va a la escuela'],
    ['fr', 'le bus n’est pas passé ce matin, qui peut venir le chercher'],
    ['ru', 'у сына температура, в школу сегодня не придёт'],
  ])('a text somebody must act on reaches a person: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'open' }).needsStaff).toBe(true);
  });

  test.each([
    ['en', 'He counted the stairs with his grandma'],
    ['es', 'le gusta ayudarme a hacer tortillas los domingos'],
    ['fr', 'il adore les dinosaures et il dessine tout le temps'],
    ['sq', 'i vogel sa nje grusht'],
    ['sq', 'kur merzitet kendon'],
    ['ru', 'Мы читали сказку, которую мне читала моя мама'],
  ])('what is only told is the answer and nothing to do: %s: %s', (language, text) => {
    expect(read(language, text, { kind: 'open' })).toMatchObject({
      answer: { status: 'answered', value: text },
      needsStaff: false,
      urgent: false,
    });
  });
});

describe('an open question hides no danger', () => {
  test.each([
    ['en', 'my husband hit her last night and we are hiding at the neighbor, he is outside'],
    ['en', 'she told her cousin she has been saving the pills and nobody will miss her'],
    ['es', 'nos sacaron del cuarto y dormimos en el carro desde el viernes con los tres niños'],
    ['es', 'su padrastro la toca en las noches y ella tiene miedo de decir'],
    ['fr', 'elle a écrit dans son cahier qu’elle ne veut plus vivre, je ne sais pas quoi faire'],
    ['ru', 'отчим бьёт его ремнём каждый вечер, у него вся спина в синяках'],
  ])('it raises the alarm whatever was asked: %s: %s', (language, text) => {
    for (const kind of ['yesno', 'rating', 'number', 'open'] as const)
      expect(read(language, text, { kind }).urgent).toBe(true);
  });
});
