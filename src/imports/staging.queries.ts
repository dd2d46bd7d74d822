import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { rosterDocuments } from '../roster/import-state.queries.js';
import type { Entity } from './imports.table.js';
import type { Refusal } from './reading/problems.js';

export interface StagedRow {
  entity: Entity;
  sourceId: string;
  file: string;
  line: number;
  state: 'good' | 'refused' | 'gone';
  label: string | null;
  reason?: string;
  data: Record<string, unknown>;
}

/**
 * How rows belong together: `enrolled` student–class, `upcoming` the same before it begins, `teaches` staff–class, `works` staff–school, `guards`
 * guardian–student, `phone` guardian–number; `role` user–organisation and `language` user–language until users are read.
 */
export type LinkKind =
  'enrolled' | 'upcoming' | 'teaches' | 'works' | 'guards' | 'phone' | 'role' | 'language';

export interface StagedLink {
  kind: LinkKind;
  a: string;
  b: string;
  detail?: string;
  file: string;
  line: number;
}

/** Writes some thousand rows in one statement. */
export async function stageRows(
  db: Kysely<Database>,
  importId: string,
  rows: readonly StagedRow[],
): Promise<void> {
  await sql`
    insert into import_staged (import_id, entity, source_id, file, line, state, label, reason, data)
    select ${importId}, r.entity, r."sourceId", r.file, r.line, r.state, r.label, r.reason, r.data
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (entity text, "sourceId" text, file text, line integer, state text, label text, reason text, data jsonb)`.execute(
    db,
  );
}

/** Writes some thousand links, a statement for each kind and file: most are of one, and what they share is sent once. */
export async function stageLinks(
  db: Kysely<Database>,
  importId: string,
  links: readonly StagedLink[],
): Promise<void> {
  const alike = new Map<string, StagedLink[]>();
  for (const link of links) {
    const key = `${link.kind} ${link.file}`;
    const some = alike.get(key);
    if (some) some.push(link);
    else alike.set(key, [link]);
  }
  for (const some of alike.values()) {
    const [first] = some;
    if (!first) continue;
    const details = some.some(({ detail }) => detail !== undefined)
      ? sql`${some.map(({ detail }) => detail ?? null)}::text[]`
      : sql`array[]::text[]`;
    await sql`
      insert into import_staged_link (import_id, kind, a, b, detail, file, line)
      select ${importId}, ${first.kind}, t.a, t.b, t.detail, ${first.file}, t.line
      from unnest(${some.map(({ a }) => a)}::text[], ${some.map(({ b }) => b)}::text[], ${details},
        ${some.map(({ line }) => line)}::integer[]) as t (a, b, detail, line)`.execute(db);
  }
}

/** Writes refusals down with their places. */
export async function storeRefusals(
  db: Kysely<Database>,
  importId: string,
  refusals: readonly Refusal[],
): Promise<void> {
  await sql`
    insert into import_row (import_id, action, entity, source_id, label, file, line, column_name, value, reason)
    select ${importId}, 'refuse', coalesce(r.entity, 'file'), r."sourceId", r.label, r.file, r.line, r."column", r.value,
      r.reason
    from json_to_recordset(${JSON.stringify(refusals)}::json)
      as r (entity text, "sourceId" text, label text, file text, line integer, "column" text, value text, reason text)`.execute(
    db,
  );
}

/** What was staged about some users before users.csv is read. */
export async function linksOf(
  db: Kysely<Database>,
  importId: string,
  kinds: readonly LinkKind[],
  ids: readonly string[],
): Promise<{ kind: LinkKind; a: string; b: string; detail: string | null }[]> {
  const found = await sql<{ kind: LinkKind; a: string; b: string; detail: string | null }>`
    select kind, a, b, detail from import_staged_link
    where import_id = ${importId} and kind = any(${[...kinds]}::text[]) and a = any(${[...ids]}::text[])
    order by detail, b`.execute(db);
  return found.rows;
}

/**
 * A plain CSV names teachers by what they teach: whoever stands in no row of it teaches nothing any more, but works
 * where they did. Nobody leaves by not being in it.
 */
export async function keepStaffUnnamed(
  trx: Transaction<Database>,
  { importId, source, file }: { importId: string; source: string; file: string },
): Promise<void> {
  await sql`
    with unnamed as (
      select c.source_id, c.label, c.doc from (${rosterDocuments('staff', source)}) c
      where not exists (select from import_staged s
        where s.import_id = ${importId} and s.entity = 'staff' and s.source_id = c.source_id)),
    links as (
      insert into import_staged_link (import_id, kind, a, b, file, line)
      select ${importId}, 'works', source_id, school, ${file}, 1
      from unnamed cross join jsonb_array_elements_text(doc->'schools') school)
    insert into import_staged (import_id, entity, source_id, file, line, state, label, data)
    select ${importId}, 'staff', source_id, ${file}, 1, 'good', label, doc - 'schools' - 'classes' from unnamed`.execute(
    trx,
  );
}

/** Forgets what was staged and planned, so that reading can begin anew. */
export async function clearImport(db: Kysely<Database>, importId: string): Promise<void> {
  await db.deleteFrom('importRow').where('importId', '=', importId).execute();
  await clearStaged(db, importId);
}

export async function clearStaged(
  db: Kysely<Database> | Transaction<Database>,
  importId: string,
): Promise<void> {
  await db.deleteFrom('importStaged').where('importId', '=', importId).execute();
  await db.deleteFrom('importStagedLink').where('importId', '=', importId).execute();
}

/** Tells the planner how much there is: without it, it would take a district for an empty table. */
export async function analyzeStaged(db: Kysely<Database>): Promise<void> {
  await sql`analyze import_staged, import_staged_link`.execute(db);
}
