import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { messageOf, RecadoError } from '../lib/errors.js';
import { readSchools } from '../roster/schools.queries.js';
import { readStaffDirectory } from '../roster/staff-accounts.queries.js';
import { checkStaged } from './check.queries.js';
import {
  claimImport,
  lockRoster,
  readyForDistrict,
  readImport,
  setState,
  tellProgress,
  tellTrouble,
  type ImportRecord,
} from './imports.queries.js';
import type { Entity, ImportCounts, ImportFormat, ImportProgress, ImportState } from './imports.table.js';
import { countLeaving, countOthersLeaving, countRows, planEntity } from './plan.queries.js';
import { readOneRoster } from './reading/oneroster.js';
import type { LanguageColumns } from './reading/headers.js';
import { isOneRoster, openOneRoster, readLanguageColumns } from './reading/oneroster-set.js';
import { readPlainCsv } from './reading/plain-csv.js';
import { staffDirectory } from './reading/plain-teachers.js';
import { filesAway, unreadable } from './reading/problems.js';
import type { ImportSource } from './reading/import-file.js';
import { openSource } from './reading/source.js';
import { createStaging, type Staging } from './staging.js';
import { analyzeStaged, clearImport, clearStaged, keepStaffUnnamed } from './staging.queries.js';
import { today, type ImportTools } from './tools.js';

/** A file that would remove more of the students than this is stopped until somebody confirms it. */
export const mostLeaving = 0.1;
/** The same of its staff: more of them change from one school year to the next. */
const mostStaffLeaving = 0.25;
/** So few staff or guardians may leave in any case. */
const fewLeaving = 4;

/** Roughly what a row of a OneRoster file takes, to know how far the reading is before it is over. */
const bytesPerRow = 90;

const entities: readonly Entity[] = ['school', 'staff', 'class', 'student', 'guardian'];

/**
 * Reads an import's files and makes the difference with the roster; changes nothing else. Ends as `planned`,
 * `stopped` by a guard, or `failed` with what is wrong with the files. Repeatable: it begins anew each time. Where kept
 * files cannot be got at, it stays `reading`, with why, and is tried again.
 * @param path the folder, ZIP or CSV
 */
export async function planImport(tools: ImportTools, importId: string, path: string): Promise<ImportRecord> {
  const { db } = tools;
  if (await claimImport(db, importId, ['waiting', 'planned', 'stopped', 'scheduled'], 'reading')) {
    const imported = await requireImport(db, importId);
    try {
      await clearImport(db, importId);
      await makeDifference(tools, imported, path);
    } catch (error) {
      if (!(error instanceof RecadoError)) throw error;
      tools.log.info({ importId, code: error.code }, 'an import could not be read');
      await clearImport(db, importId);
      // Kept files are tried again, as soon as the lease is over: nothing is wrong with them.
      if (error.code === filesAway && areKeptByUs(imported)) await tellTrouble(db, importId, error.message);
      else await setState(db, importId, { state: 'failed', reason: messageOf(error), counts: {} });
    }
  }
  return requireImport(db, importId);
}

/** Files from the page, and those of a rollover, lie in our folder; the command line's others are read where they are. */
const areKeptByUs = ({ staffId, options }: ImportRecord): boolean =>
  staffId !== null || options.letGo === true;

export async function requireImport(db: Kysely<Database>, importId: string): Promise<ImportRecord> {
  const found = await readImport(db, importId);
  if (found) return found;
  throw new RecadoError('not_found', 'There is no such import.', { status: 404 });
}

async function makeDifference(tools: ImportTools, imported: ImportRecord, path: string): Promise<void> {
  const { db } = tools;
  const staging = createStaging(db, imported.id);
  const source = await openSource(path);
  let read: Reading;
  try {
    read = await readFiles(tools, imported, source, staging);
    await source.checkUnchanged();
  } finally {
    await source.close();
  }
  await report(tools, imported.id, { step: 'compare' });
  await analyzeStaged(db);
  const counts = await compare(tools, imported, read, staging);
  const state = stateOf(imported, counts);
  await setState(db, imported.id, { ...state, format: read.format, counts, plannedAt: tools.clock.now() });
}

interface Reading {
  format: ImportFormat;
  complete: ReadonlySet<Entity>;
  lists: ReadonlySet<'classes'>;
  language: LanguageColumns;
  /** The plain CSV that says who teaches: who stands in no row of it teaches nothing, but has not left. */
  namesTeachersIn?: string;
}

