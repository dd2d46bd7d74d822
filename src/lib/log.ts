import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Paths that must never reach a log line: bodies of texts, numbers, secrets. */
const redacted = [
  'body',
  'text',
  'Body',
  'From',
  'To',
  'e164',
  'token',
  'password',
  'authToken',
  'cookie',
  'authorization',
];

/**
 * JSON lines on standard output, or to another destination. Bodies and full numbers are redacted wherever they stand, up
 * to two levels deep; log numbers through `maskNumber`. Of an error goes along what `describeError` says.
 */
export function createLogger(level: string, part: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { part },
    redact: { paths: redacted.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    serializers: { err: describeError },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What of an error says where it is from, and nothing of whom it is about. */
const safe: ReadonlySet<string> = new Set(['code', 'status', 'constraint', 'table', 'column', 'routine']);

/**
 * An error for the log. PostgreSQL's carry the whole row they stumbled over, a family's words among it (`detail`, `where`),
 * and those about a value the value in the message: neither goes along. Pure.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  const values: readonly [string, unknown][] = Object.entries(error);
  const kept = values.filter(([key, value]) => safe.has(key) && value !== undefined);
  return {
    type: error.name,
    message: withoutValue(error, error.message),
    ...Object.fromEntries(kept),
    stack: withoutValue(error, error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** What of an error goes into a log line as its reason, where its stack says no more: as in {@link describeError}. Pure. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const message = withoutValue(error, error.message);
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return message === hidden ? hidden + code : message;
}

const hidden = '[a value]';

/** PostgreSQL's errors of class 22, and what cannot be read as JSON, quote what they stumbled over. */
function withoutValue(error: Error, text: string): string {
  const isAboutValue =
    error instanceof SyntaxError ||
    ('code' in error && typeof error.code === 'string' && /^22\w{3}$/u.test(error.code));
  return isAboutValue && error.message !== '' ? text.replaceAll(error.message, hidden) : text;
}
