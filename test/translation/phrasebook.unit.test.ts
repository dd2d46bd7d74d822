import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { createPhrasebook, type LookUpOptions } from '../../src/translation/phrasebook.js';

const texts: Record<string, Record<string, string>> = {
  en: {
    'language.name': 'English',
    busTime: 'The bus for {student} comes at {time}.',
    busCode: '{student} rides bus {bus}.',
    busPlace: 'The bus for {student} picks up at {place}.',
    kind: 'Please tell {student} thank you. {student} was very kind.',
    noSchool: 'There is no school on {date}.',
    sick: '{student} is sick today.',
    mySick: 'My child is sick today.',
    isThere: 'Is {student} at school?',
    schoolTomorrow: 'Is there school tomorrow?',
    whatTime: 'What time does the bus come?',
    thanks: 'Thank you',
    morning: 'Good morning!',
    yes: 'Yes',
    call: '{staff} will call you at {time}.',
    from: '{teacher}, {class}: {text}',
    days: '{count} days left to answer.',
    onlyEnglish: 'This stands in English alone.',
    uneven: 'Please come at {time} to see us.',
  },
  es: {
    'language.name': 'Español',
    busTime: 'El autobús de {student} llega a las {time}.',
    busCode: '{student} va en el autobús {bus}.',
    busPlace: 'El autobús recoge a {student} aquí: {place}.',
    kind: 'Dele las gracias a {student}. {student} fue muy amable.',
    noSchool: 'No hay clases el {date}.',
    sick: '{student} está enfermo hoy.',
    mySick: 'Mi hijo está enfermo hoy.',
    isThere: '¿{student} está en la escuela?',
    schoolTomorrow: '¿Hay escuela mañana?',
    whatTime: '¿A qué hora llega el autobús?',
    thanks: 'Gracias',
    morning: '¡Buenos días!',
    yes: 'Sí',
    call: '{staff} le llamará a las {time}.',
    from: '{teacher}, {class}: {text}',
    days: 'Quedan {count} días para responder.',
    uneven: 'Por favor venga a vernos.',
  },
  ht: {
    busTime: 'Bis {student} an ap vini a {time}.',
    sick: '{student} malad jodi a.',
    mySick: 'Pitit mwen malad jodi a.',
    whatTime: 'Ki lè bis la ap vini?',
    thanks: 'Mèsi',
    morning: 'Bonjou!',
    yes: 'Wi',
  },
  'zh-Hans': {
    busTime: '{student} 的校车 {time} 到。',
    sick: '{student} 今天生病了。',
    thanks: '谢谢',
    morning: '早上好！',
    whatTime: '校车几点来？',
  },
};

const phrasebook = createPhrasebook(
  new Map(Object.entries(texts).map(([code, own]) => [code, new Map(Object.entries(own))])),
);
const say = (text: string, from: string, to: string, options?: LookUpOptions): string | undefined =>
  phrasebook.lookUp(text, from, to, options)?.text;

