import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { releaseHeld } from '../../src/inbox/release.js';
import { newId } from '../../src/lib/ids.js';
import { queueReply, readDelivery } from '../delivery/queued-texts.js';
import { startTexting, type Texting } from '../inbound/texting-stage.js';

let stage: Texting;
beforeAll(async () => {
  stage = await startTexting();
});
afterAll(() => stage.close());

test('a learning text somebody lets go after the weekend goes out, though it was to be of use on Friday', async () => {
  const friday = new Date('2026-12-04T20:00:00Z');
  stage.clock.moveTo(friday);
  const family = await stage.family('es');
  const messageId = await queueReply(stage, { ...family, ...stage.school }, 'What did you read?', {
    ...{ purpose: 'learning', senderRole: 'teacher', holdReason: 'a person must look' },
    expiresAt: new Date(friday.getTime() + 24 * 3_600_000),
  });
  const monday = new Date('2026-12-07T15:00:00Z');
  stage.clock.moveTo(monday);
  const released = await releaseHeld(stage.rt, stage.liaison, messageId, { how: 'untranslated' }, newId());
  expect(released).toMatchObject({ state: 'waiting' });
  await wakeLine(stage.rt, stage.school.lineId);
  expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'accepted' });
});
