import { sql, type Kysely, type Selectable, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type {
  Entity,
  ImportCounts,
  ImportFormat,
  ImportOptions,
  ImportProgress,
  ImportState,
  ImportTable,
  RowAction,
} from './imports.table.js';

export type ImportRecord = Omit<Selectable<ImportTable>, 'workedOnUntil'>;

const columns = [
  'id',
  'kind',
  'source',
  'name',
  'format',
  'options',
  'effectiveOn',
  'state',
  'reason',
  'progress',
  'counts',
  'undoes',
  'staffId',
  'createdAt',
  'plannedAt',
  'appliedAt',
  'undoneAt',
] as const;

export interface NewImport {
  kind: 'import' | 'undo';
  source: string;
  name: string;
  options: ImportOptions;
  effectiveOn: string | null;
  staffId: string | null;
  undoes?: string;
  /** `waiting` unless told otherwise. */
  state?: ImportState;
}

/** Removes an import of which nothing was taken in. */
export async function forgetImport(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('import').where('id', '=', id).where('state', '=', 'discarded').execute();
}

/** Begins an import; its files are still to be read. */
export async function insertImport(db: Kysely<Database>, now: Date, imported: NewImport): Promise<string> {
  const id = newId();
  await db
    .insertInto('import')
    .values({
      id,
      kind: imported.kind,
      source: imported.source,
      name: imported.name,
      options: JSON.stringify(imported.options),
      effectiveOn: imported.effectiveOn,
      staffId: imported.staffId,
      undoes: imported.undoes ?? null,
      format: null,
      state: imported.state ?? 'waiting',
      reason: null,
      plannedAt: null,
      appliedAt: null,
      undoneAt: null,
      workedOnUntil: null,
      createdAt: now,
    })
    .execute();
  return id;
}

export function readImport(db: Kysely<Database>, id: string): Promise<ImportRecord | undefined> {
  return db
    .selectFrom('import')
    .select([...columns])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The systems rosters came from so far, by the name each import gave; what was made by hand is none. */
export async function readSources(db: Kysely<Database>): Promise<string[]> {
  const found = await sql<{ source: string }>`
    select source from (
      select source from school union select source from staff union select source from class
      union select source from import where kind = 'import' and state in ('scheduled', 'applied')) known
    where source <> 'recado' order by source`.execute(db);
  return found.rows.map(({ source }) => source);
}

/** Imports by time, the newest first; those after a cursor. */
export function listImports(
  db: Kysely<Database>,
  after: { createdAt: Date; id: string } | null,
  limit: number,
): Promise<(ImportRecord & { by: string | null })[]> {
  let query = db
    .selectFrom('import')
    .leftJoin('staff', 'staff.id', 'import.staffId')
    .select([...columns.map((column) => `import.${column}` as const), 'staff.name as by'])
    .orderBy('import.createdAt', 'desc')
    .orderBy('import.id', 'desc')
    .limit(limit);
  if (after) {
    query = query.where(
      sql<boolean>`(import.created_at, import.id) < (${after.createdAt}, ${after.id}::uuid)`,
    );
  }
  return query.execute();
}

/** How long somebody may work on an import before another takes over, by the database's clock. */
const lease = sql<Date>`now() + interval '2 minutes'`;

/**
 * Takes an import to work on, where it is in one of these states and nobody else works on it.
 * @returns false where somebody was first
 */
export async function claimImport(
  db: Kysely<Database>,
  id: string,
  from: readonly ImportState[],
  to: ImportState,
): Promise<boolean> {
  const claimed = await db
    .updateTable('import')
    .set({ state: to, workedOnUntil: lease })
    .where('id', '=', id)
    .where('state', 'in', [...from, to])
    .where((eb) => eb.or([eb('workedOnUntil', 'is', null), eb('workedOnUntil', '<', sql<Date>`now()`)]))
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Holds an import to the end of the transaction, so that nobody else decides about it meanwhile. */
export async function lockImport(trx: Transaction<Database>, id: string): Promise<void> {
  await trx.selectFrom('import').select('id').where('id', '=', id).forUpdate().execute();
}

/** Whether somebody is at taking an import back. */
export async function isBeingUndone(db: Kysely<Database>, id: string): Promise<boolean> {
  const undoing = await db
    .selectFrom('import')
    .select('id')
    .where('undoes', '=', id)
    .where('state', '=', 'applying')
    .executeTakeFirst();
  return undoing !== undefined;
}

/** Says how far it is, and that somebody still works on it. */
export async function tellProgress(
  db: Kysely<Database>,
  id: string,
  progress: ImportProgress,
): Promise<void> {
  await db
    .updateTable('import')
    .set({ progress: JSON.stringify(progress), workedOnUntil: lease })
    .where('id', '=', id)
    .execute();
}

/** Says why its files could not be got at; whoever comes after the lease tries again. */
export async function tellTrouble(db: Kysely<Database>, id: string, reason: string): Promise<void> {
  await db.updateTable('import').set({ reason, workedOnUntil: lease }).where('id', '=', id).execute();
}

export async function setState(
  db: Kysely<Database>,
  id: string,
  change: {
    state: ImportState;
    reason?: string | null;
    format?: ImportFormat;
    counts?: ImportCounts;
    options?: ImportOptions;
    plannedAt?: Date;
    appliedAt?: Date;
    undoneAt?: Date;
    name?: string;
    source?: string;
    effectiveOn?: string | null;
  },
): Promise<void> {
  const { counts, options, ...rest } = change;
  await db
    .updateTable('import')
    .set({
      ...rest,
      ...(counts === undefined ? {} : { counts: JSON.stringify(counts) }),
      ...(options === undefined ? {} : { options: JSON.stringify(options) }),
      workedOnUntil: null,
    })
    .where('id', '=', id)
    .execute();
}

/** One import at a time changes the roster, or reads it for a difference. Held to the end of the transaction. */
export async function lockRoster(trx: Transaction<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(732237)`.execute(trx);
}

/**
 * Readies a transaction for statements over a whole district: fresh statistics, and no join that walks one side anew for
 * each row of the other. Tables that were filled a moment ago look empty to the planner, and it would take hours.
 * Sorts and joins of a district fit into memory, and no statement runs often enough to be worth compiling.
 */
export async function readyForDistrict(trx: Transaction<Database>): Promise<void> {
  await sql`analyze school, staff, staff_school, class, class_staff, student, enrollment, guardian, guardian_student,
    address, guardian_address, import_row`.execute(trx);
  await sql`set local enable_nestloop = off`.execute(trx);
  await sql`set local work_mem = '64MB'`.execute(trx);
  await sql`set local jit = off`.execute(trx);
}

const isLetGo = sql<boolean>`coalesce((options->>'letGo')::boolean, false)`;

/** Imports that somebody should go on with: to be read, due on their day, or left behind by a worker that died. */
export async function importsToDo(
  db: Kysely<Database>,
  today: string,
): Promise<{ id: string; job: 'imports.plan' | 'imports.apply' }[]> {
  const rows = await db
    .selectFrom('import')
    .select(['id', 'state'])
    .select(isLetGo.as('isLetGo'))
    .where((eb) => eb.or([eb('workedOnUntil', 'is', null), eb('workedOnUntil', '<', sql<Date>`now()`)]))
    .where((eb) =>
      eb.or([
        eb('state', '=', 'applying'),
        // The command line reads by itself.
        eb.and([eb('state', 'in', ['waiting', 'reading']), eb('staffId', 'is not', null)]),
        eb.and([eb('state', '=', 'scheduled'), eb('effectiveOn', '<=', today)]),
        // A rollover whose day has come, left behind while it was read.
        eb.and([eb('state', '=', 'reading'), isLetGo, eb('effectiveOn', '<=', today)]),
      ]),
    )
    .execute();
  return rows.map(({ id, state, isLetGo: goesOn }) => ({
    id,
    job: !goesOn && (state === 'waiting' || state === 'reading') ? 'imports.plan' : 'imports.apply',
  }));
}

export interface RowFilter {
  action: RowAction | null;
  entity: string | null;
  /** Rows after this number. */
  after: string | null;
  limit: number;
}

export type RowRecord = Awaited<ReturnType<typeof readRows>>[number];

/** Rows of the difference in the order they were made. */
export function readRows(db: Kysely<Database>, importId: string, filter: RowFilter) {
  let query = db
    .selectFrom('importRow')
    .select(['n', 'action', 'entity', 'sourceId', 'entityId', 'label', 'before', 'after'])
    .select(['file', 'line', 'columnName', 'value', 'reason'])
    .where('importId', '=', importId)
    .orderBy('n')
    .limit(filter.limit);
  if (filter.action !== null) query = query.where('action', '=', filter.action);
  if (filter.entity !== null) query = query.where('entity', '=', filter.entity);
  if (filter.after !== null) query = query.where('n', '>', filter.after);
  return query.execute();
}

/** Writes down what an import brought about beyond the files, so that it is seen and can be undone. */
export async function storeEffects(
  trx: Transaction<Database>,
  importId: string,
  rows: readonly {
    entity: string;
    entityId: string;
    label: string;
    before: unknown;
    after: unknown;
    reason: string;
  }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into import_row (import_id, action, entity, entity_id, label, before, after, reason)
    select ${importId}, 'change', r.entity, r."entityId", r.label, r.before, r.after, r.reason
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (entity text, "entityId" uuid, label text, before jsonb, after jsonb, reason text)`.execute(trx);
}

/** Staff whom an import takes away from schools, with the schools they left, however they were named there. */
export async function staffWhoLeftSchools(
  trx: Transaction<Database>,
  importId: string,
): Promise<{ staffId: string; schoolIds: string[] }[]> {
  const rows = await sql<{ staffId: string; schoolIds: string[] }>`
    select r.entity_id as staff_id, array_agg(school.id order by school.id) as school_ids
    from import_row r
    join import i on i.id = r.import_id
    join staff s on s.id = r.entity_id and s.role <> 'district_admin'
    cross join jsonb_array_elements_text(r.before->'schools') as was(source_id)
    join school on school.source = i.source and school.source_id = was.source_id
    where r.import_id = ${importId} and r.entity = 'staff' and r.action = 'change'
      and not exists (select from staff_school ss where ss.staff_id = s.id and ss.school_id = school.id)
    group by 1 order by 1`.execute(trx);
  return rows.rows;
}

/** Ids of the roster's rows that an import removes, or of students whose school it changes. */
export async function affectedIds(
  trx: Transaction<Database>,
  importId: string,
  entity: Entity,
  what: 'removed' | 'moved',
): Promise<string[]> {
  const rows = await sql<{ entityId: string }>`
    select entity_id from import_row
    where import_id = ${importId} and entity = ${entity} and ${
      what === 'removed'
        ? sql`action = 'remove'`
        : sql`action = 'change' and before->>'school' is distinct from after->>'school'`
    } and entity_id is not null`.execute(trx);
  return rows.rows.map(({ entityId }) => entityId);
}
