import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { languageCodes } from '../../src/i18n/languages.js';
import { loadTexts } from '../../src/i18n/texts.js';
import type { Runtime } from '../../src/lib/runtime.js';
import { askInBetween, endQuestionBetween } from '../../src/flows/put-aside.queries.js';
import type { Ask } from '../../src/flows/flow.js';
import { restateNudges } from '../../src/nudges/restate.js';
import { openRuns, runNudge } from '../../src/nudges/run.js';
import { scheduleNudge, type NudgeContent } from '../../src/nudges/staff-actions.js';
import { openDueRuns } from '../../src/nudges/tick.js';
import type { EngineResult, TranslationEngine } from '../../src/vendors/engines/engine.js';
import { chooseLanguage } from '../../src/roster/addresses.queries.js';
import { recordConsent } from '../../src/consent/consent.queries.js';
import { buildAddress, buildGuardian, type BuiltStaff } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { buildFamily, buildTaughtClass, echoEngine, outcomeOf } from './nudge-stage.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

const libraryPrompt: NudgeContent = { kind: 'library', key: 'math.howDidYouKnow' };
const ownQuestion: NudgeContent = {
  kind: 'own',
  text: 'What did you read together this week?',
  askKind: 'open',
};

/** Schedules a nudge for now and opens its run. */
async function openRun(
  rt: Runtime,
  teacher: BuiltStaff,
  classId: string,
  content: NudgeContent = libraryPrompt,
): Promise<string> {
  const wanted = { classId, content, startsLocal: null, repeats: 'once', endsOn: null } as const;
  await scheduleNudge(rt, teacher, wanted, `key ${Math.random()}`);
  const [runId] = await openDueRuns(rt);
  if (runId === undefined) throw new Error('No run was opened.');
  return runId;
}

/** A queue that dies with the process after so many batches. */
function killedAfter(rt: Runtime, wakeUps: number): Runtime {
  let left = wakeUps;
  const enqueue: Runtime['jobs']['enqueue'] = (name) => {
    if (name === 'delivery.wake' && (left -= 1) < 0) throw new Error('killed');
    return Promise.resolve();
  };
  return { ...rt, jobs: { ...rt.jobs, enqueue } };
}

describe('a prompt of the library', () => {
  test('reaches each family in its language, with the English beside it for staff', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const spanish = await buildFamily(db, classId, 'es');
    const creole = await buildFamily(db, classId, 'ht');
    const english = await buildFamily(db, classId, null);
    const runId = await openRun(stage.rt, teacher, classId);
    await runNudge(stage.rt, runId);

    const { recipients, run } = await outcomeOf(db, runId);
    expect(run.state).toBe('done');
    const bodies = new Map(recipients.map((one) => [one.addressId, one.body]));
    const promptIn = (language: string) => stage.rt.texts.prompts(language).get('math.howDidYouKnow') ?? '';
    expect(bodies.get(spanish.addressId)).toBe(`Emily Carter, Grade 3 Reading: ${promptIn('es')}`);
    expect(bodies.get(creole.addressId)).toBe(`Emily Carter, Grade 3 Reading: ${promptIn('ht')}`);
    expect(bodies.get(english.addressId)).toBe(`Emily Carter, Grade 3 Reading: ${promptIn('en')}`);

    const toSpanish = recipients.find((one) => one.addressId === spanish.addressId);
    expect(toSpanish).toMatchObject({
      outcome: 'queued',
      text: toSpanish?.body,
      language: 'es',
      bodyLanguage: 'es',
      studentId: spanish.studentId,
      position: 1,
      purpose: 'learning',
      subtype: 'nudge',
      senderRole: 'teacher',
      senderStaffId: teacher.id,
      translationState: 'translated',
      state: 'waiting',
      holdReason: null,
      priority: 5,
    });
    expect(toSpanish?.expiresAt?.getTime()).toBe(run.openedAt.getTime() + 86_400_000);
    const beside = await db
      .selectFrom('messageTranslation')
      .selectAll()
      .where('messageId', '=', toSpanish?.messageId ?? '')
      .execute();
    expect(beside).toMatchObject([
      {
        language: 'en',
        engine: 'library',
        quality: 'approved',
        text: `Emily Carter, Grade 3 Reading: ${promptIn('en')}`,
      },
    ]);
    expect(stage.published).toContainEqual({
      kind: 'nudge',
      id: run.nudgeId,
      schoolId: teacher.schoolIds[0],
    });
  });

  test('waits for its answer, once an address', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const family = await buildFamily(db, classId);
    const runId = await openRun(stage.rt, teacher, classId, { kind: 'library', key: 'math.confidence' });
    await runNudge(stage.rt, runId);

    const { asks, recipients } = await outcomeOf(db, runId);
    expect(asks).toMatchObject([
      {
        addressId: family.addressId,
        conversationId: recipients[0]?.conversationId,
        studentId: family.studentId,
        language: 'es',
        state: 'asking',
        step: 1,
        ask: { key: 'answer', kind: 'rating', min: 1, max: 5 },
        document: {
          version: 1,
          steps: [
            { do: 'say', text: recipients[0]?.body },
            { do: 'ask', ask: { key: 'answer', kind: 'rating', min: 1, max: 5 } },
            { do: 'sayText', key: 'answer.thanks' },
          ],
        },
      },
    ]);
    const conversation = await db
      .selectFrom('conversation')
      .select(['studentId', 'lastPosition'])
      .where('id', '=', recipients[0]?.conversationId ?? '')
      .executeTakeFirst();
    expect(conversation).toEqual({ studentId: family.studentId, lastPosition: 1 });
  });

  test('takes the place of an older question to the same family, and follows it in the thread', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    await buildFamily(db, classId);
    const first = await openRun(stage.rt, teacher, classId);
    await runNudge(stage.rt, first);
    const second = await openRun(stage.rt, teacher, classId, { kind: 'library', key: 'habits.sleep' });
    await runNudge(stage.rt, second);

    const older = await outcomeOf(db, first);
    const newer = await outcomeOf(db, second);
    expect(older.asks.map((ask) => ask.state)).toEqual(['superseded']);
    expect(older.asks[0]?.endedAt).not.toBeNull();
    expect(newer.asks.map((ask) => [ask.state, ask.ask?.kind])).toEqual([['asking', 'yesno']]);
    expect(newer.recipients[0]?.conversationId).toBe(older.recipients[0]?.conversationId);
    expect(newer.recipients[0]?.position).toBe(2);
  });
});

