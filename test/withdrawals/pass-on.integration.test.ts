import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import { passOnWithdrawals } from '../../src/withdrawals/pass-on.js';
import { handWordsOver } from '../../src/translation/hand-over.queries.js';
import { listNotices, noteSeen, showWithdrawal } from '../../src/withdrawals/show.js';
import { buildSchool, buildStaff, type BuiltStaff } from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';

let inbox: InboxRuntime;
let schoolId: string;
let owner: BuiltStaff;

const began = new Date('2026-11-23T15:00:00Z');
const due = new Date('2026-11-24T15:00:00Z');

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(async () => {
  await inbox.rt.db.updateTable('staff').set({ active: false }).execute();
  inbox.setNow(due);
  inbox.forget();
  ({ schoolId } = await buildSchool(inbox.rt.db));
  owner = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
});

async function withdrawn(): Promise<string> {
  const id = newId();
  await inbox.rt.db
    .insertInto('translationWithdrawal')
    .values({
      ...{ id, direction: 'to_family', fromLanguage: 'en', toLanguage: 'es', source: 'coat', wrong: 'gato' },
      ...{ sourceForm: 'coat', wrongForm: 'gato', messageId: null, memoryId: null, schoolId, reason: 'no' },
      ...{ withdrawnByStaffId: owner.id, withdrawnAt: began, ownerStaffId: owner.id, dueAt: due },
      ...{ draft: null, correction: null, settledAt: null, settledByStaffId: null },
    })
    .execute();
  return id;
}

const ownerOf = async (id: string) => (await showWithdrawal(inbox.rt, owner, id)).owner?.id;

test('wrong words nobody put right in time go to another speaker of the school, once, and pages hear of it', async () => {
  await buildStaff(inbox.rt.db, { schoolIds: [schoolId], role: 'school_admin' });
  const speaker = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'], role: 'teacher' });
  const elsewhere = await buildSchool(inbox.rt.db);
  await buildStaff(inbox.rt.db, { schoolIds: [elsewhere.schoolId], languages: ['en', 'es'] });
  const id = await withdrawn();
  inbox.setNow(new Date(due.getTime() - 1));
  expect(await passOnWithdrawals(inbox.rt)).toBe(0);
  inbox.setNow(due);
  expect(await passOnWithdrawals(inbox.rt)).toBe(1);
  expect(await ownerOf(id)).toBe(speaker.id);
  expect(inbox.published).toEqual([{ kind: 'withdrawal', id, schoolId }]);
  expect(await passOnWithdrawals(inbox.rt)).toBe(0);
  expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({ isOverdue: true });
});

test('where nobody else reads the language they go to who answers for the school, else of the district', async () => {
  const head = await buildStaff(inbox.rt.db, { role: 'district_admin' });
  await buildStaff(inbox.rt.db, { schoolIds: [schoolId] });
  const first = await withdrawn();
  await passOnWithdrawals(inbox.rt);
  expect(await ownerOf(first)).toBe(head.id);
  const admin = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], role: 'school_admin' });
  const second = await withdrawn();
  await passOnWithdrawals(inbox.rt);
  expect(await ownerOf(second)).toBe(admin.id);
  expect(await ownerOf(first)).toBe(head.id);
});

test('where there is nobody else they stay with whom they are', async () => {
  const id = await withdrawn();
  expect(await passOnWithdrawals(inbox.rt)).toBe(1);
  expect(await ownerOf(id)).toBe(owner.id);
});

const noticesOf = async (staff: BuiltStaff) =>
  (await listNotices(inbox.rt, staff)).items.map(({ id, isPassedOn, isMine }) => ({
    id,
    isPassedOn,
    isMine,
  }));

test('whoever gets them is told on every page until she has seen it, and does not stand among who relied on them', async () => {
  const speaker = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const id = await withdrawn();
  expect(await noticesOf(speaker)).toEqual([]);
  await passOnWithdrawals(inbox.rt);
  expect(await noticesOf(speaker)).toEqual([{ id, isPassedOn: true, isMine: true }]);
  expect(await noticesOf(owner)).toEqual([]);
  expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({ notice: 'passed_on', readers: [] });
  await noteSeen(inbox.rt, speaker, id);
  expect(await noticesOf(speaker)).toEqual([]);
  expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({ notice: null });
});

test('who relied on them and had seen it is told anew that they are hers to put right now', async () => {
  const speaker = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const id = await withdrawn();
  await inbox.rt.db
    .insertInto('withdrawalReader')
    .values({ withdrawalId: id, staffId: speaker.id, how: ['answered'], seenAt: began })
    .execute();
  await passOnWithdrawals(inbox.rt);
  expect(await noticesOf(speaker)).toEqual([{ id, isPassedOn: true, isMine: true }]);
  expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({
    notice: 'passed_on',
    readers: [{ id: speaker.id, how: ['answered'] }],
  });
});

test('what somebody else has put right meanwhile is nobody’s to be told to put right', async () => {
  const speaker = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const id = await withdrawn();
  await passOnWithdrawals(inbox.rt);
  const settled = {
    state: 'corrected',
    correction: 'abrigo',
    settledAt: due,
    settledByStaffId: owner.id,
  } as const;
  await inbox.rt.db.updateTable('translationWithdrawal').set(settled).where('id', '=', id).execute();
  expect(await noticesOf(speaker)).toEqual([]);
  expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({ notice: null });
});

test('where they stay with whom they are, nobody is told anything', async () => {
  const id = await withdrawn();
  expect(await passOnWithdrawals(inbox.rt)).toBe(1);
  expect(await noticesOf(owner)).toEqual([]);
  expect(await showWithdrawal(inbox.rt, owner, id)).toMatchObject({ notice: null });
});

test('an heir of who left is told as well', async () => {
  const heir = await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const id = await withdrawn();
  await inbox.rt.db.updateTable('staff').set({ active: false }).where('id', '=', owner.id).execute();
  await inbox.rt.db.transaction().execute((trx) => handWordsOver(trx));
  expect(await noticesOf(heir)).toEqual([{ id, isPassedOn: true, isMine: true }]);
});
