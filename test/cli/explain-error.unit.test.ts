import { describe, expect, test } from '@jest/globals';
import { explainError } from '../../src/cli/explain-error.js';
import { RecadoError } from '../../src/lib/errors.js';

const full = 'The disk is full: free some space, or set DATA_DIR to a folder on another disk.';

describe('what the command line says of an error', () => {
  test('is the message of an error of the house, with exit code 1', () => {
    const error = new RecadoError('port_taken', 'Port 3000 is taken.');
    expect(explainError(error, false)).toEqual({ sentence: 'Port 3000 is taken.', exitCode: 1 });
  });

  test('comes with exit code 2 where the caller used it wrongly', () => {
    expect(explainError(new RecadoError('bad_config', 'PORT is wrong.'), false).exitCode).toBe(2);
  });

  test.each([
    ['the system', Object.assign(new Error('write'), { code: 'ENOSPC' })],
    ['a quota', Object.assign(new Error('write'), { code: 'EDQUOT' })],
    [
      'PostgreSQL, inside a failed migration',
      new RecadoError('migration_failed', 'x', {
        cause: Object.assign(new Error('full'), { code: '53100' }),
      }),
    ],
  ])('is that the disk is full, whoever found out: %s', (_who, error) => {
    expect(explainError(error, false)).toEqual({ sentence: full, exitCode: 1 });
  });

  test('names the file the user may not use', () => {
    const error = Object.assign(new Error('open'), { code: 'EACCES', path: '/srv/recado' });
    expect(explainError(error, false).sentence).toMatch(/^This user may not use \/srv\/recado: /);
  });

  test('is one line for an error nobody expected, and shows the stack only when debugging', () => {
    const error = new TypeError('x is not a function');
    expect(explainError(error, false).sentence).toMatch(/^Something went wrong .*x is not a function.*\.$/);
    expect(explainError(error, true).sentence).toContain('explain-error.unit.test');
  });
});
