import { z } from 'zod';

/**
 * Every job there is: its queue, and what it carries. Payloads hold ids only and are parsed where they are consumed.
 * A job is a wake-up: what to do is read from the tables, so a job lost or repeated changes nothing.
 */
export const jobs = {
  'inbound.process': { queue: 'inbound', payload: z.object({ conversationId: z.uuid() }) },
  'inbound.backfill': { queue: 'inbound', payload: z.object({}) },
  'inbound.media': { queue: 'inbound', payload: z.object({ messageId: z.uuid() }) },
  'translation.translate': { queue: 'translation', payload: z.object({ messageId: z.uuid() }) },
  'delivery.wake': { queue: 'delivery', payload: z.object({ lineId: z.uuid() }) },
  'nudges.tick': { queue: 'nudges', payload: z.object({}) },
  'nudges.run': { queue: 'nudges', payload: z.object({ nudgeRunId: z.uuid() }) },
  'alerts.run': { queue: 'alerts', payload: z.object({ alertId: z.uuid() }) },
  'imports.plan': { queue: 'imports', payload: z.object({ importId: z.uuid() }) },
  'imports.apply': { queue: 'imports', payload: z.object({ importId: z.uuid() }) },
  'sweep.all': { queue: 'sweep', payload: z.object({}) },
} as const;

export type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type JobPayload<N extends JobName> = z.output<Jobs[N]['payload']>;
export type QueueName = Jobs[JobName]['queue'];

export const queueNames = [...new Set(Object.values(jobs).map((job) => job.queue))];