describe('one text an address', () => {
  test('for siblings and for two guardians of one phone', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const first = await buildFamily(db, classId, 'es');
    await buildFamily(db, classId, 'ht', first.addressId);
    const runId = await openRun(stage.rt, teacher, classId);
    await runNudge(stage.rt, runId);

    const { recipients, asks } = await outcomeOf(db, runId);
    expect(recipients).toHaveLength(1);
    expect(recipients[0]).toMatchObject({ bodyLanguage: 'es', studentId: null });
    expect(asks).toMatchObject([{ studentId: null }]);
  });

  test('and its run again, as often as one likes, adds nothing', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    for (let n = 0; n < 5; n += 1) await buildFamily(db, classId);
    const runId = await openRun(stage.rt, teacher, classId);
    await runNudge(stage.rt, runId);
    await db.updateTable('nudgeRun').set({ state: 'open' }).where('id', '=', runId).execute();
    await runNudge(stage.rt, runId);

    const { recipients, asks } = await outcomeOf(db, runId);
    expect(recipients).toHaveLength(5);
    expect(asks.map((ask) => ask.state)).toEqual(Array(5).fill('asking'));
    const messages = await db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversationId')
      .select('message.id')
      .where('conversation.schoolId', '=', teacher.schoolIds[0] ?? '')
      .execute();
    expect(messages).toHaveLength(5);
  });

  test('when two workers run it at the same time', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    for (let n = 0; n < 12; n += 1) await buildFamily(db, classId);
    const runId = await openRun(stage.rt, teacher, classId);
    await Promise.all([1, 2, 3].map(() => runNudge(stage.rt, runId, { batchSize: 4 })));

    const { recipients, run } = await outcomeOf(db, runId);
    expect(run.state).toBe('done');
    expect(new Set(recipients.map((one) => one.messageId)).size).toBe(12);
    expect(recipients.map((one) => one.position)).toEqual(Array(12).fill(1));
  });

  test('when two nudges meet in the same families, each of which has one open question', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    for (let n = 0; n < 12; n += 1) await buildFamily(db, classId);
    const first = await openRun(stage.rt, teacher, classId);
    const second = await openRun(stage.rt, teacher, classId, { kind: 'library', key: 'habits.sleep' });
    await Promise.all([first, second].map((runId) => runNudge(stage.rt, runId, { batchSize: 5 })));

    const outcomes = [await outcomeOf(db, first), await outcomeOf(db, second)];
    const asks = outcomes.flatMap((outcome) => outcome.asks);
    expect(asks).toHaveLength(24);
    expect(asks.filter((ask) => ask.state === 'asking')).toHaveLength(12);
    const positions = outcomes.flatMap((outcome) => outcome.recipients.map((one) => one.position));
    expect(positions.sort()).toEqual([...Array<number>(12).fill(1), ...Array<number>(12).fill(2)]);
  });

  test('when the process is killed between two batches and another one goes on', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    for (let n = 0; n < 10; n += 1) await buildFamily(db, classId);
    const runId = await openRun(stage.rt, teacher, classId);
    await expect(runNudge(killedAfter(stage.rt, 2), runId, { batchSize: 3 })).rejects.toThrow('killed');

    const halfway = await outcomeOf(db, runId);
    expect(halfway.run.state).toBe('open');
    // How many batches are through by then hangs on how fast the machine is.
    expect(halfway.recipients.length).toBeGreaterThan(0);
    // Whoever died still holds the run, for as long as a living one might need for a batch.
    expect(await openRuns(stage.rt)).not.toContain(runId);
    await sql`update nudge_run set worked_on_until = clock_timestamp() - interval '1 millisecond'`.execute(
      db,
    );
    expect(await openRuns(stage.rt)).toContain(runId);

    await runNudge(stage.rt, runId, { batchSize: 3 });
    const { recipients, asks, run } = await outcomeOf(db, runId);
    expect(run.state).toBe('done');
    expect(await openRuns(stage.rt)).not.toContain(runId);
    expect(new Set(recipients.map((one) => one.addressId)).size).toBe(10);
    expect(recipients.map((one) => one.position)).toEqual(Array(10).fill(1));
    expect(asks).toHaveLength(10);
    expect(halfway.recipients.every((one) => recipients.some((two) => two.messageId === one.messageId))).toBe(
      true,
    );
  });

  test('of a batch that fails half way, nothing stays behind', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    for (const language of ['es', 'vi', 'es']) await buildFamily(db, classId, language);
    const runId = await openRun(stage.rt, teacher, classId);
    // The last statement of a batch fails.
    await sql`alter table flow_run add constraint no_vi check (language <> 'vi') not valid`.execute(db);
    await expect(runNudge(stage.rt, runId)).rejects.toThrow('no_vi');
    await sql`alter table flow_run drop constraint no_vi`.execute(db);

    const { recipients, asks } = await outcomeOf(db, runId);
    expect([recipients, asks]).toEqual([[], []]);
    await runNudge(stage.rt, runId);
    expect((await outcomeOf(db, runId)).recipients.map((one) => one.position)).toEqual([1, 1, 1]);
  });
});

