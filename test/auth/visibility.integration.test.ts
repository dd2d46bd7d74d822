import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Kysely } from 'kysely';
import type { SignedInStaff } from '../../src/auth/signed-in-staff.js';
import { seesConversation, seesMessage } from '../../src/auth/visibility.queries.js';
import { recordReadingChange } from '../../src/conversations/readings.queries.js';
import { createDatabase, createPool, type Database } from '../../src/db/database.js';
import { countInstead, toKeep } from '../../src/feedback/feedback.queries.js';
import {
  buildAnswer,
  buildClass,
  buildConversation,
  buildGuardian,
  buildInbound,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
} from '../support/builders.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(createPool(database.url, 3));
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

async function sees(staff: SignedInStaff, conversationId: string): Promise<boolean> {
  const row = await db
    .selectFrom('conversation')
    .select('conversation.id')
    .where('conversation.id', '=', conversationId)
    .where(seesConversation(staff))
    .executeTakeFirst();
  return row !== undefined;
}

/** The texts of a conversation somebody may read, in their order. */
async function reads(staff: SignedInStaff, conversationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select('message.text')
    .where('message.conversationId', '=', conversationId)
    .where(seesConversation(staff))
    .where(seesMessage(staff))
    .orderBy('message.position')
    .execute();
  return rows.map((row) => row.text);
}

/** Another text counts as the answer from now on: the family wrote it, or staff say so. */
async function countAnother(
  conversationId: string,
  { messageId }: { messageId: string },
  staffId: string | null,
): Promise<void> {
  const before = await db
    .selectFrom('response')
    .innerJoin('message', 'message.id', 'response.messageId')
    .select(['flowRunId', 'ask', 'addressId', 'response.studentId', 'value', 'message.text'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
  const later = await buildInbound(db, conversationId, { text: `instead of ${before.text}` });
  const answer = { messageId: later.messageId, value: 4, comment: null, createdAt: new Date() };
  const { flowRunId, ask, addressId, studentId } = before;
  await db.transaction().execute(async (trx) => {
    await countInstead(trx, { flowRunId, ask, addressId, studentId }, answer);
    await recordReadingChange(trx, answer.createdAt, {
      messageId: later.messageId,
      part: 'answer',
      question: { flowRunId, ask },
      was: { answer: toKeep({ ...answer, messageId, value: before.value.value }), question: null },
      became: { value: 4 },
      staffId,
    });
  });
}

/** A family with a child in a teacher's class and another child in nobody's. */
async function buildScene() {
  const { schoolId } = await buildSchool(db);
  const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
  const { classId } = await buildClass(db, { schoolId, teacherId: teacher.id });
  const own = await buildStudent(db, { classId });
  const sibling = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, { studentIds: [own.studentId, sibling.studentId] });
  const { conversationId } = await buildConversation(db, { addressId, schoolId });
  return { schoolId, teacher, own: own.studentId, sibling: sibling.studentId, conversationId };
}

describe('liaisons and school admins', () => {
  test('see everything of their schools, attributed or not, and nothing of another school', async () => {
    const { schoolId, conversationId } = await buildScene();
    await buildInbound(db, conversationId, { text: 'unattributed' });
    for (const role of ['liaison', 'school_admin'] as const) {
      const here = await buildStaff(db, { role, schoolIds: [schoolId] });
      const elsewhere = await buildStaff(db, { role });
      expect(await reads(here, conversationId)).toEqual(['unattributed']);
      expect(await sees(elsewhere, conversationId)).toBe(false);
    }
  });
});

test('a district admin sees every school without belonging to any', async () => {
  const { conversationId } = await buildScene();
  const admin = await buildStaff(db, { role: 'district_admin' });
  expect(await sees(admin, conversationId)).toBe(true);
});

describe('a teacher', () => {
  test('sees nothing of a family whose child she teaches until a text is attributed to that child', async () => {
    const { teacher, own, conversationId } = await buildScene();
    const { messageId } = await buildInbound(db, conversationId, { text: 'about whom?' });
    expect(await sees(teacher, conversationId)).toBe(false);
    await db.updateTable('message').set({ studentId: own }).where('id', '=', messageId).execute();
    expect(await reads(teacher, conversationId)).toEqual(['about whom?']);
  });

  test('does not read what is about a sibling she does not teach', async () => {
    const { teacher, own, sibling, conversationId } = await buildScene();
    await buildInbound(db, conversationId, { text: 'mine', studentId: own });
    await buildInbound(db, conversationId, { text: 'private', studentId: sibling });
    await buildInbound(db, conversationId, { text: 'unattributed' });
    expect(await reads(teacher, conversationId)).toEqual(['mine']);
  });

  test('who was given the conversation also reads what is about no child, still not what is about another', async () => {
    const { teacher, sibling, conversationId } = await buildScene();
    await buildInbound(db, conversationId, { text: 'private', studentId: sibling });
    await buildInbound(db, conversationId, { text: 'unattributed' });
    await db
      .updateTable('conversation')
      .set({ assigneeStaffId: teacher.id })
      .where('id', '=', conversationId)
      .execute();
    expect(await reads(teacher, conversationId)).toEqual(['unattributed']);
  });

  test('reads a request that was given to her', async () => {
    const { teacher, conversationId } = await buildScene();
    await buildRequest(db, conversationId, { text: 'please call', assigneeStaffId: teacher.id });
    expect(await reads(teacher, conversationId)).toEqual(['please call']);
  });

  test('reads the answers to her nudges, not those to another teacher’s', async () => {
    const { schoolId, teacher, conversationId } = await buildScene();
    const colleague = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
    await buildAnswer(db, conversationId, { teacherId: teacher.id, text: 'to hers' });
    await buildAnswer(db, conversationId, { teacherId: colleague.id, text: 'to the other' });
    expect(await reads(teacher, conversationId)).toEqual(['to hers']);
    expect(await reads(colleague, conversationId)).toEqual(['to the other']);
  });

  test('goes on reading an answer to her nudge that the family changed, not one that staff said is none', async () => {
    const { teacher, conversationId } = await buildScene();
    const changed = await buildAnswer(db, conversationId, { teacherId: teacher.id, text: '3' });
    await countAnother(conversationId, changed, null);
    const put = await buildAnswer(db, conversationId, {
      teacherId: teacher.id,
      text: 'about something else',
    });
    await countAnother(conversationId, put, (await buildStaff(db, { role: 'liaison' })).id);
    expect(await reads(teacher, conversationId)).toEqual([
      '3',
      'instead of 3',
      'instead of about something else',
    ]);
  });

  test('sees nothing of a school she no longer belongs to, whatever she taught there', async () => {
    const { teacher, own, conversationId } = await buildScene();
    await buildInbound(db, conversationId, { studentId: own });
    expect(await sees({ ...teacher, schoolIds: [] }, conversationId)).toBe(false);
  });
});
