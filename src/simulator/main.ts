import { messageOf } from '../lib/errors.js';
import { createLogger } from '../lib/log.js';
import { readSettings } from './settings.js';
import { startSimulator, type Simulator } from './start-simulator.js';

/** Longer than this the end is not waited for. */
const closingMs = 1500;

async function start(): Promise<Simulator> {
  const settings = readSettings(process.env);
  const rest = settings.SIMULATOR_STATUS_REST_MS;
  const log = createLogger(settings.LOG_LEVEL, 'simulator');
  const simulator = await startSimulator({
    port: settings.SIMULATOR_PORT,
    host: '127.0.0.1',
    accountSid: settings.TWILIO_ACCOUNT_SID,
    authToken: settings.TWILIO_AUTH_TOKEN,
    booksDir: settings.SIMULATOR_BOOKS_DIR,
    webhookBaseUrl: settings.SIMULATOR_WEBHOOK_BASE_URL,
    seed: settings.SIMULATOR_SEED,
    listLagMs: settings.SIMULATOR_LIST_LAG_MS,
    ...(rest === undefined ? {} : { pace: { queued: rest, sending: rest, sent: rest } }),
    log,
  });
  log.info({ url: simulator.url, phones: `${simulator.url}/phones` }, 'The simulated carrier listens.');
  return simulator;
}

function closeOnSignal(simulator: Simulator): void {
  const close = (): void => {
    setTimeout(() => process.exit(0), closingMs).unref();
    simulator.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The simulator did not close cleanly: ${messageOf(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

try {
  closeOnSignal(await start());
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
}
