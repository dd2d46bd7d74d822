import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeCall, openCallForText, openCalls } from '../../src/calls/calls.queries.js';
import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import { queueText } from '../../src/delivery/queue-text.js';
import { newId } from '../../src/lib/ids.js';
import { buildGuardian, buildSchool, buildStaff } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

async function textTo(addressId: string, guardianId: string, school: { schoolId: string; lineId: string }) {
  const now = stage.rt.clock.now();
  return stage.rt.db.transaction().execute(async (trx) => {
    const conversationId = await findOrOpenConversation(trx, now, { addressId, ...school });
    const { messageId } = await queueText(trx, now, {
      conversationId,
      addressId,
      ...school,
      guardianId,
      purpose: 'alert',
      senderRole: 'school_admin',
      text: 'No school today.',
      language: 'en',
      body: 'No school today.',
      bodyLanguage: 'en',
      priority: 0,
    });
    return messageId;
  });
}

const callsOf = (addressId: string) =>
  stage.rt.db.selectFrom('callTask').selectAll().where('addressId', '=', addressId).execute();

test('a text that will not arrive asks for one call, however often that is noticed', async () => {
  const school = await buildSchool(stage.rt.db);
  const { addressId, guardianId } = await buildGuardian(stage.rt.db, {});
  const messageId = await textTo(addressId, guardianId, school);
  const now = stage.rt.clock.now();
  for (let n = 0; n < 2; n += 1) {
    await stage.rt.db
      .transaction()
      .execute((trx) => openCallForText(trx, now, messageId, 'it is a landline'));
  }
  expect(await callsOf(addressId)).toMatchObject([
    {
      schoolId: school.schoolId,
      guardianId,
      messageId,
      reason: 'it is a landline',
      state: 'open',
      alertId: null,
    },
  ]);
});

test('a call is noted as made once, with who made it and what came of it', async () => {
  const { schoolId } = await buildSchool(stage.rt.db);
  const { id: staffId } = await buildStaff(stage.rt.db, { schoolIds: [schoolId] });
  const { addressId, guardianId } = await buildGuardian(stage.rt.db, {});
  const now = stage.rt.clock.now();
  const close = (callId: string) =>
    stage.rt.db
      .transaction()
      .execute((trx) => closeCall(trx, now, callId, { staffId, outcome: 'Reached her.' }));
  await stage.rt.db.transaction().execute(async (trx) => {
    await openCalls(trx, now, []);
    await openCalls(trx, now, [{ schoolId, addressId, guardianId, reason: 'the family stopped our texts' }]);
  });
  const [call] = await callsOf(addressId);
  expect(await close(call?.id ?? '')).toBe(true);
  expect(await close(call?.id ?? '')).toBe(false);
  expect(await close(newId())).toBe(false);
  expect(await callsOf(addressId)).toMatchObject([
    { state: 'done', doneByStaffId: staffId, doneAt: now, outcome: 'Reached her.' },
  ]);
});
