import { join } from 'node:path';
import type { Config } from '../../config.js';
import { nodeArguments } from './node-arguments.js';
import type { Secrets } from './secrets.js';
import type { ProcessDescription } from './supervise-processes.js';

/** What the parts of a running Recado are told. */
export interface PartsPlan {
  readonly config: Config;
  /** The environment `recado up` was given; the parts see it too. */
  readonly environment: NodeJS.ProcessEnv;
  readonly secrets: Secrets;
  readonly databaseUrl: string;
  /** The simulator's port, with the demo district; undefined with a real carrier. */
  readonly simulatorPort: number | undefined;
}

export interface Part extends ProcessDescription {
  /** Answers 200 once the part is ready; a part without an address counts as ready. */
  readonly readyUrl?: string;
}

/** The processes of a running Recado. */
export function partsOfRecado(plan: PartsPlan): Part[] {
  const { config, environment, secrets, simulatorPort } = plan;
  const shared: NodeJS.ProcessEnv = {
    ...environment,
    DATABASE_URL: plan.databaseUrl,
    DATA_DIR: config.dataDir,
    PORT: String(config.port),
    PUBLIC_BASE_URL: config.publicBaseUrl,
    AUTH_SECRET: environment.AUTH_SECRET || secrets.authSecret,
    METRICS_TOKEN: environment.METRICS_TOKEN || secrets.metricsToken,
    LOG_LEVEL: environment.LOG_LEVEL || 'warn',
    ...(simulatorPort === undefined ? {} : simulatorAccess(secrets, simulatorPort)),
  };
  return [
    {
      name: 'web server',
      args: nodeArguments('src/main.ts'),
      env: shared,
      readyUrl: `http://127.0.0.1:${config.port}/readyz`,
    },
    { name: 'worker', args: nodeArguments('workers/main.ts'), env: shared },
    ...(simulatorPort === undefined ? [] : [simulator(shared, config, simulatorPort)]),
  ];
}

/** The variables by which the product meets the simulator as if it were the carrier. */
function simulatorAccess(secrets: Secrets, port: number): NodeJS.ProcessEnv {
  return {
    TWILIO_ACCOUNT_SID: secrets.simulator.accountSid,
    TWILIO_AUTH_TOKEN: secrets.simulator.authToken,
    TWILIO_API_BASE_URL: `http://127.0.0.1:${port}`,
  };
}

function simulator(shared: NodeJS.ProcessEnv, config: Config, port: number): Part {
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...environment } = shared;
  return {
    name: 'simulator',
    args: nodeArguments('src/simulator/main.ts'),
    env: {
      ...environment,
      SIMULATOR_PORT: String(port),
      SIMULATOR_BOOKS_DIR: join(config.dataDir, 'simulator'),
      SIMULATOR_WEBHOOK_BASE_URL: config.publicBaseUrl,
    },
    readyUrl: phonesUrl(port),
  };
}

/** The page with the simulated families' phones. */
export const phonesUrl = (port: number): string => `http://127.0.0.1:${port}/phones`;
