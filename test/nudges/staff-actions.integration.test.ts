import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  classList,
  libraryList,
  nudgeDetail as nudgeDetailSchema,
  nudgePage,
  nudgePreview,
  nudgeSummary,
} from '../../src/api/nudges.schemas.js';
import { recordResponse } from '../../src/feedback/feedback.queries.js';
import { runNudge } from '../../src/nudges/run.js';
import {
  changeNudgeState,
  listClasses,
  listLibrary,
  listNudges,
  nudgeDetail,
  previewNudge,
  scheduleNudge,
  type NudgeContent,
  type NudgeInput,
} from '../../src/nudges/staff-actions.js';
import { openDueRuns } from '../../src/nudges/tick.js';
import { insertTranslation } from '../../src/translation/translation.queries.js';
import { buildInbound, buildStaff, type BuiltStaff } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { buildFamily, buildTaughtClass, outcomeOf } from './nudge-stage.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

const ownQuestion: NudgeContent = { kind: 'own', text: 'What did you read together?', askKind: 'open' };
const inputFor = (classId: string, more: Partial<NudgeInput> = {}): NudgeInput => ({
  classId,
  content: { kind: 'library', key: 'math.confidence' },
  startsLocal: null,
  repeats: 'once',
  endsOn: null,
  ...more,
});

let keys = 0;
const schedule = (staff: BuiltStaff, input: NudgeInput) =>
  scheduleNudge(stage.rt, staff, input, `key ${(keys += 1)}`);

/** Opens what is due, and finds the run of this nudge among it. */
async function runOf(nudgeId: string): Promise<string> {
  await openDueRuns(stage.rt);
  const { id } = await stage.rt.db
    .selectFrom('nudgeRun')
    .select('id')
    .where('nudgeId', '=', nudgeId)
    .executeTakeFirstOrThrow();
  return id;
}

describe('whose classes one may write to', () => {
  test('are her own for a teacher, those of the school for a liaison, all for the district', async () => {
    const { db } = stage.rt;
    const { classId, schoolId, teacher } = await buildTaughtClass(db);
    await buildFamily(db, classId);
    await buildFamily(db, classId);
    const colleague = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
    const liaison = await buildStaff(db, { role: 'liaison', schoolIds: [schoolId] });
    const stranger = await buildStaff(db, { role: 'school_admin' });
    const district = await buildStaff(db, { role: 'district_admin' });
    const seenBy = async (staff: BuiltStaff) => {
      const { items } = classList.parse(await listClasses(stage.rt, staff));
      return items.find((one) => one.id === classId);
    };
    for (const staff of [teacher, liaison, district]) {
      expect(await seenBy(staff)).toMatchObject({
        name: 'Grade 3 Reading',
        school: { id: schoolId, timeZone: 'America/New_York' },
        students: 2,
        families: 2,
        teachers: ['Emily Carter'],
      });
    }
    for (const staff of [colleague, stranger]) {
      expect(await seenBy(staff)).toBeUndefined();
      const refused = { code: 'not_found', status: 404 };
      await expect(schedule(staff, inputFor(classId))).rejects.toMatchObject(refused);
      await expect(listLibrary(stage.rt, staff, classId)).rejects.toMatchObject(refused);
      const preview = previewNudge(stage.rt, staff, inputFor(classId));
      await expect(preview).rejects.toMatchObject(refused);
    }
    const nudge = await schedule(liaison, inputFor(classId));
    expect((await listNudges(stage.rt, teacher)).items.map((one) => one.id)).toEqual([nudge.id]);
    expect((await listNudges(stage.rt, colleague)).items).toEqual([]);
    await expect(nudgeDetail(stage.rt, colleague, nudge.id)).rejects.toMatchObject({ status: 404 });
    const cancel = changeNudgeState(stage.rt, colleague, nudge.id, 'cancelled');
    await expect(cancel).rejects.toMatchObject({ status: 404 });
  });
});

