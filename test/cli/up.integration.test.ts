import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { freePort } from '../../src/db/embedded/free-port.js';
import { temporaryFolder } from '../support/servers.js';
import { runRecado } from './run-recado.js';

interface Ready {
  readonly event: string;
  readonly inbox: string;
  readonly signIn: string;
  readonly phones: string;
  readonly demo: {
    readonly signIns: readonly { email: string; password: string }[];
    readonly tryThis: string;
  };
}

let folder: string;
let port: number;
let started: ChildProcess | undefined;

beforeEach(async () => {
  folder = await temporaryFolder('recado-up-');
  port = await freePort();
});

afterEach(async () => {
  started?.kill('SIGKILL');
  await untilNothingRuns();
  await rm(folder, { recursive: true, force: true });
});

/** Starts everything on the test's folder and waits until it says that it runs. */
async function start(): Promise<{ child: ChildProcess; ready: Ready }> {
  const program = fileURLToPath(new URL('../../src/cli/recado.js', import.meta.url));
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [program, 'up', '--json'], {
    env: { PATH, HOME, DATA_DIR: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started = child;
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
    once(child, 'close').then(() => Promise.reject(new Error(`It ended before it was ready: ${said}`))),
  ]);
  return { child, ready: JSON.parse(line) as Ready };
}

/** Processes that have the test's folder in their arguments or environment: ours, all of them. */
function running(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => {
      try {
        const words =
          readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
        return words.includes(folder);
      } catch {
        return false;
      }
    });
}

async function untilNothingRuns(): Promise<void> {
  while (running().length > 0) await sleep(50);
}

describe('recado up', () => {
  test('starts everything on an empty folder, stops it on Ctrl-C, and finds its data again', async () => {
    const first = await start();
    expect(first.ready).toMatchObject({ event: 'ready', inbox: `http://127.0.0.1:${port}/inbox` });
    expect(first.ready.demo.signIns.length).toBeGreaterThan(0);
    for (const address of [first.ready.inbox, first.ready.signIn, first.ready.phones]) {
      expect((await fetch(address)).status).toBe(200);
    }
    // Database, supervisor, web server, worker and simulator besides the parent.
    expect(running().length).toBeGreaterThan(5);

    const second = await runRecado(['up'], { DATA_DIR: folder, PORT: String(port) });
    expect(second.stderr).toContain(`already running on ${folder} at http://127.0.0.1:${port} `);
    expect(second.exitCode).toBe(1);

    first.child.kill('SIGINT');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    await untilNothingRuns();

    const secrets = await readFile(join(folder, 'secrets.json'), 'utf8');
    const third = await start();
    expect(third.ready.phones).toBe(first.ready.phones);
    expect(third.ready.demo).toEqual(first.ready.demo);
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).toBe(secrets);
  }, 180_000);

  test('leaves nothing running when it is killed, and starts again at once', async () => {
    const first = await start();
    first.child.kill('SIGKILL');
    const again = await start();
    expect(again.ready.inbox).toBe(first.ready.inbox);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    again.child.kill('SIGKILL');
    await untilNothingRuns();
  }, 180_000);
});
