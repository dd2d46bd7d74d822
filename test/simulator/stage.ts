import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../src/lib/log.js';
import type { FaultInput } from '../../src/simulator/faults.js';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/start-simulator.js';
import { twilioClient } from '../support/twilio-client.js';

export const accountSid = `AC${'0'.repeat(31)}1`;
export const authToken = 'a token for tests';
export const line = '+12035550100';
export const family = '+12035550142';

/** A request the school's server got. */
export interface Hook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: Record<string, string>;
}

/** The school's side: a server that takes down what is posted to it. */
export interface School {
  readonly url: string;
  readonly hooks: Hook[];
  /** Statuses to answer with, one a request; 204 when there are none left. */
  readonly answers: number[];
  close(): Promise<void>;
}

export async function openSchool(): Promise<School> {
  const hooks: Hook[] = [];
  const answers: number[] = [];
  const server: Server = createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8');
    req.on('data', (chunk: string) => (body += chunk));
    req.on('end', () => {
      hooks.push({
        path: req.url ?? '',
        headers: req.headers,
        params: Object.fromEntries(new URLSearchParams(body)),
      });
      res.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hooks,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** A simulator in an own folder, with a school it posts to. */
export interface Stage {
  readonly school: School;
  readonly booksDir: string;
  simulator: Simulator;
  /** Closes the simulator and starts another one on the same books. */
  restart(options?: Partial<SimulatorOptions>): Promise<void>;
  client(timeoutMs?: number): ReturnType<typeof twilioClient>;
  /** A request to the simulator's own port with the account's credentials. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
  fault(...faults: FaultInput[]): Promise<void>;
  /** A text typed on a family's phone. */
  write(body: string, from?: string): Promise<Response>;
  books(): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openStage(options: Partial<SimulatorOptions> = {}): Promise<Stage> {
  const school = await openSchool();
  const booksDir = await mkdtemp(join(tmpdir(), 'recado-simulator-'));
  const start = (more: Partial<SimulatorOptions>): Promise<Simulator> =>
    startSimulator({
      port: 0,
      host: '127.0.0.1',
      accountSid,
      authToken,
      booksDir,
      webhookBaseUrl: school.url,
      pace: { queued: [1, 5], sending: [1, 5], sent: [1, 5] },
      webhookRetryMs: 5,
      log: createLogger('silent', 'simulator'),
      ...options,
      ...more,
    });
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const stage: Stage = {
    school,
    booksDir,
    simulator: await start({}),
    restart: async (more = {}) => {
      await stage.simulator.close();
      stage.simulator = await start(more);
    },
    client: (timeoutMs) =>
      twilioClient({
        baseUrl: stage.simulator.url,
        accountSid,
        authToken,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      }),
    call: (method, path, body) =>
      fetch(stage.simulator.url + path, {
        method,
        headers: { authorization, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    fault: async (...faults) => {
      const response = await stage.call('POST', '/simulator/faults', faults);
      if (response.status !== 201) throw new Error(await response.text());
    },
    write: (body, from = family) =>
      fetch(`${stage.simulator.url}/phones/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ from, to: line, body }),
      }),
    books: async () => {
      const response = await stage.call('GET', '/simulator/books');
      const lines = (await response.text()).split('\n').filter((one) => one !== '');
      return lines.map((one) => JSON.parse(one) as Record<string, unknown>);
    },
    close: async () => {
      await stage.simulator.close();
      await school.close();
      await rm(booksDir, { recursive: true });
    },
  };
  return stage;
}

/** Waits until `look` finds something, and answers it; gives up after ten seconds. */
export async function eventually<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error('What was waited for did not happen.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
