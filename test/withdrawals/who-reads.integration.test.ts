import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { replyToFamily } from '../../src/inbox/reply.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import { correctWithdrawn } from '../../src/withdrawals/correct.js';
import { listNotices, showWithdrawal } from '../../src/withdrawals/show.js';
import { withdraw } from '../../src/withdrawals/withdraw.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';
import {
  buildClass,
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
} from '../support/builders.js';

let inbox: InboxRuntime;
beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());

const reason = 'It says cat, not coat.';

/** Two families of a school, each with a child in a class of its own and a teacher who speaks Spanish. */
async function build() {
  const { db } = inbox.rt;
  await db.deleteFrom('translationMemory').where('withdrawalId', 'is', null).execute();
  const { schoolId } = await buildSchool(db);
  const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const classOf = async (givenName: string) => {
    const teacher = await buildStaff(db, {
      ...{ role: 'teacher', schoolIds: [schoolId], languages: ['en', 'es'] },
    });
    const { classId } = await buildClass(db, { schoolId, teacherId: teacher.id });
    const { studentId } = await buildStudent(db, { classId, givenName });
    return { teacher, studentId };
  };
  const family = async (studentIds: readonly string[]) => {
    const { addressId, guardianId } = await buildGuardian(db, {
      language: 'es',
      studentIds: [...studentIds],
    });
    return { guardianId, ...(await buildConversation(db, { schoolId, addressId })) };
  };
  return { speaker, luis: await classOf('Luis'), eva: await classOf('Eva'), family };
}
type Place = Awaited<ReturnType<typeof build>>;

/** A reply of the liaison about one child, which the family has got. */
async function say(
  { speaker }: Place,
  conversationId: string,
  studentId: string,
  text: string,
  translation?: string,
) {
  const { db } = inbox.rt;
  await db.updateTable('conversation').set({ studentId }).where('id', '=', conversationId).execute();
  const input = { text, translation, afterPosition: 99 };
  const { messageId } = await replyToFamily(inbox.rt, speaker, conversationId, input, newId());
  await db.updateTable('delivery').set({ state: 'delivered' }).where('messageId', '=', messageId).execute();
  return messageId;
}

test('a teacher who opened a thread is told of no words in it that she may not read', async () => {
  const place = await build();
  const { speaker, luis, eva, family } = place;
  const { conversationId } = await family([luis.studentId, eva.studentId]);
  const messageId = await say(
    place,
    conversationId,
    luis.studentId,
    'Luis lost his coat.',
    'Luis perdió su gato.',
  );
  await say(place, conversationId, eva.studentId, 'Eva sang well.', 'Eva cantó bien.');
  for (const { teacher } of [luis, eva]) await readThread(inbox.rt, teacher, conversationId);
  const { id } = await withdraw(inbox.rt, speaker, { messageId, reason });
  expect((await listNotices(inbox.rt, luis.teacher)).items).toMatchObject([
    { id, source: 'Luis lost his coat.' },
  ]);
  expect((await listNotices(inbox.rt, eva.teacher)).items).toEqual([]);
  await expect(showWithdrawal(inbox.rt, eva.teacher, id)).rejects.toMatchObject({ status: 404 });
});

test('who relied on the same words about another family reads them without its names, and corrects them for none', async () => {
  const place = await build();
  const { speaker, luis, eva, family } = place;
  const first = await family([luis.studentId]);
  const second = await family([eva.studentId]);
  const messageId = await say(
    place,
    first.conversationId,
    luis.studentId,
    'Luis lost a coat.',
    'Luis perdió un gato.',
  );
  await say(place, second.conversationId, eva.studentId, 'Eva lost a coat.', 'Eva perdió un gato.');
  await readThread(inbox.rt, eva.teacher, second.conversationId);
  const { id } = await withdraw(inbox.rt, speaker, { messageId, reason });
  expect(await showWithdrawal(inbox.rt, eva.teacher, id)).toMatchObject({
    ...{ source: '{0} lost a coat.', wrong: '{0} perdió un gato.', mayCorrect: false, families: 2 },
    texts: [{ text: 'Eva lost a coat.' }],
  });
  await expect(
    correctWithdrawn(inbox.rt, eva.teacher, id, 'Luis perdió un abrigo.', newId()),
  ).rejects.toMatchObject({ status: 403 });
  await correctWithdrawn(inbox.rt, speaker, id, 'Luis perdió un abrigo.', newId());
  expect(await showWithdrawal(inbox.rt, eva.teacher, id)).toMatchObject({
    correction: '{0} perdió un abrigo.',
  });
});

test('a correction goes to nobody at a number the records have given to another family since', async () => {
  const place = await build();
  const { speaker, luis, eva, family } = place;
  const first = await family([luis.studentId]);
  const messageId = await say(
    place,
    first.conversationId,
    luis.studentId,
    'Luis has lice.',
    'Luis tiene piojitos.',
  );
  const { id } = await withdraw(inbox.rt, speaker, { messageId, reason });
  const { db } = inbox.rt;
  await db.deleteFrom('guardianAddress').where('addressId', '=', first.addressId).execute();
  await buildGuardian(db, { language: 'es', studentIds: [eva.studentId], addressId: first.addressId });
  const result = await correctWithdrawn(inbox.rt, speaker, id, 'Luis tiene piojos.', newId());
  expect(result).toEqual({ texts: 0, calls: 0, left: 1 });
  const { texts } = await showWithdrawal(inbox.rt, speaker, id);
  expect(texts).toMatchObject([
    {
      messageId,
      outcome: 'none',
      outcomeReason: 'It went to nobody: the right of contact changed after this was written.',
    },
  ]);
});

test('a family gets its own name in the correction, also where the first one has another name by now', async () => {
  const place = await build();
  const { speaker, luis, eva, family } = place;
  const first = await family([luis.studentId]);
  const second = await family([eva.studentId]);
  const messageId = await say(
    place,
    first.conversationId,
    luis.studentId,
    'Luis lost a coat.',
    'Luis perdió un gato.',
  );
  await say(place, second.conversationId, eva.studentId, 'Eva lost a coat.', 'Eva perdió un gato.');
  const { id } = await withdraw(inbox.rt, speaker, { messageId, reason });
  const { db } = inbox.rt;
  await db.updateTable('student').set({ givenName: 'Lou' }).where('id', '=', luis.studentId).execute();
  await correctWithdrawn(inbox.rt, speaker, id, 'Luis perdió un abrigo.', newId());
  const corrections = await db
    .selectFrom('delivery')
    .select(['addressId', 'body'])
    .where('subtype', '=', 'correction')
    .where('addressId', 'in', [first.addressId, second.addressId])
    .execute();
  expect(new Map(corrections.map(({ addressId, body }) => [addressId, body?.split('\n')[1]]))).toEqual(
    new Map([
      [first.addressId, 'Luis perdió un abrigo.'],
      [second.addressId, 'Eva perdió un abrigo.'],
    ]),
  );
});
