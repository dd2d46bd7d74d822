import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { translateInbound } from '../../src/inbound/translate-text.js';
import { correctTranslation } from '../../src/inbox/correct-translation.js';
import { listInterpreterTasks, writeInterpreted } from '../../src/inbox/interpreter-tasks.js';
import { tendOverdueReviews } from '../../src/inbox/overdue-reviews.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { listReviews } from '../../src/inbox/reviews.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import { createTranslator } from '../../src/translation/translate.js';
import type { TranslationEngine } from '../../src/vendors/engines/engine.js';
import {
  buildConversation,
  buildGuardian,
  buildInbound,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;
const monday = new Date('2026-11-23T15:00:00Z');

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => {
  inbox.forget();
  inbox.setNow(monday);
});

/** A family writes in Pashto, or another language, and no engine here knows any. */
async function build(
  speaks: readonly string[] = [],
  { language, text } = { language: 'ps', text: 'زما زوی نن ناروغ دی او ښوونځي ته نشي راتلی' },
) {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const liaison = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', ...speaks] });
  const { studentId } = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, { language, studentIds: [studentId] });
  const { conversationId } = await buildConversation(db, { schoolId, addressId });
  const { messageId, position } = await buildInbound(db, conversationId, {
    ...{ text, language },
    ...{ translationState: 'pending', nextTranslationAt: monday },
  });
  await translateInbound(inbox.rt, messageId);
  return { schoolId, liaison, conversationId, messageId, position };
}

const tasks = async (staff: BuiltStaff) => (await listInterpreterTasks(inbox.rt, staff, { limit: 20 })).items;

test('a text no engine translates is a task at once: the original, an owner, a deadline', async () => {
  const { schoolId, liaison, messageId, conversationId } = await build();
  expect(await tasks(liaison)).toMatchObject([
    {
      ...{ messageId, conversationId, language: 'ps', isMine: true, isOverdue: false },
      text: 'زما زوی نن ناروغ دی او ښوونځي ته نشي راتلی',
      dueAt: '2026-11-24T15:00:00.000Z',
      reason:
        'No engine translates Pashto to English. Nobody at the school speaks Pashto: call an interpreter, and read the original to them.',
    },
  ]);
  const { counts } = await listReviews(inbox.rt, liaison, { scope: 'mine', limit: 20 });
  expect(counts).toMatchObject({ interpreting: 1, interpretingMine: 1 });
  const colleague = await buildStaff(inbox.rt.db, { schoolIds: [schoolId] });
  const theirs = await listReviews(inbox.rt, colleague, { scope: 'mine', limit: 20 });
  expect(theirs.counts).toMatchObject({ interpreting: 1, interpretingMine: 0 });
  const stranger = await buildStaff(inbox.rt.db);
  expect(await tasks(stranger)).toEqual([]);
  const thread = await readThread(inbox.rt, liaison, conversationId);
  expect(thread.messages[0]).toMatchObject({ translationState: 'untranslated' });
});

test.each([
  ['es', 'bus?'],
  ['es', 'No internet'],
  ['ht', 'OK 👍'],
  ['ru', 'Pizza!'],
  ['ar', 'iPad??'],
  ['hi', 'homework?'],
])(
  'a text in %s that staff understand as it is, "%s", is no task and counts as read',
  async (language, text) => {
    const { liaison, conversationId } = await build([], { language, text });
    expect(await tasks(liaison)).toEqual([]);
    const thread = await readThread(inbox.rt, liaison, conversationId);
    expect(thread.messages[0]).toMatchObject({ text, translationState: 'none_needed' });
  },
);

test.each([
  ['es', 'once'],
  ['es', 'bus tarde'],
  ['pl', 'no'],
  ['tr', 'on pizza'],
])('a text in %s that only looks like English, "%s", goes to a person', async (language, text) => {
  const { liaison } = await build([], { language, text });
  expect(await tasks(liaison)).toMatchObject([{ language, text }]);
});

test('what an interpreter said stands beside the text, and nothing else is translated so', async () => {
  const { liaison, messageId, conversationId } = await build();
  const said = { text: 'My son is ill today.', interpreter: 'Language Line, 4711' };
  await writeInterpreted(inbox.rt, liaison, messageId, said);
  expect(await tasks(liaison)).toEqual([]);
  const thread = await readThread(inbox.rt, liaison, conversationId);
  expect(thread.messages[0]).toMatchObject({
    translationState: 'translated',
    translations: [{ text: said.text, engine: 'person', by: liaison.name }],
  });
  const row = await inbox.rt.db
    .selectFrom('interpreterTask')
    .select(['state', 'interpreter', 'settledByStaffId'])
    .where('messageId', '=', messageId)
    .executeTakeFirst();
  expect(row).toEqual({ state: 'done', interpreter: said.interpreter, settledByStaffId: liaison.id });
  const remembered = await inbox.rt.db
    .selectFrom('translationMemory')
    .select('id')
    .where('messageId', '=', messageId)
    .execute();
  expect(remembered).toEqual([]);
  await expect(writeInterpreted(inbox.rt, liaison, messageId, said)).rejects.toMatchObject({
    code: 'not_waiting',
  });
});

