import { describe, expect, test } from '@jest/globals';
import { reasonInWords } from '../../src/understanding/reason-in-words.js';

// That no reason is without, the texts of the evaluation show: test/eval/eval.unit.test.ts.
describe('a reason in plain words', () => {
  test.each([
    ['topic:transportation «camión» (es)', 'About transportation, because of «camión»'],
    ['topic:basic_needs sounds like it «rent» (en)', 'Sounds like basic needs, because of «rent»'],
    [
      'urgent:self_harm «kill himself» (en)',
      'Urgent: somebody may harm themselves, because of «kill himself»',
    ],
    ['lookSoon:sounds like it (es)', 'May be about danger: as a whole it reads like such texts'],
    ['lookSoon:abuse «x» (es)', 'May be about danger: it may be about abuse, because of «x»'],
    ['urgent:sounds like it (pt-BR)', 'Urgent: it reads like texts about danger'],
    ['consent:fewer «less» + «texts» (en)', 'Wants fewer texts, because of «less» and «texts»'],
    ['consent:possible opt_out «ya no» (es)', 'May want no more texts, because of «ya no»'],
    ['kind:question', 'Asks a question'],
    ['answer «4\n(of) 5» (zh-Hans)', 'Answers the question, because of «4\n(of) 5»'],
    ['answer:out of range', 'Names a number or option that was not offered'],
    ['answer:nobody counted', 'Says that nobody counted, so there is no number'],
    ['answer:both yes and no', 'Says both yes and no, so the answer is unclear'],
    ['something else entirely', 'something else entirely'],
  ])('%s', (code, words) => {
    expect(reasonInWords(code)).toBe(words);
  });
});
