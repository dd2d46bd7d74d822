import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { correctTranslation } from '../../src/inbox/correct-translation.js';
import { releaseHeld } from '../../src/inbox/release.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { listSettledReviews } from '../../src/inbox/reviews.js';
import { readThread } from '../../src/inbox/thread.js';
import { readTranslationHistory } from '../../src/inbox/translation-history.js';
import { newId } from '../../src/lib/ids.js';
import { insertTranslation } from '../../src/translation/translation.queries.js';
import {
  builtAt,
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
beforeEach(() => inbox.forget());

const machine = { language: 'en', engine: 'apertium', quality: 'draft' } as const;

async function build() {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const { studentId } = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, { language: 'es', studentIds: [studentId] });
  return { speaker, ...(await buildConversation(db, { schoolId, addressId })) };
}

test('the words of a machine stay readable after a person corrected them, twice', async () => {
  const { speaker, conversationId } = await build();
  const { messageId } = await buildInbound(inbox.rt.db, conversationId, { text: 'Luis está constipado' });
  await insertTranslation(inbox.rt.db, builtAt, { ...machine, messageId, text: 'Luis is constipated' });
  await correctTranslation(inbox.rt, speaker, messageId, 'Luis has a cold');
  await correctTranslation(inbox.rt, speaker, messageId, 'Luis has got a cold');
  const { items } = await readTranslationHistory(inbox.rt, speaker, messageId);
  expect(items).toMatchObject([
    {
      what: 'edited',
      beforeText: 'Luis has a cold',
      beforeEngine: 'person',
      afterText: 'Luis has got a cold',
      by: speaker.name,
      at: '2026-11-23T15:00:00.000Z',
    },
    {
      beforeText: 'Luis is constipated',
      beforeEngine: 'apertium',
      beforeQuality: 'draft',
      afterText: 'Luis has a cold',
    },
  ]);
  const thread = await readThread(inbox.rt, speaker, conversationId);
  expect(thread.messages).toMatchObject([{ id: messageId, changes: 2, withdrawal: null }]);
});

test('the same words again, and a machine that comes late, change nothing', async () => {
  const { speaker, conversationId } = await build();
  const { messageId } = await buildInbound(inbox.rt.db, conversationId, { text: 'Gracias' });
  await insertTranslation(inbox.rt.db, builtAt, { ...machine, messageId, text: 'Thanks' });
  await insertTranslation(inbox.rt.db, builtAt, { ...machine, messageId, text: 'Thanks' });
  await correctTranslation(inbox.rt, speaker, messageId, 'Thank you');
  await insertTranslation(inbox.rt.db, builtAt, { ...machine, messageId, text: 'Thanks a lot' });
  const { items } = await readTranslationHistory(inbox.rt, speaker, messageId);
  expect(items.map(({ beforeText, afterText }) => [beforeText, afterText])).toEqual([
    ['Thanks', 'Thank you'],
  ]);
});

test('a draft that was let go as it stands names who read it, and both are among what was decided', async () => {
  const { speaker, conversationId, schoolId } = await build();
  inbox.useEngine('draft', { 'Please bring a coat.': 'Por favor traiga un abrigo.' });
  const { position } = await buildRequest(inbox.rt.db, conversationId);
  const reply = { text: 'Please bring a coat.', afterPosition: position };
  const first = await replyToFamily(inbox.rt, speaker, conversationId, reply, newId());
  await releaseHeld(inbox.rt, speaker, first.messageId, { how: 'draft_as_it_is' }, newId());
  const history = await readTranslationHistory(inbox.rt, speaker, first.messageId);
  expect(history.items).toMatchObject([{ what: 'approved', by: speaker.name, beforeEngine: 'apertium' }]);
  inbox.setNow(new Date('2026-11-23T16:00:00Z'));
  const second = await replyToFamily(
    inbox.rt,
    speaker,
    conversationId,
    { ...reply, text: 'Bring it.' },
    newId(),
  );
  await releaseHeld(inbox.rt, speaker, second.messageId, { how: 'discard' }, newId());
  const page = await listSettledReviews(inbox.rt, speaker, { limit: 1 });
  expect(page.items).toMatchObject([{ messageId: second.messageId, state: 'discarded', by: speaker.name }]);
  const rest = await listSettledReviews(inbox.rt, speaker, { limit: 1, cursor: page.nextCursor ?? '' });
  expect(rest).toMatchObject({
    items: [
      {
        messageId: first.messageId,
        state: 'released',
        beforeText: 'Por favor traiga un abrigo.',
        afterText: 'Por favor traiga un abrigo.',
        school: { id: schoolId },
      },
    ],
    nextCursor: null,
  });
  inbox.setNow(new Date('2026-11-23T15:00:00Z'));
});

test('somebody who does not see the text does not see its history either', async () => {
  const { conversationId, speaker } = await build();
  const { messageId } = await buildInbound(inbox.rt.db, conversationId, { text: 'Hola' });
  const stranger = await buildStaff(inbox.rt.db, { languages: ['en', 'es'] });
  await expect(readTranslationHistory(inbox.rt, stranger, messageId)).rejects.toMatchObject({ status: 404 });
  expect((await listSettledReviews(inbox.rt, stranger, { limit: 20 })).items).toEqual([]);
  expect((await readTranslationHistory(inbox.rt, speaker, messageId)).items).toEqual([]);
});
