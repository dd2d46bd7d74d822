import { describe, expect, test } from '@jest/globals';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { read, words } from './context.js';

describe('a sign of danger beside words that make it harmless', () => {
  test.each([
    ['en', "I'm bringing the knife for the birthday cake on friday"],
    ['en', 'bruise on his leg is from hockey'],
    ['en', 'the homework is killing us'],
    ['es', 'llevo el cuchillo para el pastel del viernes'],
    ['es', 'la tarea nos está matando'],
    ['ru', 'принесу нож для торта сама, не волнуйтесь'],
    ['vi', 'cuối tuần cả nhà đi cắm trại ngủ lều ở hồ, về kể cô nghe'],
    ['pt-BR', 'me manda quem leva a faca pra cortar o bolo'],
  ])('raises no alarm, in %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ urgent: false, urgentKinds: [] });
  });

  test.each([
    ['en', 'the boys on the football team beat him up so bad his face is bleeding'],
    ['en', 'he hit me after the soccer game'],
    ['en', 'my son got jumped after the basketball game'],
    ['en', 'his stepdad made bruises on his arms he says it was from football but it wasnt'],
    ['en', 'a man with a gun came into the movie theater lobby where our kids are'],
    ['en', 'he plays fortnite all day and says he will shoot up the school like that'],
    ['en', 'this is not a drill a man with a rifle is in the hallway'],
    ['en', 'he took a knife from the kitchen and hid it in his backpack next to the sandwich'],
    ['en', 'she says she will kill herself over this math test'],
    ['en', 'he wants to kill his math teacher'],
    ['es', 'trae una pistola en la mochila para la obra de teatro de mañana'],
    ['es', 'mi esposo me pegó después del partido'],
    ['es', 'mi papá me va a matar cuando vea el examen'],
  ])('raises it where there is more to it, in %s: %s', (language, text) => {
    expect(read(language, text).urgent).toBe(true);
  });

  test('is no word of another language: a day is no gun', () => {
    expect(read('tr', 'bu gun gelemeyecek')).toMatchObject({ urgent: false, lookSoon: false });
  });
});

describe('how urgent a text sounds', () => {
  test.each(['en', 'es', 'zh-Hans', 'uk'])(
    'is measured from the ordinary texts of its language, in %s',
    (code) => {
      const learned = words.learned(code);
      const ordinary = readExamples(code as 'en').examples.filter(({ urgent }) => urgent === undefined);
      const alarmed = ordinary.filter(({ text }) => read(code, text).lookSoon);
      expect(alarmed.length / ordinary.length).toBeLessThan(0.04);
      expect(learned?.calm).toBeGreaterThan(0);
    },
  );
});
