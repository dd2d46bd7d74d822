import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { SignedInStaff } from '../../src/auth/signed-in-staff.js';
import { listConversations } from '../../src/inbox/list.js';
import { lookAtText } from '../../src/inbox/look-soon.js';
import { putReadingRight, type ReadingToPutRight } from '../../src/inbox/put-right.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { changeState } from '../../src/inbox/state.js';
import { readThread } from '../../src/inbox/thread.js';
import { undoReading } from '../../src/inbox/undo-reading.js';
import { newId } from '../../src/lib/ids.js';
import { nudgeDetail } from '../../src/nudges/staff-actions.js';
import { startTexting } from '../inbound/texting-stage.js';
import { buildStaff, type BuiltStaff } from '../support/builders.js';

const monday = new Date('2026-11-23T18:00:00Z');
const question = '¿A qué hora sale el camión mañana?';

let stage: Awaited<ReturnType<typeof startTexting>>;
let admin: BuiltStaff;
beforeAll(async () => {
  stage = await startTexting();
  admin = await buildStaff(stage.rt.db, { role: 'school_admin', schoolIds: [stage.school.schoolId] });
}, 120_000);
afterAll(() => stage.close());
beforeEach(() => stage.clock.moveTo(monday));

const put = (who: SignedInStaff, messageId: string, reading: ReadingToPutRight) =>
  putReadingRight(stage.rt, who, messageId, reading);
const undo = (who: SignedInStaff, messageId: string, changeId: string) =>
  undoReading(stage.rt, who, messageId, changeId);

/** A family of the school writes a text; with it where it stands. */
async function write(address: { e164: string }, body: string) {
  const { conversationId, said } = await stage.write(address, body);
  const { id: messageId } = await stage.rt.db
    .selectFrom('message')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'in')
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
  return { conversationId, messageId, said };
}

/** The class is asked for one to five, and a family writes back. */
async function answered(body: string) {
  const address = await stage.family();
  const runId = await stage.nudge('math.confidence');
  return { ...(await write(address, body)), address, runId };
}

async function text(conversationId: string, messageId: string, who: SignedInStaff = stage.liaison) {
  const thread = await readThread(stage.rt, who, conversationId);
  const found = thread.messages.find((one) => one.id === messageId);
  if (!found) throw new Error('the text is not there');
  return found;
}

