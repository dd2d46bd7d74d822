import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** One Node process that is kept running. */
export interface ProcessDescription {
  /** As people are told of it: "web server". */
  readonly name: string;
  /** Arguments for Node. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface ProcessState {
  readonly name: string;
  /** Of the one that runs now; undefined between two. */
  readonly pid: number | undefined;
  /** How often it ended without being asked to. */
  readonly ends: number;
  /** The last lines it printed, oldest first. */
  readonly lastLines: readonly string[];
}

export interface SupervisedProcesses {
  readonly states: () => ProcessState[];
  /** SIGTERM, then SIGKILL after the grace period; resolves when all have ended. */
  readonly stop: () => Promise<void>;
  /** SIGKILL, at once. */
  readonly kill: () => void;
}

export interface SupervisionOptions {
  readonly cwd: string;
  /** Sentences for people: a process ended and is started again. */
  readonly log: (line: string) => void;
  /** What the processes print. */
  readonly output: (line: string) => void;
  /** Milliseconds between SIGTERM and SIGKILL. Default 3000. */
  readonly graceMs?: number;
  /** The first pause before a restart, in milliseconds; doubles up to thirty times itself. Default 1000. */
  readonly firstPauseMs?: number;
}

const keptLines = 40;
/** A process that ran this long is taken to be healthy: its next restart begins with the shortest pause. */
const healthyMs = 60_000;

/** Starts processes and starts each again, with growing pauses, when it ends by itself. */
export function superviseProcesses(
  descriptions: readonly ProcessDescription[],
  options: SupervisionOptions,
): SupervisedProcesses {
  const stopping = new AbortController();
  const kept = descriptions.map((description) => keepRunning(description, options, stopping.signal));
  const kill = (): void => {
    stopping.abort();
    for (const one of kept) one.current()?.kill('SIGKILL');
  };
  return {
    states: () => kept.map((one) => one.state()),
    kill,
    stop: async () => {
      stopping.abort();
      for (const one of kept) one.current()?.kill('SIGTERM');
      const over = Promise.all(kept.map((one) => one.over));
      const grace = new AbortController();
      await Promise.race([
        over,
        sleep(options.graceMs ?? 3_000, undefined, { signal: grace.signal }).then(kill, () => undefined),
      ]);
      grace.abort();
      await over;
    },
  };
}

interface Kept {
  current(): ChildProcess | undefined;
  state(): ProcessState;
  readonly over: Promise<void>;
}

function keepRunning(
  description: ProcessDescription,
  options: SupervisionOptions,
  stopping: AbortSignal,
): Kept {
  const lastLines: string[] = [];
  let ends = 0;
  let current: ChildProcess | undefined;
  const firstPause = options.firstPauseMs ?? 1_000;

  const output = (line: string): void => {
    lastLines.push(line);
    if (lastLines.length > keptLines) lastLines.shift();
    options.output(line);
  };
  const run = async (): Promise<void> => {
    let pause = firstPause;
    while (!stopping.aborted) {
      const began = Date.now();
      current = start(description, options.cwd, output);
      const how = await endOf(current);
      current = undefined;
      if (stopping.aborted) return;
      ends += 1;
      if (Date.now() - began > healthyMs) pause = firstPause;
      options.log(`The ${description.name} ended (${how}); starting it again in ${pause / 1_000} s.`);
      await sleep(pause, undefined, { signal: stopping }).catch(() => undefined);
      pause = Math.min(pause * 2, firstPause * 30);
    }
  };
  return {
    current: () => current,
    state: () => ({ name: description.name, pid: current?.pid, ends, lastLines: [...lastLines] }),
    over: run(),
  };
}

/** The channel is what the process notices its parent's end by (end-with-parent.mjs). */
function start(description: ProcessDescription, cwd: string, output: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, description.args, {
    cwd,
    env: description.env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', output);
  }
  return child;
}

async function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit ${code ?? 'unknown'}`));
  });
}
