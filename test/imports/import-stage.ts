import { applyImport } from '../../src/imports/apply.js';
import {
  insertImport,
  readRows,
  type ImportRecord,
  type RowRecord,
} from '../../src/imports/imports.queries.js';
import type { ImportOptions } from '../../src/imports/imports.table.js';
import { planImport } from '../../src/imports/plan.js';
import type { ImportTools } from '../../src/imports/tools.js';
import { buildLine } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { writeRoster, type SampleRoster } from './rosters.js';

export interface ImportStage extends TestRuntime {
  tools: ImportTools;
  /** Reads files and makes the difference. */
  plan(path: string, options?: PlanOptions): Promise<ImportRecord>;
  /** The same, then applies it. */
  take(roster: SampleRoster | string, options?: PlanOptions): Promise<ImportRecord>;
  rows(imported: ImportRecord): Promise<RowRecord[]>;
  /** The rows in short: `add student st-luis`. */
  summary(imported: ImportRecord): Promise<string[]>;
}

export interface PlanOptions extends ImportOptions {
  source?: string;
  effectiveOn?: string;
}

/** A database with one line and no school. */
export async function startImportStage(): Promise<ImportStage> {
  const runtime = await startTestRuntime();
  await buildLine(runtime.rt.db);
  const { db, clock, log } = runtime.rt;
  const tools: ImportTools = { db, clock, log, dataDir: '/nonexistent' };
  const rows = (imported: ImportRecord): Promise<RowRecord[]> =>
    readRows(db, imported.id, { action: null, entity: null, after: null, limit: 10_000 });
  const plan: ImportStage['plan'] = async (path, { source = 'sis', effectiveOn, ...options } = {}) => {
    const id = await insertImport(db, clock.now(), {
      kind: 'import',
      source,
      name: 'roster',
      options: { timeZone: 'America/New_York', ...options },
      effectiveOn: effectiveOn ?? null,
      staffId: null,
    });
    return planImport(tools, id, path);
  };
  return {
    ...runtime,
    tools,
    plan,
    rows,
    async take(roster, options) {
      const path = typeof roster === 'string' ? roster : await writeRoster(roster);
      const planned = await plan(path, options);
      if (planned.state !== 'planned') throw new Error(`${planned.state}: ${planned.reason ?? ''}`);
      return (await applyImport(tools, planned.id)).imported;
    },
    async summary(imported) {
      return (await rows(imported)).map(({ action, entity, sourceId }) =>
        `${action} ${entity} ${sourceId ?? ''}`.trim(),
      );
    },
  };
}
