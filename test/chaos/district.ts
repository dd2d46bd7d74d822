import type { Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import { markAllWelcomed } from '../../src/consent/preferences.queries.js';
import { priorities, queueText } from '../../src/delivery/queue-text.js';
import { newId } from '../../src/lib/ids.js';
import { buildClass, buildSchool, buildStaff, buildStudent } from '../support/builders.js';

export interface ChaosFamily {
  e164: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  /** The line's number. */
  line: string;
}

export interface ChaosDistrict {
  lineIds: string[];
  families: ChaosFamily[];
  /** Makes one nudge a school due now; the workers do the rest. */
  startNudges(): Promise<void>;
  /** Staff answer a family, in words nobody has to translate. */
  reply(family: ChaosFamily, body: string): Promise<void>;
}

const rowsAtOnce = 1000;

/** Three schools on two lines, and so many families with a phone each. Hours are open all day. */
export async function buildChaosDistrict(
  db: Kysely<Database>,
  { families, messagesPerSecond }: { families: number; messagesPerSecond: number },
): Promise<ChaosDistrict> {
  const north = await buildSchool(db, { name: 'North Elementary' });
  const south = await buildSchool(db, { name: 'South Elementary', lineId: north.lineId });
  const west = await buildSchool(db, { name: 'West Elementary' });
  await db.updateTable('school').set({ contactFrom: '00:00', contactUntil: '00:00' }).execute();
  await db.updateTable('line').set({ messagesPerSecond }).execute();
  const lines = new Map(
    (await db.selectFrom('line').select(['id', 'e164']).execute()).map(({ id, e164 }) => [id, e164]),
  );
  const schools = await Promise.all(
    [north, south, west].map(async (school) => {
      const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [school.schoolId] });
      await buildStaff(db, { languages: ['en', 'es'], schoolIds: [school.schoolId] });
      const { classId } = await buildClass(db, { schoolId: school.schoolId, teacherId: teacher.id });
      const { studentId } = await buildStudent(db, { classId });
      return { ...school, line: lines.get(school.lineId) ?? '', teacher, classId, studentId };
    }),
  );
  const list = Array.from({ length: families }, (_, n): ChaosFamily & { classId: string } => {
    const school = schools[n % schools.length] ?? schools[0];
    if (!school) throw new Error('There is no school.');
    return { ...school, e164: numberOf(n), addressId: newId() };
  });
  for (let at = 0; at < list.length; at += rowsAtOnce)
    await insertFamilies(db, list.slice(at, at + rowsAtOnce));

  return {
    lineIds: [...lines.keys()],
    families: list,
    startNudges: async () => {
      const now = new Date();
      const yesterday = new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
      for (const { schoolId, classId, teacher } of schools) {
        await db
          .insertInto('nudge')
          .values({
            id: newId(),
            schoolId,
            classId,
            staffId: teacher.id,
            libraryKey: 'reading.newWord',
            ownText: null,
            ownLanguage: null,
            askKind: 'open',
            // Long begun, so that no day's end turns it into one for tomorrow.
            startsLocal: `${yesterday} 00:00:00`,
            timeZone: 'America/New_York',
            repeats: 'once',
            endsOn: null,
            nextRunAt: now,
            nextOccurrence: yesterday,
            createdAt: now,
          })
          .execute();
      }
    },
    reply: async (family, body) => {
      const now = new Date();
      await db.transaction().execute(async (trx) => {
        const conversationId = await findOrOpenConversation(trx, now, family);
        await queueText(trx, now, {
          conversationId,
          addressId: family.addressId,
          schoolId: family.schoolId,
          lineId: family.lineId,
          purpose: 'reply',
          senderRole: 'liaison',
          text: body,
          language: 'en',
          body,
          bodyLanguage: 'en',
          priority: priorities.reply,
        });
      });
    },
  };
}

/** Numbers of the ranges kept for fiction, as far as they reach. */
function numberOf(n: number): string {
  return `+1${475 + Math.floor(n / 10_000)}555${String(n % 10_000).padStart(4, '0')}`;
}

async function insertFamilies(
  db: Kysely<Database>,
  families: readonly (ChaosFamily & { classId: string })[],
): Promise<void> {
  const createdAt = new Date();
  const rows = families.map((family, n) => ({
    ...family,
    guardianId: newId(),
    studentId: newId(),
    language: ['es', 'en', 'ht', 'es'][n % 4] ?? 'es',
  }));
  await db
    .insertInto('address')
    .values(
      rows.map(({ addressId: id, e164 }) => ({
        id,
        e164,
        language: null,
        unreachableSince: null,
        unreachableReason: null,
        createdAt,
      })),
    )
    .execute();
  // They know who writes: the run counts its own texts.
  await db.transaction().execute((trx) =>
    markAllWelcomed(
      trx,
      createdAt,
      rows.map(({ addressId }) => addressId),
    ),
  );
  await db
    .insertInto('guardian')
    .values(
      rows.map(({ guardianId: id, e164, language: homeLanguage }) => ({
        id,
        sourceId: null,
        name: `Guardian ${e164.slice(-4)}`,
        homeLanguage,
        timeZone: null,
        createdAt,
      })),
    )
    .execute();
  await db
    .insertInto('student')
    .values(
      rows.map(({ studentId: id, schoolId, e164 }) => ({
        id,
        sourceId: null,
        schoolId,
        givenName: `Student${e164.slice(-4)}`,
        familyName: 'Rivera',
        grade: '3',
        createdAt,
      })),
    )
    .execute();
  await db
    .insertInto('guardianAddress')
    .values(rows.map(({ guardianId, addressId }) => ({ guardianId, addressId })))
    .execute();
  await db
    .insertInto('guardianStudent')
    .values(
      rows.map(({ guardianId, studentId }) => ({
        guardianId,
        studentId,
        relationship: 'mother',
        mayContact: true,
      })),
    )
    .execute();
  await db
    .insertInto('enrollment')
    .values(rows.map(({ classId, studentId }) => ({ classId, studentId })))
    .execute();
}
