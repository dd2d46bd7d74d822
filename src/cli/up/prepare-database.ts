import type { Config } from '../../config.js';
import { startEmbeddedPostgres } from '../../db/embedded/start-embedded-postgres.js';
import { migrate } from '../../db/migrate.js';
import { chooseDistrict } from './choose-district.js';
import { whatDatabaseHolds } from './deployment.queries.js';
import type { Ending } from './ending.js';
import { prepareDemo, type DemoDistrict } from './prepare-demo.js';

export interface PreparedDatabase {
  readonly url: string;
  /** Present when this is the demo district. */
  readonly demo: DemoDistrict | undefined;
  /** Rejects when the embedded server ends without being asked to; else never settles. */
  readonly ended: Promise<never>;
}

/**
 * Starts the embedded server where no DATABASE_URL is given, brings the database to this version, and seeds the demo
 * district where one is wanted.
 */
export async function prepareDatabase(
  config: Config,
  demoAsked: boolean,
  ending: Ending,
  say: (line: string) => void,
): Promise<PreparedDatabase> {
  const began = Date.now();
  const { url, ended } =
    config.databaseUrl === undefined
      ? await startServer(config.dataDir, ending, say)
      : { url: config.databaseUrl, ended: new Promise<never>(() => undefined) };
  ending.signal.throwIfAborted();
  await migrate(url);
  ending.signal.throwIfAborted();
  const { accountSid, authToken, apiBaseUrl } = config.twilio;
  const district = chooseDistrict({
    holds: await whatDatabaseHolds(url),
    embedded: config.databaseUrl === undefined,
    demoAsked,
    carrierSettings: [accountSid, authToken, apiBaseUrl].some((value) => value !== undefined),
    credentials: accountSid !== undefined && authToken !== undefined,
  });
  const demo = district === 'demo' ? await prepareDemo(url) : undefined;
  say(`  database ready after ${((Date.now() - began) / 1_000).toFixed(1)} s`);
  return { url, demo, ended };
}

async function startServer(
  dataDir: string,
  ending: Ending,
  say: (line: string) => void,
): Promise<{ url: string; ended: Promise<never> }> {
  const starting = startEmbeddedPostgres({ dataDir, log: say });
  ending.onEnd(() => starting.then((server) => server.stop()));
  const server = await starting;
  const ended = server.ended.then((reason): never => {
    throw reason;
  });
  // Whoever waits for it hears of it; until then it is no unhandled rejection.
  ended.catch(() => undefined);
  return { url: server.connectionString, ended };
}
