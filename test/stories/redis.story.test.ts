import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestRedis } from '../support/servers.js';
import { startStage, type Stage, type StageFamily } from '../support/stage.js';
import { reply, sendNudge, waitForDelivery, waitForInbound } from './loop.js';

let redis: Awaited<ReturnType<typeof startTestRedis>>;
let stage: Stage;
beforeAll(async () => {
  redis = await startTestRedis();
  stage = await startStage({ REDIS_URL: redis.url, TRANSLATION_ENGINES: 'none' });
});
afterAll(async () => {
  await stage.close();
  await redis.stop();
});

test('the loop runs on Redis just the same', async () => {
  await sendNudge(stage);
  const family = stage.families['es'] as StageFamily;
  const liaison = await stage.signIn(stage.liaison);
  await stage.write(family, '¿A qué hora viene el autobús?');
  const { thread } = await waitForInbound(liaison, family, (one) => one.topic === 'transportation');
  const sent = await reply(liaison, thread, 'The bus for Luis comes at 7:40.');
  await waitForDelivery(liaison, family, sent.messageId);
  expect((await stage.received(family)).at(-1)?.body).toContain('7:40');
});
