import express, { type RequestHandler, type Request, type Response } from 'express';
import { identify, type Identity, type SignInCheck } from '../auth/sign-in.js';
import { badRequest, forbidden, RecadoError } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { parseInput } from './problems.js';
import { readUpload } from './read-upload.js';
import type { Route, RouteRequest } from './route.js';
import { sendFile, type AnsweredFile } from './send-file.js';
import { sendPieces, type Download } from './send-pieces.js';

export interface Gate {
  rt: Runtime;
  auth: SignInCheck;
  /** Origins whose pages may write in a signed-in person's name. */
  origins: readonly string[];
}

/** One route of the table as a handler: authenticate, parse, authorise, act, present. */
export function serveRoute(gate: Gate, route: Route): RequestHandler {
  return async (request, response) => {
    const staff = route.open === true ? undefined : (await authenticate(gate, request, response)).staff;
    if (staff) authorise(route, staff.role);
    if (route.largeBody === true) await readLargeBody(request, response);
    const answer = await route.act({
      rt: gate.rt,
      staff,
      params: parsed(route.params, request.params),
      query: parsed(route.query, request.query),
      body:
        route.upload === true ? await readUpload(request) : parsed(route.body, jsonBodyOf(route, request)),
      idempotencyKey: route.idempotent === true ? idempotencyKeyOf(request) : '',
    } as RouteRequest<never, never, never>);
    if (route.file === true) await sendFile(response, answer as AnsweredFile);
    else if (route.download === true) await sendPieces(response, answer as Download);
    else present(route, response, answer);
  };
}

/**
 * Who is asking. Writes on the strength of a cookie must come from a page of ours: the cookie goes along by itself,
 * whoever made the browser send it.
 * @throws RecadoError 401 `not_signed_in`, 403 `foreign_origin`
 */
export async function authenticate(gate: Gate, request: Request, response: Response): Promise<Identity> {
  const identity = await requireIdentity(gate, request, 'use');
  if (identity.via === 'session' && request.method !== 'GET' && !comesFromUs(request, gate.origins)) {
    throw new RecadoError('foreign_origin', 'This request did not come from a page of ours.', {
      status: 403,
    });
  }
  if (identity.cookies.length > 0) response.append('Set-Cookie', [...identity.cookies]);
  return identity;
}

/**
 * Who is asking, for a request that reads. To `look` does not count as using the session: it does not live longer.
 * @throws RecadoError 401 `not_signed_in`
 */
export async function requireIdentity(
  gate: Gate,
  request: Request,
  purpose: 'use' | 'look',
): Promise<Identity> {
  const identity = await identify(gate.auth, gate.rt.db, gate.rt.clock.now(), headersOf(request), purpose);
  if (!identity) throw new RecadoError('not_signed_in', 'Sign in first.', { status: 401 });
  return identity;
}

/** Browsers say where a request comes from: `Origin` on every write, `Sec-Fetch-Site` on most (Fetch standard). */
export function comesFromUs(request: Pick<Request, 'get'>, origins: readonly string[]): boolean {
  const origin = request.get('origin');
  if (origin !== undefined) return origins.includes(origin);
  return request.get('sec-fetch-site') === 'same-origin';
}

const largeJson = express.json({ limit: '8mb' });

/** After signing in: nobody else makes this process hold so much. */
function readLargeBody(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    largeJson(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error('the body was not read', { cause: error }));
    });
  });
}

function authorise(route: Route, role: string): void {
  if (route.roles === undefined || route.roles.some((allowed) => allowed === role)) return;
  throw forbidden('Your role does not allow this.');
}

function parsed(schema: Route['body'], input: unknown): unknown {
  if (schema === undefined) return undefined;
  const output = parseInput(schema, input ?? {});
  refuseUnstorable(output);
  return output;
}

/** The body parser leaves anything but JSON alone. @throws RecadoError 415 `json_expected` */
function jsonBodyOf(route: Route, request: Request): unknown {
  if (route.body !== undefined && request.body === undefined && request.is('json') === false) {
    throw new RecadoError('json_expected', 'Send JSON, with Content-Type: application/json.', {
      status: 415,
    });
  }
  return request.body;
}

/** PostgreSQL stores no NUL, and half a surrogate pair is no character. @throws RecadoError 400 `bad_characters` */
function refuseUnstorable(input: unknown): void {
  if (typeof input === 'string') {
    if (input.includes('\0') || /\p{Surrogate}/u.test(input)) {
      throw badRequest('bad_characters', 'The text holds characters that cannot be stored. Remove them.');
    }
  } else if (input !== null && typeof input === 'object') {
    for (const inner of Object.values(input)) refuseUnstorable(inner);
  }
}

function idempotencyKeyOf(request: Request): string {
  const key = request.get('idempotency-key') ?? '';
  if (key === '') {
    throw badRequest(
      'idempotency_key_missing',
      'This makes texts, so it needs an Idempotency-Key: a new one for each thing meant, the same when it is tried again.',
    );
  }
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw badRequest('idempotency_key_invalid', 'An Idempotency-Key is 1 to 200 visible ASCII characters.');
  }
  return key;
}

/** Fields the schema does not name are cut off; an answer that does not fit it is an error of ours, not the caller's. */
function present(route: Route, response: Response, answer: unknown): void {
  if (route.response === undefined) {
    response.status(204).end();
    return;
  }
  response.json(route.response.parse(answer));
}

/** Node's headers in the form the sign-in library reads. */
export function headersOf(request: Request): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) headers.append(name, one);
  }
  return headers;
}
