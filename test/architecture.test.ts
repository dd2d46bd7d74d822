import { builtinModules } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import {
  cycles,
  type Edge,
  type Exception,
  floorBreaches,
  folderOf,
  forbiddenImports,
  forbiddenReach,
  foreignWrites,
  habits,
  strayStatements,
  tableOwners,
  type Writer,
} from './support/house-rules.js';
import { parseSource, readSourceFiles } from './support/source-files.js';

/** The floors of the house, from the ground up. Imports go down. `src/web` is a house of its own. */
const floors = [
  ['lib', 'config.ts', 'i18n', 'db', 'queues'],
  ['vendors'],
  ['roster', 'consent', 'conversations', 'calls'],
  ['understanding', 'translation', 'routing', 'flows', 'feedback', 'delivery', 'notifications'],
  [
    'inbound',
    'nudges',
    'alerts',
    'holds',
    'visits',
    'inbox',
    'families',
    'languages',
    'imports',
    'insights',
    'settings',
    'withdrawals',
    'auth',
  ],
  ['webhooks', 'api', 'simulator', 'cli'],
  ['app.ts', 'main.ts', 'start-runtime.ts', 'metrics.ts', 'workers'],
];

/** Every import that goes up, or to a neighbour on the same floor. */
const edges: readonly Edge[] = [
  { from: 'lib/runtime.ts', to: '*', types: true, reason: 'the Runtime type names what use cases lean on' },
  {
    from: 'db/database.ts',
    to: '*.table.ts',
    types: true,
    reason: 'each folder describes its own tables, the Database type gathers them',
  },
  { from: 'config.ts', to: 'lib', reason: 'lib is the ground under the ground floor' },
  { from: 'i18n', to: 'lib', reason: 'lib is the ground under the ground floor' },
  { from: 'db', to: 'lib', reason: 'lib is the ground under the ground floor' },
  { from: 'queues', to: 'lib', reason: 'lib is the ground under the ground floor' },
  { from: 'queues', to: 'db', reason: 'the queues may live in the same PostgreSQL, through the same pool' },
  { from: 'roster', to: '*.table.ts', types: true, reason: 'an audience names the consent of its addresses' },
  { from: 'conversations', to: '*.table.ts', types: true, reason: 'columns name a role of the staff' },
  { from: 'consent', to: '*.table.ts', types: true, reason: "the contact rules speak of a text's purpose" },
  { from: 'delivery', to: 'flows', reason: 'a welcome asks for the language where nobody knows it' },
  { from: 'delivery', to: 'translation', reason: 'a text is queued together with its translation' },
  { from: 'feedback', to: 'flows', types: true, reason: 'an answer fits the kind of its question' },
  { from: 'inbox', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  { from: 'holds', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  {
    from: 'inbound',
    to: 'nudges',
    reason: 'a family that says its language gets what waits for it in that language',
  },
  { from: 'inbound', to: 'auth', reason: 'what a family changes by text stands in the same audit log' },
  { from: 'settings', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  { from: 'settings', to: 'imports', reason: 'who leaves by hand leaves as by a roster' },
  { from: 'families', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  { from: 'families', to: 'inbox', reason: 'what was read wrongly is put right on both pages alike' },
  { from: 'withdrawals', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  { from: 'withdrawals', to: 'inbox', reason: 'a wrong translation is found at a text of the inbox' },
  { from: 'languages', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  { from: 'nudges', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  { from: 'imports', to: 'auth', reason: 'who left loses access in the transaction that says so' },
  { from: 'imports', to: 'nudges', reason: 'nudges of classes that end, and of staff who leave' },
  { from: 'alerts', to: 'auth', reason: 'what staff see and do depends on who signed in' },
  { from: 'alerts', to: 'nudges', reason: 'a closed school sends no nudges that day' },
  { from: 'main.ts', to: 'app.ts', reason: 'the process puts its parts together' },
  { from: 'main.ts', to: 'start-runtime.ts', reason: 'the process puts its parts together' },
  { from: 'app.ts', to: 'metrics.ts', reason: 'one of the routes' },
  { from: 'workers', to: 'start-runtime.ts', reason: 'the process puts its parts together' },
];

/** Files that write SQL without being named `*.queries.ts`. */
const statementExceptions: readonly Exception[] = [
  { file: 'src/queues/live.ts', reason: 'LISTEN and NOTIFY touch no table' },
];

/** Who writes the tables of another folder. */
const writers: readonly Writer[] = [];

const defaultExportExceptions: readonly Exception[] = [
  { file: 'src/web/vite.config.ts', reason: 'Vite reads its configuration from a default export' },
];

const files = readSourceFiles(['src', 'workers']);
const databaseFile = files.find(({ path }) => path === 'src/db/database.ts');
const owners = databaseFile ? tableOwners(databaseFile) : new Map<string, string>();

const isIn = (...folders: readonly string[]) => {
  return (path: string): boolean => folders.includes(folderOf(path));
};
const isPackage = (...names: readonly string[]) => {
  return (name: string): boolean => names.some((one) => name === one || name.startsWith(`${one}/`));
};
const isBuiltIn = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
const isPure = (path: string): boolean =>
  path.startsWith('src/understanding/') ||
  [
    'src/routing/route.ts',
    'src/flows/advance.ts',
    'src/delivery/choose-channel.ts',
    'src/delivery/split-text.ts',
    'src/consent/contact-rules.ts',
    'src/consent/next-moment.ts',
    'src/consent/consent-state.ts',
    'src/consent/weekly-budget.ts',
  ].includes(path);
/** Things that know the world outside a function's arguments. */
const isEffect = (name: string): boolean =>
  folderOf(name) === 'db' ||
  folderOf(name) === 'queues' ||
  folderOf(name) === 'vendors' ||
  (name.endsWith('.queries.ts') && folderOf(name) !== 'web') ||
  isPackage('kysely', 'pg', 'ioredis', 'bullmq', 'twilio', 'express')(name) ||
  isBuiltIn(name);

describe('in the whole house', () => {
  test('imports go down, stay in their folder, or follow an edge of the list above', () => {
    expect(floorBreaches(files, floors, edges).breaches).toEqual([]);
  });

  test('every edge of that list is still walked', () => {
    expect(floorBreaches(files, floors, edges).unused).toEqual([]);
  });

  test('no file reaches itself through its imports', () => {
    expect(cycles(files, (path) => path)).toEqual([]);
  });

  test('no folder reaches itself through its imports', () => {
    expect(cycles(files, folderOf)).toEqual([]);
  });

  test('nobody exports a default, gathers exports in a barrel file, or says any', () => {
    expect(habits(files, defaultExportExceptions)).toEqual([]);
  });

  test('src knows nothing of workers', () => {
    expect(forbiddenImports(files, (path) => path.startsWith('src/'), isIn('workers'))).toEqual([]);
  });
});

describe('understanding', () => {
  const within = 'src/understanding/';
  /** A folder in it, or a file beside them; everything else is outside. */
  const stepOf = (path: string): string =>
    path.startsWith(within) ? (path.slice(within.length).split('/')[0] ?? '') : 'outside';
  const steps = files.filter(({ path }) => path.startsWith(within));

  test('goes up from letters to words to a reading to its meaning: no folder in it reaches itself', () => {
    expect(new Set(steps.map(({ path }) => stepOf(path))).size).toBeGreaterThan(8);
    expect(cycles(steps, stepOf)).toEqual([]);
  });
});

describe('records, capabilities and use cases', () => {
  test('know neither Express nor BullMQ', () => {
    const middle = isIn(...floors.slice(2, 5).flat());
    expect(forbiddenImports(files, middle, isPackage('express', 'bullmq', '@bull-board'))).toEqual([]);
  });

  test('that are pure reach no database, no network and no file but the locale files', () => {
    expect(files.filter(({ path }) => isPure(path)).length).toBeGreaterThan(4);
    expect(forbiddenReach(files, isPure, isEffect, ['src/i18n/locale-files.ts'])).toEqual([]);
  });
});

describe('the database', () => {
  test('is spoken to in *.queries.ts and db/ alone', () => {
    expect(strayStatements(files, statementExceptions)).toEqual([]);
  });

  test('has a table of each folder written by that folder alone', () => {
    expect(owners.size).toBeGreaterThan(30);
    expect(foreignWrites(files, owners, writers).breaches).toEqual([]);
  });

  test('has no exception to that rule which is no longer needed', () => {
    expect(foreignWrites(files, owners, writers).unused).toEqual([]);
  });

  test('is migrated by files that import nothing of the app', () => {
    const isMigration = (path: string): boolean => path.startsWith('src/db/migrations/');
    expect(files.some(({ path }) => isMigration(path))).toBe(true);
    expect(forbiddenImports(files, isMigration, (name) => name.startsWith('src/'))).toEqual([]);
  });

  test('is unknown to the code that talks to vendors', () => {
    const isDatabase = (name: string): boolean => folderOf(name) === 'db' || isPackage('pg', 'kysely')(name);
    expect(forbiddenImports(files, isIn('vendors'), isDatabase)).toEqual([]);
  });
});

describe('the staff app', () => {
  test("shares nothing with the server but the API's schemas and the locales", () => {
    const isForeign = (name: string): boolean =>
      /^(src|workers)\//.test(name) &&
      !name.startsWith('src/web/') &&
      !/^src\/api\/[\w-]+\.schemas\.ts$/.test(name);
    expect(forbiddenImports(files, isIn('web'), isForeign)).toEqual([]);
  });

  test('reaches nothing that a browser does not have', () => {
    const isApp = (path: string): boolean => path.startsWith('src/web/') && path !== 'src/web/vite.config.ts';
    expect(forbiddenReach(files, isApp, isEffect)).toEqual([]);
  });
});

describe('each rule sees a breach of it:', () => {
  const house = (path: string, text: string, ...others: [string, string][]) =>
    [[path, text] as const, ...others].map(([at, content]) => parseSource(at, content));

  test('an import that goes up', () => {
    const broken = house('src/roster/a.ts', "import { b } from '../inbound/b.js';");
    expect(floorBreaches(broken, floors, edges).breaches).toEqual([
      'src/roster/a.ts imports src/inbound/b.ts',
    ]);
  });

  test('a value taken along an edge for types', () => {
    const types = house(
      'src/lib/runtime.ts',
      "import type { Carrier } from '../vendors/carriers/carrier.js';",
    );
    const values = house('src/lib/runtime.ts', "import { carrier } from '../vendors/carriers/carrier.js';");
    expect(floorBreaches(types, floors, edges).breaches).toEqual([]);
    expect(floorBreaches(values, floors, edges).breaches).toHaveLength(1);
  });

  test('a folder that stands on no floor', () => {
    expect(floorBreaches(house('src/cellar/a.ts', ''), floors, edges).breaches).toHaveLength(1);
  });

  test('a ring of imports, through a dynamic one too, but not through types', () => {
    const b = (text: string): [string, string] => ['src/roster/b.ts', text];
    const start = "export { b } from './b.js';";
    const ring = house('src/roster/a.ts', start, b("export const later = () => import('./a.js');"));
    const types = house('src/roster/a.ts', start, b("import type { A } from './a.js';"));
    expect(cycles(ring, (path) => path)).toEqual(['src/roster/a.ts → src/roster/b.ts → src/roster/a.ts']);
    expect(cycles(types, (path) => path)).toEqual([]);
  });

  test.each([
    ['a statement', "db.selectFrom('address')"],
    ['the sql tag', "import { sql } from 'kysely'; sql`now()`"],
    ['the sql tag under another name', "import { sql as raw } from 'kysely'; raw`now()`"],
    ['a string of SQL', "pool.query('select id from address')"],
    ['a template of SQL', 'pool.query(`update address set e164 = ${e164}`)'],
  ])('%s outside of *.queries.ts', (_what, text) => {
    expect(strayStatements(house('src/inbox/list.ts', text), [])).not.toEqual([]);
    expect(strayStatements(house('src/inbox/list.queries.ts', text), [])).toEqual([]);
  });

  test.each([
    ['with the query builder', "db.updateTable('guardianAddress').set({})"],
    ['under an alias', "db.deleteFrom('guardianAddress as g')"],
    ['with an insert in SQL', 'sql`insert into guardian_address (id) values (${id})`'],
    ['with an update in SQL', 'sql`with x as (select 1) update guardian_address g set id = ${id}`'],
  ])("a write to another folder's table %s", (_how, text) => {
    const write = (path: string): string[] => foreignWrites(house(path, text), owners, writers).breaches;
    expect(write('src/inbox/list.queries.ts')).toEqual([
      'src/inbox/list.queries.ts writes guardianAddress of roster',
    ]);
    expect(write('src/roster/list.queries.ts')).toEqual([]);
  });

  test('a pure part that reaches the database through another file', () => {
    const broken = house('src/understanding/a.ts', "import { b } from '../i18n/b.js';", [
      'src/i18n/b.ts',
      "import { createPool } from '../db/database.js';",
    ]);
    expect(forbiddenReach(broken, isPure, isEffect)).toEqual([
      'src/understanding/a.ts → src/i18n/b.ts imports src/db/database.ts',
    ]);
  });

  test.each([
    ['an exported default', 'export default function a() {}'],
    ['a default by another name', 'const a = 1; export { a as default };'],
    ['a barrel file', "export * from './a.js'; export { b } from './b.js';"],
    ['any', 'const a = (b: any) => b;'],
    ['a module that is not named', 'await import(`./${name}.js`);'],
  ])('%s', (_what, text) => {
    expect(habits(house('src/roster/a.ts', text), [])).toHaveLength(1);
  });

  test('an index file', () => {
    expect(habits(house('src/roster/index.ts', 'export const a = 1;'), [])).toHaveLength(1);
  });
});
