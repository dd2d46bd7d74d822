import type { Staging } from '../staging.js';
import type { Cells } from './headers.js';

/** A member of staff who is there already. `sourceId` null: not from the source that is read. */
export interface KnownStaff {
  name: string;
  /** In lower case. */
  email: string;
  sourceId: string | null;
  schools: readonly string[];
}

/** Finds members of staff by what a plain CSV calls them. */
export interface StaffDirectory {
  byEmail(email: string): KnownStaff | undefined;
  /** One of this school where several have the name; a reason where that leaves nobody, or more than one. */
  byName(name: string, school: string): KnownStaff | { reason: string };
}

/** Pure. */
export function staffDirectory(staff: readonly KnownStaff[]): StaffDirectory {
  const emails = new Map(staff.map((one) => [one.email, one]));
  const names = new Map<string, KnownStaff[]>();
  for (const one of staff) names.set(foldPerson(one.name), [...(names.get(foldPerson(one.name)) ?? []), one]);
  return {
    byEmail: (email) => emails.get(email),
    byName(name, school) {
      const called = names.get(foldPerson(name)) ?? [];
      const there = called.filter(({ schools }) => schools.some((one) => fold(one) === fold(school)));
      const [only, another] = there.length > 0 ? there : called;
      if (only && !another) return only;
      return {
        reason: another
          ? 'several members of staff have this name: add the column teacher_email'
          : 'no member of staff has this name, and a new one signs in with an email: add the column teacher_email',
      };
    },
  };
}

export interface TaughtClass {
  file: string;
  line: number;
  cells: Cells;
  school: { sourceId: string; name: string };
  /** Null: the row names no class; then the teacher works at the school. */
  classId: string | null;
}

/**
 * Stages the teachers of a row: by email, else by the name of somebody who is there. Who is there keeps name and role;
 * who is new becomes a teacher. Several stand in one cell with semicolons between them.
 */
export async function stageTeachers(
  row: TaughtClass,
  staging: Staging,
  directory: StaffDirectory,
): Promise<void> {
  for (const { name, email } of teachersOf(row.cells)) {
    const { file, line, school, classId } = row;
    const refuse = (column: string, value: string, reason: string): void =>
      staging.refuse({ file, line, entity: 'staff', label: name || email, column, value, reason });
    if (email !== '' && !/^\S+@\S+\.\S+$/u.test(email)) {
      refuse('teacher_email', email, 'it is no email address');
      continue;
    }
    const known = email === '' ? directory.byName(name, school.name) : directory.byEmail(email);
    if (known && 'reason' in known) {
      refuse('teacher', name, known.reason);
      continue;
    }
    const address = known?.email ?? email;
    const ownId = known?.sourceId ?? null;
    const sourceId = ownId ?? `staff:${address}`;
    const called = known?.name ?? (inOrder(name) || address);
    await staging.row({
      entity: 'staff',
      sourceId,
      file,
      line,
      state: 'good',
      label: called,
      data: {
        email: address,
        ...(ownId === null ? { name: called, role: 'teacher' } : {}),
      },
    });
    await staging.link({ kind: 'works', a: sourceId, b: school.sourceId, file, line });
    if (classId !== null) await staging.link({ kind: 'teaches', a: sourceId, b: classId, file, line });
  }
}

function teachersOf(cells: Cells): { name: string; email: string }[] {
  const split = (cell: string): string[] => cell.split(/[;\n]/u).map((one) => one.trim());
  const [names, emails] = [split(cells('teacher')), split(cells('teacher_email').toLowerCase())];
  const pairs = Array.from({ length: Math.max(names.length, emails.length) }, (_, n) => {
    const [name, email] = [names[n] ?? '', emails[n] ?? ''];
    // An address in the column of names says who it is just as well.
    return name.includes('@') && email === '' ? { name: '', email: name.toLowerCase() } : { name, email };
  });
  return pairs.filter(({ name, email }) => name !== '' || email !== '');
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/gu, ' ').trim();

/** `Rivera, Dana` as people say it. */
function inOrder(name: string): string {
  const [before = '', after = ''] = name.split(',', 2).map((part) => part.trim());
  return after === '' ? name : `${after} ${before}`;
}

/** `Rivera, Dana`, `Ms. Rivera, Dana`, `Ms. Dana Rivera` and `dana rivera` are the same. */
function foldPerson(name: string): string {
  const bare = inOrder(name).normalize('NFD').replace(/\p{M}/gu, '');
  return fold(bare.replace(/(?<=^|\s)(?:mr|mrs|ms|miss|mx|dr|sra?)\.?(?=\s)/giu, ' '));
}
