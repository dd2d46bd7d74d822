import type { Logger } from '../lib/log.js';
import type { Background } from './background.js';
import type { Books } from './books.js';
import type { Faults } from './faults.js';
import type { Random } from './random.js';
import type { StatusWalk } from './status-walk.js';
import type { WebhookPoster } from './webhooks.js';

/** Everything the routes work with. */
export interface Simulation {
  readonly accountSid: string;
  readonly authToken: string;
  readonly booksDir: string;
  /** Where inbound texts are posted, with its connection overrides if it names any. */
  readonly inboundWebhookUrl: string;
  /** Where calls are announced. */
  readonly voiceWebhookUrl: string;
  /** How much later than its making a text shows in the list, in milliseconds. */
  readonly listLagMs: readonly [number, number];
  readonly startedAt: string;
  readonly books: Books;
  readonly faults: Faults;
  readonly walk: StatusWalk;
  readonly poster: WebhookPoster;
  readonly random: Random;
  readonly background: Background;
  readonly log: Logger;
  /** Where the simulator itself listens, known once it does. */
  url(): string;
}

/** When the list may show a text made at `madeAt`. */
export function listedFrom(simulation: Simulation, madeAt: Date): string {
  const [min, max] = simulation.listLagMs;
  return new Date(madeAt.getTime() + simulation.random.between(min, max)).toISOString();
}