async function readFiles(
  tools: ImportTools,
  imported: ImportRecord,
  source: ImportSource,
  staging: Staging,
): Promise<Reading> {
  const { options } = imported;
  const bytes = source.files.reduce((sum, file) => sum + file.bytes, 0);
  const progress = { done: 0, total: Math.max(1, Math.round(bytes / bytesPerRow)) };
  const reading = {
    asOf: imported.effectiveOn ?? today(tools),
    country: options.country,
    onProgress: async (what: string, rows: number): Promise<void> => {
      progress.done = Math.min(progress.done + rows, progress.total);
      await report(tools, imported.id, { step: 'read', what, ...progress });
    },
  };
  if (isOneRoster(source.files)) {
    const set = await openOneRoster(source.files, options.languageColumn);
    await readOneRoster(set, staging, reading);
    const complete = new Set<Entity>(['staff', 'student', 'guardian']);
    if (set.has('classes')) complete.add('class');
    return {
      format: set.format,
      complete,
      lists: new Set(set.has('enrollments') ? ['classes'] : []),
      language: await readLanguageColumns(set),
    };
  }
  const [file, another] = source.files;
  if (!file || another) {
    throw unreadable(
      'These files are neither a OneRoster export (users.csv and orgs.csv) nor one plain CSV. Choose one CSV, or the whole export.',
    );
  }
  const { languageColumn, school } = options;
  const only = await onlySchool(tools.db);
  const staff = staffDirectory(await readStaffDirectory(tools.db, imported.source));
  const { hasTeachers, language } = await readPlainCsv(file, staging, {
    ...reading,
    languageColumn,
    school: school ?? only,
    staff,
  });
  return {
    format: 'csv',
    complete: new Set<Entity>(['class', 'student', 'guardian']),
    lists: new Set(['classes']),
    language,
    ...(hasTeachers ? { namesTeachersIn: file.name } : {}),
  };
}

/** Where there is one school, a file need not name it. */
async function onlySchool(db: Kysely<Database>): Promise<string | undefined> {
  const [only, another] = await readSchools(db, 'all');
  return another ? undefined : only?.name;
}

async function compare(
  { db }: ImportTools,
  imported: ImportRecord,
  { format, complete, lists, language, namesTeachersIn }: Reading,
  staging: Staging,
): Promise<ImportCounts> {
  const { id: importId, source } = imported;
  return db.transaction().execute(async (trx) => {
    await lockRoster(trx);
    await readyForDistrict(trx);
    if (namesTeachersIn !== undefined)
      await keepStaffUnnamed(trx, { importId, source, file: namesTeachersIn });
    const refused = await checkStaged(trx, { importId, source, mergesRows: format === 'csv' });
    for (const entity of entities) await planEntity(trx, entity, { importId, source, complete, lists });
    const isRollover = imported.effectiveOn !== null;
    const [rows, students] = [
      await countRows(trx, importId),
      await countLeaving(trx, { importId, source, isRollover }),
    ];
    const others = await countOthersLeaving(trx, { importId, source });
    await clearStaged(trx, importId);
    if ((rows.school?.add ?? 0) > 0) await requireTimeZone(trx, imported);
    return { rows, students, ...others, language, refused: [...staging.refusals.counts(), ...refused] };
  });
}

/** A new school needs a time zone: texts keep to its hours. */
async function requireTimeZone(db: Kysely<Database>, imported: ImportRecord): Promise<void> {
  if ((await timeZoneOf(db, imported)) !== null) return;
  throw new RecadoError(
    'time_zone_missing',
    'The files add schools, and a school needs a time zone. Choose the files again and write one under "New school year, language column and more"; on the command line it is --time-zone America/New_York.',
    { status: 422 },
  );
}

/** Of new schools: what was said, else the one all schools share. */
export async function timeZoneOf(
  db: Kysely<Database>,
  { options }: Pick<ImportRecord, 'options'>,
): Promise<string | null> {
  if (options.timeZone !== undefined) return options.timeZone;
  const zones = new Set((await readSchools(db, 'all')).map(({ timeZone }) => timeZone));
  const [only] = zones;
  return zones.size === 1 && only !== undefined ? only : null;
}

/** Whether a guard stops it: whoever would leave without a reason is likely to be missing from the files. Pure. */
export function stateOf(
  { options }: Pick<ImportRecord, 'options'>,
  { students, staff, guardians }: ImportCounts,
): { state: ImportState; reason: string | null } {
  if (options.confirmed === true) return { state: 'planned', reason: null };
  const leaving = [
    ...studentsLeaving(students),
    ...tooMany('members of staff', staff, (before) => before * mostStaffLeaving),
    ...tooMany('guardians whose children stay', guardians, (before) => before * mostLeaving),
  ];
  if (leaving.length === 0) return { state: 'planned', reason: null };
  return {
    state: 'stopped',
    reason: `${leaving.join(', and ')} would leave. Is the file complete? Nothing is applied until somebody confirms it.`,
  };
}

function studentsLeaving(students: ImportCounts['students']): string[] {
  const { before, unexpected, leaving } = students ?? { before: 0, unexpected: 0, leaving: 0 };
  if (before === 0 || unexpected <= before * mostLeaving) return [];
  const expected = leaving > unexpected ? ` besides the ${leaving - unexpected} of the highest grades` : '';
  return [`${unexpected} of ${before} students (${percent(unexpected, before)} %)${expected}`];
}

function tooMany(
  who: string,
  counted: { before: number; leaving: number } | undefined,
  most: (before: number) => number,
): string[] {
  if (!counted) return [];
  const { before, leaving } = counted;
  // One or two of a small school come and go; everybody never does.
  const isMany = leaving > Math.max(most(before), fewLeaving) || (before > 1 && leaving === before);
  return isMany ? [`${leaving} of ${before} ${who} (${percent(leaving, before)} %)`] : [];
}

const percent = (part: number, whole: number): number => Math.round((part / whole) * 100);

async function report(tools: ImportTools, importId: string, progress: ImportProgress): Promise<void> {
  tools.onProgress?.(progress);
  await tellProgress(tools.db, importId, progress);
}
