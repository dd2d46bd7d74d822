import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { assignTo } from '../../src/inbox/assign.js';
import { previewReply } from '../../src/inbox/preview.js';
import { listReadyReplies } from '../../src/inbox/ready-replies.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { changeState } from '../../src/inbox/state.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import {
  builtAt,
  buildAnswer,
  buildClass,
  buildConversation,
  buildGuardian,
  buildInbound,
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

async function buildScene() {
  const { db } = inbox.rt;
  const { schoolId, lineId } = await buildSchool(db);
  const liaison = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
  const { classId, name: className } = await buildClass(db, { schoolId, teacherId: teacher.id });
  const { studentId } = await buildStudent(db, { classId, givenName: 'Luis', familyName: 'Medina' });
  const { addressId, name: guardian } = await buildGuardian(db, { studentIds: [studentId], language: 'es' });
  const { conversationId } = await buildConversation(db, { schoolId, addressId });
  return { schoolId, lineId, liaison, teacher, className, studentId, addressId, guardian, conversationId };
}

const conversationOf = (id: string) =>
  inbox.rt.db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('the thread', () => {
  test('is as of one moment: what is received while it is being read is there as a whole, or not at all', async () => {
    const { liaison, conversationId } = await buildScene();
    const { db } = inbox.rt;
    let isFirst = true;
    const slow = db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        if (isFirst) {
          isFirst = false;
          const text = 'No hay camión';
          await buildRequest(db, conversationId, { text, assigneeStaffId: liaison.id });
        }
        return result;
      },
    });
    const during = await readThread({ ...inbox.rt, db: slow }, liaison, conversationId);
    expect(during.messages).toEqual([]);
    expect(during.requests).toEqual([]);
    const after = await readThread(inbox.rt, liaison, conversationId);
    expect(after.messages).toMatchObject([{ text: 'No hay camión' }]);
    expect(after.requests).toMatchObject([{ assignee: { id: liaison.id } }]);
  });

  test('shows why a text came here, what it answered, and what family it is', async () => {
    const { db } = inbox.rt;
    const { liaison, teacher, conversationId, guardian, className } = await buildScene();
    const { messageId } = await buildAnswer(db, conversationId, {
      teacherId: teacher.id,
      text: 'leyó mucho',
    });
    await db
      .insertInto('routeDecision')
      .values({
        id: newId(),
        messageId,
        assigneeStaffId: liaison.id,
        list: 'urgent',
        topic: 'learning',
        reasons: JSON.stringify(['It is about learning.', 'You speak Spanish.']),
        createdAt: builtAt,
      })
      .execute();
    const thread = await readThread(inbox.rt, liaison, conversationId);
    expect(thread.messages).toMatchObject([
      {
        text: 'leyó mucho',
        topic: 'learning',
        urgent: true,
        routeReasons: ['It is about learning.', 'You speak Spanish.'],
        answer: { question: 'What did you read today?', value: 'leyó mucho', comment: null },
        delivery: null,
      },
    ]);
    expect(thread.family).toMatchObject({
      language: 'es',
      guardians: [{ name: guardian, homeLanguage: 'es' }],
      students: [{ name: 'Luis Medina', classes: [className], relationships: ['mother'] }],
      consent: { state: 'subscribed', since: null, carrierBlocked: false },
      learningThisWeek: 0,
    });
  });

  test('shows the newest fifty texts in their order, and the earlier ones before a position', async () => {
    const { liaison, conversationId } = await buildScene();
    for (let n = 1; n <= 53; n += 1) await buildInbound(inbox.rt.db, conversationId, { text: `${n}` });
    const newest = await readThread(inbox.rt, liaison, conversationId);
    expect(newest.messages.map((message) => message.position)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 4),
    );
    expect(newest.hasEarlier).toBe(true);
    const earlier = await readThread(inbox.rt, liaison, conversationId, 4);
    expect(earlier.messages.map((message) => message.text)).toEqual(['1', '2', '3']);
    expect(earlier.hasEarlier).toBe(false);
  });

  test('shows a teacher the texts about her student, with the number masked', async () => {
    const { db } = inbox.rt;
    const { teacher, liaison, conversationId, studentId, addressId } = await buildScene();
    await buildInbound(db, conversationId, { text: 'about Luis', studentId });
    await buildInbound(db, conversationId, { text: 'about nobody yet' });
    const thread = await readThread(inbox.rt, teacher, conversationId);
    expect(thread.messages.map((message) => message.text)).toEqual(['about Luis']);
    expect(thread.conversation.lastMessage?.text).toBe('about Luis');
    const { e164 } = await db
      .selectFrom('address')
      .select('e164')
      .where('id', '=', addressId)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(thread)).not.toContain(e164);
    expect((await readThread(inbox.rt, liaison, conversationId)).family.number).toBe(e164);
  });

  test('does not show a teacher requests whose texts she may not read', async () => {
    const { teacher, liaison, conversationId, studentId } = await buildScene();
    await buildRequest(inbox.rt.db, conversationId, { messageStudentId: studentId });
    await buildRequest(inbox.rt.db, conversationId, { topic: 'health' });
    expect((await readThread(inbox.rt, teacher, conversationId)).requests).toHaveLength(1);
    expect((await readThread(inbox.rt, liaison, conversationId)).requests).toHaveLength(2);
  });

  test('says in words what became of a text', async () => {
    const { liaison, conversationId } = await buildScene();
    const { messageId } = await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'Hola', translation: 'Hola', afterPosition: 0 },
      newId(),
    );
    const explained = async (columns: object): Promise<unknown> => {
      await inbox.rt.db.updateTable('delivery').set(columns).where('messageId', '=', messageId).execute();
      const { messages } = await readThread(inbox.rt, liaison, conversationId);
      return messages.at(-1)?.delivery;
    };
    const reason = 'this number cannot receive texts';
    expect(await explained({ state: 'failed', reason, errorCode: 30006 })).toMatchObject({
      explanation: `not delivered: ${reason}`,
      errorCode: 30006,
    });
    const until = new Date('2026-11-24T14:00:00Z');
    expect(
      await explained({ state: 'waiting', reason: 'waits for 09:00', nextAttemptAt: until }),
    ).toMatchObject({ explanation: 'waits for 09:00', waitsUntil: until.toISOString() });
    expect(await explained({ state: 'delivered', reason: null })).toMatchObject({
      explanation: 'delivered',
      waitsUntil: null,
    });
  });
});