describe("a text of the teacher's own", () => {
  test('is held where nothing translates it, and goes out in English', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const spanish = await buildFamily(db, classId, 'es');
    await buildFamily(db, classId, 'en');
    const runId = await openRun(stage.rt, teacher, classId, ownQuestion);
    await runNudge(stage.rt, runId);

    const { recipients, asks } = await outcomeOf(db, runId);
    const held = recipients.find((one) => one.addressId === spanish.addressId);
    const english = 'Emily Carter, Grade 3 Reading: What did you read together this week?';
    expect(held).toMatchObject({
      outcome: 'held',
      state: 'held',
      body: null,
      text: english,
      language: 'en',
      bodyLanguage: 'es',
      translationState: 'untranslated',
      holdReason: 'No engine translates English to Spanish.',
    });
    const other = recipients.find((one) => one !== held);
    expect(other).toMatchObject({ outcome: 'queued', state: 'waiting', body: english, bodyLanguage: 'en' });
    expect(asks).toHaveLength(2);
  });

  test('that is held goes out with its question once the family says it reads another language', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const family = await buildFamily(db, classId, 'es');
    const runId = await openRun(stage.rt, teacher, classId, ownQuestion);
    await runNudge(stage.rt, runId);
    const [first] = (await outcomeOf(db, runId)).recipients;
    const { conversationId } = await db
      .selectFrom('message')
      .select('conversationId')
      .where('id', '=', first?.messageId ?? '')
      .executeTakeFirstOrThrow();
    await db.transaction().execute(async (trx) => {
      const later = new Date(stage.rt.clock.now().getTime() + 1000);
      const ask = { key: 'language', kind: 'choice', options: ['Español', 'English'] } satisfies Ask;
      const asked = { addressId: family.addressId, conversationId, language: 'es', ask };
      await askInBetween(trx, later, { ...asked, dialogue: 'language' });
      const run = await trx
        .selectFrom('flowRun')
        .select('id')
        .where('addressId', '=', family.addressId)
        .where('state', '=', 'asking')
        .executeTakeFirstOrThrow();
      await endQuestionBetween(trx, later, run.id);
      await chooseLanguage(trx, family.addressId, 'en');
    });
    expect(await restateNudges(stage.rt, family.addressId)).toBe(1);
    const { recipients, asks } = await outcomeOf(db, runId);
    expect(recipients).toMatchObject([{ outcome: 'queued', state: 'waiting', bodyLanguage: 'en' }]);
    expect(recipients[0]?.messageId).not.toBe(first?.messageId);
    expect(asks).toMatchObject([{ state: 'asking' }]);
    expect(await restateNudges(stage.rt, family.addressId)).toBe(0);
  });

  test('is held as a draft for a person who reads the language', async () => {
    const drafting = await startTestRuntime({ engines: [echoEngine('draft', ['es'])] });
    try {
      const { db } = drafting.rt;
      const { classId, teacher } = await buildTaughtClass(db);
      await buildFamily(db, classId, 'es');
      const runId = await openRun(drafting.rt, teacher, classId, ownQuestion);
      await runNudge(drafting.rt, runId);

      const { recipients } = await outcomeOf(db, runId);
      expect(recipients).toMatchObject([
        {
          outcome: 'held',
          state: 'held',
          body: 'Emily Carter, Grade 3 Reading: ¿Qué leyeron ustedes esta semana en casa?',
          text: 'Emily Carter, Grade 3 Reading: What did you read together this week?',
          holdReason: 'This draft by Echo waits for a person who reads Spanish.',
        },
      ]);
      const beside = await db.selectFrom('messageTranslation').select(['language', 'quality']).execute();
      expect(beside).toEqual([{ language: 'es', quality: 'draft' }]);
    } finally {
      await drafting.close();
    }
  });

  test('goes out where an engine is good enough', async () => {
    const translating = await startTestRuntime({ engines: [echoEngine('machine', ['es'])] });
    try {
      const { db } = translating.rt;
      const { classId, teacher } = await buildTaughtClass(db);
      await buildFamily(db, classId, 'es');
      const runId = await openRun(translating.rt, teacher, classId, ownQuestion);
      await runNudge(translating.rt, runId);
      expect((await outcomeOf(db, runId)).recipients).toMatchObject([
        { outcome: 'queued', state: 'waiting', bodyLanguage: 'es', translationState: 'translated' },
      ]);
    } finally {
      await translating.close();
    }
  });
});

