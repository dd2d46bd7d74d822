import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { builtAt, buildStaff } from '../support/builders.js';
import { startApi, type ApiServer } from './api-server.js';

let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test('a real district shows no accounts and no phones', async () => {
  await api.rt.db
    .insertInto('deployment')
    .values({ kind: 'live', districtName: 'Riverside Schools', createdAt: builtAt })
    .execute();
  expect((await api.ask('GET', '/demo-accounts')).status).toBe(404);
  const admin = await buildStaff(api.rt.db, { role: 'district_admin' });
  expect(await api.ask('GET', '/me', { as: admin })).toMatchObject({
    json: { district: { kind: 'live' }, phonesUrl: null },
  });
});
