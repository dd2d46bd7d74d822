import { createPostgresBackend, Queue, withBackend, Worker, type Job, type PgPool } from 'bullmq';
import { Redis } from 'ioredis';
import { createPool } from '../db/database.js';
import { gather } from '../lib/gather.js';
import type { Logger } from '../lib/log.js';
import type { EnqueueOptions, JobQueue } from './job-queue.js';
import { jobs, queueNames, type JobName, type JobPayload, type QueueName } from './jobs.js';

export type Processor = (job: Job) => Promise<void>;
type ProducingQueue = Pick<Queue, 'add' | 'addBulk' | 'upsertJobScheduler' | 'close'>;
type RunningWorker = { close(force?: boolean): Promise<void> };

/** Where the queues live: PostgreSQL's schema `bullmq`, or Redis or Valkey. */
export interface QueueStore {
  queue(name: QueueName): ProducingQueue;
  worker(name: QueueName, processor: Processor, concurrency: number): RunningWorker;
  ping(): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Opens the queue store. With `redisUrl` it is Redis, else PostgreSQL; nothing that uses the result can tell which.
 * @param pool connections to PostgreSQL for all queues and workers of this process together, and how long one is
 *   waited for, in milliseconds
 */
export function openQueueStore(
  { databaseUrl, redisUrl }: { databaseUrl: string; redisUrl: string | undefined },
  pool: { size: number; patienceMs: number },
): QueueStore {
  return redisUrl === undefined ? onPostgres(databaseUrl, pool) : onRedis(redisUrl);
}

function onPostgres(
  databaseUrl: string,
  { size, patienceMs }: { size: number; patienceMs: number },
): QueueStore {
  // Without enable_sort=off the claim query may sort the whole backlog after an ANALYZE of an empty queue.
  const options = '-c search_path=bullmq -c enable_sort=off';
  const pool = createPool(databaseUrl, size, { options, patienceMs });
  // Every queue and worker listens to the pool's errors.
  pool.setMaxListeners(0);
  const connection = pool as PgPool;
  const onDatabase = withBackend(createPostgresBackend);
  return {
    queue: (name) => quiet(new onDatabase.Queue(name, { connection, defaultJobOptions })),
    worker: (name, processor, concurrency) =>
      quiet(new onDatabase.Worker(name, processor, { connection, concurrency, ...workerOptions })),
    ping: () => pool.query('select 1'),
    close: () => pool.end(),
  };
}

function onRedis(redisUrl: string): QueueStore {
  // Workers wait on the connection for as long as it takes; errors are told by their own events.
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null, enableOfflineQueue: true });
  connection.on('error', () => undefined);
  // Writing a wake-up must fail fast instead: the sweep makes it good, and a webhook may not hang.
  const producer = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 2000,
  });
  producer.on('error', () => undefined);
  return {
    queue: (name) => quiet(new Queue(name, { connection: producer, defaultJobOptions, prefix: 'recado' })),
    worker: (name, processor, concurrency) =>
      quiet(new Worker(name, processor, { connection, concurrency, prefix: 'recado', ...workerOptions })),
    ping: () => producer.ping(),
    async close() {
      producer.disconnect();
      await connection.quit().catch(() => connection.disconnect());
    },
  };
}

const defaultJobOptions = { removeOnComplete: true, removeOnFail: { count: 200 }, attempts: 1 };
const workerOptions = { stalledInterval: 10_000, lockDuration: 30_000 };

/** BullMQ throws errors nobody listens to; a store that is away shows in `isReachable` and in the log of the workers. */
function quiet<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(emitter: T): T {
  emitter.on('error', () => undefined);
  return emitter;
}

type NewJob = Parameters<ProducingQueue['addBulk']>[0][number];
/** On PostgreSQL a write makes tables of its own, whatever it carries: few large ones cost a fraction of many small ones. */
const together = { lanes: 1, most: 500, restMs: 25 };

/** A job is a wake-up: the same one twice in one write is one. */
async function addDistinct(queue: ProducingQueue, added: NewJob[]): Promise<NewJob[]> {
  await queue.addBulk([...new Map(added.map((job) => [JSON.stringify(job), job])).values()]);
  return added;
}

/** The producing side of the queues. */
export function createJobQueue(store: QueueStore, log: Logger): JobQueue {
  const queues = new Map<QueueName, ProducingQueue>(queueNames.map((name) => [name, store.queue(name)]));
  // Under load one write carries many jobs, at a fraction of the price.
  const gathered = new Map(
    [...queues].map(([name, queue]) => [
      name,
      gather((added: NewJob[]) => addDistinct(queue, added), together),
    ]),
  );
  return {
    async enqueue<N extends JobName>(name: N, payload: JobPayload<N>, options: EnqueueOptions = {}) {
      const { queue } = jobs[name];
      const { delayMs, priority, deduplicationKey: key } = options;
      const opts = {
        ...(delayMs === undefined ? {} : { delay: delayMs }),
        ...(priority === undefined ? {} : { priority }),
        ...(key === undefined ? {} : { deduplication: { id: key, keepLastIfActive: true } }),
      };
      try {
        // The store writes deduplicated jobs row by row: together they would win nothing.
        if (key === undefined) await gathered.get(queue)?.add({ name, data: payload, opts });
        else await queues.get(queue)?.add(name, payload, opts);
      } catch (error) {
        log.warn({ err: error, job: name }, 'a wake-up was not written; the sweep will make it good');
      }
    },
    async repeat(name, everyMs) {
      await queues
        .get(jobs[name].queue)
        ?.upsertJobScheduler(name, { every: everyMs }, { name, data: {}, opts: defaultJobOptions });
    },
    async isReachable() {
      try {
        await store.ping();
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await Promise.all([...gathered.values()].map((gathering) => gathering.idle()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
