import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { programArguments } from '../support/program.js';
import type { ArmedPoint, ProcessName } from './plan.js';

export interface Tally {
  /** SIGKILL from outside, at a moment nobody chose. */
  atRandom: number;
  /** SIGKILL from outside, while the carrier held its answer back. */
  whileAsked: number;
  /** SIGKILL by itself, by point. */
  atPoint: Record<string, number>;
  /** Stopped for longer than any lease, from outside or at a point. */
  stopped: Record<string, number>;
  /** Of these, how many were let go on and went on. */
  wentOn: number;
  /** Ended in any other way: nobody asked for that. */
  endedByThemselves: string[];
}

/** The processes of the run, each started again whenever it ends, armed with the next point of the plan. */
export interface Processes {
  readonly tally: Tally;
  kills(): number;
  kill(name: ProcessName, why: 'atRandom' | 'whileAsked'): void;
  stop(name: ProcessName): void;
  /** From now on new processes are not armed any more. */
  disarm(): void;
  /** Ends all of them for good. */
  close(): Promise<void>;
}

const files: Record<ProcessName, string> = {
  web: 'src/main.ts',
  'worker 1': 'workers/main.ts',
  'worker 2': 'workers/main.ts',
};

/** @param stopMs how long a stopped process stands still before it is let go on */
export function startProcesses(options: {
  environment: NodeJS.ProcessEnv;
  points: Record<ProcessName, ArmedPoint[]>;
  stopMs: number;
  logFile: string;
}): Processes {
  const tally: Tally = {
    atRandom: 0,
    whileAsked: 0,
    atPoint: {},
    stopped: {},
    wentOn: 0,
    endedByThemselves: [],
  };
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const running = new Map<ProcessName, { child: ChildProcess; point: ArmedPoint | undefined }>();
  const killedByUs = new WeakSet<ChildProcess>();
  let closing = false;
  let armed = true;

  const start = (name: ProcessName): void => {
    const point = armed ? options.points[name].shift() : undefined;
    const child = spawn(process.execPath, programArguments(files[name]), {
      env: {
        ...options.environment,
        NODE_ENV: 'test',
        ...(point ? { RECADO_CRASH_POINTS: `${point.point}=${point.pass}=${point.signal}` } : {}),
      },
      // With a channel, so that it ends when this process does.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    running.set(name, { child, point });
    child.once('exit', (code, signal) => {
      if (closing) return;
      if (signal === 'SIGKILL' && !killedByUs.has(child) && point?.signal === 'SIGKILL') {
        count(tally.atPoint, point.point);
      } else if (!killedByUs.has(child)) {
        tally.endedByThemselves.push(`${name} (${signal ?? `exit ${code ?? 'unknown'}`})`);
        // Something it needs is away for a moment; whoever supervises it waits a little too.
        setTimeout(() => start(name), 500).unref();
        return;
      }
      start(name);
    });
  };

  const stoppedSince = new Map<number, number>();
  const letGoOn = setInterval(() => {
    for (const { child, point } of running.values()) {
      if (child.pid === undefined || !isStopped(child.pid)) continue;
      const since = stoppedSince.get(child.pid);
      if (since === undefined) {
        stoppedSince.set(child.pid, Date.now());
        count(tally.stopped, point?.signal === 'SIGSTOP' ? point.point : 'at random');
      } else if (Date.now() - since >= options.stopMs) {
        stoppedSince.delete(child.pid);
        child.kill('SIGCONT');
        tally.wentOn += 1;
      }
    }
  }, 200);

  for (const name of Object.keys(files) as ProcessName[]) start(name);
  return {
    tally,
    kills: () =>
      tally.atRandom + tally.whileAsked + Object.values(tally.atPoint).reduce((sum, n) => sum + n, 0),
    kill: (name, why) => {
      const child = running.get(name)?.child;
      // One that stands still is to go on late, not to die before.
      if (child?.pid !== undefined && isStopped(child.pid)) return;
      if (!child || child.exitCode !== null || child.signalCode !== null || killedByUs.has(child)) return;
      killedByUs.add(child);
      tally[why] += 1;
      child.kill('SIGKILL');
    },
    stop: (name) => {
      running.get(name)?.child.kill('SIGSTOP');
    },
    disarm: () => {
      armed = false;
    },
    close: async () => {
      closing = true;
      clearInterval(letGoOn);
      await Promise.all(
        [...running.values()].map(async ({ child }) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const ended = once(child, 'exit');
          child.kill('SIGKILL');
          await ended;
        }),
      );
      log.end();
    },
  };
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Whether the system says that the process was stopped by a signal (Linux: proc(5), field 3 of `stat`). */
function isStopped(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
  } catch {
    return false;
  }
}