describe('a preview', () => {
  test('shows the words of every language, their size, and who is left out', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    await buildFamily(db, classId, 'es');
    await buildFamily(db, classId, 'es');
    await buildFamily(db, classId, 'ar');
    const silent = await buildFamily(db, classId);
    await db.deleteFrom('guardianAddress').where('guardianId', '=', silent.guardianId).execute();

    const preview = nudgePreview.parse(await previewNudge(stage.rt, teacher, inputFor(classId)));
    expect(preview.languages).toMatchObject([
      { language: 'es', families: 2, engine: 'library', quality: 'approved', reason: null },
      { language: 'ar', families: 1, engine: 'library', encoding: 'UCS-2' },
    ]);
    expect(preview.languages[0]?.text).toContain(stage.rt.texts.prompts('es').get('math.confidence'));
    expect(preview.recipients).toBe(3);
    const [spanish = 0, arabic = 0] = preview.languages.map((one) => one.segments ?? 0);
    expect(preview).toMatchObject({ segments: 2 * spanish + arabic, price: null });
    const config = {
      ...stage.rt.config,
      price: { ...stage.rt.config.price, perSegment: '0.5', currency: 'USD' },
    };
    const priced = await previewNudge({ ...stage.rt, config }, teacher, inputFor(classId));
    expect(priced.price).toBe(`$${(0.5 * preview.segments).toFixed(2)}`);
    expect(preview.leftOut).toMatchObject([{ name: silent.name, reason: 'no number on file' }]);
  });

  test('says why a text of one’s own would be held, and stores nothing', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    await buildFamily(db, classId, 'es');
    await buildFamily(db, classId, 'en');
    const preview = await previewNudge(stage.rt, teacher, { classId, content: ownQuestion });
    expect(nudgePreview.parse(preview).languages).toMatchObject([
      { language: 'en', text: 'Emily Carter, Grade 3 Reading: What did you read together?', reason: null },
      { language: 'es', text: null, engine: null, reason: 'No engine translates English to Spanish.' },
    ]);
    expect((await listNudges(stage.rt, teacher)).items).toEqual([]);
  });
});

