import { loadConfig, type Config } from '../config.js';
import { freePort } from '../db/embedded/free-port.js';
import { banner, type Running } from './up/banner.js';
import { checkRedis } from './up/check-redis.js';
import { checkFreeSpace, lockDataFolder, makeDataFolder } from './up/data-folder.js';
import { listenForEnd, type Ending } from './up/ending.js';
import { packageRoot } from './up/node-arguments.js';
import { partsOfRecado, phonesUrl, type Part } from './up/parts.js';
import { checkPort, lastPort, rememberedPort, waitForPorts } from './up/ports.js';
import { prepareDatabase, type PreparedDatabase } from './up/prepare-database.js';
import { loadSecrets } from './up/secrets.js';
import { buildStaffApp } from './up/staff-app.js';
import { superviseProcesses } from './up/supervise-processes.js';
import { waitUntilReady } from './up/wait-until-ready.js';

export interface UpOptions {
  readonly demo: boolean;
  /** Print JSON lines on standard output, sentences on standard error. */
  readonly json: boolean;
}

const readyTimeoutMs = 60_000;
/** As long as end-with-parent.mjs gives the processes of a killed start, and a little. */
const leftoverMs = 3_500;

/**
 * Runs everything in one process group until it is told to end: database, staff app, web server, workers and, with the
 * demo district, the simulator. Exits the process when all of it has stopped.
 * @throws RecadoError when something does not start, or the database ends by itself; everything is stopped by then
 */
export async function up(options: UpOptions, environment: NodeJS.ProcessEnv): Promise<void> {
  const ending = listenForEnd();
  const say = (line: string): void => {
    (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  };
  try {
    const database = await untilAborted(start(options, environment, ending, say), ending.signal);
    await untilAborted(database.ended, ending.signal);
  } catch (error) {
    if (!ending.signal.aborted) {
      await ending.end();
      throw error;
    }
  }
  say('Stopping.');
  await ending.end();
  process.exit(0);
}

/** Starts everything, what can be at the same time. */
async function start(
  options: UpOptions,
  given: NodeJS.ProcessEnv,
  ending: Ending,
  say: (line: string) => void,
): Promise<PreparedDatabase> {
  const { config, environment } = await configure(given);
  await makeDataFolder(config.dataDir);
  await checkFreeSpace(config.dataDir);
  const { unlock, takenOver } = await lockDataFolder(config.dataDir, config.publicBaseUrl);
  ending.onEnd(unlock);
  if (takenOver) {
    const simulator = await lastPort(config.dataDir, 'simulator');
    await waitForPorts(simulator === undefined ? [config.port] : [config.port, simulator], leftoverMs);
  }
  await checkPort(config.port);
  say(`Recado is starting. Its data are in ${config.dataDir}.`);

  const staffApp = prepareStaffApp(ending.signal, say);
  // It is awaited below, beside the parts; an earlier failure of something else ends the start first.
  staffApp.catch(() => undefined);
  const [secrets, database] = await Promise.all([
    loadSecrets(config.dataDir),
    prepareDatabase(config, options.demo, ending, say),
    config.redisUrl === undefined ? undefined : checkRedis(config.redisUrl),
  ]);
  ending.signal.throwIfAborted();
  const simulatorPort = database.demo ? await rememberedPort(config.dataDir, 'simulator') : undefined;
  const parts = partsOfRecado({ config, environment, secrets, databaseUrl: database.url, simulatorPort });
  await Promise.all([runParts(parts, ending, say), staffApp]);
  if (database.demo && simulatorPort !== undefined) {
    await database.demo.registerPhones({ url: `http://127.0.0.1:${simulatorPort}`, ...secrets.simulator });
  }
  announce(whatRuns(config, database, simulatorPort), options.json);
  return database;
}

/** Reads the configuration. PORT=0 stands for any free port; the parts have to agree on one. */
async function configure(
  given: NodeJS.ProcessEnv,
): Promise<{ config: Config; environment: NodeJS.ProcessEnv }> {
  const config = loadConfig(given);
  if (config.port !== 0) return { config, environment: given };
  const environment = { ...given, PORT: String(await freePort()) };
  return { config: loadConfig(environment), environment };
}

async function prepareStaffApp(signal: AbortSignal, say: (line: string) => void): Promise<void> {
  const began = Date.now();
  const { built } = await buildStaffApp(packageRoot, signal);
  if (built) say(`  staff app built in ${((Date.now() - began) / 1_000).toFixed(1)} s`);
}

async function runParts(parts: readonly Part[], ending: Ending, say: (line: string) => void): Promise<void> {
  const processes = superviseProcesses(parts, {
    cwd: packageRoot,
    log: say,
    output: (line) => void process.stderr.write(`${line}\n`),
  });
  ending.onEnd(processes.stop);
  ending.onKill(processes.kill);
  const addresses = parts.flatMap(({ name, readyUrl }) => (readyUrl === undefined ? [] : [[name, readyUrl]]));
  await waitUntilReady(Object.fromEntries(addresses) as Record<string, string>, processes.states, {
    timeoutMs: readyTimeoutMs,
    signal: ending.signal,
  });
}

function whatRuns(config: Config, database: PreparedDatabase, simulatorPort: number | undefined): Running {
  return {
    inbox: `${config.publicBaseUrl}/inbox`,
    signIn: `${config.publicBaseUrl}/sign-in`,
    dataDir: config.dataDir,
    ...(simulatorPort === undefined ? {} : { phones: phonesUrl(simulatorPort) }),
    ...(database.demo ? { demo: database.demo } : {}),
  };
}

function announce(running: Running, json: boolean): void {
  const lines = json ? [JSON.stringify({ event: 'ready', ...running })] : banner(running);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** The promise's outcome, or a rejection as soon as the signal is aborted. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
