import { z } from 'zod';
import { problem, type Problem } from '../../api/common.schemas.js';
import { t } from './words.js';

// The content security policy forbids making code from strings, which zod would try.
z.config({ jitless: true });

/** The server said no, or did not answer. The message is a sentence for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  /**
   * @param status the HTTP status, or 0 when no answer came
   * @param code the server's stable code; `unreachable` and `unexpected_answer` are made here
   */
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly fields: NonNullable<Problem['fields']> = [],
  ) {
    super(detail);
  }
}

/** Reads JSON. Throws {@link ApiProblem}. */
export async function getJson<S extends z.ZodType>(
  path: string,
  schema: S,
  signal?: AbortSignal,
): Promise<z.output<S>> {
  return parse(await request(path, { method: 'GET', ...(signal && { signal }) }), schema);
}

/** Posts JSON and reads the JSON answer. Throws {@link ApiProblem}. */
export async function postJson<S extends z.ZodType>(
  path: string,
  body: unknown,
  schema: S,
  options: PostOptions = {},
): Promise<z.output<S>> {
  return parse(await post(path, body, options), schema);
}

/** Posts a file and reads the JSON answer. Throws {@link ApiProblem}. */
export async function postFile<S extends z.ZodType>(
  path: string,
  file: File,
  schema: S,
): Promise<z.output<S>> {
  const headers = { 'content-type': file.type === '' ? 'application/octet-stream' : file.type };
  return parse(await request(path, { method: 'POST', headers, body: file }), schema);
}

/** Posts JSON where the answer's body does not matter. Throws {@link ApiProblem}. */
export async function postOnly(path: string, body: unknown, options: PostOptions = {}): Promise<void> {
  await post(path, body, options);
}

/** Posts a form with files and reads the JSON answer. Throws {@link ApiProblem}. */
export async function postForm<S extends z.ZodType>(
  path: string,
  form: FormData,
  schema: S,
): Promise<z.output<S>> {
  return parse(await request(path, { method: 'POST', body: form }), schema);
}

export interface PostOptions {
  /** One for each thing a person meant to do, the same when it is tried again. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

function post(path: string, body: unknown, { idempotencyKey, signal }: PostOptions): Promise<Response> {
  return request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

async function request(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new ApiProblem(0, 'unreachable', t('errors.unreachable'));
  }
  if (!response.ok) throw await asProblem(response);
  return response;
}

async function asProblem(response: Response): Promise<ApiProblem> {
  const parsed = problem.safeParse(await response.json().catch(() => null));
  if (parsed.success) {
    const { status, code, detail, fields } = parsed.data;
    return new ApiProblem(status, code, detail, fields);
  }
  return new ApiProblem(
    response.status,
    'unexpected_answer',
    t('errors.server', { status: response.status }),
  );
}

async function parse<S extends z.ZodType>(response: Response, schema: S): Promise<z.output<S>> {
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ApiProblem(response.status, 'unexpected_answer', t('errors.notUnderstood', { where }));
}
