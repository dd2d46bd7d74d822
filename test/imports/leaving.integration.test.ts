import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createAuth } from '../../src/auth/auth.js';
import { createSignIn, hashToken } from '../../src/auth/sign-in.js';
import { staffOfApiToken } from '../../src/auth/staff.queries.js';
import { createApiToken } from '../../src/cli/token.js';
import { openDecision } from '../../src/consent/decisions.queries.js';
import { applyImport } from '../../src/imports/apply.js';
import { undoImport } from '../../src/imports/undo.js';
import { keepFiles } from '../../src/imports/files.js';
import { claimImport, importsToDo, readImport } from '../../src/imports/imports.queries.js';
import { applyKeptImport } from '../../src/imports/run.js';
import { discardImport, showMissedRollovers } from '../../src/imports/view.js';
import { createLogger } from '../../src/lib/log.js';
import {
  builtAt,
  buildConversation,
  buildInbound,
  buildNudgeRun,
  buildRequest,
  buildStaff,
} from '../support/builders.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { filesOf, sampleRoster, toCsv, writeFolder, writeRoster, type SampleRoster } from './rosters.js';

let stage: ImportStage;
beforeEach(async () => {
  stage = await startImportStage();
});
afterEach(() => stage.close());

const roster = sampleRoster();
const idOf = async (table: 'staff' | 'class' | 'student' | 'school', sourceId: string): Promise<string> => {
  const row = await stage.rt.db
    .selectFrom(table)
    .select('id')
    .where('sourceId', '=', sourceId)
    .executeTakeFirstOrThrow();
  return row.id;
};
const without = (from: SampleRoster, ...ids: string[]): SampleRoster => ({
  ...from,
  users: from.users.filter(({ id }) => !ids.includes(id)),
  enrollments: from.enrollments.filter(([user]) => !ids.includes(user)),
});
const nudgeOf = (nudgeId: string) =>
  stage.rt.db
    .selectFrom('nudge')
    .select(['state', 'staffId'])
    .where('id', '=', nudgeId)
    .executeTakeFirstOrThrow();
const schedule = async (teacher: string, klass: string): Promise<string> => {
  const { nudgeId } = await buildNudgeRun(stage.rt.db, {
    teacherId: await idOf('staff', teacher),
    classId: await idOf('class', klass),
  });
  const nextRunAt = new Date('2026-12-01T15:00:00Z');
  await stage.rt.db
    .updateTable('nudge')
    .set({ state: 'scheduled', repeats: 'weekly', nextRunAt, nextOccurrence: '2026-12-01' })
    .where('id', '=', nudgeId)
    .execute();
  return nudgeId;
};
const addressOf = async (e164: string): Promise<string> => {
  const row = await stage.rt.db
    .selectFrom('address')
    .select('id')
    .where('e164', '=', e164)
    .executeTakeFirstOrThrow();
  return row.id;
};

