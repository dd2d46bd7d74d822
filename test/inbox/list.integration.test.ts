import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendMessage } from '../../src/conversations/conversations.queries.js';
import { listConversations } from '../../src/inbox/list.js';
import {
  builtAt,
  buildAddress,
  buildAnswer,
  buildConversation,
  buildGuardian,
  buildInbound,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
} from '../support/builders.js';
import { buildDesk, buildFamily } from './desk.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());

const minutesLater = (minutes: number): Date => new Date(builtAt.getTime() + minutes * 60_000);

describe('the list', () => {
  test('shows who wrote what in which language, and since when they wait', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { conversationId } = await buildFamily(inbox.rt.db, schoolId, {
      guardian: 'Rosa Medina',
      given: 'Luis',
      family: 'Medina',
    });
    const { messageId, position } = await buildRequest(db, conversationId, { text: 'el camion no paso hoy' });
    await db
      .insertInto('messageTranslation')
      .values({
        messageId,
        language: 'en',
        text: 'The bus did not come today',
        engine: 'phrasebook',
        quality: 'approved',
        staffId: null,
        createdAt: builtAt,
      })
      .execute();
    const { items } = await listConversations(inbox.rt, liaison, { view: 'open', limit: 30 });
    expect(items).toEqual([
      expect.objectContaining({
        id: conversationId,
        familyName: 'Rosa Medina',
        students: ['Luis Medina'],
        language: 'es',
        state: 'open',
        urgent: false,
        assignee: null,
        waitingSince: builtAt.toISOString(),
        lastPosition: position,
        needsAttention: false,
        lastMessage: {
          direction: 'in',
          text: 'el camion no paso hoy',
          holds: 'words',
          translation: 'The bus did not come today',
          language: 'es',
          createdAt: builtAt.toISOString(),
        },
      }),
    ]);
  });

  test.each([
    ['call', { text: '', subtype: 'missed_call' }],
    [
      'attachment',
      { text: ' ', media: JSON.stringify([{ url: 'https://example.org/1', contentType: 'image/png' }]) },
    ],
    ['nothing', { text: '' }],
  ])('says what came where there are no words: %s', async (holds, came) => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { conversationId } = await buildConversation(db, { schoolId });
    await buildInbound(db, conversationId, came);
    const { items } = await listConversations(inbox.rt, liaison, { view: 'all', limit: 30 });
    expect(items.map((item) => item.lastMessage?.holds)).toEqual([holds]);
  });

  test('goes on showing what a waiting family asked when a text to many has gone out since', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { conversationId, lineId } = await buildConversation(db, { schoolId });
    await buildRequest(db, conversationId, { text: 'el camion no paso hoy' });
    await db.transaction().execute((trx) =>
      appendMessage(trx, minutesLater(5), conversationId, {
        direction: 'out',
        purpose: 'learning',
        senderRole: 'teacher',
        text: 'Lean un cuento juntos',
        lineId,
      }),
    );
    const shown = async (): Promise<string | undefined> => {
      const { items } = await listConversations(inbox.rt, liaison, { view: 'all', limit: 30 });
      return items[0]?.lastMessage?.text;
    };
    expect(await shown()).toBe('el camion no paso hoy');
    await db
      .updateTable('conversation')
      .set({ state: 'closed', waitingSince: null })
      .where('id', '=', conversationId)
      .execute();
    expect(await shown()).toBe('Lean un cuento juntos');
  });

  test('goes on showing what a waiting family asked when it has only answered and thanked since', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { conversationId } = await buildConversation(db, { schoolId });
    await buildRequest(db, conversationId, { text: '孩子今天不舒服' });
    await buildAnswer(db, conversationId, { text: '读了', value: true });
    await buildInbound(db, conversationId, { text: '❤️' });
    const shown = async (): Promise<string | undefined> => {
      const { items } = await listConversations(inbox.rt, liaison, { view: 'all', limit: 30 });
      return items[0]?.lastMessage?.text;
    };
    expect(await shown()).toBe('孩子今天不舒服');
    await db
      .updateTable('conversation')
      .set({ state: 'closed', waitingSince: null })
      .where('id', '=', conversationId)
      .execute();
    expect(await shown()).toBe('❤️');
  });

  test('shows a teacher what she may read, where the family waits for something else', async () => {
    const { db } = inbox.rt;
    const { schoolId } = await buildSchool(db);
    const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
    const { conversationId } = await buildConversation(db, { schoolId });
    await buildRequest(db, conversationId, { text: 'for the office alone' });
    await buildAnswer(db, conversationId, { teacherId: teacher.id, text: 'four', value: 4 });
    const { items } = await listConversations(inbox.rt, teacher, { view: 'all', limit: 30 });
    expect(items.map((item) => item.lastMessage?.text)).toEqual(['four']);
  });

  test('names everybody on a shared phone, and nobody behind an unknown number', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { studentId } = await buildStudent(db, { schoolId });
    const { addressId } = await buildGuardian(db, { name: 'Rosa Medina', studentIds: [studentId] });
    await buildGuardian(db, { name: 'Jorge Medina', studentIds: [studentId], addressId });
    await buildConversation(db, { schoolId, addressId });
    const unknown = await buildAddress(db, { e164: '+12035550142' });
    await buildConversation(db, { schoolId, addressId: unknown.addressId });
    const { items } = await listConversations(inbox.rt, liaison, { view: 'all', limit: 30 });
    expect(items.map((item) => item.familyName).sort()).toEqual([
      '+1203•••0142',
      'Jorge Medina or Rosa Medina',
    ]);
  });

  test('leaves out children and guardians of another school on the same phone', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const here = await buildStudent(db, { schoolId, givenName: 'Luis', familyName: 'Medina' });
    const elsewhere = await buildStudent(db, { givenName: 'Ana', familyName: 'Quispe' });
    const { addressId } = await buildGuardian(db, { name: 'Rosa Medina', studentIds: [here.studentId] });
    await buildGuardian(db, { name: 'Elena Quispe', studentIds: [elsewhere.studentId], addressId });
    await buildConversation(db, { schoolId, addressId });
    const { items } = await listConversations(inbox.rt, liaison, { view: 'all', limit: 30 });
    expect(items).toMatchObject([{ familyName: 'Rosa Medina', students: ['Luis Medina'] }]);
    const found = await listConversations(inbox.rt, liaison, { view: 'all', search: 'quispe', limit: 30 });
    expect(found.items).toEqual([]);
  });

  test('goes through every conversation once, page by page, also where times are equal', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const made = new Set<string>();
    for (let n = 0; n < 7; n += 1) {
      const { conversationId } = await buildConversation(db, { schoolId });
      await buildInbound(db, conversationId, { at: minutesLater(Math.floor(n / 3)) });
      made.add(conversationId);
    }
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listConversations(inbox.rt, liaison, {
        view: 'all',
        limit: 2,
        cursor: cursor ?? undefined,
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(7);
    expect(new Set(seen)).toEqual(made);
  });

  test('refuses a cursor that is not ours', async () => {
    const { liaison } = await buildDesk(inbox.rt.db);
    await expect(
      listConversations(inbox.rt, liaison, { view: 'all', limit: 2, cursor: 'eyJ4IjoxfQ' }),
    ).rejects.toMatchObject({ code: 'bad_cursor', status: 400 });
  });
});

