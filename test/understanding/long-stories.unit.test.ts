import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

/** Texts as people speak them into a phone: the same story, with and without what cannot wait. */
const stories: readonly (readonly [language: string, ordinary: string, danger: string])[] = [
  [
    'en',
    'good morning sorry for the long text we were at my sisters all weekend and the kids played outside till late and then on sunday he said his tummy hurt so I gave him soup and he slept fine and today he went on the bus like always and he forgot his blue folder on the kitchen table so my mom will drop it at the office at ten',
    'and he whispered to me in the car that he wrote a goodbye letter and wants to die',
  ],
  [
    'es',
    'buenos dias maestra perdone que le escriba tanto fijese que ayer llegamos tarde de casa de mi suegra y la niña se durmio en el carro y ya no hizo la tarea de sumas y en la mañana andaba llorando porque pensaba que usted la iba a regañar yo le dije que no y que la hacemos hoy en la noche con calma',
    'y me conto que su tio se mete a su cama en las noches y la toca',
  ],
  [
    'pt-BR',
    'bom dia prô desculpa o textão ontem a gente foi no aniversário da prima e voltou tarde e ele dormiu no carro e hoje acordou reclamando que perdeu o casaco azul eu falei que a gente procura depois da escola e ele foi de perua como sempre e levou o lanche que a avó fez',
    'e ele me contou que o padrasto bateu nele com o fio de novo e ele tem medo de voltar pra casa',
  ],
  [
    'fr',
    "bonjour maitresse désolée pour le long message hier on est rentrés tard de chez ma mère et les petits se sont endormis dans la voiture alors les devoirs n'ont pas été faits et ce matin il pleurait parce qu'il avait peur d'être puni je lui ai dit qu'on les fera ce soir tranquillement avec son grand frère",
    'et mon mari nous a mis dehors cette nuit on ne sait pas où dormir ce soir avec le bébé',
  ],
];

describe('a long story', () => {
  test.each(stories)('of an ordinary day raises no alarm, in %s', (language, ordinary) => {
    expect(read(language, ordinary).urgent).toBe(false);
  });

  test.each(stories)('hides no danger told at its end, in %s', (language, ordinary, danger) => {
    expect(read(language, `${ordinary} ${danger}`)).toMatchObject({ urgent: true, needsStaff: true });
  });
});
