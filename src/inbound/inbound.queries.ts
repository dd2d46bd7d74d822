import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

export async function isStored(db: Kysely<Database>, carrierSid: string): Promise<boolean> {
  const row = await db
    .selectFrom('message')
    .select('id')
    .where('carrierSid', '=', carrierSid)
    .executeTakeFirst();
  return row !== undefined;
}

/** The address of a number; an unknown sender gets one too. */
export async function findOrAddAddress(trx: Transaction<Database>, now: Date, e164: string): Promise<string> {
  const found = await trx.selectFrom('address').select('id').where('e164', '=', e164).executeTakeFirst();
  if (found) return found.id;
  const added = await trx
    .insertInto('address')
    .values({
      id: newId(),
      e164,
      language: null,
      unreachableSince: null,
      unreachableReason: null,
      createdAt: now,
    })
    // Two first texts at once: the later waits here and takes the row of the earlier.
    .onConflict((conflict) => conflict.column('e164').doUpdateSet({ e164 }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return added.id;
}

/**
 * The school a text on this line is for: where the open question was asked, else where the last text of ours on this
 * line came from, else a school of one of the family's children, else the line's first.
 */
export async function resolveSchool(
  db: Kysely<Database>,
  addressId: string,
  line: { id: string; schoolIds: string[] },
): Promise<string | undefined> {
  if (line.schoolIds.length <= 1) return line.schoolIds[0];
  const row = await sql<{ schoolId: string }>`
    select school_id from (
      select c.school_id, 1 as rank, f.started_at as at
      from flow_run f join conversation c on c.id = f.conversation_id
      where f.address_id = ${addressId} and f.state = 'asking'
      union all
      select c.school_id, 2, m.created_at
      from conversation c join message m on m.conversation_id = c.id
      where c.address_id = ${addressId} and m.line_id = ${line.id} and m.direction = 'out'
      union all
      select s.school_id, 3, s.created_at
      from guardian_address ga join guardian_student gs on gs.guardian_id = ga.guardian_id
      join student s on s.id = gs.student_id
      where ga.address_id = ${addressId}) places
    where school_id = any(${line.schoolIds}::uuid[])
    order by rank, at desc limit 1`.execute(db);
  return row.rows[0]?.schoolId ?? line.schoolIds[0];
}

/** Takes the conversation for this worker, on the database's own clock; false while another one has it. */
export async function takeLease(
  db: Kysely<Database>,
  conversationId: string,
  token: string,
  seconds: number,
): Promise<boolean> {
  const taken = await db
    .updateTable('conversation')
    .set({ leaseToken: token, leaseUntil: sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})` })
    .where('id', '=', conversationId)
    .where((eb) =>
      eb.or([
        eb('leaseUntil', 'is', null),
        eb('leaseUntil', '<', sql<Date>`clock_timestamp()`),
        eb('leaseToken', '=', token),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function releaseLease(
  db: Kysely<Database>,
  conversationId: string,
  token: string,
): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ leaseToken: null, leaseUntil: null })
    .where('id', '=', conversationId)
    .where('leaseToken', '=', token)
    .execute();
}

/** The first text of a conversation that is not understood yet; later ones wait for it. */
export function firstPendingText(
  db: Kysely<Database>,
  conversationId: string,
): Promise<{ id: string; processingTries: number; nextProcessingAt: Date | null } | undefined> {
  return db
    .selectFrom('message')
    .select(['id', 'processingTries', 'nextProcessingAt'])
    .where('conversationId', '=', conversationId)
    .where('processing', '=', 'pending')
    .orderBy('position')
    .executeTakeFirst();
}

export async function noteProcessingFailure(
  db: Kysely<Database>,
  messageId: string,
  failure: { error: string; nextProcessingAt: Date },
): Promise<void> {
  await db
    .updateTable('message')
    .set((eb) => ({
      processingTries: eb('processingTries', '+', 1),
      processingError: failure.error,
      nextProcessingAt: failure.nextProcessingAt,
    }))
    .where('id', '=', messageId)
    .execute();
}

/** Conversations with texts nobody has understood yet: what a sweep wakes. */
export async function conversationsToProcess(
  db: Kysely<Database>,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .select('conversationId')
    .distinct()
    .where('processing', '=', 'pending')
    .where((eb) => eb.or([eb('nextProcessingAt', 'is', null), eb('nextProcessingAt', '<=', now)]))
    .limit(limit)
    .execute();
  return rows.map((row) => row.conversationId);
}

/** A text and all that understanding and routing may lean on. */
export interface TextToUnderstand {
  messageId: string;
  text: string;
  media: { url: string }[];
  optOutType: string | null;
  createdAt: Date;
  carrierAt: Date | null;
  conversationId: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  e164: string;
  addressLanguage: string | null;
  conversationStudentId: string | null;
  assigneeStaffId: string | null;
  conversationState: string;
  schoolName: string;
  districtName: string;
}

/** The text with its conversation locked, or undefined when it is understood already. */
export async function lockText(
  trx: Transaction<Database>,
  messageId: string,
): Promise<TextToUnderstand | undefined> {
  const row = await trx
    .selectFrom('message as m')
    .innerJoin('conversation as c', 'c.id', 'm.conversationId')
    .innerJoin('address as a', 'a.id', 'c.addressId')
    .innerJoin('school as s', 's.id', 'c.schoolId')
    .innerJoin('deployment as d', (join) => join.onTrue())
    .select([
      'm.id as messageId',
      'm.text',
      'm.media',
      'm.subtype as optOutType',
      'm.createdAt',
      'm.carrierAt',
    ])
    .select([
      'c.id as conversationId',
      'c.addressId',
      'c.schoolId',
      'm.lineId',
      'c.studentId as conversationStudentId',
    ])
    .select(['c.assigneeStaffId', 'c.state as conversationState', 'a.e164', 'a.language as addressLanguage'])
    .select(['s.name as schoolName', 'd.districtName'])
    .where('m.id', '=', messageId)
    .where('m.processing', '=', 'pending')
    .forUpdate(['m', 'c'])
    .executeTakeFirst();
  return row;
}

export interface FamilyAtAddress {
  guardians: { id: string; name: string; homeLanguage: string | null }[];
  /** Children of these guardians at the school. */
  students: { id: string; givenName: string }[];
}

export async function familyAtAddress(
  db: Kysely<Database>,
  addressId: string,
  schoolId: string,
): Promise<FamilyAtAddress> {
  const guardians = await db
    .selectFrom('guardianAddress')
    .innerJoin('guardian', 'guardian.id', 'guardianAddress.guardianId')
    .select(['guardian.id', 'guardian.name', 'guardian.homeLanguage'])
    .where('guardianAddress.addressId', '=', addressId)
    .orderBy('guardian.createdAt')
    .orderBy('guardian.id')
    .execute();
  const students = await db
    .selectFrom('guardianAddress')
    .innerJoin('guardianStudent', 'guardianStudent.guardianId', 'guardianAddress.guardianId')
    .innerJoin('student', 'student.id', 'guardianStudent.studentId')
    .select(['student.id', 'student.givenName'])
    .distinct()
    .where('guardianAddress.addressId', '=', addressId)
    .where('student.schoolId', '=', schoolId)
    .execute();
  return { guardians, students };
}

export async function saveUnderstood(
  trx: Transaction<Database>,
  messageId: string,
  understood: {
    language: string;
    guardianId: string | null;
    studentId: string | null;
    understood: Record<string, unknown>;
    translate: boolean;
    now: Date;
  },
): Promise<void> {
  await trx
    .updateTable('message')
    .set({
      processing: 'done',
      processingError: null,
      nextProcessingAt: null,
      language: understood.language,
      guardianId: understood.guardianId,
      studentId: understood.studentId,
      understood: JSON.stringify(understood.understood),
      translationState: understood.translate ? 'pending' : 'none_needed',
      nextTranslationAt: understood.translate ? understood.now : null,
    })
    .where('id', '=', messageId)
    .execute();
}

export async function parkText(trx: Transaction<Database>, messageId: string, error: string): Promise<void> {
  await trx
    .updateTable('message')
    .set({ processing: 'parked', processingError: error, nextProcessingAt: null })
    .where('id', '=', messageId)
    .execute();
}

/** How many texts of ours of a kind this conversation got since then: answers must not become a loop. */
export async function countSystemTexts(
  db: Kysely<Database>,
  conversationId: string,
  since: Date,
  subtype?: string,
): Promise<number> {
  const row = await db
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'out')
    .where('purpose', '=', 'system')
    .where('createdAt', '>', since)
    .$if(subtype !== undefined, (query) => query.where('subtype', '=', subtype ?? ''))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Who asked the question of a nudge run, for the family to be thanked in that name. */
export async function teacherOfRun(db: Kysely<Database>, nudgeRunId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('nudgeRun')
    .innerJoin('nudge', 'nudge.id', 'nudgeRun.nudgeId')
    .innerJoin('staff', 'staff.id', 'nudge.staffId')
    .select('staff.name')
    .where('nudgeRun.id', '=', nudgeRunId)
    .executeTakeFirst();
  return row?.name;
}
