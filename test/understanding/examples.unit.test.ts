import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readExamples } from '../../src/understanding/examples/examples.js';

const root = mkdtempSync(join(tmpdir(), 'recado-examples-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});
mkdirSync(join(root, 'es'));

const empty = {
  alarms: {
    self_harm: [],
    violence: [],
    weapons: [],
    abuse: [],
    homeless: [],
    missing: [],
    hunger: [],
    uneasy: [],
  },
  examples: [],
  wishes: [],
  answers: [],
};
const readWith = (part: Readonly<Record<string, unknown>>) => {
  writeFileSync(join(root, 'es', 'examples.json'), JSON.stringify({ ...empty, ...part }));
  return readExamples('es', root);
};

describe('the examples of a language', () => {
  test('may leave out what they do not teach', () => {
    const examples = [{ text: 'hola' }, { text: 'me muero de risa', urgent: null, kind: 'chatter' }];
    const wishes = [{ text: 'ya no me escriban', consent: 'opt_out' }];
    expect(readWith({ examples, wishes })).toMatchObject({ examples, wishes, everyday: [] });
  });

  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      'an unknown topic',
      { examples: [{ text: 'a' }, { text: 'b', topic: 'weather' }] },
      /"examples\.1\.topic"/,
    ],
    ['an empty text', { examples: [{ text: '' }] }, /"examples\.0\.text"/],
    ['no text', { examples: [{ topic: 'health' }] }, /"examples\.0\.text"/],
    ['a key nobody knows', { examples: [{ text: 'a', topc: 'health' }] }, /"examples\.0": .*topc/],
    ['no object', { examples: ['a'] }, /"examples\.0"/],
    ['no list', { examples: {} }, /"examples"/],
    ['a wish without its kind', { wishes: [{ text: 'a' }] }, /"wishes\.0\.consent"/],
    ['a kind nobody knows', { wishes: [{ text: 'a', consent: 'never' }] }, /"wishes\.0\.consent"/],
  ])('with %s are named with file and key', (_what, part, named) => {
    expect(() => readWith(part)).toThrow(named);
    expect(() => readWith(part)).toThrow(/locales\/es\/examples\.json, key/);
  });
});
