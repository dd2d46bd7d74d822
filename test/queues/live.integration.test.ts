import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { createPool } from '../../src/db/database.js';
import { createLogger } from '../../src/lib/log.js';
import { createLiveUpdates, type LiveEvent, type LiveUpdates } from '../../src/queues/live.js';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { until } from '../support/stage.js';

let postgres: OwnPostgres;
let pool: pg.Pool;
let live: LiveUpdates;
beforeAll(async () => {
  postgres = await startOwnPostgres();
  pool = createPool(postgres.adminUrl, 3);
  live = createLiveUpdates(postgres.adminUrl, pool, createLogger('silent', 'test'));
});
afterAll(async () => {
  await live.close();
  await pool.end();
  await postgres.close();
});

test('live updates come again after restarts of PostgreSQL, each once', async () => {
  const heard: LiveEvent[] = [];
  live.subscribe((event) => heard.push(event));
  for (const round of [0, 1, 2]) {
    if (round > 0) {
      await postgres.stop();
      // Published to nobody: no error, only a delay.
      await live.publish({ kind: 'incident', id: 'while it is away', schoolId: null });
      await postgres.start();
    }
    const id = `round ${round}`;
    await until(`${id} is heard`, async () => {
      await live.publish({ kind: 'incident', id, schoolId: null });
      return heard.some((event) => event.id === id);
    });
    const last = `the end of ${id}`;
    await live.publish({ kind: 'incident', id: last, schoolId: null });
    await live.publish({ kind: 'incident', id: `after ${last}`, schoolId: null });
    await until('the rest is heard', () =>
      Promise.resolve(heard.some((event) => event.id === `after ${last}`)),
    );
    expect(heard.filter((event) => event.id === last)).toHaveLength(1);
  }
});
