import { describe, expect, test } from '@jest/globals';
import { read } from './context.js';

describe('a reply that says neither yes nor no', () => {
  test.each([
    ['en', 'each evening after dinner', true],
    ['es', 'todas las noches antes de acostarlo', true],
    ['fr', 'chaque soir avec son papa', true],
    ['ht', 'chak swa anvan l dòmi', true],
    ['ru', 'каждый вечер перед сном', true],
    ['pl', 'codziennie przed snem', true],
    ['ur', 'ہر رات سونے سے پہلے', true],
    ['so', 'habeen kasta hurdada ka hor', true],
    ['en', 'we had no time this week', false],
    ['fr', 'on a complètement oublié', false],
    ['ru', 'руки не дошли', false],
    ['vi', 'quên mất tiêu', false],
    ['tr', 'vaktimiz olmadı', false],
    ['ps', 'وخت مو نه درلود', false],
  ])('is heard where yes or no was asked for, and nowhere else: %s: %s', (language, text, value) => {
    expect(read(language, text, { kind: 'yesno' }).answer).toMatchObject({ status: 'answered', value });
    expect(read(language, text).answer.status).toBe('none');
  });

  test.each([
    ['en', 'no more of these texts please'],
    ['es', 'ya no me manden mensajes'],
  ])('is not heard in a wish about the texting: %s: %s', (language, text) => {
    const understood = read(language, text, { kind: 'yesno' });
    expect(understood).toMatchObject({ consent: 'opt_out', answer: { status: 'none' } });
  });
});
