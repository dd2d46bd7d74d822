import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { priorities } from '../../src/delivery/queue-text.js';
import { queueSystemText } from '../../src/delivery/queue-system-text.js';
import { readThread } from '../../src/inbox/thread.js';
import { buildConversation, buildSchool, buildStaff } from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());

async function send(key: string) {
  const { db, clock, texts } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const staff = await buildStaff(db, { schoolIds: [schoolId] });
  const place = await buildConversation(db, { schoolId });
  const values = { district: 'Riverside', number: 1 };
  const text = { key, values, subtype: 'consent', priority: priorities.consent };
  await db
    .transaction()
    .execute((trx) => queueSystemText(inbox.rt, trx, clock.now(), { ...place, language: 'es' }, text));
  const [message] = (await readThread(inbox.rt, staff, place.conversationId)).messages;
  return { message, said: texts.text('es', key, values), english: texts.text('en', key, values) };
}

const weighty = ['consent.optedOut', 'consent.help', 'welcome.first', 'urgent.received'];

test.each(weighty)('%s stands alone in a language that is live', async (key) => {
  const { message, said } = await send(key);
  expect(message?.delivery).toMatchObject({ state: 'waiting', body: said });
  expect(message?.translations).toMatchObject([{ quality: 'approved' }]);
});

test.each(weighty)('%s is never held before that: it goes at once, with the English below', async (key) => {
  await inbox.rt.db.deleteFrom('languageApproval').where('part', '=', 'crisis').execute();
  const { message, said, english } = await send(key);
  expect(message?.delivery).toMatchObject({ state: 'waiting', body: `${said}\n\n${english}` });
  expect(message?.translations).toMatchObject([{ quality: 'machine', engine: 'library' }]);
});

test('what nobody is bound or endangered by goes out as it is', async () => {
  await inbox.rt.db.deleteFrom('languageApproval').execute();
  const { message, said } = await send('confused.received');
  expect(message?.delivery).toMatchObject({ state: 'waiting', body: said });
});
