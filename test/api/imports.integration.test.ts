import { readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { applyKeptImport, planKeptImport } from '../../src/imports/run.js';
import { buildLine, buildStaff, type BuiltStaff } from '../support/builders.js';
import { sampleRoster, writeRoster } from '../imports/rosters.js';
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
    });
    await expect(readdir(join(dataDir, 'imports', json.id))).rejects.toThrow('ENOENT');

    const undo = await api.ask('POST', `/imports/${json.id}/undo`, { as: admin, body: {} });
    expect(undo.status).toBe(200);
    expect((await api.ask('GET', '/imports', { as: admin })).json).toMatchObject({
      items: [
        { kind: 'undo', state: 'applied' },
        { id: json.id, state: 'undone' },
      ],
    });
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
});
