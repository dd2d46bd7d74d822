import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { programArguments } from '../support/program.js';

export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the package's program to its end, with these variables and none of this process's that it reads. `up` runs as people
 * run it, since it starts other parts; the other commands are those of this test run's JavaScript where there is any.
 */
export async function runRecado(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const asInstalled = [fileURLToPath(new URL('../../src/cli/recado.js', import.meta.url))];
  const program = args[0] === 'up' ? asInstalled : programArguments('src/cli/main.ts');
  const { PATH, HOME, TMPDIR } = process.env;
  const child = spawn(process.execPath, [...program, ...args], {
    env: { PATH, HOME, TMPDIR, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, stdout, stderr };
}