describe('whole texts', () => {
  test.each<[string, string, string, string]>([
    ['Thank you', 'en', 'ht', 'Mèsi'],
    ['  thank   YOU!! ', 'en', 'es', 'Gracias'],
    ['Mèsi.', 'ht', 'en', 'Thank you'],
    ['buenos días', 'es', 'zh-Hans', '早上好！'],
    ['早上好', 'zh-Hans', 'es', '¡Buenos días!'],
    ['What time does the bus come?', 'en', 'es', '¿A qué hora llega el autobús?'],
    ['校车几点来?', 'zh-Hans', 'en', 'What time does the bus come?'],
    ['Gracias 🙏🏽', 'es', 'en', 'Thank you 🙏🏽'],
    ['Thank you\u00a0', 'en', 'es', 'Gracias'],
  ])('%s (%s to %s)', (text, from, to, expected) => {
    expect(say(text, from, to)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['Thank you for nothing', 'en', 'es'],
    ['Thank you?', 'en', 'es'],
    ['Is there school tomorrow', 'en', 'es'],
    ['This stands in English alone.', 'en', 'es'],
    ['Thank you', 'en', 'vi'],
    ['Thank you', 'vi', 'es'],
    ['Thank you', 'en', 'en'],
    ['English', 'en', 'es'],
    ['', 'en', 'es'],
    ['!!!', 'en', 'es'],
  ])('knows nothing for %j (%s to %s)', (text, from, to) => {
    expect(say(text, from, to)).toBeUndefined();
  });

  test('several sentences match when each of them does', () => {
    expect(say('Good morning! Luis is sick today. Thank you', 'en', 'ht', { names: ['Luis'] })).toBe(
      'Bonjou! Luis malad jodi a. Mèsi',
    );
    expect(say('Bonjou\nMèsi', 'ht', 'en')).toBe('Good morning!\nThank you');
    expect(say('谢谢。早上好！', 'zh-Hans', 'en')).toBe('Thank you. Good morning!');
    expect(say('Thank you. Good morning', 'en', 'zh-Hans')).toBe('谢谢。早上好！');
    expect(say('Good morning! See you later.', 'en', 'ht')).toBeUndefined();
  });

  test('names the keys it used', () => {
    expect(phrasebook.lookUp('Good morning! Thank you', 'en', 'es')?.keys).toEqual(['morning', 'thanks']);
  });
});

describe('texts with placeholders', () => {
  test.each<[string, string, string, string]>([
    ['The bus for Luis comes at 7:40.', 'en', 'ht', 'Bis Luis an ap vini a 7:40.'],
    ['Bis Luis an ap vini a 7:40.', 'ht', 'en', 'The bus for Luis comes at 7:40.'],
    ['the bus for Ana María comes at 7:40 am', 'en', 'es', 'El autobús de Ana María llega a las 7:40 am.'],
    ['The bus for Luis comes at 7:40.', 'en', 'zh-Hans', 'Luis 的校车 7:40 到。'],
    ['Luis的校车7:40到', 'zh-Hans', 'en', 'The bus for Luis comes at 7:40.'],
    ['Luis rides bus 12B.', 'en', 'es', 'Luis va en el autobús 12B.'],
    ['There is no school on 12/24.', 'en', 'es', 'No hay clases el 12/24.'],
    ['Is Luis at school?', 'en', 'es', '¿Luis está en la escuela?'],
    ['¿Luis está en la escuela?', 'es', 'en', 'Is Luis at school?'],
    [
      'Please tell Luis thank you. Luis was very kind.',
      'en',
      'es',
      'Dele las gracias a Luis. Luis fue muy amable.',
    ],
  ])('%s (%s to %s)', (text, from, to, expected) => {
    expect(say(text, from, to, { names: undefined })).toBe(expected);
  });

  test.each([
    'The bus for my son comes at 7:40.',
    'The bus for My Son comes at 7:40.',
    'The bus for luis comes at 7:40.',
    'The bus for Luis comes at noon.',
    'The bus for Luis comes at 7 in the morning.',
    'He is sick today.',
    'The bus is sick today.',
    'The Bus is sick today.',
    'There is no school on Friday.',
    'Luis rides bus twelve.',
    'The bus for Luis picks up at the park.',
    'The bus for Luis picks up at Main Park.',
    'The bus for Luis\nand Ana comes at 7:40.',
    `The bus for ${'Luis '.repeat(15)}comes at 7:40.`,
    'Please tell Luis thank you. Ana was very kind.',
    'Ms. Rivera, Math: come and see',
    '3 days left to answer.',
    'Please come at 7:40 to see us.',
  ])('refuses a value that would carry words of one language into the other: %j', (text) => {
    expect(say(text, 'en', 'es')).toBeUndefined();
  });

  test('takes only the names given, where names are given', () => {
    const names = ['Luis Ortega', 'Karen Will Baker', 'Lincoln Park'];
    expect(say('luis is sick today', 'en', 'ht', { names })).toBe('luis malad jodi a.');
    expect(say('Will is sick today', 'en', 'ht', { names })).toBe('Will malad jodi a.');
    expect(say('Ms. Baker will call you at 3 pm', 'en', 'es', { names })).toBe(
      'Ms. Baker le llamará a las 3 pm.',
    );
    expect(say('Luis Baker is sick today', 'en', 'ht', { names })).toBeUndefined();
    expect(say('Grandma is sick today', 'en', 'ht', { names })).toBeUndefined();
    expect(say('The bus for Luis picks up at Lincoln Park', 'en', 'es', { names })).toBe(
      'El autobús recoge a Luis aquí: Lincoln Park.',
    );
  });

  test('a sentence of its own wins over one with a placeholder', () => {
    expect(say('My child is sick today.', 'en', 'es')).toBe('Mi hijo está enfermo hoy.');
  });

  test('is quick on a text made to be slow', () => {
    const hostile = 'Please tell '.repeat(200);
    expect(say(hostile, 'en', 'es')).toBeUndefined();
    expect(say(`${'a'.repeat(60)} thank you. `.repeat(30), 'en', 'es')).toBeUndefined();
  });
});

describe('texts typed in a hurry by families', () => {
  test.each<[string, string, string]>([
    ['a que hora llega el autobus', 'es', 'What time does the bus come?'],
    ['hay escuela manana', 'es', 'Is there school tomorrow?'],
    ['luis esta enfermo hoy', 'es', 'luis is sick today.'],
    ['luis esta en la escuela', 'es', 'Is luis at school?'],
    ['ki le bis la ap vini', 'ht', 'What time does the bus come?'],
    ['si', 'es', 'Yes'],
  ])('%s', (text, from, expected) => {
    expect(say(text, from, 'en', { lenient: true, names: ['Luis'] })).toBe(expected);
    expect(say(text, from, 'en', { names: ['Luis'] })).toBeUndefined();
  });

  test('a question mark is never taken away', () => {
    expect(say('gracias?', 'es', 'en', { lenient: true })).toBeUndefined();
  });
});

describe('the texts of the locale files', () => {
  const loaded = loadTexts();
  const book = createPhrasebook(
    new Map(
      loaded
        .languages()
        .map((code) => [
          code,
          new Map(
            [loaded.readyReplies(code), loaded.familyPhrases(code), loaded.prompts(code)].flatMap(
              (part, index) => [...part].map(([key, text]) => [`${index}.${key}`, text] as const),
            ),
          ),
        ]),
    ),
  );
  const values: Record<string, string> = {
    student: 'Luis',
    staff: 'Ana Ruiz',
    class: 'Room 12',
    school: 'Lincoln School',
    place: 'Lincoln Park',
    item: 'Read-a-thon',
    time: '7:40',
    date: '2026-12-05',
    phone: '203-555-0142',
    amount: '$4.50',
    bus: '12',
  };
  const names = ['Luis', 'Ana Ruiz', 'Room 12', 'Lincoln School', 'Lincoln Park', 'Read-a-thon'];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (slot, name: string) => values[name] ?? slot);

  test.each(loaded.languages().filter((code) => code !== 'en'))(
    'every ready reply in English finds its words in %s, and every text in %s its words in English',
    (code) => {
      const english = loaded.readyReplies('en');
      const theirs = loaded.readyReplies(code);
      const missing = [...english].filter(([key, text]) => {
        const there = theirs.get(key);
        if (there === undefined) return true;
        const said = book.lookUp(fill(text), 'en', code, { names })?.text;
        const back = book.lookUp(fill(there), code, 'en', { names })?.text;
        return said === undefined || !/[^\s]/.test(said) || back === undefined;
      });
      expect(missing.map(([key]) => key)).toEqual([]);
      const family = [...loaded.familyPhrases(code)].filter(
        ([, text]) => book.lookUp(fill(text), code, 'en', { names }) === undefined,
      );
      expect(family.map(([key]) => key)).toEqual([]);
    },
  );

  test('arbitrary text is not taken for a phrase, nor does it break anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const found = book.lookUp(`zzz ${text}`, 'en', 'es', { names, lenient: true });
        expect(found).toBeUndefined();
      }),
    );
  });
});
