import type pg from 'pg';
import { loadConfig, type Config } from './config.js';
import { createDatabase, createPool } from './db/database.js';
import { checkVersion } from './db/migrate.js';
import { loadTexts } from './i18n/texts.js';
import { systemClock } from './lib/clock.js';
import { warmUpForFamilies } from './inbound/warm-up.js';
import { RecadoError } from './lib/errors.js';
import { createLogger } from './lib/log.js';
import type { Runtime } from './lib/runtime.js';
import { createJobQueue, openQueueStore, type QueueStore } from './queues/bullmq-queue.js';
import { createLiveUpdates } from './queues/live.js';
import { readDeployment } from './roster/deployment.queries.js';
import { followFixedTexts } from './translation/follow-fixed-texts.js';
import { openTranslator } from './translation/open-translator.js';
import { createStoredRecords } from './translation/stored-records.js';
import { understoodByAnybody } from './understanding/understood-by-anybody.js';
import { loadUnderstanding } from './understanding/vocabulary.js';
import { createTwilioCarrier } from './vendors/carriers/twilio.js';

export interface StartedRuntime {
  rt: Runtime;
  databaseUrl: string;
  pool: pg.Pool;
  queueStore: QueueStore;
  /** Ends connections and engines, in an order that loses nothing. */
  close(): Promise<void>;
}

/** Connections to PostgreSQL one process keeps for its own queries. */
const queryConnections = 12;
/**
 * And for its queues: every worker listens on a connection of its own, and may wait longer for it than a webhook, which
 * has to answer in time.
 */
const queueConnections = {
  web: { size: 12, patienceMs: 2_000 },
  worker: { size: 30, patienceMs: 15_000 },
};

/**
 * Puts together what every process of Recado works with.
 * @throws RecadoError when the configuration or the database does not fit: its message says what to do
 */
export async function startRuntime(
  part: keyof typeof queueConnections,
  config: Config = loadConfig(process.env),
): Promise<StartedRuntime> {
  const { databaseUrl } = config;
  if (databaseUrl === undefined) {
    throw new RecadoError(
      'no_database',
      'DATABASE_URL is not set. `npm start` brings a database of its own; this command needs to be told of one.',
    );
  }
  const log = createLogger(config.logLevel, part);
  const understanding = loadUnderstanding();
  const pool = createPool(databaseUrl, queryConnections);
  const db = createDatabase(pool);
  await checkVersion(db);
  const deployment = await checkDeployment(config, db);
  // Understanding a text happens inside a transaction, which is no place to learn many languages in; nor is the time
  // while the queues connect.
  if (part === 'worker') await warmUpForFamilies({ db, understanding });
  const queueStore = openQueueStore({ databaseUrl, redisUrl: config.redisUrl }, queueConnections[part]);
  const texts = loadTexts();
  const following = await followFixedTexts({ db, log, texts });
  const rt: Runtime = {
    config,
    clock: systemClock,
    log,
    db,
    jobs: createJobQueue(queueStore, log),
    live: createLiveUpdates(databaseUrl, pool, log),
    texts,
    understanding,
    translator: openTranslator(
      config.translation,
      texts,
      createStoredRecords({ db, clock: systemClock, log, texts }),
      understoodByAnybody(understanding),
    ),
    carrier: createTwilioCarrier({
      accountSid: config.twilio.accountSid ?? '',
      authToken: config.twilio.authToken ?? '',
      apiBaseUrl: config.twilio.apiBaseUrl,
      mustBeReal: deployment?.kind === 'live',
    }),
  };
  const close = async (): Promise<void> => {
    await following.close();
    await rt.jobs.close();
    await queueStore.close();
    await rt.live.close();
    await rt.translator.close();
    await db.destroy();
  };
  return { rt, databaseUrl, pool, queueStore, close };
}

/** A demo district never meets a real carrier, and a real one never starts without its credentials. */
async function checkDeployment(config: Config, db: Runtime['db']): ReturnType<typeof readDeployment> {
  if (config.twilio.accountSid === undefined || config.twilio.authToken === undefined) {
    throw new RecadoError(
      'no_carrier',
      'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN are not set, so no text could be sent or believed. `npm start` sets up a simulated carrier by itself.',
    );
  }
  const deployment = await readDeployment(db);
  if (deployment?.kind === 'demo' && !isOnThisMachine(config.twilio.apiBaseUrl)) {
    throw new RecadoError(
      'demo_meets_carrier',
      'This database holds the demo district, which only texts simulated phones: set TWILIO_API_BASE_URL to the simulator, which is on this machine, or use another database.',
    );
  }
  return deployment;
}

/** The simulator listens on loopback alone. */
function isOnThisMachine(address: string | undefined): boolean {
  return address !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}
