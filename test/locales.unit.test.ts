import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { measureText } from '../src/delivery/segments.js';
import { languageCodes, languageEntry } from '../src/i18n/languages.js';
import { topics } from '../src/i18n/topics.js';
import { hourGroups, laterGroups, menus } from '../src/understanding/words/contact-words.js';
import { prepareText } from '../src/understanding/text/normalise.js';
import { ownWays } from '../src/understanding/words/own-ways.js';
import {
  answerNames,
  consentKinds,
  ruleWords,
  everydayDangers,
  urgentKinds,
} from '../src/understanding/words/understanding-file.js';
import { filledIn, placeholdersOf, textRules } from '../src/withdrawals/text-rules.js';

const root = fileURLToPath(new URL('../locales/', import.meta.url));

const least = { replies: 40, family: 45, prompts: 20, topicWords: 10, urgentPhrases: 10 };
/** How many segments a prompt may cost, with its header and stop hint. */
const mostOfPrompt = { 'GSM-7': 3, 'UCS-2': 4 } as const;
const replyPlaceholders = 'amount bus class date item phone place school staff student time'.split(' ');
/** Languages Intl does not know: it would silently answer with the host's categories. */
const pluralsOfTheHouse: Readonly<Record<string, readonly string[]>> = { ht: ['one', 'other'] };
const review = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('machine-drafted'), by: z.null(), at: z.null() }),
  z.strictObject({ state: z.literal('speaker-reviewed'), by: z.string().trim().min(1), at: z.iso.date() }),
]);
const line = z.string().min(1);
const word = z
  .string()
  .min(1)
  .refine((text) => text === text.trim().toLowerCase().normalize('NFC'), 'is not trimmed, lower case, NFC');
const words = z.array(word).refine((list) => new Set(list).size === list.length, 'holds a phrase twice');
const lines = <Key extends string>(...keys: Key[]) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, line])) as Record<Key, typeof line>);
const wordLists = <Name extends string>(names: readonly Name[], shortest = 1) =>
  z.record(z.enum(names), words.min(shortest));
const named = z.record(z.string().regex(/^[a-z][A-Za-z]*$/u), line);

/** Ratings and counts of days. */
const wantedNumbers = '0 1 2 3 4 5 6 7 8 9 10'.split(' ');
/** The lists rules are made of hold words and phrases like the others; their patterns are expressions. */
const isWordList = (list: unknown): boolean => words.safeParse(list).success;
const listsOf = (lists: unknown): unknown[] =>
  typeof lists === 'object' && lists !== null && !Array.isArray(lists) ? Object.values(lists) : [lists];

const schemas = {
  texts: z.strictObject({
    _review: review,
    language: lines('name'),
    consent: lines('optedOut', 'optedIn', 'help', 'paused', 'fewer', 'alertsOnly'),
    nudge: lines('from', 'stopHint'),
    answer: lines('thanks', 'unclear'),
    request: lines('received', 'receivedNoName', 'whichChild'),
    urgent: lines('received'),
    unknownSender: lines('received'),
    untranslated: lines('note'),
    alert: lines('closure', 'delay', 'earlyRelease', 'lockdown', 'allClear'),
    translated: lines('mark', 'corrected'),
    review: lines('offerCall', 'callComing'),
    confused: lines('received'),
    voice: lines('notice'),
    missing: lines('empty'),
    welcome: lines('first', 'choose'),
    menu: lines(
      'languageWord',
      'hoursWord',
      'language',
      'languageSet',
      'languageCheck',
      'hours',
      'hoursSet',
      'kept',
      'hoursCheck',
      'hoursOutside',
      'weekendsSet',
      'weekdaysSet',
      'channel',
      'channelSet',
      'whoIsWriting',
    ),
    plural: z.record(z.string().regex(/^[a-z][A-Za-z]*_(?:zero|one|two|few|many|other)$/u), line),
    replies: z.record(z.enum(topics), named),
    family: named,
  }),
  library: z.strictObject({
    _review: review,
    prompts: z.record(
      z.string().regex(/^(?:math|reading|writing|science|language|wellbeing|habits)\.[a-z][A-Za-z]*$/u),
      line,
    ),
  }),
  understanding: z.strictObject({
    _review: review,
    consent: wordLists(consentKinds),
    consentPhrases: wordLists(consentKinds),
    answers: wordLists(answerNames),
    numbers: z
      .record(z.string().regex(/^\d{1,4}$/u), words.min(1))
      .refine((numbers) => wantedNumbers.every((number) => number in numbers), 'lacks a number'),
    topics: wordLists(
      topics.filter((topic) => topic !== 'other'),
      least.topicWords,
    ),
    kinds: wordLists(['question', 'request', 'report', 'praise', 'thanks', 'chatter']),
    urgent: wordLists(urgentKinds, 0).superRefine((lists, context) => {
      // The others are said by their parts alone.
      const phrased = urgentKinds.filter((kind) => !everydayDangers.has(kind));
      for (const kind of phrased.filter((one) => lists[one].length < least.urgentPhrases))
        context.addIssue({ code: 'custom', message: `has too few phrases of ${kind}` });
    }),
    notUrgent: words,
    times: wordLists([...hourGroups, ...laterGroups]),
    confused: words.min(6),
    menu: wordLists(menus),
    ...ownWays,
    ...ruleWords,
  }),
};
type File = keyof typeof schemas;
const files: readonly File[] = ['texts', 'library', 'understanding'];
type Sources = Readonly<Record<File, string>>;