describe('a member of staff who left', () => {
  test('loses sessions and tokens at once, and what is hers gets an heir', async () => {
    await stage.take(roster);
    const [t1, t2, p1] = [await idOf('staff', 't-1'), await idOf('staff', 't-2'), await idOf('staff', 'p-1')];
    const { token } = await createApiToken(stage.rt.db, stage.clock.now(), {
      name: 'x',
      staffEmail: 'rivera@riverside.example',
      days: 9,
    });
    const auth = createAuth({
      databaseUrl: stage.databaseUrl,
      secret: 's'.repeat(40),
      publicBaseUrl: 'http://127.0.0.1:3000',
      log: createLogger('silent', 'test'),
    });
    const account = { name: 'Dana', email: 'rivera@riverside.example', password: 'a-password-for-tests' };
    await createSignIn(auth, stage.rt.db, t1, account);
    const { headers } = await auth.api.signInEmail({ body: account, returnHeaders: true });
    const cookie = headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).not.toBeNull();

    const shared = await schedule('t-1', 'c-5a');
    const alone = await schedule('t-1', 'c-3b');
    const { conversationId } = await buildConversation(stage.rt.db, {
      addressId: await addressOf('+12035550142'),
      schoolId: await idOf('school', 's-lincoln'),
      assigneeStaffId: t1,
      studentId: await idOf('student', 'st-luis'),
    });
    const { requestId } = await buildRequest(stage.rt.db, conversationId, { assigneeStaffId: t1 });

    const imported = await stage.take(without(roster, 't-1'));
    expect(await staffOfApiToken(stage.rt.db, stage.clock.now(), hashToken(token))).toBeUndefined();
    expect(await auth.api.getSession({ headers: new Headers({ cookie }) })).toBeNull();
    await auth.close();
    expect(await nudgeOf(shared)).toEqual({ state: 'scheduled', staffId: t2 });
    expect(await nudgeOf(alone)).toEqual({ state: 'scheduled', staffId: p1 });
    const conversation = await stage.rt.db
      .selectFrom('conversation')
      .select('assigneeStaffId')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    const request = await stage.rt.db
      .selectFrom('request')
      .select('assigneeStaffId')
      .where('id', '=', requestId)
      .executeTakeFirstOrThrow();
    expect([conversation.assigneeStaffId, request.assigneeStaffId]).toEqual([p1, p1]);
    expect(
      (await stage.rows(imported)).filter(({ entity }) => entity === 'nudge').map(({ reason }) => reason),
    ).toEqual([
      'whoever wrote it left: somebody else has it now',
      'whoever wrote it left: somebody else has it now',
    ]);

    await undoImport(stage.tools, imported.id, null);
    expect(await nudgeOf(alone)).toEqual({ state: 'scheduled', staffId: t1 });
  });

  test.each([
    ['to colleagues, where the file moved her to another', ['s-river'], 'p-1'],
    ['to herself, where the file names both', ['s-lincoln', 's-river'], 't-1'],
  ])('or was moved leaves the conversations of a school %s', async (_, orgs, heir) => {
    await stage.take(roster);
    const t1 = await idOf('staff', 't-1');
    const { conversationId } = await buildConversation(stage.rt.db, {
      addressId: await addressOf('+12035550142'),
      schoolId: await idOf('school', 's-lincoln'),
      assigneeStaffId: t1,
      studentId: await idOf('student', 'st-luis'),
    });
    const { requestId } = await buildRequest(stage.rt.db, conversationId, { assigneeStaffId: t1 });
    const users = roster.users.map((user) => (user.id === 't-1' ? { ...user, orgs } : user));
    await stage.take({ ...roster, users, enrollments: without(roster, 't-1').enrollments });
    const assignees = await stage.rt.db
      .selectFrom('conversation as c')
      .innerJoin('request as r', 'r.conversationId', 'c.id')
      .select(['c.assigneeStaffId', 'r.assigneeStaffId as ofRequest'])
      .where('r.id', '=', requestId)
      .executeTakeFirstOrThrow();
    const expected = await idOf('staff', heir);
    expect(assignees).toEqual({ assigneeStaffId: expected, ofRequest: expected });
  });

  test('gives what she was to decide and to look at to somebody who can, with the same deadline', async () => {
    await stage.take(roster);
    const [t1, p1] = [await idOf('staff', 't-1'), await idOf('staff', 'p-1')];
    const schoolId = await idOf('school', 's-lincoln');
    const speaker = await buildStaff(stage.rt.db, {
      role: 'liaison',
      languages: ['es'],
      schoolIds: [schoolId],
    });
    const addressId = await addressOf('+12035550142');
    const { conversationId } = await buildConversation(stage.rt.db, {
      addressId,
      schoolId,
      assigneeStaffId: p1,
    });
    const { messageId } = await buildInbound(stage.rt.db, conversationId, { text: 'no se' });
    const dueAt = new Date('2026-12-01T15:00:00Z');
    const work = { schoolId, language: 'es', reason: 'a speaker has to', ownerStaffId: t1, dueAt };
    await stage.rt.db.transaction().execute(async (trx) => {
      const decision = { addressId, conversationId, schoolId, messageId, ownerStaffId: t1, dueAt };
      await openDecision(trx, stage.clock.now(), decision);
      const settled = { overdueSince: null, settledAt: null, settledByStaffId: null };
      const openedAt = stage.clock.now();
      await trx
        .insertInto('interpreterTask')
        .values({ ...work, ...settled, messageId, openedAt, interpreter: null })
        .execute();
      await sql`
        insert into translation_review (message_id, school_id, language, reason, is_bulk, owner_staff_id, due_at, opened_at)
        values (${messageId}, ${schoolId}, 'es', 'held', false, ${t1}, ${dueAt}, ${openedAt})`.execute(trx);
    });

    await stage.take(without(roster, 't-1'));
    const owners = await sql<{ what: string; owner: string; due: Date }>`
      select 'decision' as what, owner_staff_id as owner, due_at as due from consent_decision
      union all select 'review', owner_staff_id, due_at from translation_review
      union all select 'task', owner_staff_id, due_at from interpreter_task order by 1`.execute(stage.rt.db);
    expect(owners.rows).toEqual([
      { what: 'decision', owner: p1, due: dueAt },
      { what: 'review', owner: speaker.id, due: dueAt },
      { what: 'task', owner: speaker.id, due: dueAt },
    ]);
  });

  test('for another school of the district leaves what she was to look at to somebody who still sees it', async () => {
    await stage.take(roster);
    const p1 = await idOf('staff', 'p-1');
    const schoolId = await idOf('school', 's-lincoln');
    const mover = await buildStaff(stage.rt.db, { schoolIds: [await idOf('school', 's-river')] });
    const { conversationId } = await buildConversation(stage.rt.db, {
      addressId: await addressOf('+12035550142'),
      schoolId,
    });
    const { messageId } = await buildInbound(stage.rt.db, conversationId, { text: 'no se' });
    const now = stage.clock.now();
    await sql`
      insert into interpreter_task (message_id, school_id, language, reason, owner_staff_id, due_at, opened_at)
      values (${messageId}, ${schoolId}, 'es', 'no engine', ${mover.id}, ${now}, ${now})`.execute(
      stage.rt.db,
    );

    await stage.take(roster);
    const tasks = await stage.rt.db.selectFrom('interpreterTask').select('ownerStaffId').execute();
    expect(tasks).toEqual([{ ownerStaffId: p1 }]);
  });

  test('leaves a nudge nobody can take over paused', async () => {
    await stage.take(roster);
    const nudgeId = await schedule('t-2', 'c-6x');
    await stage.take(without(roster, 't-2'));
    expect(await nudgeOf(nudgeId)).toEqual({ state: 'paused', staffId: await idOf('staff', 't-2') });
  });

  test('whose account is switched off has left as well', async () => {
    await stage.take(roster);
    await stage.take({
      ...roster,
      users: roster.users.map((user) => (user.id === 't-1' ? { ...user, enabled: 'false' } : user)),
    });
    const staff = await stage.rt.db
      .selectFrom('staff')
      .select('active')
      .where('sourceId', '=', 't-1')
      .executeTakeFirstOrThrow();
    expect(staff.active).toBe(false);
  });
});

