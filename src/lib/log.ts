import { pino, type Logger } from 'pino';

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
 * JSON lines on standard output. Bodies and full numbers are redacted wherever they stand, up to two levels deep;
 * log numbers through `maskNumber`.
 */
export function createLogger(level: string, part: string): Logger {
  return pino({
    level,
    base: { part },
    redact: { paths: redacted.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
