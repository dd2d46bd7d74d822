import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { loadConfig, type Config } from '../../src/config.js';
import { createDatabase, createPool } from '../../src/db/database.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { createLogger } from '../../src/lib/log.js';
import type { Runtime } from '../../src/lib/runtime.js';
import type { JobName } from '../../src/queues/jobs.js';
import type { LiveEvent } from '../../src/queues/live.js';
import { startSimulator, type Simulator } from '../../src/simulator/start-simulator.js';
import { createPhrasebook } from '../../src/translation/phrasebook.js';
import { createStoredRecords } from '../../src/translation/stored-records.js';
import { createTranslator } from '../../src/translation/translate.js';
import { understoodByAnybody } from '../../src/understanding/understood-by-anybody.js';
import { loadUnderstanding } from '../../src/understanding/vocabulary.js';
import { createTwilioCarrier } from '../../src/vendors/carriers/twilio.js';
import type { TranslationEngine } from '../../src/vendors/engines/engine.js';
import { createTestDatabase } from './database.js';

export const testAccount = { accountSid: `AC${'5'.repeat(32)}`, authToken: 'a-token-for-tests' };

/** A clock tests move by hand; it runs from where it was put. */
export interface TestClock {
  now(): Date;
  moveTo(moment: Date): void;
  moveBy(milliseconds: number): void;
}

export interface TestRuntime {
  rt: Runtime;
  clock: TestClock;
  databaseUrl: string;
  simulator: Simulator;
  /** Jobs that were enqueued, in order; nothing runs them here. */
  enqueued: { name: JobName; payload: unknown }[];
  published: LiveEvent[];
  /** What the simulated carrier has in its books. */
  books(): Promise<BookRecord[]>;
  fault(rule: Record<string, unknown>): Promise<void>;
  /** Aborted when it is closed, as a process does that ends. */
  shutdown: AbortSignal;
  close(): Promise<void>;
}

export interface BookRecord {
  sid: string;
  to: string;
  from: string;
  body: string;
  direction: string;
  status: string;
  statusCallback: string | null;
}

/** Time passes on every clock: ours, and the database's by which claims are dated. */
export async function letPass({ clock, rt }: TestRuntime, milliseconds: number): Promise<void> {
  clock.moveBy(milliseconds);
  await rt.db
    .updateTable('deliveryAttempt')
    .set((eb) => ({
      claimedAt: sql<Date>`${eb.ref('claimedAt')} - make_interval(secs => ${milliseconds / 1000})`,
    }))
    .execute();
}

const shared = { texts: undefined as ReturnType<typeof loadTexts> | undefined };

/**
 * A runtime on a database of its own and a simulated carrier over real HTTP. Only the queue is not there: what would
 * wake a worker is written down instead, so that a test decides what runs when.
 */
export async function startTestRuntime(
  options: { engines?: TranslationEngine[]; webhookBaseUrl?: string; config?: Partial<Config> } = {},
): Promise<TestRuntime> {
  const database = await createTestDatabase();
  const booksDir = await mkdtemp(join(tmpdir(), 'recado-books-'));
  const log = createLogger('silent', 'test');
  const simulator = await startSimulator({
    port: 0,
    host: '127.0.0.1',
    ...testAccount,
    booksDir,
    webhookBaseUrl: options.webhookBaseUrl ?? 'http://127.0.0.1:9',
    pace: {},
    log,
  });
  const pool = createPool(database.url, 8);
  const db = createDatabase(pool);
  const clock = createTestClock(new Date('2026-11-23T18:00:00Z'));
  const texts = (shared.texts ??= loadTexts());
  const enqueued: TestRuntime['enqueued'] = [];
  const published: LiveEvent[] = [];
  const config: Config = {
    ...loadConfig({
      DATABASE_URL: database.url,
      TWILIO_ACCOUNT_SID: testAccount.accountSid,
      TWILIO_AUTH_TOKEN: testAccount.authToken,
      TWILIO_API_BASE_URL: simulator.url,
      LOG_LEVEL: 'silent',
    }),
    ...options.config,
  };
  const phrases = texts
    .languages()
    .map(
      (language) =>
        [language, new Map([...texts.readyReplies(language), ...texts.familyPhrases(language)])] as const,
    );
  const understanding = loadUnderstanding();
  const rt: Runtime = {
    config,
    clock,
    log,
    db,
    jobs: {
      enqueue: (name, payload) => {
        enqueued.push({ name, payload });
        return Promise.resolve();
      },
      repeat: () => Promise.resolve(),
      isReachable: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    },
    live: {
      publish: (event) => {
        published.push(event);
        return Promise.resolve();
      },
      subscribe: () => () => undefined,
      close: () => Promise.resolve(),
    },
    texts,
    understanding,
    translator: createTranslator({
      phrasebook: createPhrasebook(new Map(phrases)),
      engines: options.engines ?? [],
      clock,
      records: createStoredRecords({ db, clock, log, texts }),
      isAlike: understoodByAnybody(understanding),
    }),
    carrier: createTwilioCarrier({ ...testAccount, apiBaseUrl: simulator.url }),
  };
  const authorization = `Basic ${Buffer.from(`${testAccount.accountSid}:${testAccount.authToken}`).toString('base64')}`;
  const closing = new AbortController();
  return {
    rt,
    shutdown: closing.signal,
    clock,
    databaseUrl: database.url,
    simulator,
    enqueued,
    published,
    books: () => readBooks(simulator.url, authorization),
    fault: async (rule) => {
      const answer = await fetch(`${simulator.url}/simulator/faults`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify(rule),
      });
      if (!answer.ok) throw new Error(`The simulator refused the fault: ${await answer.text()}`);
    },
    close: async () => {
      closing.abort();
      await simulator.close();
      await rt.translator.close();
      await db.destroy();
      await database.drop();
      await rm(booksDir, { recursive: true, force: true });
    },
  };
}

export async function readBooks(simulatorUrl: string, authorization: string): Promise<BookRecord[]> {
  const answer = await fetch(`${simulatorUrl}/simulator/books`, { headers: { authorization } });
  const lines = (await answer.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as BookRecord);
}

function createTestClock(start: Date): TestClock {
  let offset = start.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + offset),
    moveTo: (moment) => {
      offset = moment.getTime() - Date.now();
    },
    moveBy: (milliseconds) => {
      offset += milliseconds;
    },
  };
}
