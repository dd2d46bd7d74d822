import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LineList } from '../../src/api/holds.schemas.js';
import { newId } from '../../src/lib/ids.js';
import { startApi, type ApiServer } from '../api/api-server.js';
import { buildSchool, buildStaff, type BuiltStaff } from '../support/builders.js';

let api: ApiServer;
let admin: BuiltStaff;
beforeAll(async () => {
  api = await startApi();
  admin = await buildStaff(api.rt.db, { role: 'district_admin' });
});
afterAll(() => api.close());

const pace = { messagesPerSecond: 3, segmentsPerDay: 2000, alertShare: 35 };
const set = (lineId: string, body: unknown, as = admin) =>
  api.ask('POST', `/lines/${lineId}/pace`, { as, body });

test('a district administrator sets how fast a line sends, and what is kept for alerts; it is on record who did', async () => {
  const { lineId } = await buildSchool(api.rt.db);
  expect((await set(lineId, pace)).status).toBe(204);
  const { items } = (await api.ask('GET', '/lines', { as: admin })).json as LineList;
  expect(items.find((line) => line.id === lineId)).toMatchObject(pace);
  expect((await set(lineId, { ...pace, segmentsPerDay: null })).status).toBe(204);
  const audit = await api.rt.db
    .selectFrom('auditEvent')
    .select(['actor', 'action', 'detail'])
    .where('subject', '=', `line:${lineId}`)
    .orderBy('id')
    .execute();
  expect(audit).toEqual([
    { actor: `staff:${admin.id}`, action: 'line.pace_set', detail: pace },
    { actor: `staff:${admin.id}`, action: 'line.pace_set', detail: { ...pace, segmentsPerDay: null } },
  ]);
});

test.each([
  ['no text a second', { messagesPerSecond: 0 }],
  ['no segment a day', { segmentsPerDay: 0 }],
  ['more than all of it for alerts', { alertShare: 101 }],
])('%s is refused', async (_what, wrong) => {
  const { lineId } = await buildSchool(api.rt.db);
  expect((await set(lineId, { ...pace, ...wrong })).status).toBe(400);
});

test('a line that is not there is not found', async () => {
  expect((await set(newId(), pace)).status).toBe(404);
});
