import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import { setRight } from '../../src/families/rights.js';
import { startTexting, type Texting } from './texting-stage.js';

const noon = new Date('2026-11-23T17:00:00Z');
const evening = new Date('2026-11-24T01:30:00Z');
const morning = new Date('2026-11-24T15:00:00Z');

const yesOrNo = 'habits.sleep';
const rating = 'math.confidence';

let stage: Texting;
beforeAll(async () => {
  stage = await startTexting();
});
afterAll(() => stage.close());

let family: { addressId: string; e164: string };
beforeEach(async () => {
  stage.clock.moveTo(noon);
  family = await stage.family('en');
});

const send = () => wakeLine(stage.rt, stage.school.lineId);

/** What the family is counted to have answered, run by run. */
async function answers(): Promise<[string | null, unknown][]> {
  const rows = await stage.rt.db
    .selectFrom('response')
    .innerJoin('flowRun', 'flowRun.id', 'response.flowRunId')
    .select(['flowRun.nudgeRunId', 'response.value'])
    .where('response.addressId', '=', family.addressId)
    .orderBy('response.createdAt')
    .execute();
  return rows.map(({ nudgeRunId, value }) => [nudgeRunId, value.value]);
}

const stateOf = async (nudgeRunId: string) =>
  (
    await stage.rt.db
      .selectFrom('flowRun')
      .select('state')
      .where('nudgeRunId', '=', nudgeRunId)
      .where('addressId', '=', family.addressId)
      .executeTakeFirstOrThrow()
  ).state;

describe('a question whose text waits', () => {
  test('is not answered before it is asked', async () => {
    stage.clock.moveTo(evening);
    const later = await stage.nudge(yesOrNo);
    await send();
    await stage.write(family, 'Yes');
    expect(await answers()).toEqual([]);
    stage.clock.moveTo(morning);
    await send();
    await stage.write(family, 'No');
    expect(await answers()).toEqual([[later, false]]);
  });

  test('leaves its answers to the one that was asked before, and is answered itself once it is asked', async () => {
    const first = await stage.nudge(rating);
    await send();
    stage.clock.moveTo(evening);
    const later = await stage.nudge(yesOrNo);
    await send();
    await stage.write(family, '4');
    expect(await answers()).toEqual([[first, 4]]);
    stage.clock.moveTo(morning);
    await send();
    await stage.write(family, 'Yes');
    expect(await answers()).toEqual([
      [first, 4],
      [later, true],
    ]);
    expect([await stateOf(first), await stateOf(later)]).toEqual(['done', 'done']);
  });

  test('takes the place of the one before as soon as it is asked', async () => {
    const first = await stage.nudge(rating);
    await send();
    stage.clock.moveTo(evening);
    const later = await stage.nudge(yesOrNo);
    await send();
    // Unclear: the first question stays the open one.
    await stage.write(family, 'four or five');
    stage.clock.moveTo(morning);
    await send();
    await stage.write(family, 'Yes');
    expect(await answers()).toEqual([[later, true]]);
    expect(await stateOf(first)).toBe('superseded');
  });

  test('is over where its text is given up, and the one before is answered', async () => {
    const first = await stage.nudge(rating);
    await send();
    stage.clock.moveTo(evening);
    const later = await stage.nudge(yesOrNo);
    stage.clock.moveTo(new Date('2026-11-26T15:00:00Z'));
    await send();
    await stage.write(family, '5');
    expect(await answers()).toEqual([[first, 5]]);
    expect(await stateOf(later)).toBe('superseded');
  });
});

describe('a text that was written before the question', () => {
  test('does not answer it, however late it reaches us', async () => {
    stage.clock.moveTo(noon);
    await stage.nudge(yesOrNo);
    await send();
    const received = await receiveText(stage.rt, {
      sid: `SM${newId().replaceAll('-', '')}${randomInt(10, 99)}`.slice(0, 34),
      ...{ from: family.e164, to: stage.line, body: 'Yes', media: [] },
      happenedAt: new Date(noon.getTime() - 3_600_000),
    });
    if (received.outcome !== 'stored') throw new Error(received.outcome);
    await processConversation(stage.rt, received.conversationId);
    expect(await answers()).toEqual([]);
    await stage.write(family, 'No');
    expect(await answers()).toMatchObject([[expect.any(String), false]]);
  });
});

describe('a question about a child nobody at the number may be contacted about any more', () => {
  test('is not answered, also where the order begins by its date', async () => {
    const runId = await stage.nudge(yesOrNo);
    await send();
    const guardian = await stage.rt.db
      .selectFrom('guardianAddress')
      .innerJoin('guardianStudent', 'guardianStudent.guardianId', 'guardianAddress.guardianId')
      .select(['guardianAddress.guardianId', 'studentId'])
      .where('addressId', '=', family.addressId)
      .executeTakeFirstOrThrow();
    await setRight(stage.rt, stage.liaison, guardian.guardianId, {
      ...{ studentId: guardian.studentId, kind: 'contact', allowed: false, orderSummary: null },
      ...{ fromDate: '2026-11-24', untilDate: null },
    });
    expect(await stateOf(runId)).toBe('asking');
    stage.clock.moveTo(morning);
    await stage.write(family, 'Yes');
    expect(await answers()).toEqual([]);
    expect(await stateOf(runId)).toBe('superseded');
  });
});
