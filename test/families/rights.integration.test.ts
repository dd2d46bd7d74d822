import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { priorities, queueText, type OutgoingText } from '../../src/delivery/queue-text.js';
import { setRight, takeRightBack, type RightInput } from '../../src/families/rights.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import { runNudge } from '../../src/nudges/run.js';
import {
  buildClass,
  buildConversation,
  buildGuardian,
  buildNudgeRun,
  buildRequest,
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
let teacher: BuiltStaff;
let place: { schoolId: string; lineId: string; classId: string };

beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  const { schoolId, lineId } = await buildSchool(stage.rt.db);
  liaison = await buildStaff(stage.rt.db, {
    name: 'Ana Ruiz',
    languages: ['en', 'es'],
    schoolIds: [schoolId],
  });
  teacher = await buildStaff(stage.rt.db, { role: 'teacher', schoolIds: [schoolId] });
  const { classId } = await buildClass(stage.rt.db, { schoolId, teacherId: teacher.id });
  place = { schoolId, lineId, classId };
});

const noContact = (studentId: string, changes: Partial<RightInput> = {}): RightInput => ({
  studentId,
  kind: 'contact',
  allowed: false,
  fromDate: '2026-11-01',
  untilDate: null,
  orderSummary: 'No contact with Luis, by order of the court.',
  ...changes,
});

/** Luis with a guardian on a phone of their own. */
async function buildFamily(options: { language?: string; classId?: string } = {}) {
  const { studentId } = await buildStudent(stage.rt.db, {
    classId: options.classId ?? place.classId,
    givenName: 'Luis',
  });
  const guardian = await buildGuardian(stage.rt.db, {
    language: options.language ?? 'en',
    studentIds: [studentId],
  });
  const { conversationId } = await buildConversation(stage.rt.db, {
    addressId: guardian.addressId,
    schoolId: place.schoolId,
  });
  return { ...guardian, studentId, conversationId };
}

type Family = Awaited<ReturnType<typeof buildFamily>>;

function queue(family: Family, changes: Partial<OutgoingText> = {}): Promise<string> {
  const text = changes.text ?? 'A short text.';
  return stage.rt.db.transaction().execute(async (trx) => {
    const { messageId } = await queueText(trx, stage.rt.clock.now(), {
      conversationId: family.conversationId,
      addressId: family.addressId,
      schoolId: place.schoolId,
      lineId: place.lineId,
      purpose: 'learning',
      senderRole: 'system',
      text,
      language: 'en',
      body: text,
      bodyLanguage: 'en',
      priority: priorities.nudge,
      ...changes,
    });
    return messageId;
  });
}

