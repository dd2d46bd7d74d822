import { newId } from '../../lib/ids.js';
import type { Roster } from '../../roster/add-roster.queries.js';
import {
  demoClasses,
  demoEmail,
  demoNumber,
  demoSchools,
  demoStaff,
  demoTimeZone,
  elementarySchool,
  middleSchool,
  type DemoSchool,
} from './district.js';
import { demoFamilies, type DemoFamily } from './families.js';

/** A family's phone as the simulator shows it. */
export interface DemoPhone {
  number: string;
  name: string;
  language: string;
  /** The school's number this family texts to. */
  line: string;
}

/** Source ids of all that is seeded begin with this. */
export const demoSource = 'demo:';

const schoolOfGrade = (grade: number): DemoSchool => (grade <= 5 ? elementarySchool : middleSchool);

/** Guardians by the phone they use: an entry a phone, in the order of their numbers. */
function households({ phones, guardians }: DemoFamily): DemoFamily['guardians'][] {
  switch (phones) {
    case 'shared':
      return [guardians];
    case 'each':
      return guardians.map((guardian) => [guardian]);
    case 'none':
      return [];
  }
}

/** The phones of all demo families. */
export function demoPhones(): DemoPhone[] {
  return demoFamilies.flatMap((family, place) =>
    households(family).map((guardians, household) => ({
      number: demoNumber(place, household),
      name: guardians.map((guardian) => guardian.name).join(' & '),
      language: family.language,
      line: schoolOfGrade(family.children[0]?.grade ?? 0).line,
    })),
  );
}

/** The district's rows. The same each time, but for ids and the time they were made. */
export function demoRoster(now: Date): Roster {
  const schoolIds = new Map(demoSchools.map((school) => [school.key, newId()]));
  const schoolId = (school: DemoSchool): string => idOf(schoolIds, school.key);
  const roster = emptyRoster();
  addSchools(roster, now, schoolId);
  addStaffAndClasses(roster, now, schoolId);
  for (const [place, family] of demoFamilies.entries()) addFamily(roster, now, schoolId, family, place);
  return roster;
}

function addSchools(roster: Roster, now: Date, schoolId: (school: DemoSchool) => string): void {
  for (const school of demoSchools) {
    const lineId = newId();
    roster.lines.push({
      id: lineId,
      e164: school.line,
      name: school.name,
      carrier: 'simulator',
      messagingServiceSid: null,
      whatsappSender: school.line,
      stoppedAt: null,
      stoppedReason: null,
      createdAt: now,
    });
    roster.schools.push({
      id: schoolId(school),
      sourceId: `${demoSource}${school.key}`,
      name: school.name,
      timeZone: demoTimeZone,
      // The whole day, so that the demo can be tried at any hour; a real school keeps to 9:00 to 20:00.
      contactFrom: '00:00',
      contactUntil: '00:00',
      createdAt: now,
    });
    roster.lineSchools.push({ lineId, schoolId: schoolId(school) });
  }
}

function addStaffAndClasses(roster: Roster, now: Date, schoolId: (school: DemoSchool) => string): void {
  const staffIds = new Map<string, string>();
  for (const { key, name, role, languages, schools } of demoStaff) {
    const id = newId();
    staffIds.set(key, id);
    const sourceId = `${demoSource}${key}`;
    const email = demoEmail(name);
    roster.staff.push({ id, sourceId, name, email, role, languages, authUserId: null, createdAt: now });
    roster.staffSchools.push(...schools.map((school) => ({ staffId: id, schoolId: schoolId(school) })));
  }
  for (const { name, subject, grade, teacher, school } of demoClasses) {
    const id = newId();
    const sourceId = `${demoSource}${subject.toLowerCase()}-${grade}`;
    roster.classes.push({
      id,
      sourceId,
      schoolId: schoolId(school),
      name,
      grade: String(grade),
      subject,
      createdAt: now,
    });
    roster.classStaff.push({ classId: id, staffId: idOf(staffIds, teacher) });
  }
}

function addFamily(
  roster: Roster,
  now: Date,
  schoolId: (school: DemoSchool) => string,
  family: DemoFamily,
  place: number,
): void {
  const studentIds = family.children.map(({ givenName, grade }, n) => {
    const id = newId();
    const sourceId = `${demoSource}student-${place}-${n}`;
    const school = schoolId(schoolOfGrade(grade));
    const { familyName } = family;
    roster.students.push({
      id,
      sourceId,
      schoolId: school,
      givenName,
      familyName,
      grade: String(grade),
      createdAt: now,
    });
    const classes = roster.classes.filter((one) => one.schoolId === school && one.grade === String(grade));
    roster.enrollments.push(...classes.map((one) => ({ classId: one.id, studentId: id })));
    return id;
  });
  const guardianIds = new Map<string, string>();
  for (const [n, { name, relationship, language }] of family.guardians.entries()) {
    const id = newId();
    guardianIds.set(name, id);
    roster.guardians.push({
      id,
      sourceId: `${demoSource}guardian-${place}-${n}`,
      name,
      homeLanguage: family.languageIsKnown ? language : null,
      timeZone: null,
      createdAt: now,
    });
    roster.guardianStudents.push(
      ...studentIds.map((studentId) => ({ guardianId: id, studentId, relationship })),
    );
  }
  for (const [household, guardians] of households(family).entries()) {
    const id = newId();
    roster.addresses.push({
      id,
      e164: demoNumber(place, household),
      language: null,
      unreachableSince: family.unreachable ? now : null,
      unreachableReason: family.unreachable ? 'it is a landline' : null,
      createdAt: now,
    });
    roster.guardianAddresses.push(
      ...guardians.map(({ name }) => ({ guardianId: idOf(guardianIds, name), addressId: id })),
    );
  }
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The demo district names "${key}" and does not have it.`);
  return id;
}

function emptyRoster(): Roster {
  return {
    lines: [],
    schools: [],
    lineSchools: [],
    staff: [],
    staffSchools: [],
    classes: [],
    classStaff: [],
    students: [],
    enrollments: [],
    guardians: [],
    guardianStudents: [],
    addresses: [],
    guardianAddresses: [],
  };
}
