import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { nodeArguments } from '../../src/cli/up/node-arguments.js';

/** A process of the product, or one it is measured against. */
export interface Running {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a TypeScript file of the package as a process that ends with this one; what it complains of is shown. */
export function startProcess(file: string, env: NodeJS.ProcessEnv): Running {
  const child = spawn(process.execPath, nodeArguments(file), { env, stdio: ['pipe', 'inherit', 'inherit'] });
  if (child.pid === undefined) throw new Error(`${file} could not be started.`);
  return {
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM');
      await ended(child);
    },
  };
}

/** Runs a TypeScript file of the package to its end; it is told `input` and answers with one JSON value. */
export async function runProcess<T>(file: string, env: NodeJS.ProcessEnv, input: unknown): Promise<T> {
  const child = spawn(process.execPath, nodeArguments(file), {
    env: { ...env, BENCH_INPUT: JSON.stringify(input) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let answer = '';
  child.stdout.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  await ended(child);
  if (child.exitCode !== 0) throw new Error(`${file} failed.`);
  return JSON.parse(answer) as T;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

const megabyte = 1024 * 1024;

/** Memory of a process now, in MB (Linux's resident set). */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN);
  return (kilobytes * 1024) / megabyte;
}

/** Processor time a process has used, in seconds (Linux counts it in hundredths). */
export async function processorSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
