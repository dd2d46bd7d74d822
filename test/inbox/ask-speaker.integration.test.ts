import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { closeConversation } from '../../src/conversations/staff-actions.queries.js';
import { askSpeaker } from '../../src/inbox/ask-speaker.js';
import { correctTranslation } from '../../src/inbox/correct-translation.js';
import { listConversations } from '../../src/inbox/list.js';
import { readThread } from '../../src/inbox/thread.js';
import { insertTranslation } from '../../src/translation/translation.queries.js';
import {
  builtAt,
  buildConversation,
  buildInbound,
  buildRequest,
  buildSchool,
  buildStaff,
  type BuiltStaff,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => inbox.forget());

/** A text a machine may read wrongly: a cold, not what it looks like. */
async function buildText(language = 'es') {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const reader = await buildStaff(db, { schoolIds: [schoolId] });
  const { conversationId } = await buildConversation(db, { schoolId });
  const { messageId } = await buildInbound(db, conversationId, { text: 'Luis está constipado', language });
  return { schoolId, reader, conversationId, messageId };
}

test('a text is given to a liaison who speaks its language, with the reason', async () => {
  const { schoolId, reader, conversationId, messageId } = await buildText();
  const languages = ['en', 'es'];
  await buildStaff(inbox.rt.db, { schoolIds: [schoolId], role: 'school_admin', languages });
  const speaker = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages });
  expect(await askSpeaker(inbox.rt, reader, messageId)).toEqual({ name: speaker.name });
  const thread = await readThread(inbox.rt, reader, conversationId);
  expect(thread.conversation).toMatchObject({ assignee: { id: speaker.id }, state: 'open' });
  expect(thread.requests).toMatchObject([{ messageId, assignee: { id: speaker.id } }]);
  expect(thread.history[0]?.reason).toBe(
    `${reader.name} asks ${speaker.name}, who speaks Spanish, what a text says.`,
  );
});

test('asked again, by others too, the text stays with the speaker who has it', async () => {
  const { schoolId, reader, conversationId, messageId } = await buildText();
  const languages = ['en', 'es'];
  const first = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages });
  await askSpeaker(inbox.rt, reader, messageId);
  // Has less to do than the one who was asked.
  await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages });
  const another = await buildStaff(inbox.rt.db, { schoolIds: [schoolId] });
  for (const staff of [reader, another]) {
    expect(await askSpeaker(inbox.rt, staff, messageId)).toEqual({ name: first.name });
  }
  const { conversation } = await readThread(inbox.rt, reader, conversationId);
  expect(conversation).toMatchObject({ assignee: { id: first.id } });
});

test('a text whose matter was settled stands before the speaker as an open one again', async () => {
  const { schoolId, reader, conversationId } = await buildText();
  const { messageId } = await buildRequest(inbox.rt.db, conversationId);
  await inbox.rt.db.updateTable('message').set({ language: 'es' }).where('id', '=', messageId).execute();
  await inbox.rt.db
    .transaction()
    .execute((trx) => closeConversation(trx, builtAt, conversationId, reader.id));
  const speaker = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  await askSpeaker(inbox.rt, reader, messageId);
  const thread = await readThread(inbox.rt, reader, conversationId);
  expect(thread.conversation).toMatchObject({ assignee: { id: speaker.id }, state: 'open' });
  expect(thread.requests).toMatchObject([{ messageId, assignee: { id: speaker.id } }]);
});

test('where nobody speaks it, the reader is told what to do and nothing changes', async () => {
  const { reader, conversationId, messageId } = await buildText();
  await expect(askSpeaker(inbox.rt, reader, messageId)).rejects.toMatchObject({ code: 'no_speaker' });
  expect((await readThread(inbox.rt, reader, conversationId)).requests).toEqual([]);
});

test('a text in English needs no speaker, and one of another school is not there', async () => {
  const english = await buildText('en');
  await expect(askSpeaker(inbox.rt, english.reader, english.messageId)).rejects.toMatchObject({
    code: 'nothing_to_translate',
  });
  const stranger = await buildStaff(inbox.rt.db);
  await expect(askSpeaker(inbox.rt, stranger, english.messageId)).rejects.toMatchObject({ status: 404 });
});

describe('a text about a matter in which a wrong word harms', () => {
  const machine = { language: 'en', text: 'Luis is constipated', engine: 'apertium' } as const;
  const listed = async (staff: BuiltStaff) =>
    (await listConversations(inbox.rt, staff, { view: 'all', limit: 20 })).items[0]?.needsSpeaker;
  const about = (messageId: string, topic: string, harmful: string | null = null) =>
    inbox.rt.db
      .updateTable('message')
      .set({ understood: JSON.stringify({ topic, harmful }) })
      .where('id', '=', messageId)
      .execute();

  test.each([
    ['health', 'draft', 'hold', true],
    ['safety', 'machine', 'hold', true],
    ['special_services', 'machine', null, true],
    ['transportation', 'draft', 'hold', false],
    ['health', 'approved', null, false],
  ] as const)('(%s, %s) is marked in the list and the thread: %s', async (topic, quality, tier, isMarked) => {
    const { reader, conversationId, messageId } = await buildText();
    const trust = tier === null ? {} : { tier };
    await insertTranslation(inbox.rt.db, builtAt, { ...machine, messageId, quality, ...trust });
    await about(messageId, topic);
    await inbox.rt.db
      .updateTable('conversation')
      .set({ state: 'open' })
      .where('id', '=', conversationId)
      .execute();
    expect(await listed(reader)).toBe(isMarked);
    const thread = await readThread(inbox.rt, reader, conversationId);
    expect(thread.messages[0]?.needsSpeaker).toBe(isMarked);
  });

  test('is marked too where it is about something else first', async () => {
    const { reader, conversationId, messageId } = await buildText();
    await insertTranslation(inbox.rt.db, builtAt, { ...machine, messageId, quality: 'draft' });
    await about(messageId, 'attendance', 'health');
    const thread = await readThread(inbox.rt, reader, conversationId);
    expect(thread.messages[0]?.needsSpeaker).toBe(true);
  });

  test('is marked no more once a speaker put it right', async () => {
    const { schoolId, reader, conversationId, messageId } = await buildText();
    await insertTranslation(inbox.rt.db, builtAt, { ...machine, messageId, quality: 'draft' });
    await about(messageId, 'health');
    await inbox.rt.db
      .updateTable('conversation')
      .set({ state: 'open' })
      .where('id', '=', conversationId)
      .execute();
    expect(await listed(reader)).toBe(true);
    const speaker = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    await correctTranslation(inbox.rt, speaker, messageId, 'Luis has a cold');
    expect(await listed(reader)).toBe(false);
  });
});
