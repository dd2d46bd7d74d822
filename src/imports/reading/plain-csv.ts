import type { Staging } from '../staging.js';
import { openCsv, type CsvRow } from './csv.js';
import { readGrade } from './grades.js';
import { languageColumnsOf, type Cells, type KnownColumns, type LanguageColumns } from './headers.js';
import { readLanguage } from './languages.js';
import type { ReadingOptions } from './oneroster-rows.js';
import { readPhone } from './phones.js';
import { stageTeachers, type StaffDirectory } from './plain-teachers.js';
import { unreadable } from './problems.js';
import type { ImportFile } from './import-file.js';

/**
 * The columns of a plain CSV: one row for each student and guardian. Any order, any case; further columns are left
 * unread. `student` (or `first name` and `last name`) and `phone` must be there; `student_id` should. `teacher` and
 * `teacher_email` say who teaches the row's class.
 */
export const plainColumns: Readonly<Record<string, readonly string[]>> = {
  student_id: ['id', 'student number', 'sis id', 'local id', 'sourcedId'],
  student: ['student name', 'name', 'child', 'child name', 'pupil'],
  first_name: ['student first name', 'given name', 'first'],
  last_name: ['student last name', 'family name', 'surname', 'last'],
  grade: ['grade level', 'year', 'grades'],
  class: ['class name', 'homeroom', 'section', 'course', 'room'],
  school: ['school name', 'campus', 'building'],
  guardian: [
    'guardian name',
    'parent',
    'parent name',
    'contact',
    'contact name',
    'parent/guardian',
    'mother',
    'father',
  ],
  relationship: ['relation', 'relationship to student'],
  phone: [
    'phone number',
    'mobile',
    'cell',
    'cell phone',
    'guardian phone',
    'parent phone',
    'telephone',
    'sms',
    'tel',
  ],
  language: ['home language', 'guardian language', 'preferred language', 'lang'],
  teacher: ['teacher name', 'teachers', 'homeroom teacher', 'class teacher', 'instructor', 'instructor name'],
  teacher_email: [
    'teacher mail',
    'teacher emails',
    'homeroom teacher email',
    'class teacher email',
    'instructor email',
  ],
};

export interface PlainOptions extends ReadingOptions {
  /** The school where the file has no such column. */
  school: string | undefined;
  languageColumn: string | undefined;
  /** Members of staff who are there already. */
  staff: StaffDirectory;
}

interface PlainRow {
  file: string;
  line: number;
  cells: Cells;
  student: { sourceId: string; given: string; family: string };
}

/**
 * Reads a plain CSV into the staging tables.
 * @returns whether it says who teaches, and where the home language stands
 * @throws RecadoError `import_unreadable`
 */
export async function readPlainCsv(
  file: ImportFile,
  staging: Staging,
  options: PlainOptions,
): Promise<{ hasTeachers: boolean; language: LanguageColumns }> {
  const known = options.languageColumn === undefined ? plainColumns : withLanguage(options.languageColumn);
  const { header, rows } = await openCsv(file, known, ['phone']);
  const { at } = header;
  if (!at.has('student') && !(at.has('first_name') && at.has('last_name'))) {
    throw unreadable(
      `${file.name}, line 1: there is no column for the student. Name one "student", or two "first name" and "last name".`,
    );
  }
  if (!at.has('school') && options.school === undefined) {
    throw unreadable(
      `${file.name} has no column "school". Add one, or say which school it is (--school "Lincoln Elementary").`,
    );
  }
  let read = 0;
  const named: Named = new Map();
  for await (const row of rows()) {
    read += 1;
    if (read % 5000 === 0) await options.onProgress(file.name, 5000);
    await stageRow(row, file.name, staging, options, named);
  }
  await options.onProgress(file.name, read % 5000);
  await staging.flush();
  return {
    hasTeachers: at.has('teacher') || at.has('teacher_email'),
    language: languageColumnsOf([header]),
  };
}

function withLanguage(column: string): KnownColumns {
  return { ...plainColumns, language: { only: column } };
}

/** What each student_id was called first, so that two children with one id are not taken for one. */
type Named = Map<string, { name: string; line: number }>;

async function stageRow(
  row: CsvRow,
  file: string,
  staging: Staging,
  options: PlainOptions,
  named: Named,
): Promise<void> {
  const { cells, line } = row;
  const school = cells('school') || options.school || '';
  const { given, family } = studentName(cells);
  const sourceId = cells('student_id') || idOf('student', school, given, family, cells('grade'));
  const base = { file, line, entity: 'student' as const, sourceId, label: `${given} ${family}`.trim() };
  const problem = problemOf(row, school, given, family);
  if (problem) {
    staging.refuse({ ...base, ...problem });
    await staging.row({ ...base, state: 'refused', data: {} });
    return;
  }
  const name = fold(base.label);
  const first = named.get(sourceId) ?? { name, line };
  named.set(sourceId, first);
  if (first.name !== name) {
    const value = `${sourceId} (line ${first.line})`;
    const reason = 'an earlier row has this id for another student';
    staging.refuse({ ...base, column: 'student_id', value, reason });
    return;
  }
  const schoolId = idOf('school', school);
  await staging.row({
    ...base,
    entity: 'school',
    sourceId: schoolId,
    label: school,
    state: 'good',
    data: { name: school },
  });
  await staging.row({
    ...base,
    state: 'good',
    data: { school: schoolId, givenName: given, familyName: family, grade: readGrade(cells('grade')) ?? '' },
  });
  const className = cells('class');
  const classId = className === '' ? null : idOf('class', school, className);
  if (classId !== null) {
    const data = { school: schoolId, name: className, grade: readGrade(cells('grade')) ?? '', subject: null };
    await staging.row({ ...base, entity: 'class', sourceId: classId, label: className, state: 'good', data });
    await staging.link({ kind: 'enrolled', a: sourceId, b: classId, file, line });
  }
  const taught = { file, line, cells, school: { sourceId: schoolId, name: school }, classId };
  await stageTeachers(taught, staging, options.staff);
  await stageGuardian({ file, line, cells, student: { sourceId, given, family } }, staging, options);
}