describe('giving a conversation to somebody', () => {
  test('moves its open requests along, and says who did it', async () => {
    const { liaison, teacher, conversationId } = await buildScene();
    await buildRequest(inbox.rt.db, conversationId);
    await assignTo(inbox.rt, liaison, conversationId, teacher.id);
    const { requests, history, conversation } = await readThread(inbox.rt, liaison, conversationId);
    expect(conversation.assignee).toEqual({ id: teacher.id, name: teacher.name });
    expect(requests[0]?.assignee?.id).toBe(teacher.id);
    expect(history).toMatchObject([
      { by: liaison.name, to: teacher.name, reason: `${liaison.name} gave it to ${teacher.name}.` },
    ]);
  });

  test('twice to the same person is one entry', async () => {
    const { liaison, conversationId } = await buildScene();
    await assignTo(inbox.rt, liaison, conversationId, liaison.id);
    await assignTo(inbox.rt, liaison, conversationId, liaison.id);
    expect((await readThread(inbox.rt, liaison, conversationId)).history).toHaveLength(1);
  });

  test('is refused for people of another school, people who left, and nobody known', async () => {
    const { liaison, schoolId, conversationId } = await buildScene();
    const elsewhere = await buildStaff(inbox.rt.db);
    const left = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], active: false });
    for (const staffId of [elsewhere.id, left.id, newId()]) {
      await expect(assignTo(inbox.rt, liaison, conversationId, staffId)).rejects.toMatchObject({
        status: 400,
        code: 'assignee_unknown',
      });
    }
  });

  test('is for a teacher only handing it on', async () => {
    const { liaison, teacher, conversationId, studentId } = await buildScene();
    await buildInbound(inbox.rt.db, conversationId, { studentId });
    await expect(assignTo(inbox.rt, teacher, conversationId, teacher.id)).rejects.toMatchObject({
      status: 403,
    });
    await assignTo(inbox.rt, teacher, conversationId, liaison.id);
    expect((await conversationOf(conversationId)).assigneeStaffId).toBe(liaison.id);
  });
});

