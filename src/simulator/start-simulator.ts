import { createServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { messageOf, RecadoError } from '../lib/errors.js';
import type { Logger } from '../lib/log.js';
import { startBackground } from './background.js';
import { openBooks } from './books.js';
import { controlRoutes } from './control.routes.js';
import { standingFaults } from './faults.js';
import { resumeInbound } from './inbound.js';
import { phonesRoutes } from './phones.routes.js';
import { seededRandom } from './random.js';
import { newTexts } from './new-texts.js';
import { restRoutes } from './rest.routes.js';
import type { Simulation } from './simulation.js';
import { defaultPace, statusWalk, type Pace } from './status-walk.js';
import { refusalOf, refuse } from './twilio-errors.js';
import { simulatorMark } from './twilio-shapes.js';
import { webhookPoster } from './webhooks.js';

export interface SimulatorOptions {
  /** 0: any free port. */
  readonly port: number;
  /** A loopback address; the phones page has no password. */
  readonly host: '127.0.0.1';
  readonly accountSid: string;
  /** Lets callers in and signs the webhooks. */
  readonly authToken: string;
  /** The folder of the durable books; made where it is missing. One simulator a folder. */
  readonly booksDir: string;
  /**
   * Inbound texts are posted to `${webhookBaseUrl}/webhooks/twilio/inbound`. A fragment such as `#rc=1&rp=ct`
   * sets Twilio's connection overrides; without one they are `#rc=5&rp=all`.
   */
  readonly webhookBaseUrl: string;
  /** Pace, faults by probability, and list lag follow from it. Default 1. */
  readonly seed?: number;
  /** How long texts rest between statuses, in milliseconds; together 100 to 600 by default. */
  readonly pace?: Partial<Pace>;
  /** Wait before a webhook is tried a second time, in milliseconds; it doubles each time. Default 250. */
  readonly webhookRetryMs?: number;
  /** How much later than its making a text shows in the list: from, to, in milliseconds. Default 0, 0. */
  readonly listLagMs?: readonly [number, number];
  readonly log: Logger;
}

export interface Simulator {
  readonly port: number;
  /** Without a slash at the end. */
  readonly url: string;
  /** Stops answering, ends all work under way and closes the books. What was accepted goes on at the next start. */
  close(): Promise<void>;
}

/** What webhooks are posted with unless their URL says otherwise: the README asks operators for the same. */
const defaultOverrides = '#rc=5&rp=all';

/**
 * Starts the local Twilio: its REST API, signed webhooks, and the page with families' phones.
 * @throws RecadoError `port_taken`, `books_damaged`, `books_unwritable`
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { log } = options;
  const books = await openBooks(options.booksDir, log);
  const random = seededRandom(options.seed ?? 1);
  const background = startBackground(log);
  const poster = webhookPoster(
    options.authToken,
    defaultOverrides,
    options.webhookRetryMs ?? 250,
    background,
  );
  const [base, fragment] = options.webhookBaseUrl.split('#');
  const webhook = (name: string): string =>
    `${(base ?? '').replace(/\/+$/, '')}/webhooks/twilio/${name}${fragment === undefined ? '' : `#${fragment}`}`;
  let url = '';
  const simulation: Simulation = {
    accountSid: options.accountSid,
    authToken: options.authToken,
    booksDir: options.booksDir,
    inboundWebhookUrl: webhook('inbound'),
    voiceWebhookUrl: webhook('voice'),
    listLagMs: options.listLagMs ?? [0, 0],
    startedAt: new Date().toISOString(),
    books,
    faults: standingFaults(random),
    walk: statusWalk({
      accountSid: options.accountSid,
      books,
      poster,
      random,
      pace: { ...defaultPace, ...options.pace },
      background,
    }),
    poster,
    random,
    background,
    log,
    url: () => url,
  };

  const server = createServer(newTexts(simulation, simulatorApp(simulation)));
  let port: number;
  try {
    port = await listen(server, options.port, options.host);
  } catch (error) {
    await books.close();
    throw error;
  }
  url = `http://${options.host}:${port}`;
  simulation.walk.resume();
  resumeInbound(simulation);

  return {
    port,
    url,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
      await background.close();
      await books.close();
    },
  };
}

function simulatorApp(simulation: Simulation): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((_req, res, next) => {
    res.setHeader(...simulatorMark);
    next();
  });
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok', simulated: true });
  });
  app.get('/', (_req, res) => {
    res.redirect(302, '/phones');
  });
  app.use(restRoutes(simulation));
  app.use(phonesRoutes(simulation));
  app.use(controlRoutes(simulation));
  app.use((_req, res) => {
    refuse(res, refusalOf(20404));
  });
  app.use(lastResort(simulation.log));
  return app;
}

/** Turns what a route threw into an answer. Express knows it by its four parameters. */
function lastResort(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const status =
      typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
    if (status >= 400 && status < 500) {
      refuse(res, { code: 20001, status, message: messageOf(error) });
      return;
    }
    log.error({ error: messageOf(error) }, 'A request failed.');
    refuse(res, refusalOf(20500));
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `port ${port} on ${host} is already in use. Stop the program that has it, or choose another one with SIMULATOR_PORT`
          : messageOf(error);
      reject(
        new RecadoError(
          error.code === 'EADDRINUSE' ? 'port_taken' : 'no_listen',
          `The simulator cannot start: ${why}.`,
          {
            cause: error,
          },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