async function stageGuardian(row: PlainRow, staging: Staging, { country }: PlainOptions): Promise<void> {
  const { file, line, cells, student } = row;
  const written = cells('phone');
  const named = cells('guardian');
  if (written === '' && named === '') return;
  const name = named || `Family of ${student.given} ${student.family}`;
  const phones = written.split(/[;/]/u).map((one) => one.trim());
  const read = phones.filter((one) => one !== '').map((one) => ({ one, phone: readPhone(one, country) }));
  const numbers = read.flatMap(({ phone }) => ('e164' in phone ? [phone.e164] : []));
  // Siblings' rows name the same person at the same number; without a number she is only this child's.
  const sourceId = idOf('guardian', name, numbers[0] ?? student.sourceId);
  const base = { file, line, entity: 'guardian' as const, sourceId, label: name };
  for (const { one, phone } of read) {
    if ('reason' in phone) staging.refuse({ ...base, column: 'phone', value: one, reason: phone.reason });
  }
  const value = cells('language');
  const language = readLanguage(value);
  if ('reason' in language) staging.refuse({ ...base, column: 'language', value, reason: language.reason });
  const relationship = cells('relationship').toLowerCase() || 'guardian';
  const homeLanguage =
    'language' in language && language.language !== null ? { homeLanguage: language.language } : {};
  await staging.row({ ...base, state: 'good', data: { name, relationship, ...homeLanguage } });
  await staging.link({ kind: 'guards', a: sourceId, b: student.sourceId, file, line });
  for (const number of numbers) await staging.link({ kind: 'phone', a: sourceId, b: number, file, line });
}

function problemOf(
  { cells, fault }: CsvRow,
  school: string,
  given: string,
  family: string,
): { column?: string; value?: string; reason: string } | null {
  if (fault !== null) return { reason: fault };
  const formula = ['student', 'first_name', 'last_name', 'class', 'school', 'guardian', 'teacher'].find(
    (column) => cells(column).startsWith('='),
  );
  if (formula !== undefined) {
    const reason = 'it is a formula: save the file with its results';
    return { column: formula, value: cells(formula), reason };
  }
  if (given === '' && family === '') return { column: 'student', reason: 'it is empty' };
  if (school === '') return { column: 'school', reason: 'it is empty' };
  const name = `${given} ${family}`;
  if (/@|\d{4}/u.test(name) || name.length > 200) {
    return { column: 'student', value: name, reason: 'it is no name: the row may be shifted' };
  }
  const guardian = cells('guardian');
  if (/@|\d{4}/u.test(guardian) || guardian.length > 200) {
    return { column: 'guardian', value: guardian, reason: 'it is no name: the row may be shifted' };
  }
  const teacher = cells('teacher');
  if (/\d{4}/u.test(teacher.replace(/\S+@\S+/gu, '')) || teacher.length > 400) {
    return { column: 'teacher', value: teacher, reason: 'it is no name: the row may be shifted' };
  }
  const grade = cells('grade');
  if (grade !== '' && readGrade(grade) === null) {
    return { column: 'grade', value: grade, reason: 'it is no grade: the row may be shifted' };
  }
  return null;
}

/** `First Last` or `Last, First`. */
function studentName(cells: Cells): { given: string; family: string } {
  if (cells('first_name') !== '' || cells('last_name') !== '') {
    return { given: cells('first_name'), family: cells('last_name') };
  }
  const whole = cells('student').replace(/\s+/gu, ' ');
  const [before, after] = whole.split(/,\s*/u, 2);
  if (after !== undefined && after !== '') return { given: after, family: before ?? '' };
  const cut = whole.lastIndexOf(' ');
  return cut === -1
    ? { given: whole, family: '' }
    : { given: whole.slice(0, cut), family: whole.slice(cut + 1) };
}

/** An id made of what a row says, the same each time: a plain CSV has none for schools, classes and guardians. */
function idOf(kind: 'school' | 'class' | 'student' | 'guardian' | 'staff', ...parts: string[]): string {
  return `${kind}:${parts.map(fold).join('|')}`;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Whether an id is one of ours, which says nothing to people. Pure. */
export function isMadeUpId(id: string): boolean {
  return /^(?:school|class|student|guardian|staff):/u.test(id);
}
