import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { retireNumber } from '../../src/families/numbers.js';
import { setRight, type RightInput } from '../../src/families/rights.js';
import { queueReply, readDelivery } from '../delivery/queued-texts.js';
import {
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

let liaison: BuiltStaff;
let school: { schoolId: string; lineId: string };

/** The evening before: replies wait until the morning. */
const evening = new Date('2026-11-24T02:00:00Z');
const morning = new Date('2026-11-24T15:00:00Z');

beforeEach(async () => {
  stage.clock.moveTo(evening);
  school = await buildSchool(stage.rt.db);
  liaison = await buildStaff(stage.rt.db, { schoolIds: [school.schoolId] });
});

async function buildFamily(givenNames = ['Luis']) {
  const studentIds: string[] = [];
  for (const givenName of givenNames) {
    const { schoolId } = school;
    studentIds.push((await buildStudent(stage.rt.db, { schoolId, givenName })).studentId);
  }
  const guardian = await buildGuardian(stage.rt.db, { language: 'en', studentIds });
  return { ...guardian, ...school };
}

const noContact = (studentId = '', changes: Partial<RightInput> = {}): RightInput => ({
  studentId,
  ...{ kind: 'contact', allowed: false, fromDate: '2026-11-01', untilDate: null, orderSummary: null },
  ...changes,
});

describe('a reply that waits for the morning, and names no child', () => {
  const written = { senderStaffId: '', text: 'I will call you about what happened.' };
  const wait = async (family: Awaited<ReturnType<typeof buildFamily>>) => {
    const messageId = await queueReply(stage, family, written.text, { senderStaffId: liaison.id });
    stage.clock.moveBy(60_000);
    return messageId;
  };

  test('does not go to a guardian who may not be contacted any more about any child there', async () => {
    const family = await buildFamily();
    const messageId = await wait(family);
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentIds[0]));
    expect(await readDelivery(stage, messageId)).toMatchObject({
      state: 'dropped',
      reason: 'the right of contact changed after this was written',
    });
  });

  test('goes to a guardian who still may be contacted about another child', async () => {
    const family = await buildFamily(['Luis', 'Marta']);
    const messageId = await wait(family);
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentIds[0]));
    expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'waiting' });
  });

  test('does not go to a number at which nobody is reached any more', async () => {
    const family = await buildFamily();
    const messageId = await wait(family);
    await retireNumber(stage.rt, liaison, family, 'reassigned');
    expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'dropped' });
  });
});

describe('a reply that names the child, written the evening before', () => {
  test.each([
    ['an order begins', { fromDate: '2026-11-24' }, false],
    ['an allowance ends', { allowed: true, untilDate: '2026-11-23' }, true],
  ] as const)('%s, does not go out', async (_, changes, isBarredOnRecord) => {
    const family = await buildFamily();
    if (isBarredOnRecord) {
      await stage.rt.db
        .updateTable('guardianStudent')
        .set({ mayContact: false })
        .where('guardianId', '=', family.guardianId)
        .execute();
    }
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentIds[0], changes));
    stage.clock.moveBy(60_000);
    const text = 'Luis did great work today.';
    const messageId = await queueReply(stage, family, text, { senderStaffId: liaison.id });
    stage.clock.moveTo(morning);
    await wakeLine(stage.rt, school.lineId);
    expect(await readDelivery(stage, messageId)).toMatchObject({
      state: 'dropped',
      reason: 'the right of contact changed after this was written',
    });
  });
});
