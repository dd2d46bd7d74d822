import type { Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import {
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';

/** A liaison at a school of her own. */
export async function buildDesk(db: Kysely<Database>): Promise<{ liaison: BuiltStaff; schoolId: string }> {
  const { schoolId } = await buildSchool(db);
  return { schoolId, liaison: await buildStaff(db, { schoolIds: [schoolId] }) };
}

/** A guardian and a child of these names, and their conversation with the school. */
export async function buildFamily(
  db: Kysely<Database>,
  schoolId: string,
  names: { guardian: string; given: string; family: string },
): ReturnType<typeof buildConversation> {
  const { studentId } = await buildStudent(db, {
    schoolId,
    givenName: names.given,
    familyName: names.family,
  });
  const { addressId } = await buildGuardian(db, { name: names.guardian, studentIds: [studentId] });
  return buildConversation(db, { schoolId, addressId });
}