const conversationOf = (id: string) =>
  stage.rt.db
    .selectFrom('conversation')
    .select(['state', 'urgent', 'assigneeStaffId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

/** What the page of the nudge shows of its answers. */
async function results(runId: string) {
  const { nudgeId } = await stage.rt.db
    .selectFrom('nudgeRun')
    .select('nudgeId')
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  const { recipients, lastRun } = await nudgeDetail(stage.rt, stage.school.teacher, nudgeId);
  return {
    answered: lastRun?.answered,
    answers: recipients
      .flatMap(({ answer }) => answer ?? [])
      .map(({ value, putRightBy }) => [value, putRightBy]),
  };
}

async function audited(messageId: string) {
  const { rows } = await sql<{ action: string; detail: Record<string, unknown> }>`
    select action, detail - 'changeId' as detail from audit_event
    where subject = ${`message:${messageId}`} order by id`.execute(stage.rt.db);
  return rows.map(({ action, detail }) => [action, detail]);
}

const quicker = { code: 'changed_meanwhile', status: 409 };

describe('the answer of a text', () => {
  test('is put right: results follow, what was read stays on record, and the family gets no text', async () => {
    const { conversationId, messageId, runId, said } = await answered('4');
    expect(await results(runId)).toEqual({ answered: 1, answers: [[4, null]] });
    const { changeId } = await put(stage.school.teacher, messageId, { part: 'answer', was: 4, value: 2 });
    expect(await results(runId)).toEqual({ answered: 1, answers: [[2, stage.school.teacher.name]] });
    expect(await text(conversationId, messageId)).toMatchObject({
      answer: { value: 2 },
      asked: { kind: 'rating', min: 1, max: 5, counts: 2, isHere: true },
      readAs: { answer: { status: 'answered', value: 4 } },
      putRight: [{ id: changeId, part: 'answer', said: 2, by: stage.school.teacher.name }],
    });
    expect(await stage.saidIn(conversationId)).toEqual(said);
    expect(await audited(messageId)).toEqual([['message.put_right', { part: 'answer', was: 4, value: 2 }]]);
    await undo(stage.liaison, messageId, changeId);
    expect(await results(runId)).toEqual({ answered: 1, answers: [[4, null]] });
    expect((await text(conversationId, messageId)).putRight).toEqual([]);
    await expect(undo(stage.liaison, messageId, changeId)).rejects.toMatchObject(quicker);
  });

  test('is none after all, and the class teacher can take that back though she sees the text by it', async () => {
    const { conversationId, messageId, runId } = await answered('5');
    await stage.rt.db.updateTable('message').set({ studentId: null }).where('id', '=', messageId).execute();
    await stage.rt.db
      .updateTable('conversation')
      .set({ assigneeStaffId: null })
      .where('id', '=', conversationId)
      .execute();
    const { teacher } = stage.school;
    const { changeId } = await put(teacher, messageId, { part: 'answer', was: 5, value: null });
    expect(await results(runId)).toEqual({ answered: 0, answers: [] });
    expect(await text(conversationId, messageId, teacher)).toMatchObject({
      answer: null,
      asked: { counts: null, isHere: false },
      readAs: { answer: { status: 'answered', value: 5 } },
      putRight: [{ part: 'answer', said: null }],
    });
    await undo(teacher, messageId, changeId);
    expect(await results(runId)).toEqual({ answered: 1, answers: [[5, null]] });
  });

  test('is said where none was understood: the question waits no more, no thanks go out, Undo asks on', async () => {
    const { conversationId, messageId, runId, address, said } = await answered('4 o 5');
    expect(await text(conversationId, messageId)).toMatchObject({
      asked: { counts: null },
      readAs: { answer: { status: 'unclear', value: null } },
    });
    const state = () =>
      stage.rt.db
        .selectFrom('flowRun')
        .select(['state', 'unclearCount'])
        .where('addressId', '=', address.addressId)
        .where('nudgeRunId', '=', runId)
        .executeTakeFirstOrThrow();
    const before = await state();
    expect(before.state).toBe('asking');
    const { changeId } = await put(stage.liaison, messageId, { part: 'answer', was: null, value: 4 });
    expect((await state()).state).toBe('done');
    expect(await stage.saidIn(conversationId)).toEqual(said);
    expect(await results(runId)).toEqual({ answered: 1, answers: [[4, 'Ana Ruiz']] });
    await undo(stage.liaison, messageId, changeId);
    expect(await state()).toEqual(before);
    await write(address, '3');
    expect(await results(runId)).toEqual({ answered: 1, answers: [[3, null]] });
  });

  test('taken back after the family was asked something else, opens no old question beside the new one', async () => {
    const { messageId, runId, address } = await answered('4 o 5');
    const { changeId } = await put(stage.liaison, messageId, { part: 'answer', was: null, value: 4 });
    const nextRunId = await stage.nudge('math.confidence');
    await undo(stage.liaison, messageId, changeId);
    const open = await stage.rt.db
      .selectFrom('flowRun')
      .select('nudgeRunId')
      .where('addressId', '=', address.addressId)
      .where('state', '=', 'asking')
      .execute();
    expect(open).toEqual([{ nudgeRunId: nextRunId }]);
    expect(await results(runId)).toMatchObject({ answers: [] });
  });

  test('comes from a later text in the place of the first, and goes back to it', async () => {
    const { conversationId, messageId, runId, address } = await answered('2');
    const later = await write(address, 'perdón, fue 4 o 5');
    expect(await text(conversationId, later.messageId)).toMatchObject({
      asked: { counts: 2, isHere: false },
    });
    const { changeId } = await put(stage.liaison, later.messageId, { part: 'answer', was: 2, value: 5 });
    expect(await results(runId)).toEqual({ answered: 1, answers: [[5, 'Ana Ruiz']] });
    expect(await text(conversationId, messageId)).toMatchObject({ answer: null, asked: { counts: 5 } });
    await undo(stage.liaison, later.messageId, changeId);
    expect(await text(conversationId, messageId)).toMatchObject({ answer: { value: 2 } });
  });

  test('is not overwritten by somebody who saw another one', async () => {
    const { messageId, runId } = await answered('4');
    const both = await Promise.allSettled([
      put(stage.liaison, messageId, { part: 'answer', was: 4, value: 1 }),
      put(admin, messageId, { part: 'answer', was: 4, value: 5 }),
    ]);
    const refused = both.filter((one) => one.status === 'rejected');
    expect(refused).toMatchObject([{ reason: quicker }]);
    const { answers } = await results(runId);
    expect(answers).toHaveLength(1);
    expect([1, 5]).toContain(answers[0]?.[0]);
  });

  test('fits the question, and there has to be one', async () => {
    const { messageId } = await answered('4');
    for (const value of [0, 6, 2.5, true, 'four']) {
      await expect(put(stage.liaison, messageId, { part: 'answer', was: 4, value })).rejects.toMatchObject({
        code: 'answer_unfit',
        status: 400,
      });
    }
    const unasked = await write(await stage.family(), question);
    expect((await text(unasked.conversationId, unasked.messageId)).asked).toBeNull();
    await expect(
      put(stage.liaison, unasked.messageId, { part: 'answer', was: null, value: true }),
    ).rejects.toMatchObject({ code: 'no_question' });
  });

  test('is not offered to a teacher of another class, who reads the text for another reason', async () => {
    const { conversationId, messageId } = await answered('4');
    const other = await buildStaff(stage.rt.db, { role: 'teacher', schoolIds: [stage.school.schoolId] });
    await stage.rt.db.updateTable('message').set({ studentId: null }).where('id', '=', messageId).execute();
    await stage.rt.db
      .updateTable('conversation')
      .set({ assigneeStaffId: other.id })
      .where('id', '=', conversationId)
      .execute();
    expect((await text(conversationId, messageId, other)).asked).toBeNull();
    await expect(put(other, messageId, { part: 'answer', was: 4, value: 1 })).rejects.toMatchObject({
      code: 'no_question',
    });
  });
});

describe('the topic of a text', () => {
  test('is put right with its request, stays with who has it, and says whom it would go to', async () => {
    const { conversationId, messageId } = await write(await stage.family(), question);
    const before = await conversationOf(conversationId);
    const { changeId, wouldGoTo } = await put(stage.liaison, messageId, {
      part: 'topic',
      was: 'transportation',
      topic: 'learning',
    });
    const { teacher } = stage.school;
    expect(wouldGoTo).toEqual({ id: teacher.id, name: teacher.name });
    expect(await conversationOf(conversationId)).toEqual(before);
    const thread = await readThread(stage.rt, stage.liaison, conversationId);
    expect(thread.requests).toMatchObject([{ topic: 'learning' }]);
    expect(thread.messages[0]).toMatchObject({
      topic: 'learning',
      readAs: { topic: 'transportation' },
      putRight: [{ part: 'topic', said: 'learning', by: 'Ana Ruiz' }],
    });
    await expect(
      put(admin, messageId, { part: 'topic', was: 'transportation', topic: 'meals' }),
    ).rejects.toMatchObject(quicker);
    const again = await put(admin, messageId, { part: 'topic', was: 'learning', topic: 'meals' });
    await expect(undo(stage.liaison, messageId, changeId)).rejects.toMatchObject(quicker);
    await undo(admin, messageId, again.changeId);
    expect((await text(conversationId, messageId)).topic).toBe('learning');
    await undo(admin, messageId, changeId);
    const last = await readThread(stage.rt, stage.liaison, conversationId);
    expect(last.requests).toMatchObject([{ topic: 'transportation' }]);
    expect(last.messages[0]).toMatchObject({ topic: 'transportation', putRight: [] });
  });

  test('names nobody else where one liaison is as good as another', async () => {
    const { messageId } = await write(await stage.family(), question);
    const { wouldGoTo } = await put(admin, messageId, {
      part: 'topic',
      was: 'transportation',
      topic: 'meals',
    });
    expect(wouldGoTo).toBeNull();
  });
});

describe('whether a text is urgent', () => {
  test('is said by hand, stands first in the list, and is taken back, without a text to the family', async () => {
    const { conversationId, messageId, said } = await write(await stage.family(), question);
    const { changeId } = await put(stage.liaison, messageId, { part: 'urgent', urgent: true });
    const { items } = await listConversations(stage.rt, admin, { view: 'urgent', limit: 30 });
    expect(items.map((item) => item.id)).toContain(conversationId);
    expect(await text(conversationId, messageId)).toMatchObject({ urgent: true, readAs: { urgent: false } });
    expect(await stage.saidIn(conversationId)).toEqual(said);
    await expect(put(admin, messageId, { part: 'urgent', urgent: true })).rejects.toMatchObject(quicker);
    await undo(stage.liaison, messageId, changeId);
    expect(await conversationOf(conversationId)).toMatchObject({ urgent: false, state: 'open' });
  });

  test('is taken away from what the program took for urgent', async () => {
    const { conversationId, messageId } = await write(await stage.family(), 'mi papa me pega');
    expect(await conversationOf(conversationId)).toMatchObject({ urgent: true });
    await put(stage.liaison, messageId, { part: 'urgent', urgent: false });
    expect(await conversationOf(conversationId)).toMatchObject({ urgent: false, state: 'open' });
    expect(await text(conversationId, messageId)).toMatchObject({
      urgent: false,
      readAs: { urgent: true },
      putRight: [{ part: 'urgent', said: false }],
    });
  });

  test('is for the look to say where the text was marked for one', async () => {
    const marked = 'se pasa la noche escribiendo cartas para todos y casi no come';
    const { messageId } = await write(await stage.family(), marked);
    const first = { code: 'look_first', status: 409 };
    await expect(put(stage.liaison, messageId, { part: 'urgent', urgent: true })).rejects.toMatchObject(
      first,
    );
    await expect(put(stage.liaison, messageId, { part: 'request', needed: false })).rejects.toMatchObject({
      code: 'look_open',
    });
    await lookAtText(stage.rt, stage.liaison, messageId, 'no_worry');
    await expect(put(stage.liaison, messageId, { part: 'urgent', urgent: true })).rejects.toMatchObject(
      first,
    );
  });
});

describe('whether a text needs somebody', () => {
  test('is said of one the program saw no need in: it opens, goes where such a text goes, and Undo settles it', async () => {
    const { conversationId, messageId } = await write(await stage.family(), 'gracias');
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'closed', assigneeStaffId: null });
    const { changeId } = await put(admin, messageId, { part: 'request', needed: true });
    expect(await conversationOf(conversationId)).toMatchObject({
      state: 'open',
      assigneeStaffId: stage.liaison.id,
    });
    const { history } = await readThread(stage.rt, admin, conversationId);
    expect(history[0]?.reason).toContain(`${admin.name} says that it needs somebody`);
    await undo(admin, messageId, changeId);
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'closed' });
    expect((await text(conversationId, messageId)).needsStaff).toBe(false);
  });

  test('does not take the conversation from whoever has it', async () => {
    const address = await stage.family();
    const { conversationId } = await write(address, question);
    await stage.rt.db
      .updateTable('conversation')
      .set({ assigneeStaffId: admin.id })
      .where('id', '=', conversationId)
      .execute();
    const { messageId } = await write(address, 'gracias');
    await put(stage.liaison, messageId, { part: 'urgent', urgent: true });
    expect(await conversationOf(conversationId)).toMatchObject({ assigneeStaffId: admin.id, urgent: true });
  });

  test('is taken away: its request is settled alone, and comes back as it was', async () => {
    const address = await stage.family();
    const first = await write(address, question);
    const second = await write(address, '¿Y qué hay de comer?');
    const { conversationId } = first;
    await put(stage.liaison, first.messageId, { part: 'request', needed: false });
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'open' });
    const { changeId } = await put(stage.liaison, second.messageId, { part: 'request', needed: false });
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'closed' });
    await undo(stage.liaison, second.messageId, changeId);
    const { requests } = await readThread(stage.rt, stage.liaison, conversationId);
    expect(requests.map(({ messageId, status }) => [messageId, status])).toEqual([
      [second.messageId, 'open'],
      [first.messageId, 'done'],
    ]);
  });

  test('stays settled where the thread was closed since', async () => {
    const { conversationId, messageId } = await write(await stage.family(), 'gracias');
    const { changeId } = await put(stage.liaison, messageId, { part: 'urgent', urgent: true });
    await changeState(stage.rt, stage.liaison, conversationId, 'closed');
    await undo(stage.liaison, messageId, changeId);
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'closed', urgent: false });
  });

  test('is not taken away over a reply that is still held', async () => {
    const { conversationId, messageId } = await write(
      await stage.family('so'),
      '¿A qué hora sale el camión?',
    );
    const input = { text: 'The bus leaves at seven, from the other gate.', afterPosition: 1 };
    const { state } = await replyToFamily(stage.rt, stage.liaison, conversationId, input, newId());
    expect(state).toBe('held');
    await expect(put(stage.liaison, messageId, { part: 'request', needed: false })).rejects.toMatchObject({
      code: 'reply_held',
      status: 409,
    });
    expect(await text(conversationId, messageId)).toMatchObject({ needsStaff: true, putRight: [] });
  });

  test('waits for the decision whether the family wants no more texts', async () => {
    const { messageId } = await write(await stage.family(), 'leave us alone already');
    const open = await stage.rt.db
      .selectFrom('consentDecision')
      .select('id')
      .where('messageId', '=', messageId)
      .execute();
    expect(open).toHaveLength(1);
    await expect(put(stage.liaison, messageId, { part: 'request', needed: false })).rejects.toMatchObject({
      code: 'decision_open',
      status: 409,
    });
  });
});

