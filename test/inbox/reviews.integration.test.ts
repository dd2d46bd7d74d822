import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { queueTexts } from '../../src/delivery/queue-texts.js';
import { releaseHeld } from '../../src/inbox/release.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { listReviews } from '../../src/inbox/reviews.js';
import { newId } from '../../src/lib/ids.js';
import {
  buildConversation,
  buildGuardian,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => inbox.forget());

const english = 'Please bring a coat.';
const draft = 'Por favor traiga un abrigo.';
const monday = new Date('2026-11-23T15:00:00Z');

async function buildFamily(language: 'es' | 'ht', schoolId?: string) {
  const { db } = inbox.rt;
  inbox.useEngine('draft', { [english]: draft });
  const school = schoolId ?? (await buildSchool(db)).schoolId;
  const { studentId } = await buildStudent(db, { schoolId: school });
  const { addressId } = await buildGuardian(db, { language, studentIds: [studentId] });
  const { conversationId, lineId } = await buildConversation(db, { schoolId: school, addressId });
  const { position } = await buildRequest(db, conversationId);
  return { schoolId: school, addressId, conversationId, lineId, position };
}

async function reply(staff: BuiltStaff, conversationId: string, position: number, text = english) {
  const input = { text, afterPosition: position };
  const { messageId } = await replyToFamily(inbox.rt, staff, conversationId, input, newId());
  return messageId;
}

const reviewOf = (messageId: string) =>
  inbox.rt.db
    .selectFrom('translationReview')
    .selectAll()
    .where('messageId', '=', messageId)
    .executeTakeFirst();
const list = (staff: BuiltStaff, scope: 'mine' | 'others' = 'mine') =>
  listReviews(inbox.rt, staff, { scope, limit: 20 });

describe('a text that is held for its translation', () => {
  test('is given to a liaison who speaks the language, until the same time of the next school day', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, position } = await buildFamily('es');
    const writer = await buildStaff(db, { schoolIds: [schoolId] });
    await buildStaff(db, { schoolIds: [schoolId], role: 'school_admin', languages: ['en', 'es'] });
    const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    await db
      .insertInto('schoolDay')
      .values({
        schoolId,
        day: '2026-11-24',
        kind: 'holiday',
        note: null,
        setByStaffId: null,
        updatedAt: monday,
      })
      .execute();
    const messageId = await reply(writer, conversationId, position);
    expect(await reviewOf(messageId)).toMatchObject({
      ownerStaffId: speaker.id,
      language: 'es',
      state: 'open',
      isBulk: false,
      beforeText: draft,
      dueAt: new Date('2026-11-25T15:00:00Z'),
    });
  });

  test('is given to an administrator who speaks it before a liaison who does not, else to the liaison', async () => {
    const { db } = inbox.rt;
    const spanish = await buildFamily('es');
    const liaison = await buildStaff(db, { schoolIds: [spanish.schoolId] });
    const admin = await buildStaff(db, {
      schoolIds: [spanish.schoolId],
      role: 'school_admin',
      languages: ['en', 'es'],
    });
    const messageId = await reply(liaison, spanish.conversationId, spanish.position);
    expect(await reviewOf(messageId)).toMatchObject({ ownerStaffId: admin.id });
    const creole = await buildFamily('ht', spanish.schoolId);
    const untranslated = await reply(liaison, creole.conversationId, creole.position);
    expect(await reviewOf(untranslated)).toMatchObject({ ownerStaffId: liaison.id, beforeText: null });
  });

  test('is given to whoever of them has the fewest', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, position } = await buildFamily('es');
    const speakers = [
      await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] }),
      await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] }),
    ];
    const [writer] = speakers;
    if (!writer) throw new Error('nobody writes');
    const first = await reply(writer, conversationId, position);
    const second = await reply(writer, conversationId, position);
    const owners = [await reviewOf(first), await reviewOf(second)].map((review) => review?.ownerStaffId);
    expect(new Set(owners)).toEqual(new Set(speakers.map(({ id }) => id)));
  });

  test('is settled with what was edited and by whom when somebody lets it go', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, position } = await buildFamily('es');
    const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    const messageId = await reply(speaker, conversationId, position);
    const corrected = 'Traiga un abrigo, por favor.';
    await releaseHeld(inbox.rt, speaker, messageId, { how: 'with_translation', text: corrected }, newId());
    expect(await reviewOf(messageId)).toMatchObject({
      state: 'released',
      settledByStaffId: speaker.id,
      settledAt: monday,
      beforeText: draft,
      afterText: corrected,
    });
    expect((await list(speaker)).items).toEqual([]);
  });

  test('is settled without words when somebody discards it', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, position } = await buildFamily('es');
    const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    const messageId = await reply(speaker, conversationId, position);
    await releaseHeld(inbox.rt, speaker, messageId, { how: 'discard' }, newId());
    expect(await reviewOf(messageId)).toMatchObject({ state: 'discarded', afterText: null });
  });

  test('waits for a speaker when it is one of many, and not when it waits for being too long', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, addressId, lineId } = await buildFamily('es');
    const common = {
      ...{ conversationId, addressId, schoolId, lineId },
      purpose: 'learning',
      subtype: 'nudge',
      senderRole: 'teacher',
      text: english,
      language: 'en',
      bodyLanguage: 'es',
      priority: 5,
    } as const;
    const translation = {
      language: 'es',
      text: draft,
      engine: 'apertium',
      quality: 'draft',
      tier: 'hold',
    } as const;
    const [held, long] = await db.transaction().execute((trx) =>
      queueTexts(trx, monday, [
        { ...common, body: draft, translation, holdReason: 'This draft waits.' },
        { ...common, body: draft, holdReason: 'This text is too long.' },
      ]),
    );
    expect(await reviewOf(held?.messageId ?? '')).toMatchObject({
      isBulk: true,
      reason: 'This draft waits.',
    });
    expect(await reviewOf(long?.messageId ?? '')).toBeUndefined();
  });
});

