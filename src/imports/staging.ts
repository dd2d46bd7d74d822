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

/**
 * Where readers put what they find. Rows are gathered and written in batches, one at a time while the next is read, so
 * memory does not grow with the files. What went wrong with a batch is thrown with the next, or by `flush`.
 */
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
  const kindsThere = new Set<LinkKind>();
  const refusals = createRefusals();
  let writing: Promise<void> = Promise.resolve();
  const write = async (work: () => Promise<void>): Promise<void> => {
    await writing;
    writing = work();
    // Whoever writes next, or flushes, hears of it.
    writing.catch(() => undefined);
  };
  const writeRows = async (): Promise<void> => {
    const batch = rows;
    rows = [];
    if (batch.length > 0) await write(() => stageRows(db, importId, batch));
  };
  const writeLinks = async (): Promise<void> => {
    const batch = links;
    links = [];
    if (batch.length > 0) await write(() => stageLinks(db, importId, batch));
  };
  const flush = async (): Promise<void> => {
    await writeRows();
    await writeLinks();
    await writing;
    const kept = refusals.take();
    if (kept.length > 0) await storeRefusals(db, importId, kept);
  };
  return {
    async row(row) {
      rows.push(row);
      if (rows.length >= batchSize) await writeRows();
    },
    async link(link) {
      links.push(link);
      kindsThere.add(link.kind);
      if (links.length >= batchSize) await writeLinks();
    },
    refuse: (refusal) => refusals.add(refusal),
    async about(kinds, ids) {
      if (!kinds.some((kind) => kindsThere.has(kind))) return [];
      await writeLinks();
      await writing;
      return linksOf(db, importId, kinds, ids);
    },
    flush,
    refusals,
  };
}
