import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { priorities } from '../../src/delivery/queue-text.js';
import { queueSystemText } from '../../src/delivery/queue-system-text.js';
import { readThread } from '../../src/inbox/thread.js';
import { languageParts, textsOfPart } from '../../src/translation/parts.js';
import { savePair } from '../../src/translation/policy.queries.js';
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

const weighty = ['consent.optedOut', 'consent.help', 'welcome.first', 'urgent.received', 'review.offerCall'];
const everyday = ['confused.received', 'missing.empty', 'answer.unclear', 'menu.kept'];

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

test.each(everyday)('%s goes without a mark once a speaker has approved its part', async (key) => {
  const { db } = inbox.rt;
  await db.deleteFrom('languageApproval').where('part', 'in', ['crisis', 'alerts']).execute();
  const { message, said } = await send(key);
  expect(message?.delivery).toMatchObject({ state: 'waiting', body: said });
  expect(message?.translations).toMatchObject([{ quality: 'approved' }]);
});

describe('before a speaker has approved its part', () => {
  beforeEach(async () => {
    await inbox.rt.db.deleteFrom('languageApproval').execute();
    await inbox.rt.db.deleteFrom('languagePair').execute();
  });

  test.each(everyday)('%s goes at once, with the mark of a machine, and staff see that', async (key) => {
    const { message, said } = await send(key);
    const mark = inbox.rt.texts.text('es', 'translated.mark');
    expect(message).toMatchObject({ text: said, delivery: { state: 'waiting', body: `${said}\n${mark}` } });
    expect(message?.translations).toMatchObject([{ quality: 'machine', engine: 'library' }]);
  });

  test.each([
    ['send', (said: string) => said],
    ['hold', (said: string, english: string) => `${said}\n\n${english}`],
  ] as const)(
    'an everyday answer goes as far as the district trusts the files: %s',
    async (tier, expected) => {
      const { id: staffId } = await buildStaff(inbox.rt.db);
      await inbox.rt.db.transaction().execute((trx) =>
        savePair(trx, inbox.rt.clock.now(), {
          ...{ from: 'en', to: 'es', staffId },
          engines: [{ engine: 'library', tier }],
        }),
      );
      const { message, said, english } = await send('missing.empty');
      expect(message?.delivery).toMatchObject({ state: 'waiting', body: expected(said, english) });
      expect(message?.translations).toMatchObject([{ quality: 'machine' }]);
    },
  );
});

test('every fixed text with words of its own stands in a part a speaker can approve', () => {
  const { texts } = inbox.rt;
  const shown = new Set(
    languageParts.flatMap((part) => textsOfPart(texts, 'en', part).map(({ key }) => key)),
  );
  const wordless = ['language.name', 'nudge.from'];
  expect([...texts.sent('en').keys()].filter((key) => !shown.has(key)).sort()).toEqual(wordless);
});
