import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordConsent } from '../../src/consent/consent.queries.js';
import { recordResponse } from '../../src/feedback/feedback.queries.js';
import { askAgain } from '../../src/nudges/ask-again.js';
import { runNudge } from '../../src/nudges/run.js';
import { changeNudgeState, nudgeDetail, scheduleNudge } from '../../src/nudges/staff-actions.js';
import { openDueRuns } from '../../src/nudges/tick.js';
import { buildInbound, buildStaff, type BuiltStaff } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { buildFamily, buildTaughtClass, outcomeOf } from './nudge-stage.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

interface Asked {
  teacher: BuiltStaff;
  nudgeId: string;
  runId: string;
}

/** A teacher asks every family of her class. */
async function askClass(classId: string, teacher: BuiltStaff): Promise<Asked> {
  const { id: nudgeId } = await scheduleNudge(
    stage.rt,
    teacher,
    {
      classId,
      content: { kind: 'library', key: 'math.confidence' },
      startsLocal: null,
      repeats: 'once',
      endsOn: null,
    },
    `key ${Math.random()}`,
  );
  return { teacher, nudgeId, runId: await run() };
}

async function run(): Promise<string> {
  const [runId] = await openDueRuns(stage.rt);
  if (runId === undefined) throw new Error('No run was opened.');
  await runNudge(stage.rt, runId);
  return runId;
}

/** The carrier has delivered what it was given of a run, but for these addresses. */
async function deliver(runId: string, except: readonly string[] = []): Promise<void> {
  const { recipients } = await outcomeOf(stage.rt.db, runId);
  for (const { addressId, messageId } of recipients) {
    const state = except.includes(addressId ?? '') ? 'failed' : 'delivered';
    await stage.rt.db
      .updateTable('delivery')
      .set({ state })
      .where('messageId', '=', messageId ?? '')
      .execute();
  }
}

async function answer(runId: string, addressId: string): Promise<void> {
  const { db } = stage.rt;
  const { recipients, asks } = await outcomeOf(db, runId);
  const asked = recipients.find((one) => one.addressId === addressId);
  const { messageId } = await buildInbound(db, asked?.conversationId ?? '', { text: '4' });
  await db.transaction().execute((trx) =>
    recordResponse(trx, stage.clock.now(), {
      flowRunId: asks.find((ask) => ask.addressId === addressId)?.id ?? '',
      ask: 'answer',
      messageId,
      addressId,
      studentId: null,
      value: 4,
      comment: null,
    }),
  );
}

const again = ({ teacher, nudgeId }: Asked, key = `key ${Math.random()}`) =>
  askAgain(stage.rt, teacher, nudgeId, { waitSeconds: 0 }, key);

describe('asking again', () => {
  test('goes in the same words to those who got it and have not answered by then, and to nobody else', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const [answered, silent, late, unreached, stopped] = [
      await buildFamily(db, classId, 'es'),
      await buildFamily(db, classId, 'ht'),
      await buildFamily(db, classId, 'en'),
      await buildFamily(db, classId, 'en'),
      await buildFamily(db, classId, 'en'),
    ];
    const asked = await askClass(classId, teacher);
    await deliver(asked.runId, [unreached.addressId]);
    await answer(asked.runId, answered.addressId);
    const nudge = await again(asked);
    expect(nudge).toMatchObject({ asksAgain: true, askKind: 'rating', by: teacher.name });
    await answer(asked.runId, late.addressId);
    await db.transaction().execute((trx) =>
      recordConsent(trx, stage.clock.now(), {
        addressId: stopped.addressId,
        kind: 'opt_out',
        basis: 'carrier',
        happenedAt: stage.clock.now(),
      }),
    );
    const secondRun = await run();
    const [first, second] = [await outcomeOf(db, asked.runId), await outcomeOf(db, secondRun)];
    const bodyOf = ({ recipients }: typeof first) =>
      recipients.find((one) => one.addressId === silent.addressId)?.body;
    expect(bodyOf(second)).toBe(bodyOf(first));
    const got = second.recipients.map(({ addressId, outcome }) => [addressId, outcome]);
    expect(new Map(got as [string, string][])).toEqual(
      new Map([
        [silent.addressId, 'queued'],
        [stopped.addressId, 'left_out'],
      ]),
    );
    const detail = await nudgeDetail(stage.rt, teacher, asked.nudgeId);
    expect(detail).toMatchObject({ asksAgain: false, askedAgainId: nudge.id });
  });

  test('happens once for each key and each run, and anew where it was taken back', async () => {
    const { classId, teacher } = await buildTaughtClass(stage.rt.db);
    await buildFamily(stage.rt.db, classId, 'es');
    const asked = await askClass(classId, teacher);
    await deliver(asked.runId);
    const nudge = await again(asked, 'same key');
    expect((await again(asked, 'same key')).id).toBe(nudge.id);
    await expect(again(asked)).rejects.toMatchObject({ code: 'asked_again', status: 409 });
    await changeNudgeState(stage.rt, teacher, nudge.id, 'cancelled');
    expect(await nudgeDetail(stage.rt, teacher, asked.nudgeId)).toMatchObject({ askedAgainId: null });
    expect((await again(asked)).id).not.toBe(nudge.id);
    await run();
  });

  test('is not done a third time', async () => {
    const { classId, teacher } = await buildTaughtClass(stage.rt.db);
    await buildFamily(stage.rt.db, classId, 'es');
    const asked = await askClass(classId, teacher);
    await deliver(asked.runId);
    const { id: nudgeId } = await again(asked);
    const runId = await run();
    await deliver(runId);
    await expect(again({ teacher, nudgeId, runId })).rejects.toMatchObject({ code: 'asked_again' });
  });

  test('is refused where it has not gone out, where everybody has answered, and to strangers', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const family = await buildFamily(db, classId, 'es');
    const content = { kind: 'library', key: 'math.confidence' } as const;
    const later = {
      classId,
      content,
      startsLocal: '2099-01-05T16:00',
      repeats: 'once',
      endsOn: null,
    } as const;
    const { id: nudgeId } = await scheduleNudge(stage.rt, teacher, later, `key ${Math.random()}`);
    await expect(again({ teacher, nudgeId, runId: '' })).rejects.toMatchObject({ code: 'not_asked_yet' });
    const asked = await askClass(classId, teacher);
    await deliver(asked.runId);
    const stranger = await buildStaff(db, { role: 'teacher' });
    await expect(again({ ...asked, teacher: stranger })).rejects.toMatchObject({ status: 404 });
    await answer(asked.runId, family.addressId);
    await expect(again(asked)).rejects.toMatchObject({ code: 'nobody_to_ask', status: 409 });
  });
});
