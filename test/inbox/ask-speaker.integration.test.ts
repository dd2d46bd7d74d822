import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { askSpeaker } from '../../src/inbox/ask-speaker.js';
import { readThread } from '../../src/inbox/thread.js';
import { buildConversation, buildInbound, buildSchool, buildStaff } from '../support/builders.js';
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
