import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { releaseHeld } from '../../src/inbox/release.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { restateHeldReplies } from '../../src/inbox/restate-held.js';
import { listReviews } from '../../src/inbox/reviews.js';
import { newId } from '../../src/lib/ids.js';
import { chooseLanguage } from '../../src/roster/addresses.queries.js';
import {
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { echoEngine } from '../nudges/nudge-stage.js';

let stage: TestRuntime;
let schoolId: string;
let liaison: BuiltStaff;
let reader: BuiltStaff;
beforeAll(async () => {
  stage = await startTestRuntime({ engines: [echoEngine('machine', ['es'])] });
});
afterAll(() => stage.close());
beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  ({ schoolId } = await buildSchool(stage.rt.db));
  liaison = await buildStaff(stage.rt.db, { schoolIds: [schoolId] });
  reader = await buildStaff(stage.rt.db, { schoolIds: [schoolId], languages: ['en', 'ps'] });
});

/** A reply that waits for a reader of Haitian Creole, to a family that says then that it reads another language. */
async function buildHeldThenSays(language: string) {
  const { db } = stage.rt;
  const { studentId } = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, { language: 'ht', studentIds: [studentId] });
  const { conversationId } = await buildConversation(db, { schoolId, addressId });
  const input = { text: 'What did you read this week at home?', afterPosition: 0 };
  const { messageId, state } = await replyToFamily(stage.rt, liaison, conversationId, input, newId());
  expect(state).toBe('held');
  await db.transaction().execute((trx) => chooseLanguage(trx, addressId, language));
  return { conversationId, messageId };
}
const deliveryOf = (messageId: string) =>
  stage.rt.db
    .selectFrom('delivery')
    .select(['state', 'language', 'body', 'reason'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
const reviewOf = (messageId: string) =>
  stage.rt.db
    .selectFrom('translationReview')
    .select(['state', 'language', 'ownerStaffId'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();

describe('a reply that waits while its family says that it reads another language', () => {
  test('goes out in that language where that needs nobody', async () => {
    const { messageId } = await buildHeldThenSays('es');
    expect(await restateHeldReplies(stage.rt)).toBe(1);
    expect(await deliveryOf(messageId)).toEqual({
      state: 'waiting',
      language: 'es',
      body: `¿Qué leyeron ustedes esta semana en casa?\n${stage.rt.texts.text('es', 'translated.mark')}`,
      reason: null,
    });
    expect((await reviewOf(messageId)).state).toBe('released');
    expect(await restateHeldReplies(stage.rt)).toBe(0);
  });

  test('goes out as it was written where it reads English', async () => {
    const { messageId } = await buildHeldThenSays('en');
    await restateHeldReplies(stage.rt);
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'waiting',
      language: 'en',
      body: 'What did you read this week at home?',
    });
  });

  test('waits for a reader of that language, whose text it is then', async () => {
    const { messageId } = await buildHeldThenSays('ps');
    await restateHeldReplies(stage.rt);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'held', language: 'ps', body: null });
    expect(await reviewOf(messageId)).toEqual({ state: 'open', language: 'ps', ownerStaffId: reader.id });
    const { items } = await listReviews(stage.rt, reader, { scope: 'mine', limit: 10 });
    expect(items).toMatchObject([{ messageId, language: 'ps', mayReadDraft: true, draft: null }]);
    await releaseHeld(
      stage.rt,
      reader,
      messageId,
      { how: 'with_translation', text: 'تاسو څه ولوستل؟' },
      newId(),
    );
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'waiting', language: 'ps' });
  });

  test('is left alone where somebody has decided about it before', async () => {
    const { messageId } = await buildHeldThenSays('es');
    await releaseHeld(stage.rt, liaison, messageId, { how: 'discard' }, newId());
    expect(await restateHeldReplies(stage.rt)).toBe(0);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'dropped' });
  });
});
