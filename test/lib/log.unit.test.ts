import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createLogger, describeError, reasonOf } from '../../src/lib/log.js';

/** As node-postgres throws them. */
function databaseError(code: string, message: string) {
  return Object.assign(new Error(message), {
    ...{ name: 'error', code, severity: 'ERROR', table: 'message', constraint: 'message_text_check' },
    detail: 'Failing row contains (01a2, mi hija está en el hospital, +12035550142).',
    where: 'unnamed portal parameter $3 = "mi hija está en el hospital"',
  });
}

function linesOf(log: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  log(createLogger('info', 'test', { write: (line) => lines.push(line) }));
  return lines.join('');
}

test('an error of the database is logged with its code and place, and without the row it is about', () => {
  const error = databaseError('23514', 'new row violates check constraint "message_text_check"');
  const lines = linesOf((log) =>
    log.error({ err: error, messageId: 'm-1' }, 'a text could not be processed'),
  );
  expect(JSON.parse(lines)).toMatchObject({
    messageId: 'm-1',
    err: { code: '23514', table: 'message', message: expect.stringContaining('message_text_check') },
  });
  expect(lines).not.toMatch(/hospital|2035550142/u);
});

test('one about a value is logged without the value, also where it is the cause of another', () => {
  const refused = databaseError(
    '22P02',
    'invalid input syntax for type integer: "mi hija está en el hospital"',
  );
  const error = new Error('the text was not kept', { cause: refused });
  const lines = linesOf((log) => log.error({ err: error }, 'a job failed'));
  expect(lines).not.toContain('hospital');
  expect(describeError(refused)).toMatchObject({ code: '22P02', message: '[a value]' });
});

test('as a reason of a line, too, an error says what went wrong and no value', () => {
  expect(reasonOf(databaseError('22021', 'invalid byte sequence: mi hija está en el hospital'))).toBe(
    '[a value] (22021)',
  );
  let broken: unknown;
  try {
    JSON.parse('{"body": hospital}');
  } catch (error) {
    broken = error;
  }
  expect(reasonOf(broken)).toBe('[a value]');
  expect(JSON.stringify(describeError(broken))).not.toContain('hospital');
  expect(reasonOf(new Error('connect ECONNREFUSED 127.0.0.1:5432'))).toBe(
    'connect ECONNREFUSED 127.0.0.1:5432',
  );
  expect(reasonOf('mi hija está en el hospital')).toBe('string');
});

test('no line says of an error more than that', () => {
  const paths = ['src', 'workers'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  );
  const served = paths.filter((path) => path.endsWith('.ts') && !/^src\/(?:web|simulator)\//u.test(path));
  const leaks = served.filter((path) => /\blog\.\w+\([^;]*\bmessageOf\(/u.test(readFileSync(path, 'utf8')));
  expect(served).toContain('src/webhooks/twilio.ts');
  expect(leaks).toEqual([]);
});

test('bodies and numbers are redacted wherever they stand', () => {
  const lines = linesOf((log) => log.info({ body: 'hospital', request: { e164: '+12035550142' } }, 'seen'));
  expect(lines).not.toMatch(/hospital|2035550142/u);
});
