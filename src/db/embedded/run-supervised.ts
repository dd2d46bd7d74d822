import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server process that must not outlive this one. Travels to the supervisor as JSON. */
export interface SupervisedServer {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Who it runs as; only root may set it. */
  readonly account?: { readonly uid: number; readonly gid: number };
  /** Where its standard output and error go; appended. */
  readonly logFile: string;
  /** Sent one after the other, `patienceMs` apart, until it ends. */
  readonly stopSignals: readonly NodeJS.Signals[];
  readonly patienceMs: number;
  /** Command that stops it on Windows, which has no signals. */
  readonly windowsStop?: readonly [string, ...string[]];
  /** Folder to delete once it has ended. */
  readonly removeAfter?: string;
}

export interface Supervised {
  /** Resolves with the exit code when the server has ended, whoever asked for it. */
  readonly ended: Promise<number>;
  /** Asks the server to stop and waits until it has. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Starts a server under a detached supervisor that stops it when this process asks, or ends in any way.
 * Does not keep this process alive.
 */
export function runSupervised(server: SupervisedServer): Supervised {
  const supervisor = spawn(
    process.execPath,
    [fileURLToPath(new URL('./supervisor.mjs', import.meta.url)), JSON.stringify(server)],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: server.cwd, windowsHide: true },
  );
  const ended = once(supervisor, 'exit').then(
    ([code]: (number | null)[]) => code ?? 1,
    () => 1,
  );
  // A supervisor that is gone already has closed its end of the pipe.
  supervisor.stdin.on('error', () => undefined);
  supervisor.unref();
  // The pipe is a socket underneath; while it is waited on in `stop` the exit event keeps the order.
  (supervisor.stdin as unknown as { unref?: () => void }).unref?.();
  return {
    ended,
    stop: async () => {
      supervisor.ref();
      supervisor.stdin.end();
      await ended;
    },
  };
}
