import { afterAll, describe, expect, test } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readExamples } from '../../src/understanding/examples/examples.js';
import { findPhrases } from '../../src/understanding/words/phrases.js';
import { prepareText } from '../../src/understanding/text/normalise.js';
import { understand } from '../../src/understanding/understand.js';
import type { Ask } from '../../src/understanding/understood.js';
import { loadUnderstanding, warmUp } from '../../src/understanding/vocabulary.js';
import { district, words } from './context.js';

const root = mkdtempSync(join(tmpdir(), 'recado-words-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

const found = (language: string, text: string): string[] => {
  const vocabulary = words.vocabulary(language);
  return vocabulary === undefined
    ? []
    : findPhrases(vocabulary, prepareText(text)).map(({ entry }) => `${entry.list}:${entry.name}`);
};

describe('the word lists', () => {
  test('are loaded for every language of the demo district', () => {
    expect(words.languages).toEqual(expect.arrayContaining(district));
  });

  test('can be loaded for some languages only', () => {
    const some = loadUnderstanding(['es', 'xx']);
    expect(some.languages).toEqual(['es']);
    expect(some.vocabulary('en')).toBeUndefined();
  });

  test('that are not valid are named with file and key', () => {
    mkdirSync(join(root, 'es'));
    writeFileSync(join(root, 'es', 'understanding.json'), '{"consent": {"opt_out": [5]}}');
    expect(() => loadUnderstanding(['es'], root)).toThrow(
      /locales\/es\/understanding\.json, key "consent\.opt_out\.0"/,
    );
    writeFileSync(join(root, 'es', 'understanding.json'), '{');
    expect(() => loadUnderstanding(['es'], root)).toThrow(/locales\/es\/understanding\.json cannot be read/);
  });

  test('examples of a language nobody speaks are read at the latest when a worker starts', async () => {
    const demo = fileURLToPath(new URL('../../locales/', import.meta.url));
    const ownRoot = join(root, 'examples');
    for (const language of ['en', 'so'])
      cpSync(join(demo, language), join(ownRoot, language), { recursive: true });
    writeFileSync(join(ownRoot, 'so', 'examples.json'), '{');
    const some = loadUnderstanding(['en', 'so'], ownRoot);
    expect(() => some.learned('so')).toThrow(/locales\/so\/examples\.json cannot be read/);
    await expect(warmUp(some, ['en'])).rejects.toThrow(/locales\/so\/examples\.json cannot be read/);
  });

  test.each([
    ['en', 'buses', 'topics:transportation'],
    ['en', 'the HOMWORK', 'topics:learning'],
    ['en', 'transportaton', 'topics:transportation'],
    ['es', 'los camiones', 'topics:transportation'],
    ['es', 'AUTOBUS', 'topics:transportation'],
    ['ru', 'в автобусе', 'topics:transportation'],
    ['ar', 'والباص', 'topics:transportation'],
    ['ar', 'للباص', 'topics:transportation'],
    ['ar', 'بالباص', 'topics:transportation'],
    ['zh-Hans', '我等校车呢', 'topics:transportation'],
    ['zh-Hans', '我等校車呢', 'topics:transportation'],
    ['en', 'he wants to really hurt himself', 'urgent:self_harm'],
  ])('find in %s "%s" %s', (language, text, entry) => {
    expect(found(language, text)).toContain(entry);
  });

  test.each([
    ['en', 'busy', 'topics:transportation'],
    ['en', 'business', 'topics:transportation'],
    ['es', 'volar', 'urgent:abuse'],
    ['vi', 'bạn bè', 'topics:transportation'],
  ])('do not find in %s "%s" %s', (language, text, entry) => {
    expect(found(language, text)).not.toContain(entry);
  });

  test('find wishes and emergencies alone as they find them among all phrases', () => {
    const compared = words.languages.flatMap((language) => {
      const vocabulary = words.vocabulary(language);
      const { examples, wishes } = readExamples(language);
      return [...examples.slice(0, 40), ...wishes.slice(0, 40)].map(({ text }) => {
        const prepared = prepareText(text, words.splitFor);
        const listed = (which?: 'neverMissed') =>
          (vocabulary ? findPhrases(vocabulary, prepared, which) : [])
            .filter(({ entry }) => ['consent', 'consentPhrases', 'urgent'].includes(entry.list))
            .map(({ entry, from, to, exact }) => `${entry.list} ${entry.phrase} ${from}-${to} ${exact}`);
        return { text, alone: listed('neverMissed'), amongAll: listed() };
      });
    });
    expect(compared.filter(({ alone, amongAll }) => alone.join() !== amongAll.join())).toEqual([]);
    expect(compared.filter(({ alone }) => alone.length > 0).length).toBeGreaterThan(200);
  });

  test('rely on the tones of Vietnamese where the writer types them, and do without where not', () => {
    expect(found('vi', 'xe buýt')).toContain('topics:transportation');
    expect(found('vi', 'xe buyt')).toContain('topics:transportation');
    // "mười" is ten; "mươi", "muối" (salt) are not.
    expect(found('vi', 'muối')).not.toContain('numbers:10');
    expect(found('vi', 'mười')).toContain('numbers:10');
  });
});

describe('a language brings with its own file', () => {
  const ownRoot = mkdtempSync(join(tmpdir(), 'recado-ways-'));
  afterAll(() => {
    rmSync(ownRoot, { recursive: true });
  });
  cpSync(fileURLToPath(new URL('../../locales/so', import.meta.url)), join(ownRoot, 'so'), {
    recursive: true,
  });
  const path = join(ownRoot, 'so', 'understanding.json');
  const ways = {
    wordForms: { apostropheJoins: true },
    letters: { ofOptions: 'qwx' },
    laughter: ['wa{3,}'],
    replies: { agreeing: ['yahow'] },
    counting: { twoHours: ['labasaacood'], outOf: 'ku' },
    wishes: { keywordsInQuestions: true },
  };
  writeFileSync(
    path,
    JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>), ...ways }),
  );
  const [own, ours] = [loadUnderstanding(['so'], ownRoot), loadUnderstanding(['so'])];
  const choice: Ask = { kind: 'choice', options: ['Subax', 'Duhur', 'Fiid'] };

  test.each<[string, string, Ask, unknown, unknown]>([
    ['the letters its options are called by', 'w', choice, 1, null],
    ['what agrees as a whole reply', 'yahow', { kind: 'yesno' }, true, null],
    ['two hours in one word', 'labasaacood', { kind: 'number', unit: 'daqiiqo' }, 120, null],
    ['what stands between a scale and its mark', '10, ku 8', { kind: 'rating', max: 10 }, 8, 10],
  ])('%s', (_what, text, ask, withIt, without) => {
    const context = { homeLanguage: 'so', districtLanguages: ['so'], ask };
    expect(understand(own, text, context).answer.value).toBe(withIt);
    expect(understand(ours, text, context).answer.value).toBe(without);
  });

  test('its laughter', () => {
    const context = { homeLanguage: 'so', districtLanguages: ['so'] };
    expect(understand(own, 'waaaa', context).kind).toBe('chatter');
    expect(understand(ours, 'waaaa', context).kind).toBe('statement');
  });

  test('whether a keyword that is asked is a wish', () => {
    const context = { homeLanguage: 'so', districtLanguages: ['so'] };
    expect(understand(own, 'jooji?', context).consent).toBe('opt_out');
    expect(understand(ours, 'jooji?', context).consent).toBe(null);
  });

  test('whether an apostrophe joins two words', () => {
    const context = { homeLanguage: 'so', districtLanguages: ['so'], ask: { kind: 'yesno' } as const };
    expect(understand(own, "haa'walaal", context).answer.value).toBe(true);
    expect(understand(ours, "haa'walaal", context).answer.value).toBe(null);
  });
});
