import type { Kysely } from 'kysely';
import type { Config } from '../config.js';
import type { Database } from '../db/database.js';
import type { Texts } from '../i18n/texts.js';
import type { JobQueue } from '../queues/job-queue.js';
import type { LiveUpdates } from '../queues/live.js';
import type { Translator } from '../translation/translate.js';
import type { Understanding } from '../understanding/vocabulary.js';
import type { Carrier } from '../vendors/carriers/carrier.js';
import type { Clock } from './clock.js';
import type { Logger } from './log.js';

/** What a use case may lean on. Made once a process by `start-runtime.ts`, passed as the first argument. */
export interface Runtime {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly db: Kysely<Database>;
  readonly jobs: JobQueue;
  readonly live: LiveUpdates;
  readonly texts: Texts;
  readonly understanding: Understanding;
  readonly translator: Translator;
  readonly carrier: Carrier;
}
