import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { insertImport, readImport } from '../../../src/imports/imports.queries.js';
import { writeFolder } from '../../imports/rosters.js';
import { takePicture } from '../../support/browser.js';
import type { Administration } from './administration.js';

export function testImports(of: () => Administration): void {
  beforeAll(async () => {
    const { stage } = of();
    // Rosters come from two systems.
    await stage.db
      .updateTable('school')
      .set({ source: 'PowerSchool', sourceId: 'ps-1' })
      .where('id', '=', stage.schoolId)
      .execute();
    await stage.db
      .updateTable('staff')
      .set({ source: 'Skyward', sourceId: 'sk-1' })
      .where('id', '=', stage.admin.id)
      .execute();
  });

  test('an administrator drops a CSV, looks at the difference, applies it and takes it back', async () => {
    const { stage, desk: page } = of();
    const folder = await writeFolder({
      'families.csv': [
        'student_id,student,grade,class,school,teacher,teacher_email,guardian,phone,Family language 2',
        '1,Luis Medina,3,3B,North Elementary,Dana Rivera,rivera@school.example,Rosa Medina,(203) 555-0142,Spanish',
        '2,Omar Karim,5,5A,North Elementary,Somebody Unknown,,Nadia Karim,1.20356E+10,العربية',
      ].join('\n'),
    });
    await page.goto(`${stage.webUrl}/inbox`);
    await page.getByRole('button', { name: /account/u }).click();
    await page.getByRole('menuitem', { name: 'Import rosters' }).click();
    await page.getByRole('heading', { name: 'Rosters' }).waitFor();
    await page.getByRole('combobox', { name: 'System the files come from' }).click();
    await page.getByRole('option', { name: 'Skyward' }).click();
    await takePicture(page, 'imports-1-page');
    await page.locator('input[type=file]').setInputFiles(join(folder, 'families.csv'));
    await page.getByRole('button', { name: 'Apply the difference' }).waitFor({ timeout: 60_000 });
    await page.getByText('From Skyward').waitFor();
    await page.getByText('Luis Medina, North Elementary').first().waitFor();
    await page.getByRole('combobox', { name: 'Home language is in the column' }).click();
    await page.getByRole('option', { name: 'Family language 2' }).click();
    await page.getByText('Home language: Spanish').waitFor({ timeout: 60_000 });
    await takePicture(page, 'imports-2-difference');
    await page.getByRole('tab', { name: 'Left out (2)' }).click();
    await page.getByText('scientific notation').waitFor();
    await takePicture(page, 'imports-3-refused');
    await page.getByRole('button', { name: 'Apply the difference' }).dblclick();
    await page.getByRole('button', { name: 'Undo this import' }).waitFor({ timeout: 60_000 });
    await page.getByText('It can be undone until').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await takePicture(page, 'imports-4-phone');
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('heading', { name: 'Undo of families.csv' }).waitFor();
    await page.getByRole('tab', { name: /Removed/u }).waitFor({ timeout: 60_000 });
    await takePicture(page, 'imports-5-undone');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('a new school year that could not be applied on its day is told on every page until it is put away', async () => {
    const { stage, desk: page } = of();
    const id = await insertImport(stage.db, new Date(), {
      kind: 'import',
      source: 'PowerSchool',
      name: 'next-year.zip',
      options: { letGo: true },
      effectiveOn: '2026-08-20',
      staffId: stage.admin.id,
      state: 'scheduled',
    });
    await page.goto(`${stage.webUrl}/inbox`);
    const told = page.getByText('next-year.zip was to be applied on 2026-08-20 and was not.');
    await told.waitFor({ timeout: 90_000 });
    await takePicture(page, 'imports-6-missed');
    await page.getByRole('link', { name: 'Look at it' }).click();
    await page.getByText('Its files are not in the data folder').waitFor();
    await takePicture(page, 'imports-7-missed-page');
    await page.getByRole('button', { name: 'Put it away' }).click();
    await told.waitFor({ state: 'detached' });
    expect(await readImport(stage.db, id)).toMatchObject({ state: 'discarded' });
  });

  test('the first roster of a district asks where its schools are, and they are there at once', async () => {
    const { stage, desk: page } = of();
    await sql`truncate school cascade`.execute(stage.db);
    const folder = await writeFolder({
      'first.csv':
        'student,grade,class,school,guardian,phone\nMia Ray,3,3B,Prairie School,Al Ray,+12035550188',
    });
    await page.goto(`${stage.webUrl}/settings/imports`);
    const zone = page.getByLabel('Time zone of new schools');
    expect(await zone.inputValue()).toBe(
      await page.evaluate('Intl.DateTimeFormat().resolvedOptions().timeZone'),
    );
    await zone.fill('America/Chicago');
    await page.locator('input[type=file]').setInputFiles(join(folder, 'first.csv'));
    await page.getByRole('button', { name: 'Apply the difference' }).click({ timeout: 60_000 });
    await page.getByText('Applied', { exact: true }).waitFor();
    const schools = await stage.db.selectFrom('school').select(['name', 'timeZone']).execute();
    expect(schools).toEqual([{ name: 'Prairie School', timeZone: 'America/Chicago' }]);
    // Without loading the app anew.
    await page.getByRole('button', { name: /account/u }).click();
    await page.getByRole('menuitem', { name: 'School calendar' }).click();
    await page.getByLabel('First day').waitFor();
  });

  test('where nothing differs there is nothing to apply, and a teacher finds no place to drop files', async () => {
    const { stage, desk: page } = of();
    const id = await insertImport(stage.db, new Date(), {
      kind: 'import',
      source: 'PowerSchool',
      name: 'headers.csv',
      options: {},
      effectiveOn: null,
      staffId: stage.admin.id,
      state: 'planned',
    });
    await page.goto(`${stage.webUrl}/settings/imports/${id}`);
    await page.getByText('Nothing differs').waitFor();
    await page.getByRole('button', { name: 'Put it away' }).waitFor();
    expect(await page.getByRole('button', { name: 'Apply the difference' }).count()).toBe(0);
    await takePicture(page, 'imports-8-nothing');

    await stage.db.updateTable('staff').set({ role: 'teacher' }).where('id', '=', stage.admin.id).execute();
    await page.goto(`${stage.webUrl}/settings/imports`);
    await page.getByText('A district administrator brings the roster in').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.locator('input[type=file]').count()).toBe(0);
    await takePicture(page, 'imports-9-teacher');
  });
}
