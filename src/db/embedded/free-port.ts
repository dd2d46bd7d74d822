import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections, which could take one before it is used. */
const range = { from: 10_000, to: 32_767 };
const triesAtMost = 100;
/** Whoever asked for one may not listen on it yet. */
const given = new Set<number>();

/**
 * A port on loopback that nothing listens on at this moment, and another one each time.
 * @throws Error where none of a hundred was free
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const port = randomInt(range.from, range.to + 1);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new Error('No port is free on 127.0.0.1.');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
