import type { Staging } from '../staging.js';
import { readGrade } from './grades.js';
import type { OneRosterSet } from './oneroster-set.js';
import {
  dateOf,
  isWhole,
  isGone,
  listOf,
  type Organisations,
  type ReadingOptions,
} from './oneroster-rows.js';
import { readUsers } from './oneroster-users.js';
import { unreadable } from './problems.js';

interface Course {
  title: string;
  subject: string | null;
  grade: string | null;
}

/** `YYYY-MM-DD`; null where the file does not say. */
interface Term {
  start: string | null;
  end: string | null;
}

/** Reads a OneRoster set into the staging tables. @throws RecadoError `import_unreadable` */
export async function readOneRoster(
  set: OneRosterSet,
  staging: Staging,
  options: ReadingOptions,
): Promise<void> {
  const terms = await readSessions(set, staging);
  const organisations = await readOrganisations(set, staging);
  const courses = await readCourses(set);
  const notBegun = await readClasses(set, staging, options, { terms, courses, organisations });
  await readUsers(set, staging, options, organisations);
  await readEnrollments(set, staging, options, notBegun);
  await staging.flush();
}

async function readSessions(set: OneRosterSet, staging: Staging): Promise<ReadonlyMap<string, Term>> {
  const { file, rows } = await set.open('academicSessions');
  const terms = new Map<string, Term>();
  const parents = new Map<string, { parent: string; line: number }>();
  for await (const row of rows()) {
    if (isGone(row) || !isWhole(row, file, staging, 'file')) continue;
    const [start, end] = [dateOf(row, 'startDate', file, staging), dateOf(row, 'endDate', file, staging)];
    if (start === null && end === null) continue;
    terms.set(row.cells('sourcedId'), { start, end });
    parents.set(row.cells('sourcedId'), { parent: row.cells('parentSourcedId'), line: row.line });
  }
  refuseCycles(parents, file, staging);
  return terms;
}

async function readOrganisations(set: OneRosterSet, staging: Staging): Promise<Organisations> {
  const { file, rows } = await set.open('orgs');
  const schools = new Set<string>();
  const parents = new Map<string, { parent: string; line: number }>();
  for await (const row of rows()) {
    const sourceId = row.cells('sourcedId');
    if (!isWhole(row, file, staging, 'school') || isGone(row)) continue;
    const name = row.cells('name');
    if (sourceId === '' || name === '') {
      const column = sourceId === '' ? 'sourcedId' : 'name';
      staging.refuse({ file, line: row.line, column, entity: 'school', sourceId, reason: 'it is empty' });
      continue;
    }
    parents.set(sourceId, { parent: row.cells('parentSourcedId'), line: row.line });
    if (row.cells('type').toLowerCase() !== 'school') continue;
    schools.add(sourceId);
    await staging.row({
      entity: 'school',
      sourceId,
      file,
      line: row.line,
      state: 'good',
      label: name,
      data: { name },
    });
  }
  if (schools.size === 0)
    throw unreadable(`${file} holds no school: at least one row has the type "school".`);
  refuseCycles(parents, file, staging);
  return {
    schoolOf(org) {
      const way = new Set<string>();
      let at: string | undefined = org;
      while (at !== undefined && !schools.has(at) && !way.has(at)) {
        way.add(at);
        at = parents.get(at)?.parent;
      }
      return at !== undefined && schools.has(at) ? at : undefined;
    },
  };
}

/** A row that is its own parent, over however many others, is told once a ring. What hangs on it is read all the same. */
function refuseCycles(
  parents: ReadonlyMap<string, { parent: string; line: number }>,
  file: string,
  staging: Staging,
): void {
  const settled = new Set<string>();
  for (const start of parents.keys()) {
    const way = new Set<string>();
    let at: string | undefined = start;
    while (at !== undefined && parents.has(at) && !settled.has(at) && !way.has(at)) {
      way.add(at);
      at = parents.get(at)?.parent;
    }
    if (at !== undefined && way.has(at)) {
      staging.refuse({
        file,
        line: parents.get(at)?.line ?? 1,
        column: 'parentSourcedId',
        value: parents.get(at)?.parent ?? '',
        reason: 'it is its own parent, through a ring of others; the parent is left unread',
      });
    }
    for (const one of way) settled.add(one);
  }
}

