import { explainError } from '../src/cli/explain-error.js';
import { reasonOf } from '../src/lib/log.js';
import type { Runtime } from '../src/lib/runtime.js';
import { closeOnSignal } from '../src/lib/shutdown.js';
import type { Processor } from '../src/queues/bullmq-queue.js';
import type { QueueName } from '../src/queues/jobs.js';
import { startRuntime } from '../src/start-runtime.js';
import { alerts } from './alerts.js';
import { bind } from './bind.js';
import { delivery } from './delivery.js';
import { imports } from './imports.js';
import { inbound } from './inbound.js';
import { nudges } from './nudges.js';
import { sweep } from './sweep.js';
import { translation } from './translation.js';

const every = { tick: 2_000, sweep: 5_000, backfill: 300_000 };
/** How often the schedules are written again: a queue that was emptied has forgotten them, and with them the sweep. */
const rememberEveryMs = 15_000;
const concurrency: Record<QueueName, number> = {
  inbound: 8,
  translation: 8,
  delivery: 4,
  nudges: 2,
  alerts: 2,
  imports: 1,
  sweep: 1,
};

/** The workers of all queues. Any number of these processes may run side by side. */
async function main(): Promise<void> {
  const { rt, queueStore, ...started } = await startRuntime('worker');
  const processors: Record<QueueName, Processor> = {
    inbound: bind(rt, inbound),
    translation: bind(rt, translation),
    delivery: bind(rt, delivery),
    nudges: bind(rt, nudges),
    alerts: bind(rt, alerts),
    imports: bind(rt, imports),
    sweep: bind(rt, sweep),
  };
  const workers = (Object.keys(processors) as QueueName[]).map((name) =>
    queueStore.worker(name, processors[name], concurrency[name]),
  );
  await writeSchedules(rt);
  const remembering = setInterval(() => {
    writeSchedules(rt).catch((error: unknown) => {
      rt.log.warn({ reason: reasonOf(error) }, 'the schedules were not written; tried again soon');
    });
  }, rememberEveryMs);
  // What an emptied queue or a crash left behind is picked up at once.
  await rt.jobs.enqueue('sweep.all', {});
  await rt.jobs.enqueue('inbound.backfill', {}, { deduplicationKey: 'at start' });
  rt.log.info('the workers run');
  closeOnSignal(rt.log, async () => {
    clearInterval(remembering);
    await Promise.all(workers.map((worker) => worker.close()));
    await started.close();
  });
}

async function writeSchedules(rt: Runtime): Promise<void> {
  await rt.jobs.repeat('nudges.tick', every.tick);
  await rt.jobs.repeat('sweep.all', every.sweep);
  await rt.jobs.repeat('inbound.backfill', every.backfill);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainError(error, process.env.LOG_LEVEL === 'debug').sentence}\n`);
  process.exit(1);
});
