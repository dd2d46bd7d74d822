import {
  answerReason,
  noAnswer,
  unclearAnswer,
  unsureMatches,
  weightOfWords,
  wordsOfAnswer,
  type AnswerReading,
} from './answers.js';
import { guardWordsOf } from './guard-words.js';
import { prepareText, type Word } from './normalise.js';
import { matchesOf } from './phrases.js';
import { replyOrder, type Reading } from './reading.js';
import type { Ask } from './understood.js';
import { readYesNo } from './yes-no.js';

/** Reads which option is meant: its own words, its number, its letter, its place, or its words misspelt. */
export function readChoice(reading: Reading, ask: Ask): AnswerReading {
  const options = (ask.options ?? []).map((option) => prepareText(option).words.map((word) => word.plain));
  const words = wordsOfAnswer(reading, reading.wordLanguage);
  if (options.length === 0 || reading.prepared.words.length === 0) return noAnswer;
  const text = words.map((word) => word.plain);
  const same = only(options, (option) => option.join(' ') === text.join(' '));
  if (same !== null) return chosen(reading, same, words);
  if (unsureMatches(reading).length > 0) return unclearAnswer('answer:unsure');
  return (
    byNumber(reading, options, words) ??
    byLetterOrPlace(reading, options.length, words) ??
    byContainedOption(reading, options) ??
    byPartOfOption(reading, options, words) ??
    bySpelling(reading, options, words) ??
    byYesOrNo(reading, options) ??
    noAnswer
  );
}

