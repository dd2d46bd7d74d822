import pg from 'pg';
import { gather } from '../lib/gather.js';
import type { Logger } from '../lib/log.js';

/** What changed, in ids only; whoever listens reads the rest from the tables, with its own rights. */
export interface LiveEvent {
  kind: 'conversation' | 'nudge' | 'incident' | 'hold' | 'import' | 'alert' | 'withdrawal' | 'fixed_text';
  id: string;
  schoolId: string | null;
}

/** Tells all processes what changed, within a second. Lost events cost a delay: pages ask again by themselves. */
export interface LiveUpdates {
  publish(event: LiveEvent): Promise<void>;
  subscribe(listener: (event: LiveEvent) => void): () => void;
  close(): Promise<void>;
}

const channel = 'recado_live';

/**
 * Live updates over PostgreSQL's LISTEN and NOTIFY, which every deployment has. The listening connection is made with
 * the first subscriber and made again after it breaks.
 */
export function createLiveUpdates(databaseUrl: string, pool: pg.Pool, log: Logger): LiveUpdates {
  const listeners = new Set<(event: LiveEvent) => void>();
  let client: pg.Client | undefined;
  let closed = false;
  let reconnect: NodeJS.Timeout | undefined;

  const listen = async (): Promise<void> => {
    const next = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      application_name: 'recado live',
    });
    client = next;
    next.on('notification', (message) => {
      const event = parseEvent(message.payload);
      if (event) for (const listener of listeners) listener(event);
    });
    next.on('error', () => undefined);
    next.on('end', () => {
      if (client === next) again();
    });
    await next.connect();
    await next.query(`listen ${channel}`);
  };
  const start = (): Promise<void> =>
    listen().catch((error: unknown) => {
      log.warn({ err: error }, 'live updates are interrupted; trying again');
      again();
    });
  /** Once, however often the broken connection is noticed. */
  const again = (): void => {
    clearTimeout(reconnect);
    if (!closed) reconnect = setTimeout(() => void start(), 1000);
  };

  // A notice holds up every other commit with a notice for a moment, so what is to be told at once goes in one.
  const notices = gather(
    async (payloads: string[]) => {
      await pool.query('select pg_notify($1, payload) from unnest($2::text[]) payload', [
        channel,
        [...new Set(payloads)],
      ]);
      return payloads;
    },
    { lanes: 1, most: 200, restMs: 20 },
  );

  return {
    async publish(event) {
      try {
        await notices.add(JSON.stringify(event));
      } catch (error) {
        log.warn({ err: error }, 'a live update was not published');
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1 && client === undefined) void start();
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(reconnect);
      await client?.end().catch(() => undefined);
    },
  };
}

function parseEvent(payload: string | undefined): LiveEvent | undefined {
  try {
    return JSON.parse(payload ?? '') as LiveEvent;
  } catch {
    return undefined;
  }
}
