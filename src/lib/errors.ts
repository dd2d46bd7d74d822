/** Whether trying the same thing again can help. */
export type Retry = 'never' | 'later';

/**
 * The one error class of the house. Expected outcomes are return values; this is for what stops the work.
 * `code` is stable and meant for programs, `message` for people: it says what to do.
 */
export class RecadoError extends Error {
  readonly code: string;
  /** The HTTP status an edge answers with. */
  readonly status: number;
  readonly retry: Retry;
  /** Seconds to wait before trying again, where the other side said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    message: string,
    options: { status?: number; retry?: Retry; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'RecadoError';
    this.code = code;
    this.status = options.status ?? 500;
    this.retry = options.retry ?? 'never';
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export const notFound = (what: string): RecadoError =>
  new RecadoError('not_found', `${what} does not exist, or you may not see it.`, { status: 404 });

export const forbidden = (why: string): RecadoError => new RecadoError('forbidden', why, { status: 403 });

export const badRequest = (code: string, why: string): RecadoError =>
  new RecadoError(code, why, { status: 400 });

export const conflict = (code: string, why: string): RecadoError =>
  new RecadoError(code, why, { status: 409 });

/** The message of anything thrown, for a log line or a stored reason. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
