import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import { languageCodes } from '../../src/i18n/languages.js';
import { readWishedHours } from '../../src/understanding/consent/wished-hours.js';
import { readWishedPause } from '../../src/understanding/consent/wished-pause.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';

const understanding = loadUnderstanding();
const read = (text: string, language: string) =>
  readWishedHours(understanding, text, [...new Set([language, 'en'])]);
/** "17:00-21:00", with a question mark where the family is asked back. */
const hours = (text: string, language: string): string | null => {
  const wished = read(text, language);
  if (wished === null) return null;
  const span = wished.hours === null ? 'any' : `${wished.hours.from}-${wished.hours.until}`;
  return `${span}${wished.days === null ? '' : ` ${wished.days}`}${wished.isSure ? '' : '?'}`;
};

describe('hours a family asks for in free words', () => {
  test.each([
    ['en', 'after 5 pm', '17:00-21:00'],
    ['en', 'After 5pm please', '17:00-21:00'],
    ['en', 'after 5', '17:00-21:00'],
    ['en', 'after five', '17:00-21:00'],
    ['en', 'after 17:30', '17:30-21:00'],
    ['en', 'not before 10 am', '10:00-21:00'],
    ['en', 'before noon', '09:00-12:00'],
    ['en', 'before 6', '08:00-18:00'],
    ['en', 'between 4 and 7', '16:00-19:00'],
    ['en', 'between 4 and 7 pm', '16:00-19:00'],
    ['en', '4-7 pm', '16:00-19:00'],
    ['en', '10 to 2', '10:00-14:00'],
    ['en', 'mornings', '09:00-12:00'],
    ['en', 'mornings and afternoons', '09:00-17:00'],
    ['en', 'any time', 'any'],
    ['en', 'only weekends', 'any weekends'],
    ['en', 'weekends after 10 am', '10:00-21:00 weekends'],
    ['es', 'después de las 5', '17:00-21:00'],
    ['es', 'despues de las cinco de la tarde por favor', '17:00-21:00'],
    ['es', 'entre las 4 y las 7', '16:00-19:00'],
    ['es', 'solo fines de semana', 'any weekends'],
    ['es', 'por la mañana', '09:00-12:00'],
    ['pt-BR', 'depois das 18h', '18:00-21:00'],
    ['pt-BR', 'entre as 9 e as 11', '09:00-11:00'],
    ['fr', 'après 17h30', '17:30-21:00'],
    ['fr', 'entre 9h et 12h', '09:00-12:00'],
    ['fr', 'le soir', '17:00-20:00'],
    ['ht', 'apre 5è', '17:00-21:00'],
    ['ht', 'maten', '09:00-12:00'],
    ['ru', 'после 17:00', '17:00-21:00'],
    ['ru', 'с 9 до 12', '09:00-12:00'],
    ['ru', 'после пяти', '17:00-21:00'],
    ['ru', 'по вечерам', '17:00-20:00'],
    ['uk', 'після 18:00', '18:00-21:00'],
    ['pl', 'po 17:00', '17:00-21:00'],
    ['pl', 'między 9 a 12', '09:00-12:00'],
    ['zh-Hans', '下午5点以后', '17:00-21:00'],
    ['zh-Hans', '4点到7点之间', '16:00-19:00'],
    ['zh-Hans', '周末', 'any weekends'],
    ['zh-Hant', '晚上六點以後', '18:00-21:00'],
    ['ko', '오후 5시 이후', '17:00-21:00'],
    ['ko', '9시부터 11시까지', '09:00-11:00'],
    ['ko', '주말에만', 'any weekends'],
    ['vi', 'sau 5 giờ chiều', '17:00-21:00'],
    ['vi', 'buổi sáng', '09:00-12:00'],
    ['tr', "17'den sonra", '17:00-21:00'],
    ['tr', '9 ile 12 arası', '09:00-12:00'],
    ['tr', 'hafta sonları', 'any weekends'],
    ['sq', 'pas orës 17', '17:00-21:00'],
    ['so', '5ta ka dib', '17:00-21:00'],
    ['sw', 'baada ya saa kumi na moja jioni', '17:00-21:00?'],
    ['sw', 'asubuhi', '09:00-12:00'],
    ['ar', 'بعد الساعة ٥', '17:00-21:00'],
    ['ar', 'بين ٤ و ٧', '16:00-19:00'],
    ['ar', 'صباحا', '09:00-12:00'],
    ['ur', 'شام ۵ بجے کے بعد', '17:00-21:00'],
    ['ur', 'sham 5 baje ke baad', '17:00-21:00'],
    ['hi', '५ बजे के बाद', '17:00-21:00'],
    ['hi', '4 से 7 के बीच', '16:00-19:00'],
    ['hi', 'subah', '09:00-12:00'],
    ['bn', '৫টার পর', '17:00-21:00'],
    ['bn', 'সকালে', '09:00-12:00'],
    ['ps', 'له ۵ بجو وروسته', '17:00-21:00'],
    ['fa-AF', 'بعد از ساعت ۵', '17:00-21:00'],
    ['fa-AF', 'از ۴ تا ۷', '16:00-19:00'],
  ])('in %s: %s', (language, text, wanted) => {
    expect(hours(text, language)).toBe(wanted);
  });

  test.each([
    ['en', 'after 8', '20:00-21:00'],
    ['en', '5 pm', '17:00-21:00'],
    ['en', 'after 5 because work', '17:00-21:00'],
  ])('are asked back where they are a guess, in %s: %s', (language, text) => {
    expect(read(text, language)?.isSure).toBe(false);
  });

  test.each([
    ['en', 'mornings and evenings'],
    ['en', 'not in the morning'],
    ['en', 'can he stay after 5?'],
    ['en', 'my son comes home after 5 because the bus is late again'],
    ['en', 'yes'],
    ['en', 'after 22:00'],
    ['en', ''],
    ['es', 'no en la mañana'],
    ['zh-Hans', '好的'],
  ])('are not read where they cannot be kept, or are none, in %s: %s', (language, text) => {
    expect(read(text, language)).toBeNull();
  });

  test('are about texts, and all of them, only where the text says so', () => {
    expect(read('please text me only after 5 pm', 'en')?.isAboutTexts).toBe(true);
    expect(read('solo escríbanme después de las 5', 'es')?.isAboutTexts).toBe(true);
    expect(read('after 5 pm', 'en')?.isAboutTexts).toBe(false);
  });

  test('always lie within the hours anybody may be texted in, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...languageCodes),
        fc.array(
          fc.constantFrom(
            'after',
            'before',
            '5',
            '25',
            '7:30',
            '19',
            'pm',
            'am',
            'weekend',
            '到',
            'بعد',
            'x',
          ),
          {
            maxLength: 8,
          },
        ),
        (language, words) => {
          const wished = read(words.join(' '), language);
          if (!wished?.hours) return;
          expect(wished.hours.from >= '08:00' && wished.hours.until <= '21:00').toBe(true);
          expect(wished.hours.from < wished.hours.until).toBe(true);
        },
      ),
    );
  });
});

