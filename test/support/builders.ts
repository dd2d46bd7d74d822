import { randomInt } from 'node:crypto';
import type { Insertable, Kysely } from 'kysely';
import { appendMessage, findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import type {
  ConversationTable,
  MessageTable,
  RequestTable,
} from '../../src/conversations/conversations.table.js';
import type { Database } from '../../src/db/database.js';
import { newId } from '../../src/lib/ids.js';
import type { StaffRole } from '../../src/roster/roster.table.js';

// Each builder makes the parents it is not given. Everything it makes is plausible and unlike what others made.

type Db = Kysely<Database>;

/** The moment built rows were made at, unless a builder is told another. */
export const builtAt = new Date('2026-11-20T15:00:00Z');

let counter = 0;
const next = (): number => (counter += 1);
/** A number of the range kept for fiction. */
/** Each once a process, from a random start: no two of a test file are the same. */
let numbers = randomInt(0, 7_880_000);
const number = (): string => {
  numbers = (numbers + 1) % 7_880_000;
  return `+1${201 + Math.floor(numbers / 10_000)}555${String(numbers % 10_000).padStart(4, '0')}`;
};

/** The mark of a demo database, once. */
export async function buildDeployment(db: Db): Promise<void> {
  await db
    .insertInto('deployment')
    .values({ kind: 'demo', districtName: 'Riverside Schools', createdAt: builtAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A school, with a line of the simulator that serves it. */
export async function buildSchool(
  db: Db,
  {
    name = `School ${next()}`,
    timeZone = 'America/New_York',
    lineId,
  }: { name?: string; timeZone?: string; lineId?: string } = {},
): Promise<{ schoolId: string; lineId: string; name: string }> {
  const schoolId = newId();
  await db
    .insertInto('school')
    .values({ id: schoolId, sourceId: null, name, timeZone, createdAt: builtAt })
    .execute();
  const line = lineId ?? (await buildLine(db)).lineId;
  await db.insertInto('lineSchool').values({ lineId: line, schoolId }).execute();
  return { schoolId, lineId: line, name };
}

export async function buildLine(
  db: Db,
  { e164 = number() }: { e164?: string } = {},
): Promise<{ lineId: string; e164: string }> {
  await buildDeployment(db);
  const lineId = newId();
  await db
    .insertInto('line')
    .values({
      id: lineId,
      e164,
      name: `Line ${next()}`,
      carrier: 'simulator',
      messagingServiceSid: null,
      stoppedAt: null,
      stoppedReason: null,
      createdAt: builtAt,
    })
    .execute();
  return { lineId, e164 };
}

export interface BuiltStaff {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  languages: string[];
  schoolIds: string[];
}

/** A member of staff; without `schoolIds`, of a school of its own (a district admin of none). */
export async function buildStaff(
  db: Db,
  options: {
    role?: StaffRole;
    name?: string;
    email?: string;
    languages?: string[];
    schoolIds?: string[];
    active?: boolean;
  } = {},
): Promise<BuiltStaff> {
  const n = next();
  const role = options.role ?? 'liaison';
  const schoolIds =
    options.schoolIds ?? (role === 'district_admin' ? [] : [(await buildSchool(db)).schoolId]);
  const staff = {
    id: newId(),
    name: options.name ?? `Staff ${n}`,
    email: options.email ?? `staff${n}@riverside.example`,
    role,
    languages: options.languages ?? ['en'],
  };
  await db
    .insertInto('staff')
    .values({
      ...staff,
      sourceId: null,
      authUserId: null,
      active: options.active ?? true,
      createdAt: builtAt,
    })
    .execute();
  for (const schoolId of schoolIds) {
    await db.insertInto('staffSchool').values({ staffId: staff.id, schoolId }).execute();
  }
  return { ...staff, schoolIds };
}

export async function buildClass(
  db: Db,
  options: { schoolId?: string; name?: string; grade?: string; subject?: string; teacherId?: string } = {},
): Promise<{ classId: string; schoolId: string; name: string }> {
  const schoolId = options.schoolId ?? (await buildSchool(db)).schoolId;
  const classId = newId();
  const name = options.name ?? `Class ${next()}`;
  await db
    .insertInto('class')
    .values({
      id: classId,
      sourceId: null,
      schoolId,
      name,
      grade: options.grade ?? '3',
      subject: options.subject ?? null,
      createdAt: builtAt,
    })
    .execute();
  if (options.teacherId !== undefined) {
    await db.insertInto('classStaff').values({ classId, staffId: options.teacherId }).execute();
  }
  return { classId, schoolId, name };
}

/** A student; enrolled where a class is given, whose school is then the student's. */
export async function buildStudent(
  db: Db,
  options: {
    schoolId?: string;
    classId?: string;
    givenName?: string;
    familyName?: string;
    grade?: string;
  } = {},
): Promise<{ studentId: string; schoolId: string; givenName: string; familyName: string }> {
  const ofClass =
    options.classId === undefined
      ? undefined
      : await db
          .selectFrom('class')
          .select('schoolId')
          .where('id', '=', options.classId)
          .executeTakeFirstOrThrow();
  const schoolId = options.schoolId ?? ofClass?.schoolId ?? (await buildSchool(db)).schoolId;
  const student = {
    givenName: options.givenName ?? `Given${next()}`,
    familyName: options.familyName ?? `Family${next()}`,
  };
  const studentId = newId();
  await db
    .insertInto('student')
    .values({
      ...student,
      id: studentId,
      sourceId: null,
      schoolId,
      grade: options.grade ?? '3',
      createdAt: builtAt,
    })
    .execute();
  if (options.classId !== undefined) {
    await db.insertInto('enrollment').values({ classId: options.classId, studentId }).execute();
  }
  return { ...student, studentId, schoolId };
}

/** A guardian with a phone. Without `studentIds`, of one new student; with `addressId`, on a phone that is there. */
export async function buildGuardian(
  db: Db,
  options: {
    language?: string | null;
    name?: string;
    studentIds?: string[];
    relationship?: string;
    e164?: string;
    addressId?: string;
    mayContact?: boolean;
  } = {},
): Promise<{ guardianId: string; addressId: string; name: string; studentIds: string[] }> {
  const guardianId = newId();
  const name = options.name ?? `Guardian ${next()}`;
  const homeLanguage = options.language === undefined ? 'es' : options.language;
  await db
    .insertInto('guardian')
    .values({ id: guardianId, sourceId: null, name, homeLanguage, timeZone: null, createdAt: builtAt })
    .execute();
  const studentIds = options.studentIds ?? [(await buildStudent(db)).studentId];
  for (const studentId of studentIds) {
    await db
      .insertInto('guardianStudent')
      .values({
        guardianId,
        studentId,
        relationship: options.relationship ?? 'mother',
        mayContact: options.mayContact ?? true,
      })
      .execute();
  }
  const addressId =
    options.addressId ??
    (await buildAddress(db, options.e164 === undefined ? {} : { e164: options.e164 })).addressId;
  await db.insertInto('guardianAddress').values({ guardianId, addressId }).execute();
  return { guardianId, addressId, name, studentIds };
}

/** A number nobody is known at, until a guardian is put there; it knows who writes unless told otherwise. */
export async function buildAddress(
  db: Db,
  {
    e164 = number(),
    language = null,
    welcomed = true,
  }: { e164?: string; language?: string | null; welcomed?: boolean } = {},
): Promise<{ addressId: string; e164: string }> {
  const addressId = newId();
  await db
    .insertInto('address')
    .values({
      id: addressId,
      e164,
      language,
      unreachableSince: null,
      unreachableReason: null,
      createdAt: builtAt,
    })
    .execute();
  if (welcomed) {
    await db
      .insertInto('contactPreference')
      .values({
        addressId,
        welcomedAt: builtAt,
        contactFrom: null,
        contactUntil: null,
        languageOffered: null,
        updatedAt: builtAt,
      })
      .execute();
  }
  return { addressId, e164 };
}

/** A conversation; without an address, with a new guardian of a new student of the school. */
export async function buildConversation(
  db: Db,
  options: { addressId?: string; schoolId?: string } & Partial<Insertable<ConversationTable>> = {},
): Promise<{ conversationId: string; addressId: string; schoolId: string; lineId: string }> {
  const { addressId: givenAddress, schoolId: givenSchool, ...columns } = options;
  const schoolId = givenSchool ?? (await buildSchool(db)).schoolId;
  const addressId =
    givenAddress ??
    (await buildGuardian(db, { studentIds: [(await buildStudent(db, { schoolId })).studentId] })).addressId;
  const { lineId } = await db
    .selectFrom('lineSchool')
    .select('lineId')
    .where('schoolId', '=', schoolId)
    .executeTakeFirstOrThrow();
  const conversationId = await db
    .transaction()
    .execute((trx) => findOrOpenConversation(trx, builtAt, { addressId, schoolId, lineId }));
  if (Object.keys(columns).length > 0) {
    await db.updateTable('conversation').set(columns).where('id', '=', conversationId).execute();
  }
  return { conversationId, addressId, schoolId, lineId };
}

/** A text from the family, understood unless told otherwise; it opens no request. */
export async function buildInbound(
  db: Db,
  conversationId: string,
  options: { text?: string; at?: Date } & Partial<Insertable<MessageTable>> = {},
): Promise<{ messageId: string; position: number }> {
  const { text = `Text ${next()}`, at = builtAt, ...columns } = options;
  return db.transaction().execute(async (trx) => {
    const { lineId } = await trx
      .selectFrom('conversation')
      .select('lineId')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    return appendMessage(trx, at, conversationId, {
      language: 'es',
      ...columns,
      direction: 'in',
      text,
      lineId,
    });
  });
}

/** An open request: a text of the family that staff owe an answer; the conversation is open and waits since then. */
export async function buildRequest(
  db: Db,
  conversationId: string,
  options: { text?: string; at?: Date; messageStudentId?: string } & Partial<Insertable<RequestTable>> = {},
): Promise<{ requestId: string; messageId: string; position: number }> {
  const { text, at = builtAt, messageStudentId, ...columns } = options;
  const message = await buildInbound(db, conversationId, {
    at,
    ...(text === undefined ? {} : { text }),
    ...(messageStudentId === undefined ? {} : { studentId: messageStudentId }),
  });
  const requestId = newId();
  await db
    .insertInto('request')
    .values({
      topic: 'transportation',
      studentId: messageStudentId ?? null,
      assigneeStaffId: null,
      closedAt: null,
      closedByStaffId: null,
      ...columns,
      id: requestId,
      conversationId,
      messageId: message.messageId,
      createdAt: at,
    })
    .execute();
  await db
    .updateTable('conversation')
    .set({ state: 'open', waitingSince: at, ...(columns.urgent === true ? { urgent: true } : {}) })
    .where('id', '=', conversationId)
    .execute();
  return { requestId, ...message };
}

/** A nudge that runs once for a class of the teacher, with one finished run. */
export async function buildNudgeRun(
  db: Db,
  options: { teacherId?: string; classId?: string; ownText?: string } = {},
): Promise<{ nudgeId: string; nudgeRunId: string; classId: string; schoolId: string }> {
  const teacherId = options.teacherId ?? (await buildStaff(db, { role: 'teacher' })).id;
  const classId =
    options.classId ??
    (
      await buildClass(db, {
        teacherId,
        schoolId: (
          await db
            .selectFrom('staffSchool')
            .select('schoolId')
            .where('staffId', '=', teacherId)
            .executeTakeFirstOrThrow()
        ).schoolId,
      })
    ).classId;
  const { schoolId } = await db
    .selectFrom('class')
    .select('schoolId')
    .where('id', '=', classId)
    .executeTakeFirstOrThrow();
  const nudgeId = newId();
  await db
    .insertInto('nudge')
    .values({
      id: nudgeId,
      schoolId,
      classId,
      staffId: teacherId,
      libraryKey: null,
      ownText: options.ownText ?? 'What did you read today?',
      ownLanguage: 'en',
      askKind: 'open',
      startsLocal: '2026-11-20 10:00:00',
      timeZone: 'America/New_York',
      repeats: 'once',
      endsOn: null,
      state: 'done',
      nextRunAt: null,
      nextOccurrence: null,
      createdAt: builtAt,
    })
    .execute();
  const nudgeRunId = newId();
  await db
    .insertInto('nudgeRun')
    .values({
      id: nudgeRunId,
      nudgeId,
      occurrence: '2026-11-20',
      state: 'done',
      openedAt: builtAt,
      finishedAt: builtAt,
    })
    .execute();
  return { nudgeId, nudgeRunId, classId, schoolId };
}

/** A text of the family that answered a nudge of the teacher. */
export async function buildAnswer(
  db: Db,
  conversationId: string,
  options: { teacherId?: string; text?: string; value?: boolean | number | string } = {},
): Promise<{ messageId: string; position: number; nudgeRunId: string }> {
  const { nudgeRunId } = await buildNudgeRun(
    db,
    options.teacherId === undefined ? {} : { teacherId: options.teacherId },
  );
  const { addressId } = await db
    .selectFrom('conversation')
    .select('addressId')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  const text = options.text ?? `Answer ${next()}`;
  const message = await buildInbound(db, conversationId, { text });
  const flowRunId = newId();
  await db
    .insertInto('flowRun')
    .values({
      id: flowRunId,
      addressId,
      conversationId,
      nudgeRunId,
      studentId: null,
      language: 'es',
      document: JSON.stringify({ version: 1, steps: [] }),
      ask: null,
      state: 'done',
      startedAt: builtAt,
      endedAt: builtAt,
    })
    .execute();
  await db
    .insertInto('response')
    .values({
      id: newId(),
      flowRunId,
      ask: 'answer',
      messageId: message.messageId,
      addressId,
      studentId: null,
      value: JSON.stringify({ value: options.value ?? text }),
      comment: null,
      createdAt: builtAt,
    })
    .execute();
  return { ...message, nudgeRunId };
}
