import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import { queueReply } from '../delivery/queued-texts.js';
import { buildAddress, buildGuardian, buildLine, buildSchool, buildStudent } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

let line: { lineId: string; e164: string };
let first: { schoolId: string };
let second: { schoolId: string };
let family: { addressId: string; e164: string };

/** A line of two schools, and a family with a child at each. */
beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  const { db } = stage.rt;
  line = await buildLine(db);
  first = await buildSchool(db, line);
  second = await buildSchool(db, line);
  const studentIds: string[] = [];
  for (const { schoolId } of [first, second])
    studentIds.push((await buildStudent(db, { schoolId })).studentId);
  family = await buildAddress(db);
  await buildGuardian(db, { studentIds, addressId: family.addressId });
});

const queue = ({ schoolId }: { schoolId: string }, changes = {}) =>
  queueReply(
    stage,
    { addressId: family.addressId, schoolId, lineId: line.lineId },
    'Good afternoon.',
    changes,
  );

/** The school a text of the family came to. */
async function written(): Promise<string> {
  stage.clock.moveBy(1000);
  const received = await receiveText(stage.rt, {
    sid: `SM${newId().replaceAll('-', '')}${randomInt(10, 99)}`.slice(0, 34),
    ...{ from: family.e164, to: line.e164, body: 'Thank you', media: [] },
    happenedAt: stage.rt.clock.now(),
  });
  if (received.outcome !== 'stored') throw new Error(received.outcome);
  const { schoolId } = await stage.rt.db
    .selectFrom('conversation')
    .select('schoolId')
    .where('id', '=', received.conversationId)
    .executeTakeFirstOrThrow();
  return schoolId;
}

test('a text on a line of two schools goes to the one whose text the family got last', async () => {
  for (const school of [first, second, first]) {
    await queue(school);
    stage.clock.moveBy(5000);
    await wakeLine(stage.rt, line.lineId);
    expect(await written()).toBe(school.schoolId);
  }
});

test('a text of the other school that still waits, or is held, changes nothing', async () => {
  await queue(first);
  await wakeLine(stage.rt, line.lineId);
  stage.clock.moveBy(5000);
  await queue(second, { notBefore: new Date('2026-11-24T18:00:00Z') });
  await queue(second, { holdReason: 'a person must look' });
  expect(await written()).toBe(first.schoolId);
});
