import type { Kysely } from 'kysely';
import type { Database } from '../../src/db/database.js';
import type { BookedText, Memories } from './audit.js';

/** Everything Recado remembers of the run. */
export async function readMemories(
  db: Kysely<Database>,
): Promise<Pick<Memories, 'deliveries' | 'attempts' | 'inbound'>> {
  return {
    deliveries: await db
      .selectFrom('delivery')
      .innerJoin('address', 'address.id', 'delivery.addressId')
      .select(['messageId', 'e164 as to', 'body', 'state', 'reason'])
      .execute(),
    attempts: await db
      .selectFrom('deliveryAttempt')
      .select(['id', 'messageId', 'n', 'state', 'carrierSid'])
      .execute(),
    inbound: await db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversationId')
      .innerJoin('address', 'address.id', 'conversation.addressId')
      .select(['message.carrierSid', 'address.e164 as from', 'message.text', 'message.processing'])
      .where('message.direction', '=', 'in')
      .execute(),
  };
}

/** How much is still on its way: texts out, and texts in that nobody has understood. */
export async function countUnsettled(db: Kysely<Database>): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('delivery')
    .select((eb) => ['state', eb.fn.countAll<string>().as('count')])
    .where('state', 'in', ['waiting', 'sending', 'accepted', 'sent'])
    .groupBy('state')
    .execute();
  const pending = await db
    .selectFrom('message')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('direction', '=', 'in')
    .where('processing', '=', 'pending')
    .executeTakeFirst();
  const runs = await db
    .selectFrom('nudge')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('state', '=', 'scheduled')
    .executeTakeFirst();
  const open = await db
    .selectFrom('nudgeRun')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirst();
  return {
    ...Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)])),
    pending: Number(pending?.count ?? 0),
    nudges: Number(runs?.count ?? 0) + Number(open?.count ?? 0),
  };
}

export async function readIncidents(db: Kysely<Database>): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('incident')
    .select((eb) => ['kind', eb.fn.countAll<string>().as('count')])
    .groupBy('kind')
    .execute();
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]));
}

/** The simulated carrier, asked from outside. */
export interface CarrierDesk {
  addFaults(faults: readonly Record<string, unknown>[]): Promise<void>;
  /** How often each standing fault struck, in the order they were added. */
  struck(): Promise<{ kind: string; struck: number; on?: string }[]>;
  clearFaults(): Promise<void>;
  write(text: { from: string; to: string; body: string }): Promise<void>;
  books(): Promise<BookedText[]>;
}

export function carrierDesk(url: string, account: { accountSid: string; authToken: string }): CarrierDesk {
  const authorization = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`;
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(20_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    addFaults: async (faults) => {
      await ask('POST', '/simulator/faults', faults);
    },
    struck: async () => {
      const answer = await ask('GET', '/simulator/faults');
      return ((await answer.json()) as { faults: { kind: string; struck: number; on?: string }[] }).faults;
    },
    clearFaults: async () => {
      await ask('DELETE', '/simulator/faults');
    },
    write: async (text) => {
      await ask('POST', '/phones/messages', text);
    },
    books: async () => {
      const answer = await ask('GET', '/simulator/books');
      const lines = (await answer.text()).split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as BookedText);
    },
  };
}
