import type { Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import type { TranslationEngine } from '../../src/vendors/engines/engine.js';
import { buildClass, buildGuardian, buildSchool, buildStaff, buildStudent } from '../support/builders.js';

/** A class with its teacher, at a school of its own. */
export async function buildTaughtClass(db: Kysely<Database>) {
  const { schoolId, lineId } = await buildSchool(db, { name: 'Lincoln Elementary' });
  const teacher = await buildStaff(db, { role: 'teacher', name: 'Emily Carter', schoolIds: [schoolId] });
  const { classId, name: className } = await buildClass(db, {
    schoolId,
    name: 'Grade 3 Reading',
    teacherId: teacher.id,
  });
  return { schoolId, lineId, teacher, classId, className };
}

/** A child of the class with a guardian of that language, on a phone of their own. */
export async function buildFamily(
  db: Kysely<Database>,
  classId: string,
  language: string | null = 'es',
  addressId?: string,
) {
  const { studentId } = await buildStudent(db, { classId });
  const guardian = await buildGuardian(db, {
    language,
    studentIds: [studentId],
    ...(addressId === undefined ? {} : { addressId }),
  });
  return { studentId, ...guardian };
}

/** An engine that writes the language before the words, at the quality it is told. */
export function echoEngine(
  quality: TranslationEngine['quality'],
  languages: readonly string[],
): TranslationEngine {
  return {
    name: 'echo',
    displayName: 'Echo',
    quality,
    isOutside: false,
    supports: (_from, to) => Promise.resolve({ status: languages.includes(to) ? 'yes' : 'no' }),
    translate: ({ texts }) =>
      Promise.resolve(
        texts.map(() => ({
          status: 'translated' as const,
          text: '¿Qué leyeron ustedes esta semana en casa?',
        })),
      ),
    close: () => Promise.resolve(),
  };
}

/** Everything a run left behind, as a test likes to read it. */
export async function outcomeOf(db: Kysely<Database>, nudgeRunId: string) {
  const recipients = await db
    .selectFrom('nudgeRecipient')
    .leftJoin('message', 'message.id', 'nudgeRecipient.messageId')
    .leftJoin('delivery', 'delivery.messageId', 'message.id')
    .select(['nudgeRecipient.addressId', 'nudgeRecipient.outcome', 'nudgeRecipient.reason'])
    .select(['message.id as messageId', 'message.text', 'message.language', 'message.studentId'])
    .select(['message.position', 'message.purpose', 'message.subtype', 'message.senderRole'])
    .select(['message.senderStaffId', 'message.conversationId', 'message.translationState'])
    .select([
      'delivery.state',
      'delivery.body',
      'delivery.language as bodyLanguage',
      'delivery.reason as holdReason',
    ])
    .select(['delivery.expiresAt', 'delivery.encoding', 'delivery.segments', 'delivery.priority'])
    .where('nudgeRecipient.nudgeRunId', '=', nudgeRunId)
    .orderBy('nudgeRecipient.addressId')
    .execute();
  const asks = await db.selectFrom('flowRun').selectAll().where('nudgeRunId', '=', nudgeRunId).execute();
  const run = await db
    .selectFrom('nudgeRun')
    .selectAll()
    .where('id', '=', nudgeRunId)
    .executeTakeFirstOrThrow();
  return { recipients, asks, run };
}
