import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId } from '../../src/lib/ids.js';
import { passOnWithdrawals } from '../../src/withdrawals/pass-on.js';
import { showWithdrawal } from '../../src/withdrawals/show.js';
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
