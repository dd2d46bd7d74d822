import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadTexts } from '../../src/i18n/texts.js';
import { startStage, until, type SignedIn, type Stage } from '../support/stage.js';
import { waitForInbound } from './loop.js';

const texts = loadTexts();
let stage: Stage;
let liaison: SignedIn;
beforeAll(async () => {
  stage = await startStage({ TRANSLATION_ENGINES: 'none', DELIVERY_SURELY_NONE_SECONDS: '20' });
  liaison = await stage.signIn(stage.liaison);
});
afterAll(() => stage.close());

test('the loop completes and no text comes twice, though the workers are killed all through it', async () => {
  const families = Object.values(stage.families);
  // The carrier takes its time with every answer, so that a kill finds requests under way.
  for (const family of families) {
    await stage.fault({ kind: 'timeoutAfterAccepting', holdMs: 1500, to: family.e164, count: 1 });
  }
  const teacher = await stage.signIn(stage.teacher);
  await teacher.post('/api/nudges', {
    classId: stage.classId,
    content: { kind: 'library', key: 'math.howDidYouKnow' },
    startsLocal: null,
    repeats: 'once',
    endsOn: null,
  });
  for (const milliseconds of [300, 900, 1600, 2400]) {
    await sleep(milliseconds);
    await stage.killWorkers();
    for (const family of families) await stage.write(family, `Gracias ${milliseconds}`);
    await stage.startWorkers();
  }
  for (const family of families) {
    await until(
      `${family.guardianName} has the question`,
      async () => (await stage.received(family)).length > 0,
      90,
    );
    for (const milliseconds of [300, 900, 1600, 2400]) {
      await waitForInbound(
        liaison,
        family,
        (one) => one.text === `Gracias ${milliseconds}` && one.processing === 'done',
        // A killed worker holds the conversation for as long as its lease runs.
        90,
      );
    }
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
    const received = await stage.received(family);
    const attempts = received.map((text) => text.statusCallback);
    expect(attempts).toHaveLength(new Set(attempts).size);
    const question = texts.prompts(family.language).get('math.howDidYouKnow') ?? 'no such prompt';
    expect(received.filter((text) => text.body.includes(question))).toHaveLength(1);
    const kept = await stage.db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversationId')
      .select('message.id')
      .where('conversation.addressId', '=', family.addressId)
      .where('message.direction', '=', 'in')
      .execute();
    expect(kept).toHaveLength(4);
  }
}, 300_000);