describe('an engine that falls over while a nudge goes out', () => {
  const languages = languageCodes.filter((code) => code !== 'en');
  const song = (language: string): string => loadTexts().prompts(language).get('language.song') ?? '';
  const own: NudgeContent = { kind: 'own', text: `${song('en')} Today?`, askKind: 'open' };

  /** Speaks every language until it is told to fall over after so many. */
  function fallingEngine(): { engine: TranslationEngine; fallAfter: (texts: number) => void } {
    let left = 0;
    const engine: TranslationEngine = {
      ...{ name: 'falling', displayName: 'Falling', quality: 'machine', isOutside: false },
      supports: (from) => Promise.resolve({ status: from === 'en' ? 'yes' : 'no' }),
      translate: ({ texts, to }) =>
        Promise.resolve(
          texts.map((): EngineResult => {
            left -= 1;
            return left < 0
              ? { status: 'failed', reason: 'Falling is out of order.', retry: 'later' }
              : { status: 'translated', text: song(to) };
          }),
        ),
      close: () => Promise.resolve(),
    };
    return { engine, fallAfter: (texts) => (left = texts) };
  }

  const openIn21Languages = async (fallen: TestRuntime) => {
    const { classId, teacher } = await buildTaughtClass(fallen.rt.db);
    for (const language of languages) await buildFamily(fallen.rt.db, classId, language);
    return openRun(fallen.rt, teacher, classId, own);
  };
  const outcomes = async (fallen: TestRuntime, runId: string) =>
    (await outcomeOf(fallen.rt.db, runId)).recipients.map((one) => one.outcome);
  const stateOf = (fallen: TestRuntime, runId: string) =>
    fallen.rt.db.selectFrom('nudgeRun').select('state').where('id', '=', runId).executeTakeFirstOrThrow();

  /** A run in which the engine fell over after nine languages, as `check` finds it. */
  const afterNineTexts = async (
    check: (run: { fallen: TestRuntime; runId: string; fallAfter: (texts: number) => void }) => Promise<void>,
  ): Promise<void> => {
    const { engine, fallAfter } = fallingEngine();
    const fallen = await startTestRuntime({ engines: [engine] });
    try {
      const runId = await openIn21Languages(fallen);
      fallAfter(9);
      await runNudge(fallen.rt, runId);
      await check({ fallen, runId, fallAfter });
    } finally {
      await fallen.close();
    }
  };

  test('keeps back no language it did, and the others go by themselves once it is up again', async () => {
    await afterNineTexts(async ({ fallen, runId, fallAfter }) => {
      const first = await outcomes(fallen, runId);
      expect(first).toHaveLength(9);
      expect(new Set(first)).toEqual(new Set(['queued']));
      expect(await stateOf(fallen, runId)).toEqual({ state: 'open' });

      fallAfter(100);
      fallen.clock.moveBy(60_000);
      await runNudge(fallen.rt, runId);
      const all = await outcomes(fallen, runId);
      expect(all).toHaveLength(languages.length);
      expect(new Set(all)).toEqual(new Set(['queued']));
      expect(await stateOf(fallen, runId)).toEqual({ state: 'done' });
    });
  });

  test('and stays down brings its languages before people, once, with an owner and a deadline', async () => {
    await afterNineTexts(async ({ fallen, runId }) => {
      fallen.clock.moveBy(11 * 60_000);
      await runNudge(fallen.rt, runId);
      await runNudge(fallen.rt, runId);
      const all = await outcomes(fallen, runId);
      expect(all.filter((outcome) => outcome === 'held')).toHaveLength(languages.length - 9);
      const reviews = await fallen.rt.db
        .selectFrom('translationReview')
        .select(['dueAt', 'isBulk'])
        .execute();
      expect(reviews).toHaveLength(languages.length - 9);
      expect(await stateOf(fallen, runId)).toEqual({ state: 'done' });
    });
  });
});

