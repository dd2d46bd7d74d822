import type { Logger } from './log.js';

/** Milliseconds a process may take to end by itself. */
const patience = 4000;

/** Ends the process cleanly on SIGTERM or SIGINT, once, and at the latest after a few seconds. */
export function closeOnSignal(log: Logger, close: () => Promise<void>): void {
  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), patience).unref();
    close()
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.error({ err: error }, 'the process did not end cleanly');
        process.exit(1);
      });
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
