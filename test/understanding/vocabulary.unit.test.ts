import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPhrases } from '../../src/understanding/phrases.js';
import { prepareText } from '../../src/understanding/normalise.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
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

  test('rely on the tones of Vietnamese where the writer types them, and do without where not', () => {
    expect(found('vi', 'xe buýt')).toContain('topics:transportation');
    expect(found('vi', 'xe buyt')).toContain('topics:transportation');
    // "mười" is ten; "mươi", "muối" (salt) are not.
    expect(found('vi', 'muối')).not.toContain('numbers:10');
    expect(found('vi', 'mười')).toContain('numbers:10');
  });
});