interface Locale {
  readonly code: string;
  readonly texts: z.infer<typeof schemas.texts>;
  /** Everything a family can read, by flat key: `consent.help`, `replies.other.yes`, `prompts.math.twoWays`. */
  readonly flat: ReadonlyMap<string, string>;
  readonly understanding: z.infer<typeof schemas.understanding>;
}

function flatten(tree: object, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    if (key === '_review') return [];
    if (typeof value === 'string') return [[prefix + key, value]];
    return typeof value === 'object' && value !== null ? flatten(value, `${prefix}${key}.`) : [];
  });
}

function countKeys(tree: unknown): number {
  if (typeof tree !== 'object' || tree === null) return 0;
  const inside = Object.values(tree).reduce<number>((sum, value) => sum + countKeys(value), 0);
  return inside + (Array.isArray(tree) ? 0 : Object.keys(tree).length);
}

/** What keeps the files from being read; nothing else can be checked then. */
function shapeFaults(sources: Sources): string[] {
  return files.flatMap((file) => {
    let json: unknown;
    try {
      json = JSON.parse(sources[file]);
    } catch (error) {
      return [`${file}.json is no JSON: ${String(error)}`];
    }
    const written = sources[file].match(/"(?:[^"\\]|\\.)*"\s*:/gu)?.length ?? 0;
    const twice = written === countKeys(json) ? [] : [`${file}.json holds a key twice`];
    const issues = schemas[file].safeParse(json).error?.issues ?? [];
    return [...twice, ...issues.map(({ path, message }) => `${file}.json ${path.join('.')}: ${message}`)];
  });
}

function readLocale(code: string, sources: Sources): Locale {
  const texts = schemas.texts.parse(JSON.parse(sources.texts));
  const library = schemas.library.parse(JSON.parse(sources.library));
  const understanding = schemas.understanding.parse(JSON.parse(sources.understanding));
  return { code, texts, flat: new Map([...flatten(texts), ...flatten(library)]), understanding };
}

const pluralForm = /_(zero|one|two|few|many|other)$/u;
const baseKey = (key: string): string => (key.startsWith('plural.') ? key.replace(pluralForm, '') : key);
const inEnglish = (english: Locale, key: string): string =>
  english.flat.get(key) ?? english.flat.get(`${baseKey(key)}_other`) ?? '';
const differ = (one: readonly string[], other: readonly string[]): boolean => one.join() !== other.join();

/** Phrases of several lists that the product cannot tell apart. */
function sharedPhrases(code: string, lists: readonly (readonly [string, readonly string[]])[]): string[] {
  const owners = new Map<string, string>();
  return lists.flatMap(([name, phrases]) =>
    phrases.flatMap((phrase) => {
      const form = prepareText(phrase)
        .words.map((part) => (code === 'vi' ? part.accented : part.plain))
        .join(' ');
      const owner = owners.get(form) ?? name;
      owners.set(form, owner);
      return owner === name ? [] : [`"${phrase}" of ${name} also stands in ${owner}`];
    }),
  );
}

type Rule = (locale: Locale, english: Locale) => string[];
const eachText =
  (fault: (text: string, key: string, locale: Locale, english: Locale) => string | undefined | false): Rule =>
  (locale, english) =>
    [...locale.flat].flatMap(([key, text]) => {
      const found = fault(text, key, locale, english);
      return found === undefined || found === false ? [] : [`${key}: ${found}`];
    });

