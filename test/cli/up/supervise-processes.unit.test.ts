import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { superviseProcesses, type SupervisedProcesses } from '../../../src/cli/up/supervise-processes.js';

let running: SupervisedProcesses | undefined;
afterEach(() => running?.kill());

function supervise(script: string): { log: string[]; output: string[]; processes: SupervisedProcesses } {
  const log: string[] = [];
  const output: string[] = [];
  const processes = superviseProcesses([{ name: 'worker', args: ['--eval', script], env: process.env }], {
    cwd: process.cwd(),
    log: (line) => log.push(line),
    output: (line) => output.push(line),
    graceMs: 300,
    firstPauseMs: 10,
  });
  running = processes;
  return { log, output, processes };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('supervised processes', () => {
  test('are started again when they end, each time after a longer pause, and said so in one line', async () => {
    const { log, processes } = supervise('process.exit(3)');
    await until(() => log.length >= 3);
    await processes.stop();
    expect(log.slice(0, 3)).toEqual([
      'The worker ended (exit 3); starting it again in 0.01 s.',
      'The worker ended (exit 3); starting it again in 0.02 s.',
      'The worker ended (exit 3); starting it again in 0.04 s.',
    ]);
  });

  test('keep the last lines they printed, to say what they failed of', async () => {
    const { log, processes } = supervise(
      'console.log("starting"); console.error("no queue"); process.exitCode = 1',
    );
    await until(() => log.length >= 2);
    const [state] = processes.states();
    await processes.stop();
    expect(state?.ends).toBeGreaterThanOrEqual(2);
    expect(state?.lastLines).toEqual(expect.arrayContaining(['starting', 'no queue']));
  });

  test('are stopped for good, the deaf ones by force', async () => {
    const { output, log, processes } = supervise(
      'process.on("SIGTERM", () => console.log("asked")); console.log(process.pid); setInterval(() => {}, 1000)',
    );
    await until(() => output.length > 0);
    await processes.stop();
    expect(output).toContain('asked');
    expect(isRunning(Number(output[0]))).toBe(false);
    expect(log).toEqual([]);
  });

  test('end when the process that supervises them is killed', async () => {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const script = fileURLToPath(new URL('./supervising-parent.ts', import.meta.url));
    const parent = spawn(process.execPath, ['--import', tsx, script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    const child = Number(line);
    expect(isRunning(child)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isRunning(child));
  });
});
