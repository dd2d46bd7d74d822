import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { startStage, until, type Stage } from '../support/stage.js';
import { reply, waitForInbound } from './loop.js';

let postgres: OwnPostgres;
let stage: Stage;
beforeAll(async () => {
  postgres = await startOwnPostgres();
  stage = await startStage({ TRANSLATION_ENGINES: 'none', DELIVERY_SURELY_NONE_SECONDS: '20' });
});
afterAll(async () => {
  await stage.close();
  await postgres.close();
});

test('a restart of PostgreSQL in the middle of a run loses no text and sends none twice', async () => {
  const families = Object.values(stage.families);
  // The carrier takes its time, so that the restart finds requests under way.
  for (const family of families) {
    await stage.fault({ kind: 'timeoutAfterAccepting', holdMs: 1500, to: family.e164, count: 1 });
  }
  const teacher = await stage.signIn(stage.teacher);
  const liaison = await stage.signIn(stage.liaison);
  await teacher.post('/api/nudges', {
    classId: stage.classId,
    content: { kind: 'library', key: 'math.howDidYouKnow' },
    startsLocal: null,
    repeats: 'once',
    endsOn: null,
  });
  // The carrier is told to come again. The second time it gives up before the database is back: it tries for 8 s.
  for (const { round, awayMs } of [
    { round: 1, awayMs: 500 },
    { round: 2, awayMs: 10_000 },
  ]) {
    await sleep(700);
    await postgres.stop();
    for (const family of families) await stage.write(family, `Gracias ${round}`);
    await sleep(awayMs);
    await postgres.start();
  }

  for (const family of families) {
    for (const round of [1, 2]) {
      await waitForInbound(
        liaison,
        family,
        (one) => one.text === `Gracias ${round}` && one.processing === 'done',
        // What a worker had begun is held for as long as its lease runs.
        90,
      );
    }
    await until(`${family.guardianName} has the question`, async () => {
      return (await stage.received(family)).some((text) => text.body.includes('?') || text.body.length > 20);
    });
  }
  await until(
    'every text is settled',
    async () => {
      const open = await stage.db
        .selectFrom('delivery')
        .select('messageId')
        .where('state', 'in', ['waiting', 'sending', 'accepted', 'sent'])
        .execute();
      return open.length === 0;
    },
    90,
  );
  for (const family of families) {
    const attempts = (await stage.received(family)).map((text) => text.statusCallback);
    expect(attempts).toHaveLength(new Set(attempts).size);
    const kept = await stage.db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversationId')
      .select('message.text')
      .where('conversation.addressId', '=', family.addressId)
      .where('message.direction', '=', 'in')
      .execute();
    expect(kept.map((text) => text.text).sort()).toEqual(['Gracias 1', 'Gracias 2']);
  }

  // And everything is as alive as before: the inbox, the workers and their timers.
  const [family] = families;
  if (!family) throw new Error('no family');
  await stage.write(family, '¿A qué hora viene el autobús?');
  const { thread } = await waitForInbound(liaison, family, (one) => one.topic === 'transportation');
  const sent = await reply(liaison, thread, 'Thank you for your message.');
  await until('the answer is on its way, or waits for its translation', async () => {
    const row = await stage.db
      .selectFrom('delivery')
      .select('state')
      .where('messageId', '=', sent.messageId)
      .executeTakeFirstOrThrow();
    return ['held', 'delivered'].includes(row.state);
  });
}, 300_000);
