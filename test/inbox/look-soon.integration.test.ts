import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { SignedInStaff } from '../../src/auth/signed-in-staff.js';
import { closeRequestsOf } from '../../src/conversations/requests.queries.js';
import { escalateLooks } from '../../src/inbox/escalate-looks.js';
import { listConversations } from '../../src/inbox/list.js';
import { lookAtText } from '../../src/inbox/look-soon.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { changeState } from '../../src/inbox/state.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import type { ListView } from '../../src/inbox/list.queries.js';
import { startTexting } from '../inbound/texting-stage.js';
import { buildStaff, type BuiltStaff } from '../support/builders.js';

const ordinary = '¿A qué hora sale el camión mañana?';
const marked = 'se pasa la noche escribiendo cartas para todos y casi no come';
const urgent = 'mi papa me pega';

const monday = new Date('2026-11-23T18:00:00Z');
/** After the deadline: the clock of a test goes on by itself. */
const tuesday = new Date('2026-11-24T18:10:00Z');

let stage: Awaited<ReturnType<typeof startTexting>>;
beforeAll(async () => {
  stage = await startTexting();
}, 120_000);
afterAll(() => stage.close());

let liaison: SignedInStaff;
let admin: BuiltStaff;
beforeEach(async () => {
  stage.clock.moveTo(monday);
  const { db } = stage.rt;
  // Each test has the school's inbox for itself.
  await db.updateTable('request').set({ status: 'done', closedAt: monday }).execute();
  await db.updateTable('conversation').set({ state: 'closed', urgent: false, lookSoon: false }).execute();
  await db.updateTable('staff').set({ active: false }).where('role', '=', 'school_admin').execute();
  const here = { schoolIds: [stage.school.schoolId] };
  liaison = await buildStaff(db, { languages: ['en', 'es'], ...here });
  admin = await buildStaff(db, { role: 'school_admin', ...here });
});

const list = async (view: ListView, who: SignedInStaff = liaison) =>
  listConversations(stage.rt, who, { view, limit: 30 });

/** A family of the school writes a text; with it what came of it. */
async function write(body: string, from?: { e164: string }) {
  const address = from ?? (await stage.family());
  const { conversationId, said } = await stage.write(address, body);
  const { id: messageId } = await stage.rt.db
    .selectFrom('message')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'in')
    .orderBy('position', 'desc')
    .executeTakeFirstOrThrow();
  return { address, conversationId, messageId, said };
}

