import { describe, expect, test } from '@jest/globals';
import { understand } from '../../src/understanding/understand.js';
import type { Answer, Ask } from '../../src/understanding/understood.js';
import { words } from './context.js';

/** What a family of this language answered with a text. */
function answer(language: string, text: string, ask: Ask): Answer {
  return understand(words, text, { homeLanguage: language, districtLanguages: words.languages, ask }).answer;
}

const answered = (value: boolean | number): Answer => ({ status: 'answered', value });
const unclear: Answer = { status: 'unclear', value: null };

describe('a choice in words of its own', () => {
  test.each([
    ['pl', ['9:00', '14:30'], 'o wpół do trzeciej', 1],
    ['hi', ['8:30', '3:30'], 'साढ़े तीन बजे खाली होती हूँ', 1],
    ['tr', ['08.30', '15.30'], 'üç buçukta işten çıkıyorum', 1],
    ['sw', ['9:00', '14:30'], 'saa nane na nusu mchana', 1],
    ['es', ['10:00', '14:30'], 'a las dos y media', 1],
  ])('names a time of day, of a %s family offered %s: %s', (language, options, text, value) => {
    expect(answer(language, text, { kind: 'choice', options })).toEqual(answered(value));
  });

  test.each([
    ['ru', ['хор', 'танцы', 'театр'], 'петь он любит больше всего', 0],
    ['ko', ['버스', '도보', '자가용'], '삼촌이 차로 데려다줘요', 2],
    ['fr', ['Maman', 'Papa', 'Mamie'], 'ce sera sa grand-mère', 2],
    ['zh-Hant', ['合唱', '舞蹈', '話劇'], '最鍾意唱歌', 0],
  ])('names an option by other words, of a %s family offered %s: %s', (language, options, text, value) => {
    expect(answer(language, text, { kind: 'choice', options })).toEqual(answered(value));
  });

  test.each([
    ['tr', ['futbol', 'judo', 'tiyatro'], 'judo değil, tiyatro istiyor', 2],
    ['zh-Hans', ['足球', '柔道', '话剧'], '柔道不要，想演话剧', 2],
    ['uk', ['вівторок', 'четвер', 'субота'], 'у суботу найзручніше, в будні працюю', 2],
  ])(
    'is what is left, and what its first clause says, of a %s family: %s',
    (language, options, text, value) => {
      expect(answer(language, text, { kind: 'choice', options })).toEqual(answered(value));
    },
  );

  test.each([
    ['sw', 'nyinyi amueni tu'],
    ['ar', 'القرار لكم'],
    ['pt-BR', 'tanto um como o outro serve'],
  ])('that is left to the school is none, of a %s family: %s', (language, text) => {
    expect(answer(language, text, { kind: 'choice', options: ['Monday', 'Tuesday'] })).toEqual(unclear);
  });
});

describe('a reply without a yes or a no', () => {
  test.each([
    ['ru', 'отнесли ещё в пятницу секретарю', true],
    ['vi', 'dọn nhà bận quá quên béng luôn', false],
    ['sq', 'e firmosa, e ka në çantë', true],
  ])('says what was done or forgotten, of a %s family: %s', (language, text, value) => {
    expect(answer(language, text, { kind: 'yesno' })).toEqual(answered(value));
  });

  test.each([
    ['en', "I'd have to run it past my boss"],
    ['ur', 'پہلے سسر جی سے اجازت لینی پڑے گی'],
    ['ko', '남편이 토요일에 오면 그때 정할게요'],
  ])('puts the answer off, of a %s family: %s', (language, text) => {
    expect(answer(language, text, { kind: 'yesno' })).toEqual(unclear);
  });
});
