import { describe, expect, test } from '@jest/globals';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { understand } from '../../src/understanding/understand.js';
import type { Entry, Vocabulary } from '../../src/understanding/words/compiled-words.js';
import type { Alarms } from '../../src/understanding/words/alarms.js';
import type { Understanding } from '../../src/understanding/vocabulary.js';
import { read, words } from './context.js';

describe('a wish for no more texts among words no list knows', () => {
  test.each([
    ['en', 'no messages while we visit grandma in fresno'],
    ['en', 'dont text me during my shifts at the cannery'],
    ['en', 'STOP. he was at the corner of fifth and main with his cousin and the bus drove right past them'],
    ['es', 'no me manden mensajes mientras andamos con mi suegra'],
    ['fr', 'ne m’envoyez plus de sms pendant le tournoi de ma soeur'],
    ['pt-BR', 'não me mandem mensagens enquanto durar a colheita do café'],
    ['pl', 'nie wysyłajcie smsów podczas dyżurów mojej żony'],
    ['ru', 'не присылайте смс пока сын сдаёт экзамены'],
    ['tr', 'babamın taziyesi bitene dek mesaj göndermeyin'],
    ['vi', 'đừng gửi tin nhắn trong lúc mẹ tôi nằm viện'],
    ['zh-Hans', '孩子外婆住院期间不要再发短信了'],
    ['ko', '시어머니 병간호하는 동안 문자 보내지 마세요'],
    ['ar', 'لا ترسلوا رسائل طول فترة امتحانات البكالوريا'],
    ['sw', 'msinitumie meseji wakati wa mavuno ya mahindi shambani'],
  ])('is another wish or goes to a person: %s: %s', (language, text) => {
    const { consent, needsStaff } = read(language, text);
    expect(consent).not.toBe('opt_out');
    expect(consent !== null || needsStaff).toBe(true);
  });

  test.each([
    ['en', 'please stop texting this number for good'],
    ['en', 'Stop texting me, my daughter graduated and we moved to another state'],
    ['en', 'We moved to Ohio. STOP'],
    ['es', 'por favor ya no me manden mensajes nunca más a este número'],
    ['pl', 'proszę nie wysyłać już nigdy smsów na ten numer'],
    ['uk', 'не пишіть мені більше на цей номер взагалі'],
    ['tr', 'bu numaraya bir daha asla mesaj atmayın'],
    ['hi', 'इस नंबर पर कभी मैसेज मत भेजो'],
    ['zh-Hant', '請不要再傳簡訊到這個號碼了'],
  ])('is sure where nothing else is said: %s: %s', (language, text) => {
    expect(read(language, text)).toMatchObject({ consent: 'opt_out', consentCertainty: 'sure' });
  });
});

/** The words as they would be, had nobody thought of "until", "only", "so many" and "again", in lists or parts. */
function withoutNarrowing(u: Understanding): Understanding {
  const narrowing = new Set(['till', 'then', 'only', 'except', 'many', 'once', 'again', 'urg']);
  const without = (alarms: Alarms['byBeginning']['plain']): typeof alarms =>
    new Map(
      [...alarms].map(([begin, entries]) => [begin, entries.filter(({ kind }) => !narrowing.has(kind))]),
    );
  const strip = ({ byBeginning: { plain, accented }, ...alarms }: Alarms): Alarms => ({
    ...alarms,
    byBeginning: { plain: without(plain), accented: without(accented) },
  });
  const isKept = ({ list, name }: Entry): boolean => !list.startsWith('consent') || name === 'opt_out';
  const poorer = new Map<
    string,
    { words: ReturnType<Understanding['words']>; vocabulary: ReturnType<Understanding['vocabulary']> }
  >(
    u.languages.map((language) => {
      const [rules, phrases] = [u.words(language), u.vocabulary(language)];
      const kept = (entriesBy: Vocabulary['byFirstWord']) =>
        new Map([...entriesBy].map(([first, entries]) => [first, entries.filter(isKept)] as const));
      return [
        language,
        {
          words: rules && { ...rules, consentParts: strip(rules.consentParts) },
          vocabulary: phrases && {
            ...phrases,
            byFirstWord: kept(phrases.byFirstWord),
            neverMissed: kept(phrases.neverMissed),
            withAccents: null,
          },
        },
      ] as const;
    }),
  );
  return {
    ...u,
    words: (language) => poorer.get(language)?.words,
    vocabulary: (language) => poorer.get(language)?.vocabulary,
  };
}

// One in four of them: what is asked is a share, and they are some four thousand.
test('even where no word for "until", "only" or "less" is known, few wishes for fewer texts end them', () => {
  const poorer = withoutNarrowing(words);
  const narrowed = words.languages.flatMap((language) =>
    readExamples(language)
      .wishes.filter(({ consent }) => ['pause', 'fewer', 'alerts_only'].includes(consent ?? ''))
      .filter((_, n) => n % 4 === 0)
      .map(({ text }) => ({ language, text })),
  );
  const ended = narrowed.filter(
    ({ language, text }) =>
      understand(poorer, text, { homeLanguage: language, districtLanguages: words.languages }).consent ===
      'opt_out',
  );
  expect(narrowed.length).toBeGreaterThan(900);
  expect(ended.length / narrowed.length).toBeLessThan(0.1);
});
