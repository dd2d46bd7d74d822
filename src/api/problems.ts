import type { ErrorRequestHandler, Response } from 'express';
import type { z } from 'zod';
import { isConnectionLost } from '../lib/connection-lost.js';
import { isDiskFull } from '../lib/disk-full.js';
import { RecadoError } from '../lib/errors.js';
import type { Logger } from '../lib/log.js';
import type { Problem } from './common.schemas.js';

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available',
};

/** Input that does not fit its schema; `fields` says where. */
export class InvalidInput extends Error {
  constructor(readonly fields: { path: string; message: string }[]) {
    super('input does not fit');
    this.name = 'InvalidInput';
  }
}

/** Checks input against its schema. @throws InvalidInput */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    parsed.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  );
}

/** What is answered for anything thrown: a stable code and a sentence; nothing of the inside for what we did not expect. */
export function problemFor(error: unknown): Problem {
  if (error instanceof RecadoError) return problemOf(error.status, error.code, error.message);
  if (error instanceof InvalidInput) {
    const first = error.fields[0];
    const where = first === undefined || first.path === '' ? 'the input' : `"${first.path}"`;
    const detail = `Something is wrong with ${where}: ${first?.message ?? 'it does not fit'}.`;
    return { ...problemOf(400, 'invalid_input', detail), fields: error.fields };
  }
  if (isBodyError(error)) return bodyProblem(error.type);
  if (isDatabaseAway(error)) {
    return problemOf(503, 'database_unreachable', 'The database does not answer. Try again in a moment.');
  }
  if (isDiskFull(error)) {
    return problemOf(
      503,
      'disk_full',
      'Nothing was saved: the disk of the server is full. Tell your administrator, who has to free some space.',
    );
  }
  return problemOf(
    500,
    'internal',
    'Something went wrong on our side. Try again; if it stays, tell your administrator.',
  );
}

export function problemOf(status: number, code: string, detail: string): Problem {
  return { type: `urn:recado:problem:${code}`, title: titles[status] ?? 'Error', status, code, detail };
}

/** The one way errors leave the API: `application/problem+json` (RFC 9457). */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = problemFor(error);
    if (problem.status >= 500) {
      log.error({ method: request.method, path: request.path, failure: describe(error) }, 'a request failed');
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    if (error instanceof RecadoError && error.retryAfterSeconds !== undefined) {
      response.set('Retry-After', String(error.retryAfterSeconds));
    }
    sendProblem(response, problem);
  };
}

/** Not the error itself: PostgreSQL's carry the values they stumbled over. */
function describe(error: unknown): { code: unknown; stack: string | undefined } {
  if (!(error instanceof Error)) return { code: undefined, stack: String(error) };
  return { code: 'code' in error ? error.code : undefined, stack: error.stack };
}

export function sendProblem(response: Response, problem: Problem): void {
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** How the body parser says what it did not like (http-errors of `body-parser`). */
function isBodyError(error: unknown): error is { type: string; status: number } {
  return error instanceof Error && 'type' in error && typeof error.type === 'string' && 'status' in error;
}

function bodyProblem(type: string): Problem {
  switch (type) {
    case 'entity.too.large':
      return problemOf(
        413,
        'too_large',
        'The request is larger than is taken here: 64 KB, or 8 MB with a file.',
      );
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return problemOf(
        415,
        'unsupported_encoding',
        'Send JSON as UTF-8, uncompressed or as gzip, deflate or br.',
      );
    default:
      return problemOf(400, 'bad_json', 'The body is not JSON that can be read.');
  }
}

/** Codes of Node and of PostgreSQL (class 08, 53, 57P0x) for a database that is away or full. */
const awayCodes = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|08\w{3}|53300|57P0[123])$/;

function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && awayCodes.test(error.code)) return true;
  return isConnectionLost(error);
}
