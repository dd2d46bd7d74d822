import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

const asked = { kind: 'yesno' } as const;

/** "Cancel", "no more", "I am out": one keyword of each language that answers a question as well. */
const ambiguous = [
  ['en', 'no more'],
  ['es', 'cancelar'],
  ['es', 'no más'],
  ['pt-BR', 'cancela'],
  ['fr', 'annuler'],
  ['ht', 'anile'],
  ['ru', 'отмена'],
  ['ru', 'больше не надо'],
  ['uk', 'скасувати'],
  ['pl', 'koniec'],
  ['sq', 'anulo'],
  ['so', 'ka noqo'],
  ['sw', 'ghairi'],
  ['tr', 'iptal'],
  ['vi', 'hủy'],
  ['zh-Hans', '取消'],
  ['zh-Hant', '請取消'],
  ['ko', '취소'],
  ['ar', 'إلغاء'],
  ['fa-AF', 'لغو'],
  ['ps', 'لغوه کړئ'],
  ['ur', 'منسوخ کریں'],
  ['hi', 'कैंसिल'],
  ['bn', 'বাতিল'],
] as const;

describe('a keyword that may as well answer', () => {
  test.each(ambiguous)(
    'may end the texts where something was asked, and a person decides: %s: %s',
    (language, text) => {
      const { consent, consentCertainty, needsStaff, answer } = read(language, text, asked);
      expect({ consent, consentCertainty, needsStaff }).toEqual({
        consent: null,
        consentCertainty: 'possible',
        needsStaff: true,
      });
      expect(answer.status).not.toBe('answered');
    },
  );

  test.each(ambiguous)('ends them where nothing was asked: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
  });
});

describe('a keyword of carriers', () => {
  const keywords = [
    'STOP',
    'stopall',
    'Unsubscribe',
    'CANCEL',
    'end',
    'Quit',
    'revoke',
    'OPTOUT',
    'cancel please',
  ];
  test.each(keywords)('ends the texts whatever was asked, in every home: %s', (text) => {
    for (const home of ['en', 'es', 'zh-Hans', null]) {
      for (const kind of ['yesno', 'rating', 'number', 'open'] as const) {
        expect(read(home, text, { kind })).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
      }
    }
  });
});

test.each([
  ['es', 'pare'],
  ['pt-BR', 'parar'],
  ['fr', 'désabonner'],
  ['ru', 'стоп'],
  ['zh-Hans', '退订'],
  ['ko', '수신거부'],
  ['tr', 'durdur'],
  ['ar', 'توقف'],
  ['vi', 'dừng lại'],
])('a word that stops nothing else ends the texts though something was asked: %s: %s', (language, text) => {
  expect(read(language, text, asked)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
});