async function readCourses(set: OneRosterSet): Promise<ReadonlyMap<string, Course>> {
  const { rows } = await set.open('courses');
  const courses = new Map<string, Course>();
  for await (const row of rows()) {
    courses.set(row.cells('sourcedId'), {
      title: row.cells('title'),
      subject: listOf(row.cells('subjects'))[0] ?? null,
      grade: readGrade(listOf(row.cells('grades'))[0] ?? ''),
    });
  }
  return courses;
}

/** @returns the classes none of whose terms has begun, and when the first does */
async function readClasses(
  set: OneRosterSet,
  staging: Staging,
  { asOf, onProgress }: ReadingOptions,
  known: {
    terms: ReadonlyMap<string, Term>;
    courses: ReadonlyMap<string, Course>;
    organisations: Organisations;
  },
): Promise<ReadonlyMap<string, string>> {
  const { file, rows } = await set.open('classes');
  const notBegun = new Map<string, string>();
  let read = 0;
  for await (const row of rows()) {
    read += 1;
    if (read % 5000 === 0) await onProgress(file, 5000);
    const { cells, line } = row;
    const sourceId = cells('sourcedId');
    const course = known.courses.get(cells('courseSourcedId'));
    const name = cells('title') || course?.title || cells('classCode');
    const base = { entity: 'class' as const, sourceId, file, line, label: name };
    // Exports blank what they delete: its id is enough.
    if (isGone(row) && row.fault === null && sourceId !== '') {
      await staging.row({ ...base, state: 'gone', data: {} });
      continue;
    }
    const school = known.organisations.schoolOf(cells('schoolSourcedId'));
    const problem =
      sourceId === ''
        ? { column: 'sourcedId', reason: 'it is empty' }
        : name === ''
          ? { column: 'title', reason: 'it is empty' }
          : school === undefined
            ? {
                column: 'schoolSourcedId',
                value: cells('schoolSourcedId'),
                reason: 'orgs.csv has no such school',
              }
            : null;
    if (!isWhole(row, file, staging, 'class') || problem) {
      if (problem && row.fault === null) staging.refuse({ ...base, ...problem });
      if (sourceId !== '') await staging.row({ ...base, state: 'refused', data: {} });
      continue;
    }
    const terms = listOf(cells('termSourcedIds')).map((term) => known.terms.get(term));
    const isEvery = (holds: (term: Term) => boolean): boolean =>
      terms.length > 0 && terms.every((term) => term !== undefined && holds(term));
    const over = isEvery(({ end }) => end !== null && end < asOf);
    const starts = terms.flatMap((term) => term?.start ?? []).sort();
    if (isEvery(({ start }) => start !== null && start > asOf)) notBegun.set(sourceId, starts[0] ?? '');
    await staging.row({
      ...base,
      state: over ? 'gone' : 'good',
      ...(over ? { reason: 'its term is over' } : {}),
      data: {
        school,
        name,
        grade: readGrade(listOf(cells('grades'))[0] ?? '') ?? course?.grade ?? '',
        subject: listOf(cells('subjects'))[0] ?? course?.subject ?? null,
      },
    });
  }
  await onProgress(file, read % 5000);
  return notBegun;
}

async function readEnrollments(
  set: OneRosterSet,
  staging: Staging,
  { asOf, onProgress }: ReadingOptions,
  notBegun: ReadonlyMap<string, string>,
): Promise<void> {
  const { file, rows } = await set.open('enrollments');
  let read = 0;
  for await (const row of rows()) {
    read += 1;
    if (read % 5000 === 0) await onProgress(file, 5000);
    if (!isWhole(row, file, staging, 'file') || isGone(row)) continue;
    const end = dateOf(row, 'endDate', file, staging);
    if (end !== null && end < asOf) continue;
    const begin = dateOf(row, 'beginDate', file, staging);
    const role = row.cells('role').toLowerCase();
    const link = { a: row.cells('userSourcedId'), b: row.cells('classSourcedId'), file, line: row.line };
    const later = [begin ?? '', notBegun.get(link.b) ?? '']
      .filter((day) => day > asOf)
      .sort()
      .at(-1);
    if (role === 'student')
      await staging.link(
        later === undefined ? { ...link, kind: 'enrolled' } : { ...link, kind: 'upcoming', detail: later },
      );
    else if (role === 'teacher' || role === 'aide') await staging.link({ ...link, kind: 'teaches' });
    else if (!['proctor', 'administrator', 'guardian', 'parent', 'relative'].includes(role)) {
      staging.refuse({ file, line: row.line, column: 'role', value: role, reason: 'there is no such role' });
    }
  }
  await onProgress(file, read % 5000);
}
