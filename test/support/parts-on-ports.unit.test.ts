import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Part } from '../../src/cli/up/parts.js';
import { freePort } from '../../src/db/embedded/free-port.js';
import { startOnFreePorts } from './parts-on-ports.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A part that answers with this status where it is told to listen. */
function web(port: number | undefined, status: number): { web: Part } {
  const script = `
    console.error('asks the database');
    require('node:http')
      .createServer((_, response) => response.writeHead(${status}).end('{"database":${status === 200}}'))
      .listen(process.env.PORT, '127.0.0.1');`;
  return {
    web: {
      name: 'web server',
      args: ['--eval', script],
      env: { PORT: String(port) },
      readyUrl: `http://127.0.0.1:${port}/readyz`,
    },
  };
}

async function somebodyElse(): Promise<number> {
  const server: Server = createServer((_, response) => response.writeHead(404).end());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('the processes of a test', () => {
  test('get another port when somebody took the one they were to have', async () => {
    const taken = await somebodyElse();
    const choices = [taken];
    const { ports, parts } = await startOnFreePorts((port) => web(port, 200), {
      howManyPorts: 1,
      choosePort: () => Promise.resolve(choices.pop() ?? freePort()),
    });
    closers.push(() => parts.web.stop());
    expect(ports).not.toEqual([taken]);
    expect((await fetch(`http://127.0.0.1:${ports[0]}`)).status).toBe(200);
  });

  test('say why they are not ready: the last answer, their ends and what they printed', async () => {
    const starting = startOnFreePorts((port) => web(port, 503), { howManyPorts: 1, seconds: 3 });
    await expect(starting).rejects.toThrow(
      /web server \(http:\S+\/readyz: 503 \{"database":false\}\)[^]*ended 0 times[^]*asks the database/u,
    );
  });

  test('are begun anew after they were killed, and only then', async () => {
    const { ports, parts } = await startOnFreePorts((port) => web(port, 200), { howManyPorts: 1 });
    closers.push(() => parts.web.stop());
    const url = `http://127.0.0.1:${ports[0]}`;
    await parts.web.kill();
    await expect(fetch(url)).rejects.toThrow();
    parts.web.start();
    const answers = async (): Promise<boolean> =>
      fetch(url).then(
        () => true,
        () => false,
      );
    while (!(await answers()));
  });
});

test('a free port is never given twice to one process', async () => {
  const ports = await Promise.all(Array.from({ length: 400 }, () => freePort()));
  expect(new Set(ports).size).toBe(ports.length);
});