/** The index of the one option that fits; null when none or several do. */
function only(
  options: readonly (readonly string[])[],
  fits: (option: readonly string[]) => boolean,
): number | null {
  const found = options.flatMap((option, index) => (fits(option) ? [index] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}

function chosen(reading: Reading, value: number, words: readonly Word[]): AnswerReading {
  const start = words[0]?.start ?? 0;
  const end = words.at(-1)?.end ?? reading.prepared.clean.length;
  const reason = answerReason(reading, start, end, reading.language);
  return { outcome: 'read', value, span: { start, end }, leads: true, reason };
}

const labelWords =
  /^(?:option|opcion|opcao|numero|number|no|nr|opsyon|nimewo|chon|so|вариант|номер|رقم|الخيار|خيار|选|選|号|第|个|個|la|el|the|answer|respuesta|resposta|repons|opcja|opsioni|doorashada|doorasho|chaguo|namba|secenek|numara|варіант|আপশন|অপশন|নম্বর|ऑप्शन|विकल्प|नंबर|اپشن|نمبر|گزینه|شماره|شمېره|번|번호)$/u;

/** "2", "opción 2", "2 please", "two"; an option that itself begins with the number goes first. */
function byNumber(
  reading: Reading,
  options: readonly (readonly string[])[],
  words: readonly Word[],
): AnswerReading | null {
  const bare = words.filter((word) => !labelWords.test(word.plain));
  const first = bare[0];
  if (first === undefined) return null;
  const next = bare[1];
  if (next !== undefined && !next.startsClause && weightOfWords(bare) > 2) return null;
  const number = /^\d{1,3}$/u.test(first.plain) ? Number(first.plain) : numberWord(reading, bare);
  if (number === null) return null;
  if (bare.slice(1).some((word) => /^\d+$/u.test(word.plain))) return unclearAnswer('answer:several numbers');
  const written = String(number);
  const labelled =
    only(options, (option) => option[0] === written) ?? only(options, (option) => option.includes(written));
  if (labelled !== null) return chosen(reading, labelled, [first]);
  if (number < 1 || number > options.length) return unclearAnswer('answer:out of range');
  return chosen(reading, number - 1, [first]);
}

function numberWord(reading: Reading, bare: readonly Word[]): number | null {
  for (const language of replyOrder(reading)) {
    const match = matchesOf(reading.found.get(language) ?? [], 'numbers').find(
      ({ exact, start, end }) => exact && start === bare[0]?.start && end === bare.at(-1)?.end,
    );
    if (match !== undefined) return Number(match.entry.name);
  }
  return null;
}

const alphabets = ['abcdefghij', 'абвгдежзик', 'ابجدهوزحطي'];

/** The words for first, second … in the languages at hand; each group is one place. */
const places: readonly RegExp[] = [
  /^(?:first|1st|primer|primero|primera|primeiro|primeira|premye|premier|premiere|первый|первое|первая|первую|перший|الاول|الاولي|اول|first one|dau tien|pierwszy|pierwsza|birinci|第一|birincisi|ilki|pierwsze|pierwsza opcja|e para|i pari|kan koowaad|kan hore|koowaad|ya kwanza|kwanza|cha kwanza|la primera|primera opcion|перше|перша|першу|پهلا|پهلي|لومړي|اولي|প্রথমটা|প্রথম|प्रथम|पहला|पहली|पहले|첫번째|첫 번째|첫째|cai dau tien|dau tien|thu nhat)$/u,
  /^(?:second|2nd|segundo|segunda|dezyem|deuxieme|второй|второе|вторая|вторую|другий|الثاني|الثانيه|thu hai|drugi|druga|ikinci|第二|ikincisi|drugie|e dyta|i dyti|kan labaad|labaad|ya pili|pili|cha pili|друге|друга|другу|دوسرا|دوسري|دوهم|دويم|دومي|دوم|দ্বিতীযটা|দ্বিতীয|दूसरा|दूसरी|두번째|두 번째|둘째|cai thu hai)$/u,
  /^(?:third|3rd|tercer|tercero|tercera|terceiro|terceira|twazyem|troisieme|третий|третье|третья|третью|третій|الثالث|الثالثه|thu ba|trzeci|trzecia|ucuncu|第三|ucuncusu|trzecie|e treta|i treti|kan saddexaad|saddexaad|ya tatu|cha tatu|третє|третя|третю|تيسرا|تيسري|درېيم|دريم|سومي|سوم|তৃতীযটা|তৃতীয|तीसरा|तीसरी|세번째|세 번째|셋째|cai thu ba|cuoi cung)$/u,
  /^(?:fourth|4th|cuarto|cuarta|quarto|quarta|katriyem|quatrieme|четвертый|четвертое|четвертая|четвертую|четвертий|الرابع|الرابعه|thu tu|czwarty|czwarta|dorduncu|第四|dorduncusu|czwarte|e katerta|kan afraad|afraad|ya nne|четверте|четверта|چوتها|څلورم|چهارم|চতুর্থ|चौथा|चौथी|네번째|네 번째|cai thu tu)$/u,
];

function byLetterOrPlace(reading: Reading, count: number, words: readonly Word[]): AnswerReading | null {
  const bare = words.filter((word) => !labelWords.test(word.plain) || words.length === 1);
  const text = bare.map((word) => word.plain).join(bare.some((word) => word.sign) ? '' : ' ');
  const letter = alphabets
    .map((alphabet) => (text.length === 1 ? alphabet.indexOf(text) : -1))
    .find((index) => index >= 0);
  if (letter !== undefined)
    return letter < count ? chosen(reading, letter, bare) : unclearAnswer('answer:out of range');
  if (weightOfWords(words) > 4) return null;
  const asWritten = words.map((word) => word.plain).join(words.some((word) => word.sign) ? '' : ' ');
  const place = places.findIndex(
    (pattern) =>
      pattern.test(text) ||
      pattern.test(asWritten.replace(/[个個项項]$/u, '')) ||
      words.some((word) => pattern.test(word.plain)),
  );
  return place !== -1 && place < count ? chosen(reading, place, words) : null;
}

/** An option's words in a row inside the text: "the afternoon one please". Two options are no choice. */
function byContainedOption(reading: Reading, options: readonly (readonly string[])[]): AnswerReading | null {
  const words = reading.prepared.words;
  const found = options.flatMap((option, index) => {
    const from =
      option.length === 0
        ? -1
        : words.findIndex((_, start) =>
            option.every((part, offset) => words[start + offset]?.plain === part),
          );
    return from === -1 ? [] : [{ index, from, to: from + option.length }];
  });
  const outer = found.filter(
    (hit) =>
      !found.some(
        (other) =>
          other !== hit &&
          other.from <= hit.from &&
          other.to >= hit.to &&
          other.to - other.from > hit.to - hit.from,
      ),
  );
  const [hit] = outer;
  if (hit === undefined) return null;
  if (outer.length > 1) return unclearAnswer('answer:several options');
  const before = words[hit.from - 1]?.plain ?? '';
  if (guardWordsOf(reading.wordLanguage).negation.has(before)) return unclearAnswer('answer:not that option');
  return chosen(reading, hit.index, words.slice(hit.from, hit.to));
}

/** Every word of the text stands in one option only: "morning" for "Morning, 8 to 10". */
function byPartOfOption(
  reading: Reading,
  options: readonly (readonly string[])[],
  words: readonly Word[],
): AnswerReading | null {
  const telling = words.some((word) => word.plain.length >= 3 || word.sign);
  if (!telling) return null;
  const index = only(options, (option) => words.every((word) => option.includes(word.plain)));
  return index === null ? null : chosen(reading, index, words);
}

/** The option misspelt by a letter or two, when no other option is as near. */
function bySpelling(
  reading: Reading,
  options: readonly (readonly string[])[],
  words: readonly Word[],
): AnswerReading | null {
  const text = words.map((word) => word.plain).join(' ');
  if (text.length < 4 || text.length > 60) return null;
  const index = only(options, (option) => {
    const written = option.join(' ');
    const allowed = written.length >= 8 ? 2 : 1;
    return (
      written.length >= 4 &&
      Math.abs(written.length - text.length) <= allowed &&
      distance(text, written) <= allowed
    );
  });
  return index === null ? null : chosen(reading, index, words);
}

/** Edits between two short strings: letters added, lost, changed, or two neighbours swapped. */
function distance(a: string, b: string): number {
  const width = b.length + 1;
  const table = new Array<number>((a.length + 1) * width).fill(0);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = 0; i <= a.length; i += 1) {
    for (let j = 0; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let edits =
        i === 0 || j === 0 ? i + j : Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, at(i - 2, j - 2) + 1);
      table[i * width + j] = edits;
    }
  }
  return at(a.length, b.length);
}

const yesWords = new Set([
  'yes',
  'si',
  'sim',
  'wi',
  'co',
  'да',
  'نعم',
  'так',
  'tak',
  'oui',
  'po',
  'haa',
  'ndiyo',
  'evet',
  '是',
]);
const noWords = new Set([
  'no',
  'nao',
  'non',
  'khong',
  'нет',
  'لا',
  'ні',
  'nie',
  'jo',
  'maya',
  'hapana',
  'hayir',
  '不 是',
  '否',
]);

/** Options that are a yes and a no, answered with any yes or no. */
function byYesOrNo(reading: Reading, options: readonly (readonly string[])[]): AnswerReading | null {
  const yes = only(options, (option) => yesWords.has(option.join(' ')));
  const no = only(options, (option) => noWords.has(option.join(' ')));
  if (yes === null || no === null) return null;
  const answer = readYesNo(reading);
  return answer.outcome === 'read' ? { ...answer, value: answer.value === true ? yes : no } : answer;
}
