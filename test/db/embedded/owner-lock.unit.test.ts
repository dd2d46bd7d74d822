import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockHolder, takeLock } from '../../../src/db/embedded/owner-lock.js';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recado-lock-'));
  file = join(folder, 'lock.json');
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a lock', () => {
  test('is taken once, tells others who has it, and is free after its release', async () => {
    const first = await takeLock(file, 'http://127.0.0.1:3000');
    expect(first.taken).toBe(true);
    const second = await takeLock(file, 'other');
    expect(second).toMatchObject({
      taken: false,
      holder: { pid: process.pid, note: 'http://127.0.0.1:3000' },
    });
    if (first.taken) await first.release();
    expect(await lockHolder(file)).toBeUndefined();
    expect((await takeLock(file, 'other')).taken).toBe(true);
  });

  test('goes to exactly one of many who ask at once, also over a stale file', async () => {
    await writeFile(file, JSON.stringify({ pid: 1, began: 'an earlier life of process 1', note: '' }));
    const attempts = await Promise.all(
      Array.from({ length: 20 }, (_, index) => takeLock(file, String(index))),
    );
    expect(attempts.filter((attempt) => attempt.taken)).toHaveLength(1);
  });

  test('is taken over from a process that was killed', async () => {
    const script = `import { takeLock } from ${JSON.stringify(new URL('../../../src/db/embedded/owner-lock.ts', import.meta.url).href)};
      await takeLock(${JSON.stringify(file)}, 'killed'); process.stdout.write('taken'); setInterval(() => {}, 1000);`;
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', script]);
    await once(child.stdout, 'data');
    expect(await lockHolder(file)).toMatchObject({ pid: child.pid, note: 'killed' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect((await takeLock(file, 'next')).taken).toBe(true);
  });

  test('is not held by another process that has the same id by now', async () => {
    await writeFile(file, JSON.stringify({ pid: process.pid, began: 'before the last reboot', note: '' }));
    expect((await takeLock(file, 'now')).taken).toBe(true);
  });

  test.each(['', '{', '{"pid":"x"}'])('is taken over from a damaged file: %j', async (content) => {
    await writeFile(file, content);
    expect((await takeLock(file, 'now')).taken).toBe(true);
    expect(await readFile(file, 'utf8')).toContain('now');
  });
});