describe('closing', () => {
  test('settles what is open, and opening takes exactly that back', async () => {
    const { liaison, conversationId } = await buildScene();
    const old = await buildRequest(inbox.rt.db, conversationId);
    await changeState(inbox.rt, liaison, conversationId, 'closed');
    inbox.setNow(new Date('2026-11-23T16:00:00Z'));
    const later = new Date(builtAt.getTime() + 60_000);
    const recent = await buildRequest(inbox.rt.db, conversationId, { at: later, urgent: true });
    await changeState(inbox.rt, liaison, conversationId, 'closed');
    expect(await conversationOf(conversationId)).toMatchObject({
      state: 'closed',
      urgent: false,
      waitingSince: null,
    });
    await changeState(inbox.rt, liaison, conversationId, 'open');
    expect(await conversationOf(conversationId)).toMatchObject({
      state: 'open',
      urgent: true,
      waitingSince: later,
    });
    const { requests } = await readThread(inbox.rt, liaison, conversationId);
    expect(requests.map(({ id, status }) => [id, status])).toEqual([
      [recent.requestId, 'open'],
      [old.requestId, 'done'],
    ]);
  });

  test('and opening a thread without requests leaves it open', async () => {
    const { liaison, conversationId } = await buildScene();
    await changeState(inbox.rt, liaison, conversationId, 'open');
    expect((await conversationOf(conversationId)).state).toBe('open');
  });
});

describe('before sending', () => {
  test('the preview shows what the family would get, and stores nothing', async () => {
    const { liaison, conversationId } = await buildScene();
    const shown = await previewReply(inbox.rt, liaison, conversationId, {
      text: 'Thank you for your message.',
    });
    expect(shown).toMatchObject({
      language: 'es',
      status: 'translated',
      text: inbox.rt.texts.readyReplies('es').get('other.thanks'),
      engine: 'phrasebook',
      quality: 'approved',
      reason: null,
      segments: 1,
    });
    expect(await conversationOf(conversationId)).toMatchObject({ lastPosition: 0 });
  });

  test('the preview says why a text would be held', async () => {
    const { liaison, conversationId } = await buildScene();
    expect(
      await previewReply(inbox.rt, liaison, conversationId, {
        text: 'The moon is far away.',
      }),
    ).toMatchObject({
      status: 'untranslated',
      text: null,
      reason: 'No engine translates English to Spanish.',
    });
  });

  test('the preview counts and prices the words as they go out, look-alikes replaced', async () => {
    const { liaison, conversationId } = await buildScene();
    const english = `Wait… ${'please, '.repeat(20)}`.trim();
    inbox.useEngine('machine', { [english]: `Espere…\u00a0${'por favor, '.repeat(20)}`.trim() });
    const { rt } = inbox;
    const priced = {
      ...rt,
      config: { ...rt.config, price: { ...rt.config.price, perSegment: '0.0079', currency: 'USD' } },
    };
    const shown = await previewReply(priced, liaison, conversationId, { text: english });
    expect(shown).toMatchObject({ encoding: 'GSM-7', segments: 2, price: '$0.0158', tooLong: false });
    expect(shown.text).toMatch(/^Espere\.\.\. por favor,/);
    expect(await previewReply(rt, liaison, conversationId, { text: english })).toMatchObject({ price: null });
    expect(await previewReply(priced, liaison, conversationId, { text: 'Nobody knows.' })).toMatchObject({
      text: null,
      price: null,
    });
  });

  test('the preview says that a translation is too long, and how long it is', async () => {
    const { liaison, conversationId } = await buildScene();
    const english = 'The bus comes. '.repeat(100).trim();
    inbox.useEngine('machine', { [english]: 'Viene el autobús. '.repeat(100).trim() });
    expect(await previewReply(inbox.rt, liaison, conversationId, { text: english })).toMatchObject({
      tooLong: true,
      reason: expect.stringMatching(
        /^In Spanish this text is 1,856 characters long; at most 1,600 can be sent/,
      ),
    });
  });

  test('ready replies come in both languages, with what the thread knows', async () => {
    const { liaison, conversationId, className } = await buildScene();
    const { items, known, language } = await listReadyReplies(inbox.rt, liaison, conversationId);
    expect(language).toBe('es');
    expect(items.length).toBeGreaterThanOrEqual(40);
    expect(items.find((item) => item.key === 'transportation.busTime')).toEqual({
      key: 'transportation.busTime',
      topic: 'transportation',
      text: 'The bus for {student} comes at {time}.',
      translation: inbox.rt.texts.readyReplies('es').get('transportation.busTime'),
      placeholders: ['student', 'time'],
    });
    expect(known).toMatchObject({ student: 'Luis', staff: liaison.name, class: className });
  });
});