const deliveryOf = (messageId: string) =>
  stage.rt.db
    .selectFrom('delivery')
    .select(['state', 'reason'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();

describe('a right of contact that is withdrawn', () => {
  test('gives up at once what waits for that guardian about the child, and leaves the rest', async () => {
    const family = await buildFamily();
    const other = await buildFamily();
    const tomorrow = new Date('2026-11-24T15:00:00Z');
    const about = await queue(family, { studentId: family.studentId, notBefore: tomorrow });
    const naming = await queue(family, { text: 'Luis has a test on Friday.', notBefore: tomorrow });
    const held = await queue(family, { studentId: family.studentId, holdReason: 'a person must look' });
    const ofOther = await queue(other, { studentId: other.studentId, notBefore: tomorrow });
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    for (const messageId of [about, naming, held]) {
      expect(await deliveryOf(messageId)).toMatchObject({
        state: 'dropped',
        reason: expect.stringContaining('may be contacted'),
      });
    }
    expect(await deliveryOf(ofOther)).toMatchObject({ state: 'waiting' });
  });

  test('is looked at again when a text is claimed, whoever changed it and however', async () => {
    const family = await buildFamily();
    const messageId = await queue(family, { studentId: family.studentId });
    await stage.rt.db
      .updateTable('guardianStudent')
      .set({ mayContact: false })
      .where('guardianId', '=', family.guardianId)
      .execute();
    await wakeLine(stage.rt, place.lineId);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'dropped' });
    expect((await stage.books()).filter((text) => text.body.includes('A short text.'))).toEqual([]);
  });

  test('keeps an alert that names nobody where there is another child, and drops one with the name', async () => {
    const family = await buildFamily();
    const { studentId: ana } = await buildStudent(stage.rt.db, { classId: place.classId, givenName: 'Ana' });
    await stage.rt.db
      .insertInto('guardianStudent')
      .values({ guardianId: family.guardianId, studentId: ana, relationship: 'father' })
      .execute();
    const alert = { purpose: 'alert', priority: priorities.alert } as const;
    const closed = await queue(family, { ...alert, text: 'School is closed today.' });
    const named = await queue(family, { ...alert, text: 'Luis is waiting at the gate.' });
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    expect(await deliveryOf(named)).toMatchObject({ state: 'dropped' });
    await wakeLine(stage.rt, place.lineId);
    expect((await deliveryOf(closed)).state).toBe('accepted');
    const later = await queue(family, { ...alert, text: 'School opens at ten.' });
    await setRight(stage.rt, liaison, family.guardianId, noContact(ana));
    expect(await deliveryOf(later)).toMatchObject({
      state: 'dropped',
      reason: expect.stringContaining('a child here'),
    });
  });

  test('leaves the other guardian on the same phone their texts', async () => {
    const family = await buildFamily();
    await buildGuardian(stage.rt.db, { studentIds: [family.studentId], addressId: family.addressId });
    const messageId = await queue(family, { studentId: family.studentId });
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'waiting' });
  });

  test('leaves the guardian out of a nudge that runs later, with the reason', async () => {
    const barred = await buildFamily();
    const other = await buildFamily();
    const { nudgeRunId } = await buildNudgeRun(stage.rt.db, {
      teacherId: teacher.id,
      classId: place.classId,
    });
    await stage.rt.db
      .updateTable('nudgeRun')
      .set({ state: 'open', finishedAt: null, openedAt: stage.rt.clock.now() })
      .where('id', '=', nudgeRunId)
      .execute();
    await setRight(stage.rt, liaison, barred.guardianId, noContact(barred.studentId));
    await runNudge(stage.rt, nudgeRunId);
    const recipients = await stage.rt.db
      .selectFrom('nudgeRecipient')
      .select(['addressId', 'studentId', 'outcome', 'reason'])
      .where('nudgeRunId', '=', nudgeRunId)
      .execute();
    expect(recipients.find((one) => one.addressId === other.addressId)?.outcome).toBe('queued');
    expect(recipients.find((one) => one.addressId === barred.addressId)).toBeUndefined();
    expect(recipients.find((one) => one.studentId === barred.studentId)?.reason).toContain(
      'may be contacted',
    );
  });

  test('stops a nudge that is queued already and closes its question', async () => {
    const family = await buildFamily();
    const { nudgeRunId } = await buildNudgeRun(stage.rt.db, {
      teacherId: teacher.id,
      classId: place.classId,
    });
    await stage.rt.db
      .updateTable('nudgeRun')
      .set({ state: 'open', finishedAt: null, openedAt: stage.rt.clock.now() })
      .where('id', '=', nudgeRunId)
      .execute();
    await runNudge(stage.rt, nudgeRunId);
    const question = () =>
      stage.rt.db
        .selectFrom('flowRun')
        .select('state')
        .where('addressId', '=', family.addressId)
        .executeTakeFirstOrThrow();
    expect((await question()).state).toBe('asking');
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    expect((await question()).state).toBe('superseded');
    const { messageId } = await stage.rt.db
      .selectFrom('nudgeRecipient')
      .select('messageId')
      .where('nudgeRunId', '=', nudgeRunId)
      .where('addressId', '=', family.addressId)
      .executeTakeFirstOrThrow();
    expect(await deliveryOf(messageId ?? '')).toMatchObject({ state: 'dropped' });
  });

  test('tells the pages of the family, and stands in the audit log', async () => {
    const family = await buildFamily();
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    expect(stage.published).toContainEqual({
      kind: 'conversation',
      id: family.conversationId,
      schoolId: place.schoolId,
    });
    const audit = await stage.rt.db
      .selectFrom('auditEvent')
      .select(['actor', 'action', 'detail'])
      .where('subject', '=', `guardian:${family.guardianId}`)
      .execute();
    expect(audit).toEqual([
      {
        actor: `staff:${liaison.id}`,
        action: 'guardian.right_set',
        detail: expect.objectContaining({ kind: 'contact', allowed: false }),
      },
    ]);
    expect(JSON.stringify(audit)).not.toContain('court');
  });
});