describe('"not now"', () => {
  /** A Wednesday, half past two in the afternoon in New York. */
  const place = { now: new Date('2026-12-02T19:30:00Z'), timeZone: 'America/New_York' };
  const until = (text: string, language: string) => {
    const wished = readWishedPause(understanding, text, [...new Set([language, 'en'])], place);
    return wished && [wished.until?.toISOString().slice(0, 10) ?? null, wished.isWhole, wished.isNotNow];
  };

  test.each([
    ['en', 'not this week', ['2026-12-07', true, true]],
    ['en', 'We are traveling until Monday', ['2026-12-07', true, true]],
    ['en', 'not now please', ['2026-12-03', true, true]],
    ['en', 'no messages until January 7', ['2027-01-07', false, false]],
    ['es', 'ahora no puedo, mejor mañana', ['2026-12-03', true, true]],
    ['es', 'estamos de viaje hasta el lunes', ['2026-12-07', true, true]],
    ['es', 'hasta el 7 de enero', ['2027-01-07', false, false]],
    ['ru', 'сейчас не могу, лучше завтра', ['2026-12-03', true, true]],
    ['zh-Hans', '现在不方便，明天吧', ['2026-12-03', true, true]],
    ['ko', '이번 주는 어려워요', ['2026-12-07', true, true]],
    ['ar', 'أنا مشغولة الآن', ['2026-12-03', true, true]],
    ['tr', 'şu an meşgulüm', ['2026-12-03', true, true]],
    ['hi', 'अभी नहीं, कल', ['2026-12-03', true, true]],
    ['vi', 'tuần này tôi bận', ['2026-12-07', true, true]],
    ['so', 'toddobaadkan maya', ['2026-12-07', true, true]],
    ['ht', 'pa semèn sa a', ['2026-12-07', true, true]],
    ['ht', 'jiska 7 janvye', ['2027-01-07', false, false]],
  ])('in %s: %s', (language, text, wanted) => {
    expect(until(text, language)).toEqual(wanted);
  });

  test.each(['yes', 'My son was busy with homework', 'thank you', ''])('says nothing of it: %s', (text) => {
    expect(until(text, 'en')?.[1] === true && until(text, 'en')?.[2] === true).toBe(false);
  });
});
