import { afterAll, expect, test } from '@jest/globals';
import { startLibreTranslateServer, type LibreTranslateServer } from '../support/libretranslate-server.js';
import { startStage, until, type Stage, type StageFamily } from '../support/stage.js';
import type { Withdrawal } from '../../src/api/withdrawals.schemas.js';
import { findThread, reply, sendNudge, waitForDelivery } from './loop.js';

let stage: Stage;
let server: LibreTranslateServer;
afterAll(async () => {
  await stage.close();
  await server.close();
});

const english = 'Please bring a warm jacket tomorrow.';
const said = 'Por favor, traiga una chaqueta abrigada mañana.';
const right = 'Por favor, traiga mañana una chamarra que abrigue.';

test('a machine wrote something wrong to a family: it is withdrawn, corrected on the phone, and never said again', async () => {
  server = await startLibreTranslateServer();
  stage = await startStage({ TRANSLATION_ENGINES: 'libretranslate', LIBRETRANSLATE_URL: server.url });
  await sendNudge(stage);
  const family = stage.families['es'] as StageFamily;
  const liaison = await stage.signIn(stage.liaison);
  const admin = await stage.signIn(stage.admin);
  const thread = await findThread(liaison, family);
  const sent = await reply(liaison, thread, english);
  await waitForDelivery(liaison, family, sent.messageId);
  expect((await stage.received(family)).at(-1)?.body).toContain(said);

  const withdrawn = await admin.post<{ id: string }>('/api/withdrawals', {
    messageId: sent.messageId,
    reason: 'Nobody says it so.',
  });
  expect(withdrawn.status).toBe(200);
  const { id } = withdrawn.body;
  const page = await admin.get<Withdrawal>(`/api/withdrawals/${id}`);
  expect(page).toMatchObject({ state: 'open', families: 1, wrong: said, source: english });
  expect(page.readers.map((reader) => reader.name)).toContain(stage.liaison.name);
  const notices = await liaison.get<{ items: { id: string }[] }>('/api/withdrawals/notices');
  expect(notices.items.map((one) => one.id)).toEqual([id]);
  // The engine would say the same again.
  const again = await reply(liaison, thread, english);
  expect(again).toMatchObject({ state: 'held', reason: expect.stringContaining('withdrawn') });

  const key = 'the-correction';
  const corrected = await liaison.post(`/api/withdrawals/${id}/correction`, { text: right }, key);
  expect(corrected).toMatchObject({ status: 200, body: { texts: 1, calls: 0, left: 0 } });
  expect(await liaison.post(`/api/withdrawals/${id}/correction`, { text: right }, key)).toEqual(corrected);
  await until('the family has the correction', async () =>
    (await stage.received(family)).some((text) => text.body.includes(right)),
  );
  const bodies = (await stage.received(family)).map((text) => text.body);
  expect(bodies.filter((body) => body.includes(right))).toHaveLength(1);
  const last = await reply(liaison, thread, english);
  expect(last.state).toBe('waiting');
  await waitForDelivery(liaison, family, last.messageId);
  expect((await stage.received(family)).at(-1)?.body).toBe(right);
});
