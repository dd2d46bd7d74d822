import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createDatabase, createPool } from '../../src/db/database.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { remember } from '../../src/translation/remember.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { runRecado, type Outcome } from './run-recado.js';

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recado-translate-'));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

// Each command is a process of its own.
jest.setTimeout(240_000);

async function translate(
  lines: string,
  variables: Record<string, string> = {},
  pair: readonly string[] = ['--from', 'en', '--to', 'es'],
): Promise<Outcome> {
  const file = join(folder, 'texts.jsonl');
  await writeFile(file, lines);
  return runRecado(['translate', ...pair, file], { TRANSLATION_ENGINES: 'none', ...variables });
}
const answers = ({ stdout }: Outcome): unknown[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));

describe('recado translate', () => {
  test('needs no database for what the phrasebook knows, which nobody is known to have approved there, and says what nobody can translate', async () => {
    const texts = loadTexts();
    const [key = '', known = ''] =
      [...texts.readyReplies('en')].find(([, text]) => !text.includes('{')) ?? [];
    const outcome = await translate(
      [{ text: known }, { text: 'Nobody wrote this down before.' }, { text: '555-0100' }]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(answers(outcome)).toEqual([
      {
        text: texts.readyReplies('es').get(key),
        status: 'translated',
        engine: 'phrasebook',
        quality: 'machine',
        tier: 'mark',
        reason: null,
      },
      {
        text: null,
        status: 'untranslated',
        engine: null,
        quality: null,
        tier: null,
        reason: 'No engine translates English to Spanish.',
      },
      { text: '555-0100', status: 'same_language', engine: null, quality: null, tier: null, reason: null },
    ]);
  });

  test('asks the memory of the district where there is a database, names kept', async () => {
    const db = createDatabase(createPool(database.url, 1));
    await db.transaction().execute((trx) =>
      remember(trx, new Date(), {
        from: 'en',
        to: 'es',
        source: 'Luis forgot his lunch.',
        target: 'Luis olvidó su almuerzo.',
        names: ['Luis'],
        origin: 'import',
        messageId: null,
        staffId: null,
      }),
    );
    await db.destroy();
    const outcome = await translate('{"text":"Ana forgot his lunch.","names":["Ana"]}\n', {
      DATABASE_URL: database.url,
    });
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(answers(outcome)).toMatchObject([{ text: 'Ana olvidó su almuerzo.', engine: 'memory' }]);
  });

  test('asks no engine outside the house without the agreement a database would hold', async () => {
    const outcome = await translate('{"text":"Nobody wrote this down before."}\n', {
      TRANSLATION_ENGINES: 'deepl',
      DEEPL_AUTH_KEY: 'made-up',
      DEEPL_API_URL: 'http://127.0.0.1:9',
    });
    expect(answers(outcome)).toMatchObject([
      { status: 'untranslated', reason: expect.stringContaining('no agreement with it is recorded') },
    ]);
  });

  test('ends with 1 where a line was bad, with 2 where a language is missing or unknown', async () => {
    const bad = await translate('{"txt":1}\n{"text":"5"}\n');
    expect(bad.exitCode).toBe(1);
    expect(answers(bad)).toEqual([
      { error: expect.stringContaining('text'), line: 1 },
      expect.objectContaining({ status: 'same_language' }),
    ]);
    expect((await translate('', {}, ['--from', 'en'])).exitCode).toBe(2);
    const unknown = await translate('', {}, ['--from', 'en', '--to', 'xx']);
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('xx is no language') });
  });
});
