import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../db/embedded/free-port.js';
import { RecadoError } from '../../lib/errors.js';

/**
 * Sees that the web server's port can be listened on.
 * @throws RecadoError `port_taken`, `port_forbidden`
 */
export async function checkPort(port: number): Promise<void> {
  // Both: a listener on loopback alone does not collide with one on every address on all systems.
  for (const host of ['127.0.0.1', '::']) {
    const code = await tryPort(port, host);
    if (code === 'EADDRINUSE') {
      throw new RecadoError(
        'port_taken',
        `Port ${port} is taken by another program: stop that one, or set PORT to a free port (PORT=${port + 1} npm start).`,
      );
    }
    if (code === 'EACCES') {
      throw new RecadoError(
        'port_forbidden',
        `This user may not listen on port ${port}: set PORT to one above 1023.`,
      );
    }
  }
}

/** The error's code, or undefined when the port is free there, or the address does not exist on this system. */
async function tryPort(port: number, host: string): Promise<string | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Gives processes whose parent was killed a moment to end and free their ports. */
export async function waitForPorts(ports: readonly number[], timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  for (const port of ports) {
    while ((await tryPort(port, '127.0.0.1')) === 'EADDRINUSE' && Date.now() < end) await sleep(50);
  }
}

const portFile = (dataDir: string, name: string): string => join(dataDir, `${name}.port`);

/** The port a part had on the last start, if there was one. */
export async function lastPort(dataDir: string, name: string): Promise<number | undefined> {
  const last = Number(await readFile(portFile(dataDir, name), 'utf8').catch(() => ''));
  return Number.isInteger(last) && last > 1023 && last < 65536 ? last : undefined;
}

/** The port a part had on the last start when that is free, else a new one, which is kept for the next. */
export async function rememberedPort(dataDir: string, name: string): Promise<number> {
  const last = await lastPort(dataDir, name);
  if (last !== undefined && (await tryPort(last, '127.0.0.1')) === undefined) return last;
  const port = await freePort();
  await writeFile(portFile(dataDir, name), `${port}\n`);
  return port;
}
