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
const safe = ['code', 'status', 'constraint', 'table', 'column', 'routine'] as const;

/**
 * An error for the log. PostgreSQL's carry the whole row they stumbled over, a family's words among it (`detail`, `where`),
 * and those about a value (class 22) its text in the message: neither goes along. Pure.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error;
  const values = error as unknown as Record<string, unknown>;
  const kept = safe.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]] as const]));
  const isAboutValue = typeof values['code'] === 'string' && /^22\w{3}$/u.test(values['code']);
  const hide = (text: string): string =>
    isAboutValue && error.message !== '' ? text.replaceAll(error.message, '[a value]') : text;
  return {
    type: error.name,
    message: hide(error.message),
    ...Object.fromEntries(kept),
    stack: hide(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