const conversationOf = (id: string) =>
  stage.rt.db
    .selectFrom('conversation')
    .select(['state', 'urgent', 'lookSoon', 'assigneeStaffId'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

describe('a text that may be about danger', () => {
  test('stands after the urgent and before the ordinary ones in every view, however old it is', async () => {
    const first = await write(urgent);
    const second = await write(marked);
    const third = await write(ordinary);
    for (const view of ['open', 'all'] as const) {
      const { items } = await list(view);
      expect(items.slice(0, 3).map((item) => item.id)).toEqual([
        first.conversationId,
        second.conversationId,
        third.conversationId,
      ]);
      expect(items.slice(0, 3).map((item) => [item.urgent, item.lookSoon])).toEqual([
        [true, false],
        [false, true],
        [false, false],
      ]);
    }
    const view = await list('lookSoon');
    expect(view.items.map((item) => item.id)).toEqual([second.conversationId]);
    expect(view.counts).toMatchObject({ urgent: 1, lookSoon: 1, open: 3 });
  });

  test('is read page by page in the same order, each once', async () => {
    const wanted: string[] = [];
    for (const body of [urgent, marked, marked, ordinary, ordinary]) {
      wanted.push((await write(body)).conversationId);
    }
    const [alarm, older, newer, bus, laterBus] = wanted;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listConversations(stage.rt, liaison, { view: 'open', limit: 2, cursor });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([alarm, newer, older, laterBus, bus]);
  });

  test('says why in plain words, raises no alarm, and brings the family no text about danger', async () => {
    const { conversationId, messageId, said } = await write(marked);
    const { conversation, looks, messages } = await readThread(stage.rt, liaison, conversationId);
    expect(conversation).toMatchObject({ urgent: false, lookSoon: true, state: 'open' });
    expect(looks).toEqual([
      expect.objectContaining({
        messageId,
        text: marked,
        language: 'es',
        reasons: [expect.stringContaining('May be about danger')],
        dueAt: expect.stringContaining('2026-11-24T18:00'),
        escalatedAt: null,
      }),
    ]);
    const [text] = messages;
    expect(text).toMatchObject({ id: messageId, urgent: false, lookSoon: { looked: null } });
    expect(text?.routeReasons).toContain('look at it soon: it may be about danger');
    expect(said).toHaveLength(1);
    const sent = await stage.rt.db
      .selectFrom('message')
      .select('subtype')
      .where('conversationId', '=', conversationId)
      .where('direction', '=', 'out')
      .execute();
    expect(sent.map((one) => one.subtype)).toEqual(['received']);
  });

  test('stays something to do when staff answered, and the thread is not closed over it', async () => {
    const { conversationId } = await write(marked);
    const input = { text: 'Thank you.', translation: 'Gracias.', afterPosition: 1 };
    await replyToFamily(stage.rt, liaison, conversationId, input, newId());
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'open', lookSoon: true });
    await expect(changeState(stage.rt, liaison, conversationId, 'closed')).rejects.toMatchObject({
      code: 'look_open',
      status: 409,
    });
  });

  test('is not done by what settles a wish about the texting', async () => {
    const { conversationId, messageId } = await write(marked);
    await stage.rt.db
      .transaction()
      .execute((trx) => closeRequestsOf(trx, stage.rt.clock.now(), [messageId], liaison.id));
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'open', lookSoon: true });
  });

  test('needs somebody also where it answers a question of a nudge', async () => {
    const address = await stage.family();
    await stage.nudge();
    const { conversationId } = await write(marked, address);
    const { assigneeStaffId, ...row } = await conversationOf(conversationId);
    expect(row).toMatchObject({ state: 'open', lookSoon: true });
    expect(assigneeStaffId).not.toBe(stage.school.teacher.id);
    // The answer is kept and thanked for as ever.
    const { messages } = await readThread(stage.rt, liaison, conversationId);
    expect(messages.find((one) => one.text === marked)?.answer).not.toBeNull();
    expect(messages.at(-1)).toMatchObject({ purpose: 'system', subtype: 'flow' });
  });
});

describe('somebody who looked', () => {
  test('takes the mark away, can take that back, and pages are told each time', async () => {
    const { conversationId, messageId } = await write(marked);
    const before = stage.published.length;
    await lookAtText(stage.rt, liaison, messageId, 'no_worry');
    expect(await conversationOf(conversationId)).toMatchObject({ lookSoon: false, urgent: false });
    expect((await list('lookSoon')).items).toEqual([]);
    const after = await readThread(stage.rt, liaison, conversationId);
    expect(after.looks).toEqual([]);
    expect(after.messages[0]?.lookSoon?.looked).toMatchObject({ by: liaison.name, outcome: 'no_worry' });

    await lookAtText(stage.rt, liaison, messageId, null);
    expect(await conversationOf(conversationId)).toMatchObject({ lookSoon: true });
    expect((await readThread(stage.rt, liaison, conversationId)).looks).toHaveLength(1);
    const told = { kind: 'conversation', id: conversationId, schoolId: stage.school.schoolId };
    expect(stage.published.slice(before)).toEqual([told, told]);
    const { rows } = await sql<{ outcome: string | null }>`
      select detail ->> 'outcome' as outcome from audit_event
      where subject = ${`message:${messageId}`} and action = 'message.looked_at' order by id`.execute(
      stage.rt.db,
    );
    expect(rows.map((row) => row.outcome)).toEqual(['no_worry', null]);
  });

  test('raises the alarm by hand without a text to the family, and takes that back', async () => {
    const { conversationId, messageId, said } = await write(marked);
    await lookAtText(stage.rt, liaison, messageId, 'urgent');
    expect(await conversationOf(conversationId)).toMatchObject({ urgent: true, lookSoon: false });
    const { messages } = await readThread(stage.rt, liaison, conversationId);
    expect(messages[0]).toMatchObject({ urgent: true, lookSoon: { looked: { outcome: 'urgent' } } });
    expect(await stage.saidIn(conversationId)).toEqual(said);
    await lookAtText(stage.rt, liaison, messageId, null);
    expect(await conversationOf(conversationId)).toMatchObject({ urgent: false, lookSoon: true });
  });

  test('opens a closed thread again where the mark comes back', async () => {
    const { conversationId, messageId } = await write(marked);
    await lookAtText(stage.rt, liaison, messageId, 'no_worry');
    await changeState(stage.rt, liaison, conversationId, 'closed');
    await lookAtText(stage.rt, liaison, messageId, null);
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'open', lookSoon: true });
  });

  test('is told when somebody else looked before, and when there is nothing to take back', async () => {
    const { messageId } = await write(marked);
    await expect(lookAtText(stage.rt, liaison, messageId, null)).rejects.toMatchObject({
      code: 'not_looked',
    });
    await lookAtText(stage.rt, admin, messageId, 'urgent');
    await expect(lookAtText(stage.rt, liaison, messageId, 'no_worry')).rejects.toMatchObject({
      code: 'looked',
      status: 409,
    });
  });

  test('leaves the mark of another text of the same family', async () => {
    const { address, conversationId, messageId } = await write(marked);
    const second = await write(`ayer igual, ${marked}`, address);
    await lookAtText(stage.rt, liaison, messageId, 'no_worry');
    const { looks, conversation } = await readThread(stage.rt, liaison, conversationId);
    expect(looks.map((look) => look.messageId)).toEqual([second.messageId]);
    expect(conversation.lookSoon).toBe(true);
  });
});

