import { setTimeout as sleep } from 'node:timers/promises';
import { RecadoError } from '../../lib/errors.js';
import type { ProcessState } from './supervise-processes.js';

/** How often a process may end before it was ever ready. */
const endsAllowed = 2;

/**
 * Waits until every address answers 200.
 * @param addresses name for people → URL
 * @throws RecadoError `not_ready` after `timeoutMs`, or as soon as a process has ended twice
 */
export async function waitUntilReady(
  addresses: Readonly<Record<string, string>>,
  states: () => readonly ProcessState[],
  options: { timeoutMs: number; signal: AbortSignal },
): Promise<void> {
  const end = Date.now() + options.timeoutMs;
  const waiting = new Map(Object.entries(addresses));
  let last = 'no answer';
  while (waiting.size > 0) {
    options.signal.throwIfAborted();
    for (const [name, address] of waiting) {
      const answer = await ask(address);
      if (answer === '200') waiting.delete(name);
      else last = answer;
    }
    const failing = states().find((state) => state.ends >= endsAllowed);
    if (failing) throw notReady(`The ${failing.name} ended ${failing.ends} times while starting`, failing);
    if (waiting.size > 0 && Date.now() > end) {
      const [name = '', address = ''] = [...waiting][0] ?? [];
      const state = states().find((one) => one.name === name);
      throw notReady(
        `The ${name} was not ready after ${options.timeoutMs / 1_000} s (${address}: ${last})`,
        state,
      );
    }
    if (waiting.size > 0) await sleep(100);
  }
}

async function ask(address: string): Promise<string> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
    await response.body?.cancel();
    return String(response.status);
  } catch {
    return 'no answer';
  }
}

function notReady(what: string, state: ProcessState | undefined): RecadoError {
  const words = state ? lastWords(state.lastLines) : undefined;
  return new RecadoError('not_ready', words === undefined ? `${what}.` : `${what}; its last words: ${words}`);
}

/** The line that most likely says why a process ended: a logged error, else a thrown one, else its last line. */
export function lastWords(lines: readonly string[]): string | undefined {
  const newestFirst = lines.filter((line) => line.trim() !== '').reverse();
  for (const line of newestFirst) {
    const logged = loggedError(line);
    if (logged !== undefined) return logged;
  }
  return (
    newestFirst.find((line) => /^\s*(\w*Error( \[\w+\])?|\[cause\]): /.test(line))?.trim() ?? newestFirst[0]
  );
}

function loggedError(line: string): string | undefined {
  try {
    const entry = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    if ((entry.level ?? 0) < 50) return undefined;
    return [entry.msg, entry.err?.message].filter((part) => part !== undefined).join(': ');
  } catch {
    return undefined;
  }
}