describe('who may put right', () => {
  test('is whoever may read the text: nobody of another school, no teacher of another class', async () => {
    const { conversationId, messageId } = await answered('4');
    const { changeId } = await put(stage.liaison, messageId, { part: 'answer', was: 4, value: 3 });
    const there = await buildStaff(stage.rt.db, {});
    const teacher = await buildStaff(stage.rt.db, { role: 'teacher', schoolIds: [stage.school.schoolId] });
    for (const stranger of [there, teacher]) {
      for (const reading of [
        { part: 'answer', was: 3, value: 1 },
        { part: 'topic', was: 'other', topic: 'meals' },
        { part: 'urgent', urgent: true },
        { part: 'request', needed: true },
      ] as const) {
        await expect(put(stranger, messageId, reading)).rejects.toMatchObject({ status: 404 });
      }
      await expect(undo(stranger, messageId, changeId)).rejects.toMatchObject({ status: 404 });
    }
    expect(await text(conversationId, messageId)).toMatchObject({ answer: { value: 3 } });
  });

  test('and nobody before the program has read it', async () => {
    const { conversationId, messageId } = await write(await stage.family(), question);
    await stage.rt.db
      .updateTable('message')
      .set({ processing: 'pending' })
      .where('id', '=', messageId)
      .execute();
    expect(await text(conversationId, messageId)).toMatchObject({ readAs: null, asked: null });
    await expect(put(stage.liaison, messageId, { part: 'urgent', urgent: true })).rejects.toMatchObject({
      code: 'not_read',
      status: 409,
    });
    await stage.rt.db
      .updateTable('message')
      .set({ processing: 'done' })
      .where('id', '=', messageId)
      .execute();
  });

  test('pages are told of each change, and of the nudge whose results are others now', async () => {
    const { conversationId, messageId } = await answered('4');
    const before = stage.published.length;
    await put(stage.liaison, messageId, { part: 'answer', was: 4, value: 3 });
    expect(stage.published.slice(before)).toMatchObject([
      { kind: 'conversation', id: conversationId },
      { kind: 'nudge' },
    ]);
  });
});
