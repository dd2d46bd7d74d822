import type { JobName, JobPayload } from './jobs.js';

export interface EnqueueOptions {
  /** Milliseconds before the job may start; 0 by default. */
  delayMs?: number;
  /** Jobs with the same key that still wait are one job; one that arrives while its like is running runs once more. */
  deduplicationKey?: string;
  /** Smaller is sooner, 0 by default. */
  priority?: number;
}

/** The queues as the product sees them. Which store they live in cannot be told from here. */
export interface JobQueue {
  /**
   * Wakes a worker. Call it after the commit. It never throws: a wake-up that could not be written is logged and
   * made good by the sweep.
   */
  enqueue<N extends JobName>(name: N, payload: JobPayload<N>, options?: EnqueueOptions): Promise<void>;
  /** Makes the job come again and again, once for all processes together. @param everyMs milliseconds */
  repeat<N extends JobName>(name: N, everyMs: number): Promise<void>;
  /** True when the queue's store answers. */
  isReachable(): Promise<boolean>;
  close(): Promise<void>;
}
