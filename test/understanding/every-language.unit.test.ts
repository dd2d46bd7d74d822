import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { understand } from '../../src/understanding/understand.js';
import type { Ask, Understood } from '../../src/understanding/understood.js';
import { read, words } from './context.js';

const languages = words.languages;
const readAs = (language: string, text: string, ask?: Ask): Understood =>
  understand(words, text, { homeLanguage: language, districtLanguages: languages, ask });

const asks = fc.constantFrom<Ask | undefined>(
  undefined,
  { kind: 'yesno' },
  { kind: 'rating' },
  { kind: 'number', unit: 'minutes' },
  { kind: 'choice', options: ['Morning', 'مساء', '下午'] },
  { kind: 'open' },
);

/** Letters of every script the languages are written in, digits, marks, blanks, emoji and invisible signs. */
const anySign = fc.constantFrom(
  ...'abçñŁđộıясіїعیپڼہअकবাখ好們한ㅋ01٣४,.?!¿؟।、 \n\u200F\u202E\u0000\uD83D😂👍🏽',
);
const noise = fc.array(anySign, { minLength: 0, maxLength: 1600 }).map((signs) => signs.join(''));

/** Direction marks, joiners and control signs that phones and copied texts bring along. */
const invisible = fc.constantFrom(
  '\u200E',
  '\u200F',
  '\u202A',
  '\u202C',
  '\u2066',
  '\u2069',
  '\uFEFF',
  '\u0007',
);

const wholeWords = (language: string, list: 'consent'): readonly (readonly [string, string])[] => {
  const vocabulary = words.vocabulary(language);
  const entries = new Map(
    [...(vocabulary?.byFirstWord.values() ?? [])]
      .flat()
      .filter((entry) => entry.list === list && entry.name === 'opt_out')
      .map((entry) => [entry.phrase, entry.name] as const),
  );
  return [...entries];
};

describe.each([...languages])('in %s', (language) => {
  test('any noise is read, and the same twice', () => {
    fc.assert(
      fc.property(noise, asks, (text, ask) => {
        expect(readAs(language, text, ask)).toEqual(readAs(language, text, ask));
      }),
      { numRuns: 20 },
    );
  });

  test('invisible signs make no difference', () => {
    const examples = readExamples(language).examples.map(({ text }) => text);
    fc.assert(
      fc.property(fc.constantFrom(...examples), invisible, fc.nat(), (text, sign, at) => {
        const gaps = [...text].flatMap((letter, place) => (letter === ' ' ? [place] : []));
        const place = gaps.length === 0 ? text.length : (gaps[at % gaps.length] ?? text.length);
        const marked = `${text.slice(0, place)}${sign}${text.slice(place)}${sign}`;
        const { reasons: _, ...plain } = readAs(language, text);
        const { reasons: __, ...same } = readAs(language, marked);
        expect(same).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  test('an opt-out is heard in any case, with any marks and emoji around it', () => {
    const around = fc.string({ unit: fc.constantFrom(...' .!…¡\n🙏👍'), maxLength: 4 });
    fc.assert(
      fc.property(
        fc.constantFrom(...wholeWords(language, 'consent')),
        around,
        around,
        fc.boolean(),
        ([phrase], before, after, upper) => {
          const text = upper ? phrase.toLocaleUpperCase('en') : phrase;
          const { consent, consentCertainty } = readAs(language, `${before}${text}${after}`);
          // Some phrases are only possibly an opt-out: a person looks at them.
          expect(consent === 'opt_out' || consentCertainty === 'possible').toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('one emoji, one sign and nothing at all are no wish and no emergency', () => {
    for (const text of ['', ' ', '👍', '😂', '❤️', '🙏🏽', '?', '.', '1', '⭐']) {
      expect(readAs(language, text)).toMatchObject({ consent: null, urgent: false });
    }
  });

  test('STOP stops, and HELP asks, whatever the language', () => {
    expect(readAs(language, 'STOP').consent).toBe('opt_out');
    expect(readAs(language, 'stop.').consent).toBe('opt_out');
    expect(readAs(language, 'HELP').consent).toBe('help');
  });

  test('one in ten of the texts learned from is no opt-out where it is none: `npm run eval -- --learned` reads all', () => {
    const { examples } = readExamples(language);
    const wrong = examples
      .filter((_, n) => n % 10 === 0)
      .filter(({ text }) => read(language, text).consent === 'opt_out');
    expect(wrong.map(({ text }) => text)).toEqual([]);
  });

  test('most of the answers given as examples are read as they are meant, and none as an opt-out', () => {
    const found = readExamples(language).answers.map((one) => ({
      ...one,
      got: readAs(language, one.text, one.ask),
    }));
    const right = found.filter(
      ({ answer, got }) => got.answer.status === answer.status && got.answer.value === answer.value,
    );
    expect(right.length / Math.max(1, found.length)).toBeGreaterThanOrEqual(0.9);
    const ended = found.filter(({ got }) => got.consent === 'opt_out');
    expect(ended.map(({ text }) => text)).toEqual([]);
  });
});

describe('families who type their language in Latin letters', () => {
  test.each([
    ['ur', 'kal bacha school nahi aayega bukhar hai'],
    ['ur', 'bus kab aayegi aaj'],
    ['hi', 'beta aaj bimar hai school nahi aa payega'],
    ['hi', 'mujhe message mat bhejo please'],
    ['bn', 'amar chele kalke school e jabe na'],
    ['fa-AF', 'dokhtaram emroz maktab namiayad mariz ast'],
    ['ps', 'zma zoy nan maktab ta na shi raghlay'],
    ['ar', 'ibni mariid lyoum ma ra7 yiji 3al madrase'],
    ['ru', 'rebenok segodnya ne budet v shkole'],
    ['uk', 'dytyna sohodni ne bude v shkoli'],
  ])('are read in their own language: %s, %s', (language, text) => {
    expect(readAs(language, text).language).toBe(language);
  });

  test.each(['he is sick today', 'what time is the bus', 'thank you so much', 'we will be there at 3'])(
    'are read in English where they write it: %s',
    (text) => {
      for (const language of ['ur', 'hi', 'bn', 'fa-AF', 'ps', 'ar', 'ru', 'uk']) {
        expect(readAs(language, text).language).toBe('en');
      }
    },
  );
});

test('a text in two languages is read in both', () => {
  expect(readAs('es', 'hola maestra, he wants to kill himself, que hago')).toMatchObject({ urgent: true });
  expect(readAs('ru', 'здравствуйте, stop texting me').consent).toBe('opt_out');
});