describe('a row that says somebody or something ended', () => {
  test('needs nothing but its id to be believed: exports blank what they delete', async () => {
    await stage.take(roster);
    const files = filesOf(roster);
    const blank = (name: string, id: string, keep: Record<string, string> = {}): void => {
      const { header = [], rows = [] } = files[name] ?? {};
      const at = rows.findIndex(([one]) => one === id);
      rows[at] = header.map((column) => ({ sourcedId: id, status: 'tobedeleted', ...keep })[column] ?? '');
    };
    blank('users', 'st-luis', {
      role: 'student',
      orgSourcedIds: 's-closed',
      givenName: 'Luis',
      familyName: 'X',
    });
    blank('users', 'g-wei', { role: 'guardian' });
    blank('users', 't-1');
    blank('classes', 'c-3b', { title: '3B', schoolSourcedId: 's-closed' });
    const folder = await writeFolder(
      Object.fromEntries(Object.entries(files).map(([name, file]) => [`${name}.csv`, toCsv(file)])),
    );
    const planned = await stage.plan(folder, { confirmed: true });
    const removed = (await stage.rows(planned)).filter(({ action }) => action === 'remove');
    expect(removed.map(({ entity, sourceId }) => `${entity} ${sourceId ?? ''}`)).toEqual(
      expect.arrayContaining(['student st-luis', 'guardian g-wei', 'staff t-1', 'class c-3b']),
    );
    expect(planned.counts.refused?.filter(({ file }) => file !== 'enrollments.csv')).toEqual([]);
  });
});

