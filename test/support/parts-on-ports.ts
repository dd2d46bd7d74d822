import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/cli/up/node-arguments.js';
import type { Part } from '../../src/cli/up/parts.js';
import {
  superviseProcesses,
  type ProcessState,
  type SupervisedProcesses,
} from '../../src/cli/up/supervise-processes.js';
import { freePort } from '../../src/db/embedded/free-port.js';

/** A port that was free when it was chosen may be somebody else's a moment later, so others are tried. */
const triesAtMost = 3;

/** A part as a supervisor keeps it: started again when it gives up, as it does when the database is out of reach. */
export interface KeptPart {
  state(): ProcessState | undefined;
  /** SIGKILL; resolves when it has ended, and it stays so until `start`. */
  kill(): Promise<void>;
  start(): void;
  /** SIGTERM; resolves when it has ended. */
  stop(): Promise<void>;
}

export interface PartsOptions {
  readonly howManyPorts: number;
  /** How long all parts together may take until they are ready, not counting the time they wait for the processor. */
  readonly seconds?: number;
  readonly choosePort?: () => Promise<number>;
}

/**
 * Starts parts on free ports and waits until each with a `readyUrl` answers well there.
 * @throws Error with each part's last answer, how often it ended and its last lines; nothing is left running then
 */
export async function startOnFreePorts<Name extends string>(
  describe: (...ports: number[]) => Readonly<Record<Name, Part>>,
  { howManyPorts, seconds = 60, choosePort = freePort }: PartsOptions,
): Promise<{ ports: number[]; parts: Record<Name, KeptPart> }> {
  for (let tries = 1; ; tries += 1) {
    const ports: number[] = [];
    while (ports.length < howManyPorts) ports.push(await choosePort());
    const descriptions = describe(...ports);
    const kept = Object.entries<Part>(descriptions).map(([name, part]) => [name, keep(part)] as const);
    const parts = Object.fromEntries(kept) as Record<Name, KeptPart>;
    const failure = await waitUntilReady(Object.values(descriptions), Object.values(parts), seconds);
    if (failure === undefined) return { ports, parts };
    await Promise.all(kept.map(([, part]) => part.stop()));
    if (!failure.lostPort || tries === triesAtMost) throw new Error(failure.reason);
  }
}

function keep(part: Part): KeptPart {
  const show = (line: string): void => {
    if (process.env.SHOW_STAGE !== undefined) process.stderr.write(`[${part.name}] ${line}\n`);
  };
  const begin = (): SupervisedProcesses =>
    superviseProcesses([part], {
      cwd: packageRoot,
      log: show,
      output: show,
      graceMs: 10_000,
      firstPauseMs: 100,
    });
  let running = begin();
  return {
    state: () => running.states()[0],
    async kill() {
      running.kill();
      await running.stop();
    },
    start() {
      running = begin();
    },
    stop: () => running.stop(),
  };
}

async function waitUntilReady(
  descriptions: readonly Part[],
  parts: readonly KeptPart[],
  seconds: number,
): Promise<{ reason: string; lostPort: boolean } | undefined> {
  const began = Date.now();
  /** What is still waited for, with what came instead so far. */
  const waiting = new Map(
    descriptions.flatMap(({ name, readyUrl }) =>
      readyUrl === undefined ? [] : [[name, { readyUrl, answer: 'nothing' }]],
    ),
  );
  while (waiting.size > 0) {
    for (const [name, { readyUrl }] of waiting) {
      const answer = await ask(readyUrl);
      if (answer === 'ready') waiting.delete(name);
      else waiting.set(name, { readyUrl, answer });
    }
    const states = parts.flatMap((part) => part.state() ?? []);
    const lostPort = states.some(({ lastLines }) => lastLines.some((line) => line.includes('EADDRINUSE')));
    const passed = (Date.now() - began) / 1000;
    const starved = states.filter(({ name }) => waiting.has(name)).map(({ pid }) => waitedForProcessor(pid));
    const isOver = passed - Math.max(0, ...starved) > seconds || passed > seconds * longerAtMost;
    if (lostPort || (waiting.size > 0 && isOver)) {
      const open = [...waiting].map(([name, { readyUrl, answer }]) => `${name} (${readyUrl}: ${answer})`);
      const why = lostPort
        ? 'Another process took a port.'
        : `Within ${Math.round(passed)} s these were not ready: ${open.join(', ')}.`;
      return { reason: [why, ...states.map(lastWords)].join('\n\n'), lostPort };
    }
    await sleep(50);
  }
  return undefined;
}

/** However long they wait for the processor, parts are waited for no more than so many times as long. */
const longerAtMost = 4;

/**
 * Seconds a process has stood ready to run while the processor did something else, all its threads together; 0 where the
 * system does not tell, as all but Linux. On a busy machine this is most of a start, and says nothing against it.
 */
export function waitedForProcessor(pid: number | undefined): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    // sched-stats in the kernel's documentation: time on the processor, time waited for it, in nanoseconds.
    const waited = threads.map(
      (id) => readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'utf8').split(' ')[1],
    );
    return waited.reduce((sum, one) => sum + Number(one), 0) / 1e9;
  } catch {
    return 0;
  }
}

/** `ready`, or what came instead. */
async function ask(url: string): Promise<string> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(15_000) });
    const body = await answer.text();
    return answer.ok ? 'ready' : `${answer.status} ${body.slice(0, 300)}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}

function lastWords({ name, pid, ends, lastLines }: ProcessState): string {
  const said = lastLines.length === 0 ? ['nothing'] : lastLines;
  const waited = Math.round(waitedForProcessor(pid));
  return [
    `The ${name} ended ${ends} times by itself, waited ${waited} s for the processor, and said last:`,
    ...said,
  ].join('\n  ');
}
