import { describe, expect, test } from '@jest/globals';
import { loadTexts } from '../../src/i18n/texts.js';
import { likeOf, recogniseIn, reword } from '../../src/withdrawals/recognise.js';
import { restate } from '../../src/withdrawals/reword-waiting.js';
import { faultsOf, plainMarks } from '../../src/withdrawals/text-rules.js';

const texts = loadTexts();
const values = {
  district: 'Distrito (1)',
  until: 'x',
  from: '8:00',
  number: 2,
  staff: 'Ana',
  teacher: 'Ana',
};
const sent = (language: string, key: string) => texts.text(language, key, values);
const keysIn = (language: string, body: string) => recogniseIn(texts, language, body).map(({ key }) => key);

describe('a fixed text in a text that went out', () => {
  const keys = [
    'consent.help',
    'request.received',
    'menu.hours',
    'translated.mark',
    'unknownSender.received',
  ];

  test.each(texts.languages().filter((code) => code !== 'en'))(
    'is recognised in %s, with any values',
    (code) => {
      for (const key of keys) {
        expect(keysIn(code, sent(code, key))).toContain(key);
        expect(keysIn(code, `${sent(code, key)}\n\n${sent('en', key)}`)).toContain(key);
      }
    },
  );

  test('is recognised among lines of others, and not within a sentence', () => {
    expect(keysIn('es', `Traiga un abrigo.\n${sent('es', 'translated.mark')}`)).toEqual(['translated.mark']);
    expect(keysIn('es', `Dijo: ${sent('es', 'menu.kept')} Y nada más.`)).toEqual([]);
  });

  test('is said otherwise with the same values, whatever stands around it', () => {
    const body = `${sent('es', 'request.received')}\n1 Luis`;
    const wrong = texts.inFile('es').get('request.received') ?? '';
    expect(reword(body, wrong, '{staff} lo tiene.')).toEqual({
      body: 'Ana lo tiene.\n1 Luis',
      isAtStart: true,
    });
    expect(reword(body, wrong, '{nobody} lo tiene.')).toBeNull();
    expect(reword('Otra cosa.', wrong, '{staff} lo tiene.')).toBeNull();
  });
});

describe('a text that waits', () => {
  const wrong = 'Mal {number}.';
  const rewording = {
    language: 'es',
    key: 'request.received',
    wrong,
    english: 'Wrong {number}.',
    correction: null,
  };
  const waiting = {
    messageId: 'm',
    body: 'Mal 2.\n1 Ana',
    text: 'Mal 2.\n1 Ana',
    language: 'es',
    sentIn: 'es',
  };

  test('goes out in the English that stands beside it', () => {
    expect(restate({ ...waiting, english: 'Wrong 2.\n1 Ana' }, rewording)).toEqual({
      ...{ body: 'Wrong 2.\n1 Ana', text: 'Wrong 2.\n1 Ana', language: 'en', sentIn: 'en' },
    });
  });

  test('goes out in the corrected words, with its values', () => {
    expect(
      restate({ ...waiting, english: 'Wrong 2.' }, { ...rewording, correction: 'Bien {number}.' }),
    ).toEqual({
      ...{ body: 'Bien 2.\n1 Ana', text: 'Bien 2.\n1 Ana', language: 'es', sentIn: 'es' },
    });
  });

  test('of somebody else keeps its own words, whatever line of ours is in it', () => {
    const reply = { ...waiting, body: 'Hola.\nMal 2.', text: 'Hello.', language: 'en', english: null };
    expect(restate(reply, rewording)).toEqual({
      body: 'Hola.\nWrong 2.',
      text: 'Hello.',
      language: 'en',
      sentIn: 'es',
    });
  });

  test('offers a family its own language by its name, never English in its place', () => {
    const choose = { ...rewording, key: 'welcome.choose' };
    const body = 'Welcome.\nMal 2.';
    const welcome = { ...waiting, body, text: body, language: 'en', sentIn: 'en', english: null };
    expect(restate(welcome, choose)?.body).toBe('Welcome.\nEspañol: 2');
    expect(restate(waiting as never, { ...rewording, key: 'menu.languageCheck' })).toBeNull();
  });
});

describe('words that are to be said instead', () => {
  const english = 'You will get no more texts from {district}. Reply START to get them again.';
  const faults = (text: string, key = 'consent.optedOut') => faultsOf({ language: 'es', key, text, english });

  test('are taken as a keyboard writes them', () => {
    expect(plainMarks(' “Hola” –\u00a0d’accord…\n')).toBe('"Hola" - d\'accord...');
  });

  test('keep the places, the carrier words and the length of the English', () => {
    expect(faults('No recibirá más mensajes de {district}. Responda START para volver.')).toEqual([]);
    expect(faults('No recibirá más mensajes. Responda START para volver.')).toEqual([
      expect.stringMatching(/must be those of the English: \{district\}\. Here they are: none/u),
    ]);
    expect(faults('No más mensajes de {district}. Responda EMPEZAR.')).toEqual([
      expect.stringMatching(/in English capitals: START/u),
    ]);
    expect(faults(`{district} START ${'larga '.repeat(100)}`.trim())).toEqual([
      expect.stringMatching(/at most 3 are allowed/u),
    ]);
  });

  test('invite nobody to an order to stop for something else, in capitals or not', () => {
    const more = ' Responda START o cancel.';
    expect(faults(`No más mensajes de {district}.${more}`)).toEqual([
      expect.stringMatching(/CANCEL gets no texts/u),
    ]);
    const menu = { language: 'es', key: 'menu.kept', english: 'All right. Nothing changes.' };
    expect(faultsOf({ ...menu, text: 'Muy bien. Responda STOP.' })).toHaveLength(2);
  });
});

describe('what the words hold in any case', () => {
  test('stands in every text their pattern finds, in all languages', () => {
    const missed = texts.languages().flatMap((language) =>
      [...texts.inFile(language)].filter(([, words]) => {
        const piece = likeOf(words).slice(1, -1).replace(/\\(.)/gu, '$1');
        return !words.replace(/\{\w+\}/gu, 'Luis').includes(piece);
      }),
    );
    expect(missed).toEqual([]);
  });

  test('is the longest piece between the places, with the signs of `like` as plain signs', () => {
    expect(likeOf('{count}: 100% of a_b, {name}')).toBe('%: 100\\% of a\\_b, %');
  });
});
