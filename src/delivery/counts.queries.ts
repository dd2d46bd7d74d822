import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';

/** Outbound texts made since then, by state. */
export async function countDeliveries(
  db: Kysely<Database>,
  since: Date,
): Promise<{ state: string; count: number }[]> {
  const rows = await db
    .selectFrom('delivery')
    .select((eb) => ['state', eb.fn.countAll<string>().as('count')])
    .where('createdAt', '>=', since)
    .groupBy('state')
    .execute();
  return rows.map((row) => ({ state: row.state, count: Number(row.count) }));
}

/** Inbound texts that came since then, by how far they are understood. */
export async function countInbound(
  db: Kysely<Database>,
  since: Date,
): Promise<{ processing: string; count: number }[]> {
  const rows = await db
    .selectFrom('message')
    .select((eb) => ['processing', eb.fn.countAll<string>().as('count')])
    .where('direction', '=', 'in')
    .where('createdAt', '>=', since)
    .groupBy('processing')
    .execute();
  return rows.map((row) => ({ processing: row.processing, count: Number(row.count) }));
}
