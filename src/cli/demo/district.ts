import type { StaffRole } from '../../roster/roster.table.js';

/** The demo district; it exists nowhere. Numbers are from the ranges kept for fiction (555-0100 to 555-0199). */
export const demoDistrictName = 'Riverbend Public Schools';

export const demoTimeZone = 'America/New_York';

export interface DemoSchool {
  key: string;
  name: string;
  line: string;
}

export const elementarySchool: DemoSchool = {
  key: 'lincoln',
  name: 'Lincoln Elementary',
  line: '+18605550101',
};
export const middleSchool: DemoSchool = { key: 'douglass', name: 'Douglass Middle', line: '+18605550102' };
export const demoSchools: readonly DemoSchool[] = [elementarySchool, middleSchool];

export interface DemoStaff {
  key: string;
  name: string;
  role: StaffRole;
  languages: string[];
  schools: readonly DemoSchool[];
}

export const demoStaff: readonly DemoStaff[] = [
  { key: 'carter', name: 'Emily Carter', role: 'teacher', languages: ['en'], schools: [elementarySchool] },
  { key: 'kim', name: 'David Kim', role: 'teacher', languages: ['en'], schools: [elementarySchool] },
  { key: 'brooks', name: 'Naomi Brooks', role: 'teacher', languages: ['en'], schools: [middleSchool] },
  { key: 'ruiz', name: 'Ana Ruiz', role: 'liaison', languages: ['en', 'es'], schools: demoSchools },
  { key: 'becker', name: 'Tom Becker', role: 'liaison', languages: ['en'], schools: demoSchools },
  { key: 'okafor', name: 'Grace Okafor', role: 'district_admin', languages: ['en'], schools: demoSchools },
];

/** `Emily Carter` signs in as `emily.carter@riverbend.example`. */
export const demoEmail = (name: string): string =>
  `${name.toLowerCase().replaceAll(' ', '.')}@riverbend.example`;

export interface DemoClass {
  name: string;
  subject: string;
  /** All students of the school in this grade are in it. */
  grade: number;
  teacher: string;
  school: DemoSchool;
}

const taught = (school: DemoSchool, subject: string, grade: number, teacher: string): DemoClass => ({
  name: `Grade ${grade} ${subject}`,
  subject,
  grade,
  teacher,
  school,
});

export const demoClasses: readonly DemoClass[] = [
  taught(elementarySchool, 'Reading', 2, 'carter'),
  taught(elementarySchool, 'Reading', 3, 'carter'),
  taught(elementarySchool, 'Math', 2, 'kim'),
  taught(elementarySchool, 'Math', 3, 'kim'),
  taught(middleSchool, 'Science', 6, 'brooks'),
  taught(middleSchool, 'Science', 7, 'brooks'),
];

/** The number of a family's phone, by the family's place in the list; the second one is of the other household. */
export function demoNumber(place: number, household: number): string {
  return `${household === 0 ? '+1203555' : '+1475555'}${String(100 + place).padStart(4, '0')}`;
}