describe('who sees the mark', () => {
  test('is whoever may read the text: not a teacher of another class, nor another school', async () => {
    const { conversationId, messageId } = await write(marked);
    const there = await buildStaff(stage.rt.db, {});
    const teacher = await buildStaff(stage.rt.db, { role: 'teacher', schoolIds: [stage.school.schoolId] });
    for (const stranger of [there, teacher]) {
      expect((await list('lookSoon', stranger)).items).toEqual([]);
      expect((await list('all', stranger)).counts.lookSoon).toBe(0);
      await expect(lookAtText(stage.rt, stranger, messageId, 'no_worry')).rejects.toMatchObject({
        status: 404,
      });
    }
    expect(await conversationOf(conversationId)).toMatchObject({ lookSoon: true });
  });

  test('a teacher who has the thread, but may not read that text, sees no mark', async () => {
    const { conversationId, messageId } = await write(marked);
    const teacher = await buildStaff(stage.rt.db, { role: 'teacher', schoolIds: [stage.school.schoolId] });
    await stage.rt.db
      .updateTable('conversation')
      .set({ assigneeStaffId: teacher.id })
      .where('id', '=', conversationId)
      .execute();
    const view = await list('mine', teacher);
    expect(view.items).toMatchObject([{ id: conversationId, lookSoon: false }]);
    expect(view.counts).toMatchObject({ mine: 1, lookSoon: 0 });
    expect((await readThread(stage.rt, teacher, conversationId)).looks).toEqual([]);
    await expect(lookAtText(stage.rt, teacher, messageId, 'no_worry')).rejects.toMatchObject({ status: 404 });
  });
});

describe('a marked text nobody looked at within one school day', () => {
  test('goes to the administrator of the school, once, and keeps its mark', async () => {
    const { conversationId } = await write(marked);
    expect(await escalateLooks(stage.rt)).toBe(0);
    stage.clock.moveTo(tuesday);
    expect(await escalateLooks(stage.rt)).toBe(1);
    expect(await conversationOf(conversationId)).toMatchObject({
      assigneeStaffId: admin.id,
      lookSoon: true,
      state: 'open',
    });
    const { history, looks, requests } = await readThread(stage.rt, admin, conversationId);
    expect(history[0]).toMatchObject({
      to: admin.name,
      by: null,
      reason: 'nobody looked within one school day at a text that may be about danger',
    });
    expect(looks[0]?.escalatedAt).not.toBeNull();
    expect(requests[0]?.assignee?.id).toBe(admin.id);
    expect(await escalateLooks(stage.rt)).toBe(0);
  });

  test('does not where somebody has looked', async () => {
    const { conversationId, messageId } = await write(marked);
    await lookAtText(stage.rt, liaison, messageId, 'no_worry');
    stage.clock.moveTo(tuesday);
    expect(await escalateLooks(stage.rt)).toBe(0);
    expect((await conversationOf(conversationId)).assigneeStaffId).not.toBe(admin.id);
  });
});