describe('which decision counts', () => {
  const contactable = async (family: Family): Promise<boolean> => {
    const messageId = await queue(family, { studentId: family.studentId });
    await wakeLine(stage.rt, place.lineId);
    const { state } = await deliveryOf(messageId);
    return state !== 'dropped';
  };

  test("the school's records, where there is none, and over them a decision of staff", async () => {
    const family = await buildFamily();
    await stage.rt.db
      .updateTable('guardianStudent')
      .set({ mayContact: false })
      .where('guardianId', '=', family.guardianId)
      .execute();
    expect(await contactable(family)).toBe(false);
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId, { allowed: true }));
    expect(await contactable(family)).toBe(true);
  });

  test('only within its dates, by the day at the school', async () => {
    const family = await buildFamily();
    await setRight(
      stage.rt,
      liaison,
      family.guardianId,
      noContact(family.studentId, { fromDate: '2026-11-24', untilDate: '2026-11-25' }),
    );
    expect(await contactable(family)).toBe(true);
    // Still the 23rd in New York, the 24th in Greenwich; contact hours are over, so it waits.
    stage.clock.moveTo(new Date('2026-11-24T02:00:00Z'));
    expect(await contactable(family)).toBe(true);
    stage.clock.moveTo(new Date('2026-11-25T18:00:00Z'));
    expect(await contactable(family)).toBe(false);
    stage.clock.moveTo(new Date('2026-11-26T18:00:00Z'));
    expect(await contactable(family)).toBe(true);
  });

  test('the one that was set last, and the one before it when that is taken back', async () => {
    const family = await buildFamily();
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    stage.clock.moveBy(1000);
    const { id } = await setRight(
      stage.rt,
      liaison,
      family.guardianId,
      noContact(family.studentId, { allowed: true }),
    );
    expect(await contactable(family)).toBe(true);
    await takeRightBack(stage.rt, liaison, id);
    expect(await contactable(family)).toBe(false);
    await expect(takeRightBack(stage.rt, liaison, id)).rejects.toMatchObject({ code: 'right_withdrawn' });
  });

  test('and it can be changed by nobody once it is written down', async () => {
    const family = await buildFamily();
    const { id } = await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    await expect(
      stage.rt.db.updateTable('guardianRight').set({ allowed: true }).where('id', '=', id).execute(),
    ).rejects.toThrow('can only be taken back');
  });
});

