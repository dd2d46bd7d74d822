import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createApi } from '../../src/api/api.js';
import { createAuth, type Auth } from '../../src/auth/auth.js';
import { createApiToken } from '../../src/cli/token.js';
import { createLogger } from '../../src/lib/log.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';
import type { BuiltStaff } from '../support/builders.js';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // What the tests look into is checked by their expectations.
  json: unknown;
}

export interface ApiServer extends InboxRuntime {
  auth: Auth;
  /** Where it listens, without a slash at the end. */
  url: string;
  /** The origin its own pages have. */
  origin: string;
  /** A bearer token of this member of staff. */
  tokenOf(staff: BuiltStaff): Promise<string>;
  /** A request with a JSON body where there is one; `as` signs it with a bearer token. */
  ask(
    method: string,
    path: string,
    options?: { as?: BuiltStaff; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Ends the streams of events. */
  shutDown(): void;
}

/** The API on a real port, over a database of its own. */
export async function startApi(options: { signInsPerMinute?: number } = {}): Promise<ApiServer> {
  const inbox = await createInboxRuntime();
  const auth = createAuth({
    databaseUrl: inbox.databaseUrl,
    secret: 's'.repeat(40),
    publicBaseUrl: inbox.rt.config.publicBaseUrl,
    log: createLogger('silent', 'test'),
    ...options,
  });
  const shutdown = new AbortController();
  const app = express();
  app.use('/api', createApi(inbox.rt, auth, shutdown.signal));
  const server = await new Promise<Server>((resolve) => {
    const started = app.listen(0, '127.0.0.1', () => resolve(started));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (staff: BuiltStaff): Promise<string> => {
    const known =
      tokens.get(staff.id) ??
      createApiToken(inbox.rt.db, inbox.rt.clock.now(), {
        name: 'test',
        staffEmail: staff.email,
        days: 1,
      }).then(({ token }) => token);
    tokens.set(staff.id, known);
    return known;
  };
  return {
    ...inbox,
    auth,
    url,
    origin: 'http://127.0.0.1:3000',
    tokenOf,
    async ask(method, path, { as, body, headers = {} } = {}) {
      const answer = await fetch(`${url}/api${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(as === undefined ? {} : { authorization: `Bearer ${await tokenOf(as)}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') === true;
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        json: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
      };
    },
    shutDown: () => shutdown.abort(),
    async close() {
      shutdown.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await auth.close();
      await inbox.close();
    },
  };
}
