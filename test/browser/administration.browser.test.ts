import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/cli/up/node-arguments.js';
import { giveSession, openDeskAndPocket } from '../support/browser.js';
import { startStageInBrowser } from '../support/browser-stage.js';
import type { Administration } from './administration/administration.js';
import { testHolds } from './administration/holds.js';
import { testImports } from './administration/imports.js';
import { testStaff } from './administration/staff.js';
import { testTryingTexts } from './administration/try-text.js';

let opened: Administration;

beforeAll(async () => {
  const { stage, browser } = await startStageInBrowser({ TRANSLATION_ENGINES: 'none' });
  opened = { stage, browser, ...(await openDeskAndPocket(browser)) };
  await stage.db
    .updateTable('staff')
    .set({ role: 'district_admin' })
    .where('id', '=', stage.admin.id)
    .execute();
  for (const page of [opened.desk, opened.pocket]) await giveSession(page, stage, stage.admin);
});
afterAll(() => opened.stage.close());

// One after the other: the last begins a district anew.
describe('trying a text, by clicks', () => testTryingTexts(() => opened));
describe('stopping texts, by clicks', () => testHolds(() => opened));
describe('the staff of a district, by clicks', () => testStaff(() => opened));
describe('rosters, by clicks', () => testImports(() => opened));

test('the app is made of the libraries as they are meant for people, also where tests build it', async () => {
  const folder = join(packageRoot, 'dist/web/assets');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  const sources = await Promise.all(scripts.map((name) => readFile(join(folder, name), 'utf8')));
  expect(sources.some((source) => source.includes('react.transitional.element'))).toBe(true);
  expect(sources.filter((source) => source.includes('jsxDEV'))).toEqual([]);
});

test('the browsers complained of nothing', () => {
  expect(opened.complaints).toEqual([[], []]);
});
