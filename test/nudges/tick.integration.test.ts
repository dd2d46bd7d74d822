import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changeNudgeState, scheduleNudge, type NudgeInput } from '../../src/nudges/staff-actions.js';
import { openDueRuns } from '../../src/nudges/tick.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { buildTaughtClass } from './nudge-stage.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

let keys = 0;
async function schedule(times: Partial<NudgeInput>) {
  const { classId, teacher } = await buildTaughtClass(stage.rt.db);
  const input: NudgeInput = {
    classId,
    content: { kind: 'library', key: 'habits.sleep' },
    startsLocal: null,
    repeats: 'once',
    endsOn: null,
    ...times,
  };
  const nudge = await scheduleNudge(stage.rt, teacher, input, `key ${(keys += 1)}`);
  return { id: nudge.id, teacher };
}

const runsOf = (nudgeId: string) =>
  stage.rt.db
    .selectFrom('nudgeRun')
    .select(['id', 'occurrence', 'state'])
    .where('nudgeId', '=', nudgeId)
    .orderBy('occurrence')
    .execute();

const nudgeOf = (nudgeId: string) =>
  stage.rt.db
    .selectFrom('nudge')
    .select(['state', 'nextRunAt', 'nextOccurrence'])
    .where('id', '=', nudgeId)
    .executeTakeFirstOrThrow();

describe('a nudge that is due', () => {
  test('for once is opened once, wakes a worker, and is done', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const { id } = await schedule({ startsLocal: '2026-11-24T08:00' });
    expect(await openDueRuns(stage.rt)).toEqual([]);
    stage.clock.moveTo(new Date('2026-11-24T13:00:01Z'));
    const opened = await openDueRuns(stage.rt);
    expect(opened).toHaveLength(1);
    expect(stage.enqueued).toContainEqual({ name: 'nudges.run', payload: { nudgeRunId: opened[0] } });
    expect(await openDueRuns(stage.rt)).toEqual([]);
    expect(await runsOf(id)).toEqual([{ id: opened[0], occurrence: '2026-11-24', state: 'open' }]);
    expect(await nudgeOf(id)).toEqual({ state: 'done', nextRunAt: null, nextOccurrence: null });
  });

  test('weekly moves to the next week, and is done after the last', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const { id } = await schedule({
      startsLocal: '2026-11-24T08:00',
      repeats: 'weekly',
      endsOn: '2026-12-01',
    });
    stage.clock.moveTo(new Date('2026-11-24T13:00:01Z'));
    await openDueRuns(stage.rt);
    expect(await nudgeOf(id)).toEqual({
      state: 'scheduled',
      nextRunAt: new Date('2026-12-01T13:00:00Z'),
      nextOccurrence: '2026-12-01',
    });
    stage.clock.moveTo(new Date('2026-12-01T13:00:01Z'));
    await openDueRuns(stage.rt);
    expect((await runsOf(id)).map((run) => run.occurrence)).toEqual(['2026-11-24', '2026-12-01']);
    expect((await nudgeOf(id)).state).toBe('done');
  });

  test('is opened once by any number of workers', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push((await schedule({ startsLocal: '2026-11-24T09:00' })).id);
    stage.clock.moveTo(new Date('2026-11-24T14:00:01Z'));
    const opened = await Promise.all([1, 2, 3, 4].map(() => openDueRuns(stage.rt)));
    expect(opened.flat()).toHaveLength(6);
    for (const id of ids) expect(await runsOf(id)).toHaveLength(1);
  });

  test('a second time on the same day, because it was moved, is not opened again', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const { id } = await schedule({ startsLocal: '2026-11-24T08:00', repeats: 'weekly' });
    stage.clock.moveTo(new Date('2026-11-24T13:00:01Z'));
    await openDueRuns(stage.rt);
    await stage.rt.db
      .updateTable('nudge')
      .set({ nextRunAt: new Date('2026-11-24T13:30:00Z'), nextOccurrence: '2026-11-24' })
      .where('id', '=', id)
      .execute();
    stage.clock.moveTo(new Date('2026-11-24T13:30:01Z'));
    expect(await openDueRuns(stage.rt)).toEqual([]);
    expect(await runsOf(id)).toHaveLength(1);
    expect((await nudgeOf(id)).nextOccurrence).toBe('2026-12-01');
  });

  test('more than twelve hours late is cancelled, week for week, and the next one goes out', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const { id } = await schedule({ startsLocal: '2026-11-24T08:00', repeats: 'weekly' });
    stage.clock.moveTo(new Date('2026-12-08T20:00:00Z'));
    const opened = await openDueRuns(stage.rt);
    const runs = await runsOf(id);
    expect(runs.map((run) => [run.occurrence, run.state])).toEqual([
      ['2026-11-24', 'cancelled'],
      ['2026-12-01', 'cancelled'],
      ['2026-12-08', 'open'],
    ]);
    expect(runs.map((run) => opened.includes(run.id))).toEqual([false, false, true]);
  });
});

describe('a nudge that is paused', () => {
  test('is not opened, and goes on with the next week after the pause', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const { id, teacher } = await schedule({ startsLocal: '2026-11-24T08:00', repeats: 'weekly' });
    await changeNudgeState(stage.rt, teacher, id, 'paused');
    stage.clock.moveTo(new Date('2026-11-25T18:00:00Z'));
    expect(await openDueRuns(stage.rt)).toEqual([]);
    const resumed = await changeNudgeState(stage.rt, teacher, id, 'scheduled');
    expect(resumed).toMatchObject({ state: 'scheduled', nextRunAt: '2026-12-01T13:00:00.000Z' });
    expect(await runsOf(id)).toEqual([]);
  });

  test('and whose time has passed meanwhile is over', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const { id, teacher } = await schedule({ startsLocal: '2026-11-24T08:00' });
    await changeNudgeState(stage.rt, teacher, id, 'paused');
    stage.clock.moveTo(new Date('2026-11-25T18:00:00Z'));
    const goOn = changeNudgeState(stage.rt, teacher, id, 'scheduled');
    await expect(goOn).rejects.toMatchObject({ code: 'nudge_over', status: 409 });
  });

  test('or cancelled never comes back', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const { id, teacher } = await schedule({ startsLocal: '2026-11-24T08:00' });
    await changeNudgeState(stage.rt, teacher, id, 'cancelled');
    await expect(changeNudgeState(stage.rt, teacher, id, 'scheduled')).rejects.toMatchObject({
      code: 'nudge_over',
    });
    stage.clock.moveTo(new Date('2026-11-24T13:00:01Z'));
    await openDueRuns(stage.rt);
    expect(await runsOf(id)).toEqual([]);
  });
});
