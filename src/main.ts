import { createServer } from 'node:http';
import { createApp } from './app.js';
import { createAuth } from './auth/auth.js';
import { explainError } from './cli/explain-error.js';
import { closeOnSignal } from './lib/shutdown.js';
import { startRuntime } from './start-runtime.js';

/** The web server: webhooks, API and staff app. Any number may run side by side. */
async function main(): Promise<void> {
  const { rt, databaseUrl, ...started } = await startRuntime('web');
  const auth = createAuth({
    databaseUrl,
    secret: rt.config.authSecret,
    publicBaseUrl: rt.config.publicBaseUrl,
    log: rt.log,
  });
  const shutdown = new AbortController();
  const server = createServer(createApp(rt, auth, shutdown.signal));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(rt.config.port, resolve);
  });
  rt.log.info({ port: rt.config.port }, 'the web server listens');
  closeOnSignal(rt.log, async () => {
    shutdown.abort();
    server.close();
    server.closeAllConnections();
    await auth.close();
    await started.close();
  });
  // The carrier may have tried in vain while nobody listened.
  await rt.jobs.enqueue('inbound.backfill', {}, { deduplicationKey: 'at start' });
}

main().catch((error: unknown) => {
  process.stderr.write(`${explainError(error, process.env.LOG_LEVEL === 'debug').sentence}\n`);
  process.exit(1);
});
