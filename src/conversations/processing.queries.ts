import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/** Takes the conversation for this worker, on the database's own clock; false while another one has it. */
export async function takeLease(
  db: Kysely<Database>,
  conversationId: string,
  token: string,
  seconds: number,
): Promise<boolean> {
  const taken = await db
    .updateTable('conversation')
    .set({ leaseToken: token, leaseUntil: sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})` })
    .where('id', '=', conversationId)
    .where((eb) =>
      eb.or([
        eb('leaseUntil', 'is', null),
        eb('leaseUntil', '<', sql<Date>`clock_timestamp()`),
        eb('leaseToken', '=', token),
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return taken !== undefined;
}

export async function releaseLease(
  db: Kysely<Database>,
  conversationId: string,
  token: string,
): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ leaseToken: null, leaseUntil: null })
    .where('id', '=', conversationId)
    .where('leaseToken', '=', token)
    .execute();
}

/** The first text of a conversation that is not understood yet; later ones wait for it. */
export function firstPendingText(
  db: Kysely<Database>,
  conversationId: string,
): Promise<{ id: string; processingTries: number; nextProcessingAt: Date | null } | undefined> {
  return db
    .selectFrom('message')
    .select(['id', 'processingTries', 'nextProcessingAt'])
    .where('conversationId', '=', conversationId)
    .where('processing', '=', 'pending')
    .orderBy('position')
    .executeTakeFirst();
}

export async function noteProcessingFailure(
  db: Kysely<Database>,
  messageId: string,
  failure: { error: string; nextProcessingAt: Date },
): Promise<void> {
  await db
    .updateTable('message')
    .set((eb) => ({
      processingTries: eb('processingTries', '+', 1),
      processingError: failure.error,
      nextProcessingAt: failure.nextProcessingAt,
    }))
    .where('id', '=', messageId)
    // Another worker may have understood it meanwhile.
    .where('processing', '=', 'pending')
    .execute();
}

/** Conversations with texts nobody has understood yet: what a sweep wakes. */
export async function conversationsToProcess(
  db: Kysely<Database>,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .select('conversationId')
    .distinct()
    .where('processing', '=', 'pending')
    .where((eb) => eb.or([eb('nextProcessingAt', 'is', null), eb('nextProcessingAt', '<=', now)]))
    .limit(limit)
    .execute();
  return rows.map((row) => row.conversationId);
}

export async function saveUnderstood(
  trx: Transaction<Database>,
  messageId: string,
  understood: {
    language: string;
    guardianId: string | null;
    studentId: string | null;
    understood: Record<string, unknown>;
    translate: boolean;
    now: Date;
  },
): Promise<void> {
  await trx
    .updateTable('message')
    .set({
      processing: 'done',
      processingError: null,
      nextProcessingAt: null,
      language: understood.language,
      guardianId: understood.guardianId,
      studentId: understood.studentId,
      understood: JSON.stringify(understood.understood),
      translationState: understood.translate ? 'pending' : 'none_needed',
      nextTranslationAt: understood.translate ? understood.now : null,
    })
    .where('id', '=', messageId)
    .execute();
}

export async function parkText(trx: Transaction<Database>, messageId: string, error: string): Promise<void> {
  await trx
    .updateTable('message')
    .set({ processing: 'parked', processingError: error, nextProcessingAt: null })
    .where('id', '=', messageId)
    .execute();
}
