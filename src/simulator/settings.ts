import { z } from 'zod';
import { RecadoError } from '../lib/errors.js';

const span = z
  .string()
  .regex(/^\d+-\d+$/)
  .transform((value): [number, number] => {
    const [min, max] = value.split('-').map(Number);
    return [min ?? 0, max ?? 0];
  })
  .refine(([min, max]) => min <= max);

const environment = z.object({
  /** Where the simulator listens, on 127.0.0.1. */
  SIMULATOR_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  /** The folder of its durable books. */
  SIMULATOR_BOOKS_DIR: z.string().min(1),
  /** The product's own address: inbound texts are posted under it. */
  SIMULATOR_WEBHOOK_BASE_URL: z.url({ protocol: /^https?$/ }),
  /** The simulated account, and the token that lets callers in and signs webhooks. Never printed. */
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-f]{32}$/),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Pace, faults by probability, and list lag follow from it. */
  SIMULATOR_SEED: z.coerce.number().int().default(1),
  /** How much later than its making a text shows in the list, in milliseconds: `0-120000`. */
  SIMULATOR_LIST_LAG_MS: span.default([0, 0]),
  /** How long a text rests in each status before the next one, in milliseconds; unset: as a network would take. */
  SIMULATOR_STATUS_REST_MS: span.optional(),
});

export type SimulatorSettings = z.output<typeof environment>;

/**
 * Reads the simulator's environment; an empty variable counts as unset. Errors name variables, never values.
 * @throws RecadoError `bad_config`
 */
export function readSettings(source: NodeJS.ProcessEnv): SimulatorSettings {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(present);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw new RecadoError(
    'bad_config',
    `The simulator cannot start: these environment variables are missing or not usable: ${names.join(', ')}. src/simulator/settings.ts says what each expects.`,
  );
}
