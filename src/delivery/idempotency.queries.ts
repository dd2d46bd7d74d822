import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { RecadoError } from '../lib/errors.js';

export interface IdempotentRequest {
  /** Who asks, for example `staff:<id>` or `cli`; keys of different actors never meet. */
  actor: string;
  /** The caller's `Idempotency-Key`. */
  key: string;
  /** What was asked, including what it was asked of; compared by its hash, the order of its keys is of no account. */
  requestBody: unknown;
}

/**
 * Does something at most once for (actor, key), and stores its result in the same transaction. The same request again
 * gets the stored result and `run` is not called; two at once wait for each other. When `run` throws, nothing is stored.
 * @returns what `run` gave, as plain JSON
 * @throws RecadoError 409 `idempotency_key_reused` when the key was used for another request
 */
export async function withIdempotency<Result extends object>(
  trx: Transaction<Database>,
  now: Date,
  { actor, key, requestBody }: IdempotentRequest,
  run: () => Promise<Result>,
): Promise<Result> {
  // Callers with the same key queue up here, so that the second sees what the first stored.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`idempotency:${actor}:${key}`}, 0))`.execute(trx);
  const requestHash = createHash('sha256').update(canonicalJson(requestBody)).digest('hex');
  const stored = await trx
    .selectFrom('idempotencyKey')
    .select(['requestHash', 'result'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  if (stored) {
    if (stored.requestHash === requestHash) return stored.result as Result;
    throw new RecadoError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request. Take a new key for a new request.',
      { status: 409 },
    );
  }
  const result = await run();
  await trx
    .insertInto('idempotencyKey')
    .values({ actor, key, requestHash, result: JSON.stringify(result), createdAt: now })
    .execute();
  return result;
}

/** JSON with the keys of every object in order, so that equal requests have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
