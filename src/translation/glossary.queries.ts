import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';

export interface TermRow {
  id: string;
  term: string;
  toLanguage: string | null;
  target: string;
  note: string | null;
}

export async function listTerms(db: Kysely<Database>): Promise<TermRow[]> {
  return db
    .selectFrom('glossaryTerm')
    .select(['id', 'term', 'toLanguage', 'target', 'note'])
    .where('retiredAt', 'is', null)
    .orderBy(sql`lower(term)`)
    .orderBy('toLanguage')
    .execute();
}

/** Sets the district's word for a term; the one of before is retired. */
export async function saveTerms(
  trx: Transaction<Database>,
  now: Date,
  terms: readonly { term: string; toLanguage: string | null; target: string; note: string | null }[],
  staffId: string,
): Promise<void> {
  const rows = JSON.stringify(
    terms.map(({ toLanguage, ...rest }) => ({ id: newId(), to_language: toLanguage, ...rest })),
  );
  const given = sql`jsonb_to_recordset(${rows}::jsonb) as t (id uuid, term text, to_language text, target text, note text)`;
  // Whoever sets the same term at the same moment comes after.
  await sql`lock table glossary_term in share row exclusive mode`.execute(trx);
  await sql`
    update glossary_term g set retired_at = ${now} from ${given}
    where lower(g.term) = lower(t.term) and g.to_language is not distinct from t.to_language
      and g.retired_at is null`.execute(trx);
  await sql`
    insert into glossary_term (id, term, to_language, target, note, staff_id, created_at)
    select distinct on (lower(t.term), t.to_language) t.id, t.term, t.to_language, t.target, t.note, ${staffId}::uuid,
      ${now}::timestamptz
    from ${given} order by lower(t.term), t.to_language, t.id`.execute(trx);
}

/** @returns false where there is no such term in use */
export async function retireTerm(trx: Transaction<Database>, now: Date, id: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('glossaryTerm')
    .set({ retiredAt: now })
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