/** The rules whatever is said instead of a text of the files has to keep to as well. */
const rulesOfTexts: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.entries(textRules).map(([name, fault]) => [
    name,
    eachText((text, key, { code }, english) => {
      return fault({ language: code, key, text, english: inEnglish(english, key) }) ?? false;
    }),
  ]),
);

const rules: Readonly<Record<string, Rule>> = {
  ...rulesOfTexts,
  'names the language as the house list does': ({ code, texts }) =>
    languageEntry(code)?.ownName === texts.language.name ? [] : [texts.language.name],
  'has the keys of the English texts': ({ flat }, english) => {
    const [ours, theirs] = [flat, english.flat].map((map) => new Set([...map.keys()].map(baseKey)));
    const missing = [...(theirs ?? [])]
      .filter((key) => ours?.has(key) !== true)
      .map((key) => `${key} is missing`);
    const extra = [...(ours ?? [])]
      .filter((key) => theirs?.has(key) !== true)
      .map((key) => `${key} is extra`);
    return [...missing, ...extra];
  },
  'has every plural form of the language and no other': ({ code, texts }) => {
    const wanted = pluralsOfTheHouse[code] ?? new Intl.PluralRules(code).resolvedOptions().pluralCategories;
    const keys = Object.keys(texts.plural);
    return [...new Set(keys.map((key) => key.replace(pluralForm, '')))].flatMap((base) => {
      const forms = keys.filter((key) => key.replace(pluralForm, '') === base);
      const categories = forms.map((key) => pluralForm.exec(key)?.[1] ?? '').sort();
      return differ(categories, [...wanted].sort()) ? [`${base} has ${categories.join()}`] : [];
    });
  },
  'knows a value for every placeholder of a ready reply': eachText(
    (text, key) =>
      key.startsWith('replies.') &&
      placeholdersOf(text).some((name) => !replyPlaceholders.includes(name)) &&
      `has ${placeholdersOf(text).join()}`,
  ),
  'has enough replies, family texts and prompts': ({ flat }) =>
    (['replies', 'family', 'prompts'] as const).flatMap((group) => {
      const count = [...flat.keys()].filter((key) => key.startsWith(`${group}.`)).length;
      return count < least[group] ? [`has ${count} ${group}`] : [];
    }),
  'fits its segments as a prompt, with its header and stop hint': ({ flat, texts }) =>
    [...flat].flatMap(([key, text]) => {
      if (!key.startsWith('prompts.')) return [];
      const header = texts.nudge.from.replace('{text}', () => text);
      const { encoding, segments, units } = measureText(filledIn(`${header} ${texts.nudge.stopHint}`));
      return segments > mostOfPrompt[encoding] ? [`${key}: ${segments} of ${encoding}, ${units} units`] : [];
    }),
  'says each family text in its own words': ({ texts }) => {
    const all = Object.values(texts.family);
    return all.filter((text, place) => all.indexOf(text) !== place);
  },
  'tells consent from consent and from answers': ({ code, understanding: { consent, answers, numbers } }) => {
    const anyAnswer = [...Object.values(answers), ...Object.values(numbers)].flat();
    return sharedPhrases(code, [...Object.entries(consent), ['an answer', anyAnswer]]);
  },
  'tells yes from no': ({ code, understanding }) =>
    sharedPhrases(code, Object.entries(understanding.answers)),
  'holds no word of the rules twice or unfolded': ({ understanding }) =>
    Object.keys(ruleWords)
      .filter((name) => name !== 'patterns')
      .flatMap((name) =>
        listsOf(understanding[name as keyof typeof understanding]).every(isWordList) ? [] : [name],
      ),
  'calls no phrase both urgent and not': ({ code, understanding: { urgent, notUrgent } }) =>
    sharedPhrases(code, [
      ['urgent', Object.values(urgent).flat()],
      ['notUrgent', notUrgent],
    ]),
};

const read = (code: string): Sources => {
  const source = (file: File): string => readFileSync(`${root}${code}/${file}.json`, 'utf8');
  return { texts: source('texts'), library: source('library'), understanding: source('understanding') };
};
const english = readLocale('en', read('en'));
const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** Everything wrong with the files, each fault after the rule it breaks. */
function faultsIn(code: string, sources: Sources): string[] {
  const shape = shapeFaults(sources).map((fault) => `can be read: ${fault}`);
  if (shape.length > 0) return shape;
  const locale = readLocale(code, sources);
  return Object.entries(rules).flatMap(([rule, find]) =>
    find(locale, english).map((fault) => `${rule}: ${fault}`),
  );
}

