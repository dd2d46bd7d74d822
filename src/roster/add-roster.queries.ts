import type { Insertable, Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type {
  AddressTable,
  ClassStaffTable,
  ClassTable,
  DeploymentTable,
  EnrollmentTable,
  GuardianAddressTable,
  GuardianStudentTable,
  GuardianTable,
  LineSchoolTable,
  LineTable,
  SchoolTable,
  StaffSchoolTable,
  StaffTable,
  StudentTable,
} from './roster.table.js';

/** Says what this database is for, once and for ever; a mark that is there stays as it is. */
export async function markDeployment(
  trx: Transaction<Database>,
  now: Date,
  deployment: Pick<Insertable<DeploymentTable>, 'kind' | 'districtName'>,
): Promise<void> {
  await trx
    .insertInto('deployment')
    .values({ ...deployment, createdAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Rows of a whole district, each list after those it refers to. */
export interface Roster {
  lines: Insertable<LineTable>[];
  schools: Insertable<SchoolTable>[];
  lineSchools: Insertable<LineSchoolTable>[];
  staff: Insertable<StaffTable>[];
  staffSchools: Insertable<StaffSchoolTable>[];
  classes: Insertable<ClassTable>[];
  classStaff: Insertable<ClassStaffTable>[];
  students: Insertable<StudentTable>[];
  enrollments: Insertable<EnrollmentTable>[];
  guardians: Insertable<GuardianTable>[];
  guardianStudents: Insertable<GuardianStudentTable>[];
  addresses: Insertable<AddressTable>[];
  guardianAddresses: Insertable<GuardianAddressTable>[];
}

/** Adds a district of a few hundred rows a table. No list may be empty. */
export async function addRoster(trx: Transaction<Database>, roster: Roster): Promise<void> {
  await trx.insertInto('line').values(roster.lines).execute();
  await trx.insertInto('school').values(roster.schools).execute();
  await trx.insertInto('lineSchool').values(roster.lineSchools).execute();
  await trx.insertInto('staff').values(roster.staff).execute();
  await trx.insertInto('staffSchool').values(roster.staffSchools).execute();
  await trx.insertInto('class').values(roster.classes).execute();
  await trx.insertInto('classStaff').values(roster.classStaff).execute();
  await trx.insertInto('student').values(roster.students).execute();
  await trx.insertInto('enrollment').values(roster.enrollments).execute();
  await trx.insertInto('guardian').values(roster.guardians).execute();
  await trx.insertInto('guardianStudent').values(roster.guardianStudents).execute();
  await trx.insertInto('address').values(roster.addresses).execute();
  await trx.insertInto('guardianAddress').values(roster.guardianAddresses).execute();
}
