import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { createRefusals, type Refusal, type Refusals } from './reading/problems.js';
import {
  linksOf,
  stageLinks,
  stageRows,
  storeRefusals,
  type LinkKind,
  type StagedLink,
  type StagedRow,
} from './staging.queries.js';

/** Rows that go to the database at once. */
const batchSize = 2000;

/** Where readers put what they find. Rows are gathered and written in batches, so memory does not grow with the files. */
export interface Staging {
  row(row: StagedRow): Promise<void>;
  link(link: StagedLink): Promise<void>;
  refuse(refusal: Refusal): void;
  /** What was staged about these users so far. */
  about(kinds: readonly LinkKind[], ids: readonly string[]): ReturnType<typeof linksOf>;
  /** Writes what is still gathered. */
  flush(): Promise<void>;
  readonly refusals: Refusals;
}

export function createStaging(db: Kysely<Database>, importId: string): Staging {
  let rows: StagedRow[] = [];
  let links: StagedLink[] = [];
  const refusals = createRefusals();
  const flushRows = async (): Promise<void> => {
    const batch = rows;
    rows = [];
    if (batch.length > 0) await stageRows(db, importId, batch);
  };
  const flushLinks = async (): Promise<void> => {
    const batch = links;
    links = [];
    if (batch.length > 0) await stageLinks(db, importId, batch);
  };
  const flush = async (): Promise<void> => {
    await flushRows();
    await flushLinks();
    const kept = refusals.take();
    if (kept.length > 0) await storeRefusals(db, importId, kept);
  };
  return {
    async row(row) {
      rows.push(row);
      if (rows.length >= batchSize) await flushRows();
    },
    async link(link) {
      links.push(link);
      if (links.length >= batchSize) await flushLinks();
    },
    refuse: (refusal) => refusals.add(refusal),
    async about(kinds, ids) {
      await flushLinks();
      return linksOf(db, importId, kinds, ids);
    },
    flush,
    refusals,
  };
}