test('every language of the house list has a folder', () => {
  expect(languageCodes.filter((code) => !folders.includes(code))).toEqual([]);
});

describe.each(folders)('locales/%s', (code) => {
  const sources = read(code);
  const shape = shapeFaults(sources);

  test('can be read', () => {
    expect(shape).toEqual([]);
  });

  test.each(Object.keys(rules))('%s', (rule) => {
    expect(shape.length > 0 ? shape : rules[rule]?.(readLocale(code, sources), english)).toEqual([]);
  });
});

/** One break each, made in the Russian files: the rule that must notice, the file, what is replaced by what. */
const breaks: readonly (readonly [string, File, string | RegExp, string])[] = [
  ['can be read', 'texts', '}', ''],
  ['can be read', 'library', '"_review"', '"_other"'],
  ['can be read', 'texts', '"machine-drafted"', '"speaker-reviewed"'],
  ['can be read', 'texts', '"by": null', '"by": "Olga"'],
  ['can be read', 'understanding', '"стоп"', '"Стоп"'],
  ['can be read', 'understanding', '"стоп"', '"стоп", "стоп"'],
  ['can be read', 'texts', '"yes": "Да."', '"yes": "Да.", "yes": "Ага."'],
  ['names the language', 'texts', '"Русский"', '"Russian"'],
  ['has the keys', 'texts', '"busTime"', '"busHour"'],
  ['has the keys', 'library', '"math.twoWays"', '"math.threeWays"'],
  ['has the placeholders', 'texts', '{student}: автобус', '{child}: автобус'],
  ['has the placeholders', 'texts', 'Остался {count}', 'Остался один'],
  ['has every plural form', 'texts', '"daysLeft_few"', '"daysLeft_two"'],
  ['has single-brace', 'texts', '{district}: вы', '{{district}}: вы'],
  ['has single-brace', 'texts', 'Осталось {count} дня', 'Осталось {count, number} дня'],
  ['knows a value', 'texts', 'Да."', 'Да, {nickname}."'],
  ['names a carrier', 'texts', 'Да."', 'Да. STOP"'],
  ['names a carrier', 'library', 'Что он сказал?', 'Ответьте END.'],
  ['names a carrier', 'texts', 'Да."', 'Да, ответьте cancel."'],
  ['names a carrier', 'texts', 'ответьте START', 'ответьте START или QUIT'],
  ['is in no other', 'texts', 'Да."', 'Дякуємо, їжа та її світ є."'],
  ['has no needless', 'texts', 'Да."', 'Да. "'],
  ['has no needless', 'texts', 'Да."', 'Да.\\nНет."'],
  ['keeps START', 'texts', 'ответьте START', 'ответьте СТАРТ'],
  ['keeps the digits', 'texts', '911', '112'],
  ['has enough', 'library', /(?<="prompts": \{)[^}]*?(?=\s*"habits\.)/u, ''],
  ['is translated', 'texts', 'Доброе утро!', 'Good morning!'],
  ['is written in its own', 'texts', 'Да."', 'Da."'],
  ['is written in its own', 'texts', 'Доброе утро!', 'Дoброе утро!'],
  ['has plain marks', 'texts', 'Да."', '\u00ABДа\u00BB."'],
  ['fits its segments', 'texts', 'Да."', `${'Да. '.repeat(60)}Да."`],
  ['fits its segments', 'library', 'Что он сказал?', `${'Что он сказал? '.repeat(12)}Да?`],
  ['says each family text', 'texts', '"Большое спасибо"', '"Спасибо"'],
  ['tells consent', 'understanding', '"старт"', '"да"'],
  ['tells yes', 'understanding', '"ага"', '"неа"'],
  ['calls no phrase', 'understanding', '"суицид"', '"умереть не встать"'],
  ['holds no word of the rules', 'understanding', '"полтора часа"', '"Полтора часа"'],
];

describe('the checks themselves', () => {
  test.each(breaks)('"%s" notices a fault in %s.json: %s becomes %s', (rule, file, from, to) => {
    const sound = read('ru');
    const broken = { ...sound, [file]: sound[file].replace(from, () => to) };
    expect(broken[file]).not.toBe(sound[file]);
    expect(faultsIn('ru', broken)).toContainEqual(expect.stringMatching(new RegExp(`^${rule}`, 'u')));
  });
});
