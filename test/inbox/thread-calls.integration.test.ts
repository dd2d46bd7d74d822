import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { finishCall } from '../../src/alerts/call-list.js';
import { openCalls, type NewCall } from '../../src/calls/calls.queries.js';
import { readThread } from '../../src/inbox/thread.js';
import {
  buildClass,
  buildConversation,
  buildGuardian,
  buildInbound,
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

async function buildScene() {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const liaison = await buildStaff(db, { schoolIds: [schoolId], name: 'Ana Ruiz' });
  const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
  const { classId } = await buildClass(db, { schoolId, teacherId: teacher.id });
  const { studentId } = await buildStudent(db, { classId });
  const { addressId } = await buildGuardian(db, { studentIds: [studentId], language: 'ar' });
  const { conversationId } = await buildConversation(db, { schoolId, addressId });
  const hers = await buildInbound(db, conversationId, { text: 'about her child', studentId });
  const others = await buildInbound(db, conversationId, { text: 'about something else' });
  return { schoolId, liaison, teacher, addressId, conversationId, hers, others };
}

async function openCall(call: Omit<NewCall, 'guardianId'>): Promise<string> {
  const { db, clock } = inbox.rt;
  await db.transaction().execute((trx) => openCalls(trx, clock.now(), [{ guardianId: null, ...call }]));
  const { id } = await db
    .selectFrom('callTask')
    .select('id')
    .where('reason', '=', call.reason)
    .executeTakeFirstOrThrow();
  return id;
}

describe('calls in a thread', () => {
  test('stand there once noted, with who called, when, why, and what came of it', async () => {
    const { schoolId, addressId, liaison, conversationId, hers } = await buildScene();
    const callId = await openCall({
      ...{ schoolId, addressId, messageId: hers.messageId },
      reason: 'Asked for a call in Arabic.',
    });
    const calls = async () => (await readThread(inbox.rt, liaison, conversationId)).calls;
    expect(await calls()).toEqual([]);
    inbox.forget();
    await finishCall(inbox.rt, liaison, callId, 'With an interpreter: she knows.');
    expect(await calls()).toEqual([
      {
        id: callId,
        at: inbox.rt.clock.now().toISOString(),
        by: 'Ana Ruiz',
        reason: 'Asked for a call in Arabic.',
        outcome: 'With an interpreter: she knows.',
      },
    ]);
    // Whoever has the thread open sees it come.
    expect(inbox.published).toContainEqual({ kind: 'conversation', id: conversationId, schoolId });
    const audited = await inbox.rt.db.selectFrom('auditEvent').selectAll().execute();
    expect(JSON.stringify(audited)).not.toContain('interpreter');
  });

  test('are shown to a teacher where they are about a text she may read, and no others', async () => {
    const { schoolId, addressId, liaison, teacher, conversationId, hers, others } = await buildScene();
    const about = { schoolId, addressId };
    for (const [reason, messageId] of [
      ['of her child', hers.messageId],
      ['of another matter', others.messageId],
      ['of no text', undefined],
    ] as const) {
      const call = { ...about, reason, ...(messageId !== undefined && { messageId }) };
      await finishCall(inbox.rt, liaison, await openCall(call), 'Reached her.');
    }
    const reasons = async (staff: typeof liaison) =>
      (await readThread(inbox.rt, staff, conversationId)).calls.map(({ reason }) => reason).toSorted();
    expect(await reasons(liaison)).toEqual(['of another matter', 'of her child', 'of no text']);
    expect(await reasons(teacher)).toEqual(['of her child']);
  });

  test('of another school or another family are not shown', async () => {
    const [scene, other] = [await buildScene(), await buildScene()];
    const { liaison, schoolId, addressId, conversationId } = scene;
    const elsewhere = { schoolId: other.schoolId, addressId, reason: 'the same number, another school' };
    const another = { schoolId, addressId: other.addressId, reason: 'the same school, another family' };
    await finishCall(inbox.rt, other.liaison, await openCall(elsewhere), 'Reached her.');
    await finishCall(inbox.rt, liaison, await openCall(another), 'Reached her.');
    expect((await readThread(inbox.rt, liaison, conversationId)).calls).toEqual([]);
    await expect(readThread(inbox.rt, other.liaison, conversationId)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
