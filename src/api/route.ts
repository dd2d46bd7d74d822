import type { z } from 'zod';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Runtime } from '../lib/runtime.js';
import type { StaffRole } from '../roster/roster.table.js';
import type { AnsweredFile } from './send-file.js';
import type { Download } from './send-pieces.js';

export type Method = 'get' | 'post';

/** What a route's work is given: everything in it has been checked against the route's schemas. */
export interface RouteRequest<Params, Query, Body> {
  rt: Runtime;
  staff: SignedInStaff;
  params: Params;
  query: Query;
  body: Body;
  /** The caller's `Idempotency-Key`; empty on routes that do not ask for one. */
  idempotencyKey: string;
}

type Output<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/**
 * One line of the route table. The router, the roles' test and the API's own documentation are made from the same
 * table, so they cannot differ.
 */
export interface Route {
  method: Method;
  /** Below `/api`, with `:names` for parameters. */
  path: string;
  /** A sentence for the documentation. */
  summary: string;
  /** Nobody needs to sign in. */
  open?: true;
  /** Who may call it at all; every member of staff by default. What they see is decided in the queries. */
  roles?: readonly StaffRole[];
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Makes texts: needs an `Idempotency-Key`. */
  idempotent?: boolean;
  /** What is answered with 200; without it the answer is 204. Fields it does not name never leave. */
  response?: z.ZodType;
  /** What is sent is a file: its bytes are the whole body. */
  upload?: true;
  /** The body holds a file: up to 8 MB of JSON, read only for those who have signed in. */
  largeBody?: boolean;
  /** What is answered is a file. */
  file?: true;
  /** What is answered is made as it is sent. */
  download?: true;
  act(request: RouteRequest<never, never, never>): Promise<unknown>;
}

interface TypedRoute<
  Params extends z.ZodType | undefined,
  Query extends z.ZodType | undefined,
  Body extends z.ZodType | undefined,
  Answer extends z.ZodType | undefined,
> {
  method: Method;
  path: string;
  summary: string;
  roles?: readonly StaffRole[];
  params?: Params;
  query?: Query;
  body?: Body;
  idempotent?: boolean;
  largeBody?: boolean;
  response?: Answer;
  act(
    request: RouteRequest<Output<Params>, Output<Query>, Output<Body>>,
  ): Promise<Answer extends z.ZodType ? z.input<Answer> : unknown>;
}

/** Writes a route down with its types tied together: what `act` gets and gives follows from the schemas. */
export function route<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(definition: TypedRoute<Params, Query, Body, Answer>): Route {
  return definition as unknown as Route;
}

/** A route that answers with a file. */
export function fileRoute<Params extends z.ZodType>(definition: {
  path: string;
  summary: string;
  params: Params;
  act: (request: RouteRequest<z.output<Params>, undefined, undefined>) => Promise<AnsweredFile>;
}): Route {
  return { method: 'get', file: true, ...definition } as unknown as Route;
}

/** A route that takes a file, of 5 MB at most. */
export function uploadRoute<Answer extends z.ZodType>(definition: {
  path: string;
  summary: string;
  response: Answer;
  act: (request: RouteRequest<undefined, undefined, Buffer>) => Promise<z.input<Answer>>;
}): Route {
  return { method: 'post', upload: true, ...definition } as unknown as Route;
}

/** A route that answers with a file it makes as it goes. */
export function downloadRoute<Params extends z.ZodType | undefined = undefined>(definition: {
  path: string;
  summary: string;
  params?: Params;
  act: (request: RouteRequest<Output<Params>, undefined, undefined>) => Promise<Download>;
}): Route {
  return { method: 'get', download: true, ...definition } as unknown as Route;
}

/** A route nobody needs to sign in for; it is given no member of staff. */
export function openRoute<Answer extends z.ZodType>(definition: {
  path: string;
  summary: string;
  response: Answer;
  act: (rt: Runtime) => Promise<z.input<Answer>>;
}): Route {
  const { path, summary, response, act } = definition;
  return { method: 'get', path, summary, open: true, response, act: ({ rt }: { rt: Runtime }) => act(rt) };
}