describe('a nudge is scheduled', () => {
  test('once for each key, and at once when no start is given', async () => {
    const { classId, teacher } = await buildTaughtClass(stage.rt.db);
    const before = stage.enqueued.length;
    const first = await scheduleNudge(stage.rt, teacher, inputFor(classId), 'the same key');
    const again = await scheduleNudge(stage.rt, teacher, inputFor(classId), 'the same key');
    expect(again).toEqual(nudgeSummary.parse(first));
    expect((await listNudges(stage.rt, teacher)).items).toHaveLength(1);
    expect(stage.enqueued.slice(before)).toContainEqual({ name: 'nudges.tick', payload: {} });
    const other = scheduleNudge(stage.rt, teacher, inputFor(classId, { repeats: 'weekly' }), 'the same key');
    await expect(other).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  test('in the time of the school', async () => {
    const { classId, teacher } = await buildTaughtClass(stage.rt.db);
    const nudge = await schedule(
      teacher,
      inputFor(classId, { startsLocal: '2027-06-01T16:00', repeats: 'weekly' }),
    );
    expect(nudge).toMatchObject({ state: 'scheduled', nextRunAt: '2027-06-01T20:00:00.000Z', lastRun: null });
  });

  test.each([
    ['in the past', { startsLocal: '2026-11-20T16:00' }, 'starts_in_the_past'],
    ['on a day that is not', { startsLocal: '2027-02-29T16:00' }, 'bad_time'],
    ['from a library that lacks it', { content: { kind: 'library', key: 'math.none' } }, 'unknown_prompt'],
  ] as const)('not %s', async (_what, more, code) => {
    const { classId, teacher } = await buildTaughtClass(stage.rt.db);
    await expect(schedule(teacher, inputFor(classId, more))).rejects.toMatchObject({ code, status: 400 });
  });

  test('not for a class that does not exist, nor at a school without a number', async () => {
    const { classId, teacher, schoolId } = await buildTaughtClass(stage.rt.db);
    const unknown = '01900000-0000-7000-8000-000000000000';
    await expect(schedule(teacher, inputFor(unknown))).rejects.toMatchObject({ status: 404 });
    await stage.rt.db.deleteFrom('lineSchool').where('schoolId', '=', schoolId).execute();
    await expect(schedule(teacher, inputFor(classId))).rejects.toMatchObject({
      code: 'no_line',
      status: 409,
    });
  });

  test('with words no database could keep, made storable', async () => {
    const { classId, teacher } = await buildTaughtClass(stage.rt.db);
    const text = 'A \u0000 and half \ud83d a pair';
    const nudge = await schedule(teacher, inputFor(classId, { content: { ...ownQuestion, text } }));
    expect(nudge.text).toBe('A \ufffd and half \ufffd a pair');
  });
});

describe('what came of it', () => {
  test('is shown in numbers and family by family', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const answering = await buildFamily(db, classId, 'es');
    await buildFamily(db, classId, 'ht');
    const silent = await buildFamily(db, classId);
    await db.deleteFrom('guardianAddress').where('guardianId', '=', silent.guardianId).execute();
    const nudge = await schedule(teacher, inputFor(classId));
    const runId = await runOf(nudge.id);
    await runNudge(stage.rt, runId);
    const { recipients, asks } = await outcomeOf(db, runId);
    const answered = recipients.find((one) => one.addressId === answering.addressId);
    await db
      .updateTable('delivery')
      .set({ state: 'delivered' })
      .where('messageId', '=', answered?.messageId ?? '')
      .execute();
    const inbound = await buildInbound(db, answered?.conversationId ?? '', { text: 'cuatro, creo' });
    await db.transaction().execute(async (trx) => {
      const messageId = inbound.messageId;
      await insertTranslation(trx, stage.clock.now(), {
        messageId,
        language: 'en',
        text: 'four, I think',
        engine: 'test',
        quality: 'machine',
      });
      await recordResponse(trx, stage.clock.now(), {
        flowRunId: asks.find((ask) => ask.addressId === answering.addressId)?.id ?? '',
        ask: 'answer',
        messageId,
        addressId: answering.addressId,
        studentId: answering.studentId,
        value: 4,
        comment: null,
      });
    });

    const detail = nudgeDetailSchema.parse(await nudgeDetail(stage.rt, teacher, nudge.id));
    expect(detail.lastRun).toMatchObject({
      id: runId,
      state: 'done',
      recipients: 2,
      delivered: 1,
      failed: 0,
      held: 0,
      leftOut: 1,
      answered: 1,
    });
    expect(detail.recipients).toHaveLength(3);
    expect(detail.recipients.find((one) => one.name === answering.name)).toMatchObject({
      language: 'es',
      conversationId: answered?.conversationId,
      outcome: 'queued',
      explanation: 'delivered',
      hasIt: true,
      answer: { value: 4, text: 'cuatro, creo', language: 'es', translation: 'four, I think' },
    });
    expect(detail.recipients.find((one) => one.name === silent.name)).toMatchObject({
      conversationId: null,
      outcome: 'left_out',
      explanation: 'left out: no number on file',
      hasIt: false,
      answer: null,
    });
    const { items } = libraryList.parse(await listLibrary(stage.rt, teacher, classId));
    expect(items.at(-1)).toMatchObject({ key: 'math.confidence', suggested: false });
    expect(items.at(-1)?.lastUsed).not.toBeNull();
    expect(items[0]).toMatchObject({ suggested: true, lastUsed: null });
  });

  test('is listed in pages, the newest first', async () => {
    const { classId, teacher } = await buildTaughtClass(stage.rt.db);
    const made: string[] = [];
    for (let n = 0; n < 32; n += 1) {
      made.unshift((await schedule(teacher, inputFor(classId, { startsLocal: '2027-06-01T16:00' }))).id);
    }
    const first = nudgePage.parse(await listNudges(stage.rt, teacher));
    const second = nudgePage.parse(await listNudges(stage.rt, teacher, first.nextCursor));
    expect([...first.items, ...second.items].map((one) => one.id)).toEqual(made);
    expect([first.items.length, second.nextCursor]).toEqual([30, null]);
    await expect(listNudges(stage.rt, teacher, 'page 2')).rejects.toMatchObject({ code: 'bad_cursor' });
  });

  test('stops where it is when somebody cancels a weekly nudge in the middle of a run', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    await buildFamily(db, classId);
    const nudge = await schedule(teacher, inputFor(classId, { repeats: 'weekly' }));
    const runId = await runOf(nudge.id);
    const cancelled = await changeNudgeState(stage.rt, teacher, nudge.id, 'cancelled');
    expect(cancelled).toMatchObject({ state: 'cancelled', nextRunAt: null, lastRun: { state: 'cancelled' } });
    await runNudge(stage.rt, runId);
    expect((await outcomeOf(db, runId)).recipients).toEqual([]);
  });
});