describe('staff who write to a barred guardian', () => {
  const reply = (family: Family, ordersRead?: string[]) =>
    replyToFamily(
      stage.rt,
      liaison,
      family.conversationId,
      { text: 'Thank you for your message.', afterPosition: 9, ...(ordersRead ? { ordersRead } : {}) },
      newId(),
    );

  test('see the summary of the order and send only after they have', async () => {
    const family = await buildFamily();
    await buildRequest(stage.rt.db, family.conversationId);
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    await expect(reply(family)).rejects.toMatchObject({ code: 'order_unread' });
    const { orders } = (await readThread(stage.rt, liaison, family.conversationId)).family;
    expect(orders).toMatchObject([
      { kind: 'contact', summary: 'No contact with Luis, by order of the court.', setBy: 'Ana Ruiz' },
    ]);
    await reply(
      family,
      orders.map((order) => order.key),
    );
    const rows = await stage.rt.db
      .selectFrom('delivery')
      .select('state')
      .where('addressId', '=', family.addressId)
      .execute();
    expect(rows).toEqual([{ state: 'waiting' }]);
  });

  test('are told of what the records say, and of a changed order anew', async () => {
    const family = await buildFamily();
    await buildRequest(stage.rt.db, family.conversationId);
    await stage.rt.db
      .updateTable('guardianStudent')
      .set({ mayContact: false })
      .where('guardianId', '=', family.guardianId)
      .execute();
    const { orders } = (await readThread(stage.rt, liaison, family.conversationId)).family;
    expect(orders).toMatchObject([{ kind: 'contact', summary: null, setBy: null }]);
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    await expect(
      reply(
        family,
        orders.map((order) => order.key),
      ),
    ).rejects.toMatchObject({ code: 'order_unread' });
  });

  test('lose a reply that named the child and still waited when the right was withdrawn', async () => {
    const family = await buildFamily();
    const messageId = await queue(family, {
      purpose: 'reply',
      senderRole: 'liaison',
      senderStaffId: liaison.id,
      text: 'Luis did great work today.',
      notBefore: new Date('2026-11-24T15:00:00Z'),
    });
    stage.clock.moveBy(1000);
    await setRight(stage.rt, liaison, family.guardianId, noContact(family.studentId));
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'dropped',
      reason: expect.stringContaining('changed after this was written'),
    });
  });
});

describe('who may set a right', () => {
  test.each(['teacher', 'liaison of another school'] as const)('not a %s', async (who) => {
    const family = await buildFamily();
    const other = await buildSchool(stage.rt.db);
    const person =
      who === 'teacher' ? teacher : await buildStaff(stage.rt.db, { schoolIds: [other.schoolId] });
    await expect(
      setRight(stage.rt, person, family.guardianId, noContact(family.studentId)),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('one text a phone', () => {
  const run = async (): Promise<string> => {
    const { nudgeRunId } = await buildNudgeRun(stage.rt.db, {
      teacherId: teacher.id,
      classId: place.classId,
    });
    await stage.rt.db
      .updateTable('nudgeRun')
      .set({ state: 'open', finishedAt: null, openedAt: stage.rt.clock.now() })
      .where('id', '=', nudgeRunId)
      .execute();
    await runNudge(stage.rt, nudgeRunId);
    return nudgeRunId;
  };
  const textsTo = (addressId: string) =>
    stage.rt.db
      .selectFrom('delivery')
      .select(['language', 'schoolId'])
      .where('addressId', '=', addressId)
      .execute();

  test('for siblings in one class, and for two guardians of two languages on one phone', async () => {
    const family = await buildFamily();
    const { studentId: ana } = await buildStudent(stage.rt.db, { classId: place.classId, givenName: 'Ana' });
    await buildGuardian(stage.rt.db, {
      language: 'ht',
      studentIds: [family.studentId, ana],
      addressId: family.addressId,
    });
    await run();
    expect(await textsTo(family.addressId)).toHaveLength(1);
  });

  test('for each school of a guardian with children at two, about the child there alone', async () => {
    const family = await buildFamily();
    const elsewhere = await buildSchool(stage.rt.db);
    const { studentId } = await buildStudent(stage.rt.db, { schoolId: elsewhere.schoolId, givenName: 'Ana' });
    await stage.rt.db
      .insertInto('guardianStudent')
      .values({ guardianId: family.guardianId, studentId, relationship: 'mother' })
      .execute();
    const nudgeRunId = await run();
    expect(await textsTo(family.addressId)).toEqual([{ language: 'en', schoolId: place.schoolId }]);
    const asked = await stage.rt.db
      .selectFrom('flowRun')
      .select('studentId')
      .where('nudgeRunId', '=', nudgeRunId)
      .execute();
    expect(asked).toEqual([{ studentId: family.studentId }]);
  });
});