describe('who is left out', () => {
  test('is noted with the reason, and gets nothing', async () => {
    const { db } = stage.rt;
    const { classId, teacher, lineId } = await buildTaughtClass(db);
    const [optedOut, blocked, dead] = [
      await buildFamily(db, classId),
      await buildFamily(db, classId),
      await buildFamily(db, classId),
    ];
    const silent = await buildFamily(db, classId);
    await db.deleteFrom('guardianAddress').where('guardianId', '=', silent.guardianId).execute();
    const now = stage.clock.now();
    await db.transaction().execute((trx) =>
      recordConsent(trx, now, {
        addressId: optedOut.addressId,
        kind: 'opt_out',
        basis: 'carrier',
        happenedAt: now,
      }),
    );
    await db
      .insertInto('carrierBlock')
      .values({ addressId: blocked.addressId, lineId, since: now, liftedAt: null })
      .execute();
    await db
      .updateTable('address')
      .set({ unreachableSince: now, unreachableReason: 'it is a landline' })
      .where('id', '=', dead.addressId)
      .execute();
    const runId = await openRun(stage.rt, teacher, classId);
    await runNudge(stage.rt, runId);

    const { recipients, asks } = await outcomeOf(db, runId);
    expect(new Map(recipients.map((one) => [one.addressId, one.reason]))).toEqual(
      new Map([
        [optedOut.addressId, 'the family asked for no more texts'],
        [blocked.addressId, 'the family told the carrier to stop texts from this line'],
        [dead.addressId, 'this number cannot be texted: it is a landline'],
        [null, 'no number on file'],
      ]),
    );
    expect(recipients.every((one) => one.outcome === 'left_out' && one.messageId === null)).toBe(true);
    expect(asks).toEqual([]);
  });

  test('is everyone, when a run is gone on with a day later', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    await buildFamily(db, classId);
    const runId = await openRun(stage.rt, teacher, classId);
    await db
      .updateTable('nudgeRun')
      .set({ openedAt: new Date(stage.clock.now().getTime() - 25 * 3_600_000) })
      .where('id', '=', runId)
      .execute();
    await runNudge(stage.rt, runId);
    expect((await outcomeOf(db, runId)).recipients).toMatchObject([
      { outcome: 'left_out', reason: 'it came too late to be of use' },
    ]);
  });

  test('is no guardian without the right of contact, nor the phone only that one has', async () => {
    const { db } = stage.rt;
    const { classId, teacher } = await buildTaughtClass(db);
    const family = await buildFamily(db, classId);
    const { addressId } = await buildAddress(db);
    await buildGuardian(db, { studentIds: [family.studentId], addressId, mayContact: false });
    const runId = await openRun(stage.rt, teacher, classId);
    await runNudge(stage.rt, runId);
    expect((await outcomeOf(db, runId)).recipients.map((one) => one.addressId)).toEqual([family.addressId]);
  });
});
