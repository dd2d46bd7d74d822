import type { JobName, JobPayload, QueueName } from '../src/queues/jobs.js';
import { jobs } from '../src/queues/jobs.js';
import type { Runtime } from '../src/lib/runtime.js';
import type { Processor } from '../src/queues/bullmq-queue.js';

/** What a job does. Every handler may run twice, at once, or late. */
export type Handler<N extends JobName> = (rt: Runtime, payload: JobPayload<N>) => Promise<void>;

/** The jobs of one queue, each with its handler: a map that misses one does not compile. */
export type HandlersOf<Q extends QueueName> = {
  [N in JobName as (typeof jobs)[N]['queue'] extends Q ? N : never]: Handler<N>;
};

/** Joins a queue's handlers into what the queue calls: the payload is parsed here, where it is consumed. */
export function bind<Q extends QueueName>(rt: Runtime, handlers: HandlersOf<Q>): Processor {
  const byName = new Map<string, Handler<JobName>>(Object.entries(handlers));
  return async (job) => {
    const handler = byName.get(job.name);
    if (!handler) throw new Error(`No handler for the job ${job.name}.`);
    const payload = jobs[job.name as JobName].payload.parse(job.data);
    try {
      await handler(rt, payload);
    } catch (error) {
      // The tables still say what is to be done: the sweep comes back to it.
      rt.log.error({ err: error, job: job.name }, 'a job failed');
      throw error;
    }
  };
}
