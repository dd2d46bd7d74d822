import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assignTo } from '../../src/inbox/assign.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { changeState } from '../../src/inbox/state.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import {
  buildClass,
  buildConversation,
  buildGuardian,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());

/** A family nobody has yet, whose one child the teacher knows, and who asked about that child. */
async function buildScene() {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const liaison = await buildStaff(db, { schoolIds: [schoolId] });
  const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
  const { classId } = await buildClass(db, { schoolId, teacherId: teacher.id });
  const own = await buildStudent(db, { classId });
  const sibling = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, {
    language: 'en',
    studentIds: [own.studentId, sibling.studentId],
  });
  const { conversationId } = await buildConversation(db, { addressId, schoolId });
  const asked = { text: 'Is there homework?', messageStudentId: own.studentId };
  const { position } = await buildRequest(db, conversationId, asked);
  return { liaison, teacher, sibling: sibling.studentId, conversationId, position };
}

const reads = async (staff: Parameters<typeof readThread>[1], conversationId: string) =>
  (await readThread(inbox.rt, staff, conversationId)).messages.map(({ text }) => text);

const conversationOf = (id: string) =>
  inbox.rt.db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

const answer = (staff: Parameters<typeof readThread>[1], conversationId: string, afterPosition: number) =>
  replyToFamily(inbox.rt, staff, conversationId, { text: 'Page 12.', afterPosition }, newId());

describe('a teacher who reads a part of a thread', () => {
  test('reads no more of it by being the first to answer', async () => {
    const { teacher, sibling, conversationId } = await buildScene();
    const { db } = inbox.rt;
    await buildRequest(db, conversationId, { text: 'about no child' });
    const last = await buildRequest(db, conversationId, { text: 'private', messageStudentId: sibling });
    await answer(teacher, conversationId, last.position);
    expect(await reads(teacher, conversationId)).toEqual(['Is there homework?', 'Page 12.']);
    expect((await conversationOf(conversationId)).assigneeStaffId).toBeNull();
  });

  test('gets a thread she reads as a whole by being the first to answer', async () => {
    const { teacher, conversationId, position } = await buildScene();
    await answer(teacher, conversationId, position);
    expect((await conversationOf(conversationId)).assigneeStaffId).toBe(teacher.id);
  });

  test('closes nothing of what she may not read', async () => {
    const { teacher, liaison, sibling, conversationId } = await buildScene();
    const { db } = inbox.rt;
    await buildRequest(db, conversationId, {
      ...{ text: 'private', messageStudentId: sibling, urgent: true, assigneeStaffId: liaison.id },
    });
    await expect(changeState(inbox.rt, teacher, conversationId, 'closed')).rejects.toMatchObject({
      status: 409,
      code: 'others_open',
    });
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'open', urgent: true });
    await changeState(inbox.rt, liaison, conversationId, 'closed');
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'closed' });
  });

  test('takes nothing she may not read from whoever has it', async () => {
    const { teacher, liaison, sibling, conversationId } = await buildScene();
    const { db } = inbox.rt;
    await buildRequest(db, conversationId, { text: 'private', messageStudentId: sibling, urgent: true });
    await assignTo(inbox.rt, liaison, conversationId, liaison.id);
    await expect(assignTo(inbox.rt, teacher, conversationId, null)).rejects.toMatchObject({
      status: 409,
      code: 'others_open',
    });
    expect((await conversationOf(conversationId)).assigneeStaffId).toBe(liaison.id);
    await assignTo(inbox.rt, liaison, conversationId, null);
    expect((await conversationOf(conversationId)).assigneeStaffId).toBeNull();
  });

  test('closes a thread where nothing else is open', async () => {
    const { teacher, liaison, sibling, conversationId } = await buildScene();
    const { db } = inbox.rt;
    const settled = { status: 'done', closedAt: new Date(), closedByStaffId: liaison.id } as const;
    await buildRequest(db, conversationId, { text: 'private', messageStudentId: sibling, ...settled });
    await changeState(inbox.rt, teacher, conversationId, 'closed');
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'closed' });
  });

  test('leaves what she may not read to be answered', async () => {
    const { teacher, liaison, sibling, conversationId } = await buildScene();
    const { db } = inbox.rt;
    const last = await buildRequest(db, conversationId, {
      ...{ text: 'private', messageStudentId: sibling, assigneeStaffId: liaison.id },
    });
    await answer(teacher, conversationId, last.position);
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'open' });
    await answer(liaison, conversationId, last.position);
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'waiting' });
  });
});
