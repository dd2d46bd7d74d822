import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { EngineUse, TranslationPolicy } from './records.js';
import type { PairEngine } from './translation.table.js';
import type { TrustTier } from './trust.js';

/** Everything the district decided about its engines and terms, as it stands. */
export async function readPolicy(db: Kysely<Database>): Promise<Omit<TranslationPolicy, 'approved'>> {
  const [agreements, pairs, terms] = await Promise.all([
    db.selectFrom('engineAgreement').select(['engine', 'topics', 'maskNames']).execute(),
    db.selectFrom('languagePair').select(['fromLanguage', 'toLanguage', 'engines']).execute(),
    db
      .selectFrom('glossaryTerm')
      .select(['term', 'toLanguage', 'target'])
      .where('retiredAt', 'is', null)
      .execute(),
  ]);
  return {
    agreements: new Map(agreements.map((one) => [one.engine, one])),
    pairs: new Map(pairs.map((pair) => [`${pair.fromLanguage}>${pair.toLanguage}`, pair.engines])),
    terms,
  };
}

/** How far the district trusts the texts of the language files in a language; null where it decided nothing. */
export async function readFileTrust(db: Kysely<Database>, language: string): Promise<TrustTier | null> {
  const pair = await db
    .selectFrom('languagePair')
    .select('engines')
    .where('fromLanguage', '=', 'en')
    .where('toLanguage', '=', language)
    .executeTakeFirst();
  return pair?.engines.find(({ engine }) => engine === 'library')?.tier ?? null;
}

export interface AgreementRow {
  engine: string;
  reference: string;
  topics: string[] | null;
  maskNames: boolean;
  agreedAt: Date;
  agreedBy: string;
}

export async function readAgreements(db: Kysely<Database>): Promise<AgreementRow[]> {
  return db
    .selectFrom('engineAgreement')
    .innerJoin('staff', 'staff.id', 'engineAgreement.agreedByStaffId')
    .select(['engine', 'reference', 'topics', 'maskNames', 'agreedAt', 'staff.name as agreedBy'])
    .orderBy('engine')
    .execute();
}

/** Records the agreement with an engine's provider; a later one takes the earlier one's place. */
export async function saveAgreement(
  trx: Transaction<Database>,
  now: Date,
  agreement: {
    engine: string;
    reference: string;
    topics: readonly string[] | null;
    maskNames: boolean;
    staffId: string;
  },
): Promise<void> {
  const { staffId, topics, ...rest } = agreement;
  const row = {
    ...rest,
    topics: topics === null ? null : [...topics],
    agreedByStaffId: staffId,
    agreedAt: now,
  };
  await trx
    .insertInto('engineAgreement')
    .values(row)
    .onConflict((conflict) => conflict.column('engine').doUpdateSet(row))
    .execute();
}

/** Ends an agreement: the engine is not asked any more. @returns whether there was one */
export async function endAgreement(trx: Transaction<Database>, engine: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('engineAgreement')
    .where('engine', '=', engine)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export interface PairRow {
  fromLanguage: string;
  toLanguage: string;
  engines: PairEngine[];
  changedAt: Date;
  changedBy: string;
}

export async function readPairs(db: Kysely<Database>): Promise<PairRow[]> {
  return db
    .selectFrom('languagePair')
    .innerJoin('staff', 'staff.id', 'languagePair.changedByStaffId')
    .select(['fromLanguage', 'toLanguage', 'engines', 'changedAt', 'staff.name as changedBy'])
    .orderBy('fromLanguage')
    .orderBy('toLanguage')
    .execute();
}

/** Sets the engines of a pair of languages, their order and trust; none: the pair follows the configuration again. */
export async function savePair(
  trx: Transaction<Database>,
  now: Date,
  pair: { from: string; to: string; engines: readonly PairEngine[] | null; staffId: string },
): Promise<void> {
  const { from, to, engines, staffId } = pair;
  if (engines === null) {
    await trx
      .deleteFrom('languagePair')
      .where('fromLanguage', '=', from)
      .where('toLanguage', '=', to)
      .execute();
    return;
  }
  const row = { engines: JSON.stringify(engines), changedByStaffId: staffId, changedAt: now };
  await trx
    .insertInto('languagePair')
    .values({ fromLanguage: from, toLanguage: to, ...row })
    .onConflict((conflict) => conflict.columns(['fromLanguage', 'toLanguage']).doUpdateSet(row))
    .execute();
}

/** Adds to the day's count of an engine, by UTC days. */
export async function addUse(db: Kysely<Database>, now: Date, uses: readonly EngineUse[]): Promise<void> {
  const rows = uses.map(({ engine, from, to, texts, characters, refused, failure }) => ({
    engine,
    from_language: from,
    to_language: to,
    texts,
    characters,
    refused,
    failure,
  }));
  await sql`
    insert into engine_use (day, engine, from_language, to_language, texts, characters, refused, failure, failed_at,
      worked_at)
    select ${now.toISOString().slice(0, 10)}::date, t.engine, t.from_language, t.to_language, sum(t.texts),
      sum(t.characters), sum(t.refused), max(t.failure),
      case when max(t.failure) is not null then ${now}::timestamptz end,
      case when bool_or(t.failure is null) then ${now}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (engine text, from_language text, to_language text,
      texts integer, characters bigint, refused integer, failure text)
    group by t.engine, t.from_language, t.to_language
    order by 2, 3, 4
    on conflict (day, engine, from_language, to_language) do update
      set texts = engine_use.texts + excluded.texts, characters = engine_use.characters + excluded.characters,
          refused = engine_use.refused + excluded.refused,
          failure = coalesce(excluded.failure, engine_use.failure),
          failed_at = coalesce(excluded.failed_at, engine_use.failed_at),
          worked_at = coalesce(excluded.worked_at, engine_use.worked_at)`.execute(db);
}

export interface UseRow {
  engine: string;
  fromLanguage: string;
  toLanguage: string;
  texts: number;
  characters: number;
  refused: number;
}

/** What engines were given since a day, the most used first. */
export async function readUse(db: Kysely<Database>, since: Date): Promise<UseRow[]> {
  const rows = await sql<UseRow>`
    select engine, from_language, to_language, sum(texts)::integer as texts,
      sum(characters)::double precision as characters, sum(refused)::integer as refused
    from engine_use where day >= ${since.toISOString().slice(0, 10)}::date
    group by engine, from_language, to_language
    having sum(texts) > 0
    order by sum(characters) desc, engine, from_language, to_language`.execute(db);
  return rows.rows;
}

export interface EngineTrouble {
  engine: string;
  reason: string;
  at: Date;
}

/** Why engines last gave nothing, of those that have not answered since; none from before a day. */
export async function readTrouble(db: Kysely<Database>, since: Date): Promise<EngineTrouble[]> {
  const rows = await sql<EngineTrouble>`
    select distinct on (engine) engine, failure as reason, failed_at as at from engine_use u
    where day >= ${since.toISOString().slice(0, 10)}::date and failed_at is not null
      and not exists (select from engine_use w where w.engine = u.engine and w.day >= u.day and w.worked_at > u.failed_at)
    order by engine, failed_at desc`.execute(db);
  return rows.rows;
}