describe('a rollover', () => {
  /** The next school year: 5A's children go to the middle school, its sixth grade leaves, classes are new. */
  const nextYear: SampleRoster = {
    ...without(roster, 'st-mei', 'g-wei'),
    terms: [
      ['t-fall', '2026-08-20', '2027-06-20'],
      ['t-next', '2027-08-20', '2028-06-20'],
    ],
    classes: [
      { id: 'c-3b', title: '3B', school: 's-lincoln', grade: '03', term: 't-fall' },
      { id: 'n-4b', title: '4B', school: 's-lincoln', grade: '04', term: 't-next' },
      { id: 'n-6x', title: '6 Math', school: 's-river', grade: '06', term: 't-next' },
    ],
    users: without(roster, 'st-mei', 'g-wei').users.map((user) => {
      if (user.id === 'st-luis') return { ...user, grade: '04' };
      return ['st-ana', 'st-omar'].includes(user.id) ? { ...user, grade: '06', orgs: ['s-river'] } : user;
    }),
    enrollments: [
      ['st-luis', 'c-3b', 'student'],
      ['st-luis', 'n-4b', 'student'],
      ['st-ana', 'n-6x', 'student'],
      ['st-omar', 'n-6x', 'student'],
      ['t-1', 'n-4b', 'teacher'],
      ['t-2', 'n-6x', 'teacher'],
    ],
  };
  const effectiveOn = '2027-08-20';

  test('is kept until its day; the guard expects the highest grade to leave', async () => {
    await stage.take(roster);
    const planned = await stage.plan(await writeRoster(nextYear), { effectiveOn });
    expect(planned).toMatchObject({
      state: 'planned',
      counts: { students: { before: 4, leaving: 1, unexpected: 0 } },
    });
    const { imported } = await applyImport(stage.tools, planned.id);
    expect(imported.state).toBe('scheduled');
    expect(
      await stage.rt.db.selectFrom('student').select('id').where('leftAt', 'is not', null).execute(),
    ).toEqual([]);
  });

  test('is gone on with where the worker that read it on its day was killed', async () => {
    await stage.take(roster);
    const dataDir = await mkdtemp(join(tmpdir(), 'recado-rollover-'));
    Object.assign(stage.rt.config, { dataDir });
    const path = await writeRoster(nextYear);
    const { id } = await stage.plan(path, { effectiveOn });
    await keepFiles(dataDir, id, path);
    await applyImport(stage.tools, id);
    stage.clock.moveTo(new Date(`${effectiveOn}T12:00:00Z`));
    await claimImport(stage.rt.db, id, ['scheduled'], 'reading');
    expect(await importsToDo(stage.rt.db, effectiveOn)).toEqual([]);
    await stage.rt.db.updateTable('import').set({ workedOnUntil: builtAt }).where('id', '=', id).execute();
    expect(await importsToDo(stage.rt.db, effectiveOn)).toEqual([{ id, job: 'imports.apply' }]);
    await applyKeptImport(stage.rt, id);
    expect((await readImport(stage.rt.db, id))?.state).toBe('applied');
  });

  test('is read again on its day and applied by a worker, and stops there if the roster has grown apart from it', async () => {
    await stage.take(roster);
    const dataDir = await mkdtemp(join(tmpdir(), 'recado-rollover-'));
    Object.assign(stage.rt.config, { dataDir });
    const schedule = async (files: SampleRoster): Promise<string> => {
      const path = await writeRoster(files);
      const { id } = await stage.plan(path, { effectiveOn });
      await keepFiles(dataDir, id, path);
      await applyImport(stage.tools, id);
      return id;
    };
    const stateOf = async (id: string) => (await readImport(stage.rt.db, id))?.state;
    const id = await schedule(nextYear);
    expect(await importsToDo(stage.rt.db, '2027-08-19')).toEqual([]);
    expect(await importsToDo(stage.rt.db, effectiveOn)).toEqual([{ id, job: 'imports.apply' }]);
    // Two children came since, and neither is in the files of June.
    await stage.take({
      ...roster,
      users: [
        ...roster.users,
        { id: 'st-new', role: 'student', given: 'Nia', family: 'Bello', orgs: ['s-lincoln'], grade: '03' },
      ],
    });
    stage.clock.moveTo(new Date('2027-08-20T12:00:00Z'));
    expect(await showMissedRollovers(stage.rt)).toEqual({ items: [] });
    await applyKeptImport(stage.rt, id);
    expect(await stateOf(id)).toBe('stopped');
    const missed = await showMissedRollovers(stage.rt);
    expect(missed).toEqual({ items: [{ id, name: 'roster', effectiveOn }] });
    await discardImport(stage.rt, id);
    expect(await showMissedRollovers(stage.rt)).toEqual({ items: [] });

    const again = await schedule({
      ...nextYear,
      users: [
        ...nextYear.users,
        { id: 'st-new', role: 'student', given: 'Nia', family: 'Bello', orgs: ['s-lincoln'], grade: '04' },
      ],
    });
    expect(await stateOf(again)).toBe('applied');
    const grades = await stage.rt.db
      .selectFrom('student')
      .select(['sourceId', 'grade'])
      .where('leftAt', 'is', null)
      .orderBy('sourceId')
      .execute();
    expect(grades.map(({ sourceId, grade }) => `${sourceId ?? ''} ${grade}`)).toEqual([
      'st-ana 6',
      'st-luis 4',
      'st-new 4',
      'st-omar 6',
    ]);
    await rm(dataDir, { recursive: true });
  });

  test('whose files are gone on its day is told to administrators, until somebody puts it away', async () => {
    await stage.take(roster);
    const { id } = await stage.plan(await writeRoster(nextYear), { effectiveOn });
    await applyImport(stage.tools, id);
    stage.clock.moveTo(new Date(`${effectiveOn}T12:00:00Z`));
    await applyKeptImport(stage.rt, id);
    const failed = await readImport(stage.rt.db, id);
    expect(failed).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/^Its files are not in the data folder .* import them again/u),
    });
    expect(await showMissedRollovers(stage.rt)).toEqual({ items: [{ id, name: 'roster', effectiveOn }] });
    await discardImport(stage.rt, id);
    expect(await showMissedRollovers(stage.rt)).toEqual({ items: [] });
  });

  test('that nobody let go is no rollover anybody missed', async () => {
    await stage.take(roster);
    await stage.plan(await writeRoster(nextYear), { effectiveOn });
    stage.clock.moveTo(new Date(`${effectiveOn}T12:00:00Z`));
    expect(await showMissedRollovers(stage.rt)).toEqual({ items: [] });
  });

  test('still stops where others than the highest grade leave', async () => {
    await stage.take(roster);
    const planned = await stage.plan(await writeRoster(without(nextYear, 'st-luis')), { effectiveOn });
    expect(planned).toMatchObject({ state: 'stopped', counts: { students: { leaving: 2, unexpected: 1 } } });
  });

  test('ends class nudges and access, and takes consent, language and open concerns along to the new school', async () => {
    await stage.take(roster);
    const [lincoln, river] = [await idOf('school', 's-lincoln'), await idOf('school', 's-river')];
    const nudgeId = await schedule('t-1', 'c-5a');
    const addressId = await addressOf('+12035550142');
    await stage.rt.db.updateTable('address').set({ language: 'ht' }).where('id', '=', addressId).execute();
    const { conversationId } = await buildConversation(stage.rt.db, { addressId, schoolId: lincoln });
    const [ana, luis] = [await idOf('student', 'st-ana'), await idOf('student', 'st-luis')];
    const moving = await buildRequest(stage.rt.db, conversationId, { studentId: ana, text: 'About Ana' });
    const staying = await buildRequest(stage.rt.db, conversationId, { studentId: luis, text: 'About Luis' });

    stage.clock.moveTo(new Date('2027-08-20T12:00:00Z'));
    const imported = await stage.take(nextYear, { effectiveOn });
    expect(await nudgeOf(nudgeId)).toMatchObject({ state: 'cancelled' });
    const taught = await stage.rt.db
      .selectFrom('classStaff')
      .innerJoin('class', 'class.id', 'classStaff.classId')
      .select(['class.sourceId', 'class.endedAt'])
      .orderBy('class.sourceId')
      .execute();
    expect(taught).toEqual([
      { sourceId: 'n-4b', endedAt: null },
      { sourceId: 'n-6x', endedAt: null },
    ]);
    const mei = await stage.rt.db
      .selectFrom('student')
      .select('leftAt')
      .where('sourceId', '=', 'st-mei')
      .executeTakeFirstOrThrow();
    expect(mei.leftAt).not.toBeNull();

    const requests = await stage.rt.db
      .selectFrom('request')
      .innerJoin('conversation', 'conversation.id', 'request.conversationId')
      .innerJoin('message', 'message.id', 'request.messageId')
      .select([
        'request.id',
        'conversation.schoolId',
        'conversation.state',
        'conversation.addressId',
        'message.conversationId',
        'conversation.id as of',
      ])
      .execute();
    const of = (id: string) => requests.find((request) => request.id === id);
    expect(of(moving.requestId)).toMatchObject({ schoolId: river, addressId, state: 'open' });
    expect(of(moving.requestId)?.conversationId).toBe(of(moving.requestId)?.of);
    expect(of(staying.requestId)).toMatchObject({ schoolId: lincoln, conversationId });
    const address = await stage.rt.db
      .selectFrom('address')
      .select('language')
      .where('id', '=', addressId)
      .executeTakeFirstOrThrow();
    expect(address.language).toBe('ht');

    await undoImport(stage.tools, imported.id, null);
    expect(await nudgeOf(nudgeId)).toEqual({ state: 'scheduled', staffId: await idOf('staff', 't-1') });
  });
});