describe('the views', () => {
  test('hold what they are named for, and their sizes agree with them', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const build = async (columns: object): Promise<string> =>
      (await buildConversation(db, { schoolId, ...columns })).conversationId;
    const mine = await build({ state: 'open', assigneeStaffId: liaison.id });
    const mineWaiting = await build({ state: 'waiting', assigneeStaffId: liaison.id });
    const nobodys = await build({ state: 'open' });
    const urgent = await build({ state: 'open', urgent: true });
    const closed = await build({ state: 'closed' });
    const view = async (name: 'mine' | 'unassigned' | 'urgent' | 'open' | 'all') => {
      const { items, counts } = await listConversations(inbox.rt, liaison, { view: name, limit: 30 });
      return { ids: new Set(items.map((item) => item.id)), counts };
    };
    expect((await view('mine')).ids).toEqual(new Set([mine, mineWaiting]));
    expect((await view('unassigned')).ids).toEqual(new Set([nobodys, urgent]));
    expect((await view('urgent')).ids).toEqual(new Set([urgent]));
    expect((await view('open')).ids).toEqual(new Set([mine, nobodys, urgent]));
    expect((await view('all')).ids).toEqual(new Set([mine, mineWaiting, nobodys, urgent, closed]));
    expect((await view('all')).counts).toEqual({
      mine: 2,
      unassigned: 2,
      urgent: 1,
      lookSoon: 0,
      open: 3,
    });
  });

  test('of one school leave out the others, also in their sizes', async () => {
    const { db } = inbox.rt;
    const { schoolId } = await buildSchool(db);
    const other = await buildSchool(db);
    const liaison = await buildStaff(db, { schoolIds: [schoolId, other.schoolId] });
    const { conversationId } = await buildConversation(db, { schoolId, state: 'open' });
    await buildConversation(db, { schoolId: other.schoolId, state: 'open' });
    const page = await listConversations(inbox.rt, liaison, { view: 'open', schoolId, limit: 30 });
    expect(page.items.map((item) => item.id)).toEqual([conversationId]);
    expect(page.counts.open).toBe(1);
  });

  test('a text that could not be understood asks for attention until staff answered', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { conversationId } = await buildConversation(db, { schoolId, state: 'open' });
    const { position } = await buildInbound(db, conversationId, { processing: 'parked' });
    const attention = async () =>
      (await listConversations(inbox.rt, liaison, { view: 'all', limit: 30 })).items[0]?.needsAttention;
    expect(await attention()).toBe(true);
    const { replyToFamily } = await import('../../src/inbox/reply.js');
    await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'Hola', translation: 'Hola', afterPosition: position },
      'attention',
    );
    expect(await attention()).toBe(false);
  });
});
