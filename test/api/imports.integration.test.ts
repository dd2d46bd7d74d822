import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lockImport } from '../../src/imports/imports.queries.js';
import { applyKeptImport, planKeptImport } from '../../src/imports/run.js';
import { buildLine, buildStaff, type BuiltStaff } from '../support/builders.js';
import { sampleRoster, writeRoster } from '../imports/rosters.js';
import { eventually } from '../simulator/stage.js';
import { startApi, type ApiServer } from './api-server.js';

let api: ApiServer;
let admin: BuiltStaff;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recado-upload-'));
  api = await startApi();
  Object.assign(api.rt.config, { dataDir });
  await buildLine(api.rt.db);
  admin = await buildStaff(api.rt.db, { role: 'district_admin' });
});
afterAll(async () => {
  await api.close();
  await rm(dataDir, { recursive: true });
});

async function upload(as: BuiltStaff, files: Record<string, string>, fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append('files', new Blob([content]), name);
  const answer = await fetch(`${api.url}/api/imports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await api.tokenOf(as)}` },
    body: form,
  });
  return { status: answer.status, json: (await answer.json()) as { id: string; code?: string } };
}

describe('an uploaded roster', () => {
  test('is read by a worker, shown with its difference, applied and undone', async () => {
    const folder = await writeRoster(sampleRoster());
    const files = Object.fromEntries(
      await Promise.all(
        (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
      ),
    ) as Record<string, string>;
    const { status, json } = await upload(admin, files, { timeZone: 'America/New_York' });
    expect(status).toBe(200);
    await planKeptImport(api.rt, json.id);
    expect((await api.ask('GET', `/imports/${json.id}`, { as: admin })).json).toMatchObject({
      state: 'planned',
      rows: { student: { add: 4 } },
    });
    const rows = await api.ask('GET', `/imports/${json.id}/rows?action=add`, { as: admin });
    expect(rows.json).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ label: 'Luis Medina, Lincoln Elementary' })]),
    });
    const csv = await api.ask('GET', `/imports/${json.id}/difference.csv`, { as: admin });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain('add,student,st-luis,"Luis Medina, Lincoln Elementary"');

    const apply = await api.ask('POST', `/imports/${json.id}/apply`, {
      as: admin,
      body: { confirmed: false },
    });
    expect(apply.status).toBe(204);
    await applyKeptImport(api.rt, json.id);
    expect((await api.ask('GET', `/imports/${json.id}`, { as: admin })).json).toMatchObject({
      state: 'applied',
      mayUndo: true,
      undoUntil: new Date(api.rt.clock.now().getTime() + 30 * 86_400_000).toISOString(),
    });
    await expect(readdir(join(dataDir, 'imports', json.id))).rejects.toThrow('ENOENT');

    const undo = await api.ask('POST', `/imports/${json.id}/undo`, { as: admin, body: {} });
    expect(undo.status).toBe(200);
    const { id: undoId } = undo.json as { id: string };
    expect((await api.ask('GET', `/imports/${undoId}`, { as: admin })).json).toMatchObject({
      kind: 'undo',
      state: 'applying',
    });
    expect(await api.ask('POST', `/imports/${json.id}/undo`, { as: admin, body: {} })).toMatchObject({
      status: 409,
      json: { code: 'undo_under_way' },
    });
    await applyKeptImport(api.rt, undoId);
    expect((await api.ask('GET', `/imports/${undoId}`, { as: admin })).json).toMatchObject({
      state: 'applied',
      progress: { step: 'undo', done: 9, total: 10 },
    });
    // A second wake-up finds nothing to do.
    await applyKeptImport(api.rt, undoId);
    expect((await api.ask('GET', '/imports', { as: admin })).json).toMatchObject({
      items: [
        { kind: 'undo', state: 'applied' },
        { id: json.id, state: 'undone' },
      ],
    });
  });

  test('is read again with the column of the home language a person chooses', async () => {
    const { json } = await upload(
      admin,
      { 'f.csv': 'student,phone,school,language,Idioma en casa\nAna Cruz,2035550170,Hill,en,Español' },
      { timeZone: 'America/New_York', source: 'csv' },
    );
    await planKeptImport(api.rt, json.id);
    const languageOf = async (): Promise<unknown> => {
      const rows = await api.ask('GET', `/imports/${json.id}/rows?action=add`, { as: admin });
      const { items } = rows.json as { items: { changes: { field: string; to: string }[] }[] };
      return items.flatMap(({ changes }) => changes).find(({ field }) => field === 'homeLanguage')?.to;
    };
    expect((await api.ask('GET', `/imports/${json.id}`, { as: admin })).json).toMatchObject({
      source: 'csv',
      language: { column: 'language', others: ['Idioma en casa'] },
    });
    expect(await languageOf()).toBe('English');
    const body = { languageColumn: 'Idioma en casa' };
    expect(await api.ask('POST', `/imports/${json.id}/read-again`, { as: admin, body })).toMatchObject({
      status: 204,
    });
    await planKeptImport(api.rt, json.id);
    expect(await languageOf()).toBe('Spanish');
    const confirmed = { confirmed: false };
    await api.ask('POST', `/imports/${json.id}/apply`, { as: admin, body: confirmed });
    await applyKeptImport(api.rt, json.id);
    expect(await api.ask('POST', `/imports/${json.id}/read-again`, { as: admin, body })).toMatchObject({
      status: 409,
    });
  });

  test('has to say its system once there are several', async () => {
    expect((await api.ask('GET', '/imports/sources', { as: admin })).json).toEqual({ items: ['csv', 'sis'] });
    const files = { 'f.csv': 'student,phone,school\nAna Cruz,2035550170,Hill' };
    expect(await upload(admin, files)).toMatchObject({ status: 400, json: { code: 'source_missing' } });
    const { json } = await upload(admin, files, { source: 'csv' });
    await api.ask('POST', `/imports/${json.id}/discard`, { as: admin, body: {} });
    await planKeptImport(api.rt, json.id);
    expect(await api.ask('POST', `/imports/${json.id}/discard`, { as: admin, body: {} })).toMatchObject({
      status: 204,
    });
  });

  test('that is no roster is kept no longer than it takes to say so', async () => {
    const { json } = await upload(admin, { 'families.csv': 'name,colour\nRosa,red\n' }, { source: 'sis' });
    await planKeptImport(api.rt, json.id);
    const { json: shown } = await api.ask('GET', `/imports/${json.id}`, { as: admin });
    expect(shown).toMatchObject({ state: 'failed', reason: expect.stringContaining('families.csv') });
    await expect(readdir(join(dataDir, 'imports', json.id))).rejects.toThrow('ENOENT');
  });

  test('is either let go or put away where two people decide at the same moment', async () => {
    const csv = 'student_id,student,school,phone\nst-luis,Luis Medina,Lincoln Elementary,860-555-0142\n';
    const { json } = await upload(
      admin,
      { 'families.csv': csv },
      { source: 'other', timeZone: 'America/New_York' },
    );
    await planKeptImport(api.rt, json.id);
    const asked = await api.rt.db.transaction().execute(async (trx) => {
      await lockImport(trx, json.id);
      const both = [
        api.ask('POST', `/imports/${json.id}/apply`, { as: admin, body: { confirmed: true } }),
        api.ask('POST', `/imports/${json.id}/discard`, { as: admin, body: {} }),
      ];
      await setTimeout(300);
      return both;
    });
    const answers = await Promise.all(asked);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409]);
    await rm(join(dataDir, 'imports', json.id), { recursive: true, force: true });
  });

  test('that breaks off leaves nothing behind, and the server goes on', async () => {
    await mkdir(join(dataDir, 'imports'), { recursive: true });
    const before = await readdir(join(dataDir, 'imports'));
    const { port } = new URL(api.url);
    const headers = {
      authorization: `Bearer ${await api.tokenOf(admin)}`,
      'content-type': 'multipart/form-data; boundary=x',
      'content-length': 1_000_000,
    };
    const sent = request({ port, path: '/api/imports', method: 'POST', headers });
    const broken = once(sent, 'error');
    sent.write(
      `--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n${'phone\n'.repeat(9_000)}`,
    );
    const isThere = async (more: number) =>
      (await readdir(join(dataDir, 'imports'))).length === before.length + more;
    await eventually(() => isThere(1));
    sent.destroy();
    await broken.catch(() => undefined);
    await eventually(() => isThere(0));
    expect((await api.ask('GET', '/imports', { as: admin })).status).toBe(200);
  });

  test('is refused from anybody but a district administrator, and where it is no roster', async () => {
    const school = await buildStaff(api.rt.db, { role: 'school_admin' });
    expect(await upload(school, { 'a.csv': 'x' })).toMatchObject({ status: 404 });
    expect(await upload(admin, { '../../x.sh': 'x' })).toMatchObject({
      status: 400,
      json: { code: 'wrong_file' },
    });
    expect(await upload(admin, {})).toMatchObject({ status: 400, json: { code: 'no_file' } });
    expect(await readdir(join(dataDir, 'imports'))).toEqual([]);
  });

  test('leaves no import behind where it is refused, and is told in words which time zone there is not', async () => {
    const imports = async (): Promise<number> =>
      (await api.rt.db.selectFrom('import').select('id').execute()).length;
    const before = await imports();
    expect(await upload(admin, { 'a.sh': 'x' })).toMatchObject({ status: 400 });
    expect(await upload(admin, { 'a.csv': 'x' }, { timeZone: 'Chicago' })).toMatchObject({
      status: 400,
      json: {
        code: 'wrong_time_zone',
        detail: expect.stringMatching(/^“Chicago” is not the name of a time zone/u),
      },
    });
    expect(await imports()).toBe(before);
  });
});