describe('the list of texts that wait', () => {
  test('shows those of my languages apart from the rest of my schools, the most pressing first', async () => {
    const { db } = inbox.rt;
    const spanish = await buildFamily('es');
    const creole = await buildFamily('ht', spanish.schoolId);
    const { schoolId } = spanish;
    const writer = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    const creoleSpeaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'ht'] });
    const second = await reply(writer, creole.conversationId, creole.position);
    inbox.setNow(new Date(monday.getTime() - 3_600_000));
    const first = await reply(writer, creole.conversationId, creole.position, 'Another one.');
    inbox.setNow(monday);
    const other = await reply(writer, spanish.conversationId, spanish.position);
    const mine = await list(creoleSpeaker);
    expect(mine.items.map(({ messageId }) => messageId)).toEqual([first, second]);
    expect(mine.counts).toEqual({ mine: 2, others: 1, overdue: 0, interpreting: 0, interpretingMine: 0 });
    const others = await list(creoleSpeaker, 'others');
    expect(others.items).toMatchObject([
      { messageId: other, owner: { id: writer.id }, draft, mayReadDraft: false, isOverdue: false },
    ]);
  });

  test('goes on where a page ended', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, position } = await buildFamily('es');
    const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await reply(speaker, conversationId, position));
    const first = await listReviews(inbox.rt, speaker, { scope: 'mine', limit: 2 });
    const rest = await listReviews(inbox.rt, speaker, {
      scope: 'mine',
      limit: 2,
      cursor: first.nextCursor ?? '',
    });
    expect([...first.items, ...rest.items].map(({ messageId }) => messageId).sort()).toEqual(ids.sort());
    expect(rest.nextCursor).toBeNull();
  });

  test('leaves out a text that was given up for another reason', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, position } = await buildFamily('es');
    const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    const messageId = await reply(speaker, conversationId, position);
    await db.updateTable('delivery').set({ state: 'dropped' }).where('messageId', '=', messageId).execute();
    expect(await list(speaker)).toMatchObject({ items: [], counts: { mine: 0 } });
  });

  test('is not there for somebody of another school', async () => {
    const { db } = inbox.rt;
    const { schoolId, conversationId, position } = await buildFamily('es');
    const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    await reply(speaker, conversationId, position);
    const stranger = await buildStaff(db, { languages: ['en', 'es'] });
    expect((await list(stranger)).items).toEqual([]);
  });
});