test('somebody of the staff who reads it gets it, and settles it with her own words', async () => {
  const { liaison, messageId } = await build(['ps']);
  expect(await tasks(liaison)).toMatchObject([
    { isMine: true, reason: 'No engine translates Pashto to English.' },
  ]);
  await correctTranslation(inbox.rt, liaison, messageId, 'My son is ill today.');
  expect(await tasks(liaison)).toEqual([]);
});

test('after its deadline it goes to an administrator, once', async () => {
  const { liaison, schoolId } = await build();
  const admin = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], role: 'school_admin' });
  inbox.setNow(new Date('2026-11-24T15:00:01Z'));
  await tendOverdueReviews(inbox.rt);
  expect(await tasks(liaison)).toMatchObject([{ owner: { id: admin.id }, isOverdue: true }]);
  await inbox.rt.db.updateTable('interpreterTask').set({ ownerStaffId: liaison.id }).execute();
  await tendOverdueReviews(inbox.rt);
  expect(await tasks(liaison)).toMatchObject([{ owner: { id: liaison.id } }]);
});

test('an answer no engine puts into the language says that it needs an interpreter, and has an owner', async () => {
  const { liaison, conversationId, position } = await build();
  const input = { text: 'Please bring a coat.', afterPosition: position };
  const { state } = await replyToFamily(inbox.rt, liaison, conversationId, input, newId());
  expect(state).toBe('held');
  const { items } = await listReviews(inbox.rt, liaison, { scope: 'mine', limit: 20 });
  expect(items).toMatchObject([{ draft: null, needsInterpreter: true, owner: { id: liaison.id } }]);
});

/** The only engine is away once somebody has done this meanwhile. */
function awayAfter(meanwhile: () => Promise<unknown>): { rt: typeof inbox.rt; asked: () => number } {
  let asked = 0;
  const engine: TranslationEngine = {
    ...{ name: 'slow', displayName: 'Slow', quality: 'machine', isOutside: false },
    supports: () => Promise.resolve({ status: 'yes' }),
    translate: async ({ texts }) => {
      asked += 1;
      await meanwhile();
      return texts.map(() => ({ status: 'failed', reason: 'Slow is away.', retry: 'never' }));
    },
    close: () => Promise.resolve(),
  };
  const { phrasebook } = inbox.rt.translator;
  const translator = createTranslator({ phrasebook, engines: [engine], clock: inbox.rt.clock });
  return { rt: { ...inbox.rt, translator }, asked: () => asked };
}

async function buildUntouched() {
  const built = await build(['ps']);
  const { db } = inbox.rt;
  await db.deleteFrom('interpreterTask').where('messageId', '=', built.messageId).execute();
  await db
    .updateTable('message')
    .set({ translationState: 'pending', translationReason: null, nextTranslationAt: monday })
    .where('id', '=', built.messageId)
    .execute();
  return built;
}

const stateOf = (messageId: string) =>
  inbox.rt.db
    .selectFrom('message')
    .select(['translationState', 'nextTranslationAt'])
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();

test('what a person wrote while an engine failed stays, and nobody is asked for it again', async () => {
  const { liaison, messageId } = await buildUntouched();
  const words = 'My son is ill today and cannot come.';
  const { rt } = awayAfter(() => correctTranslation(inbox.rt, liaison, messageId, words));
  await translateInbound(rt, messageId);
  expect(await stateOf(messageId)).toEqual({ translationState: 'translated', nextTranslationAt: null });
  expect(await tasks(liaison)).toEqual([]);
});

test('two workers do not ask engines for the same text at once; the one that comes after a crash does', async () => {
  const { liaison, messageId } = await buildUntouched();
  const slow = awayAfter(() => translateInbound(slow.rt, messageId));
  await translateInbound(slow.rt, messageId);
  expect(slow.asked()).toBe(1);
  expect(await tasks(liaison)).toHaveLength(1);

  const other = await buildUntouched();
  const crashed = awayAfter(() => Promise.reject(new Error('gone')));
  const { db } = crashed.rt;
  const until = new Date(monday.getTime() + 60_000);
  await db
    .updateTable('message')
    .set({ nextTranslationAt: until })
    .where('id', '=', other.messageId)
    .execute();
  await translateInbound(crashed.rt, other.messageId);
  expect(crashed.asked()).toBe(0);
  inbox.setNow(until);
  await translateInbound(crashed.rt, other.messageId);
  expect(crashed.asked()).toBe(1);
});
