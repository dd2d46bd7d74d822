import { describe, expect, test } from '@jest/globals';
import { problemFor } from '../../src/api/problems.js';

const failure = (code: string): Error =>
  Object.assign(new Error('could not extend file "base/1/2"'), { code });

describe('what failed because the disk is full', () => {
  test.each([
    ['PostgreSQL', failure('53100')],
    ['the system', failure('ENOSPC')],
    ['somebody further down', new Error('not kept', { cause: failure('EDQUOT') })],
  ])('is told in words where %s says so, and nothing of the inside', (_who, error) => {
    expect(problemFor(error)).toMatchObject({
      status: 503,
      code: 'disk_full',
      detail: expect.stringMatching(/^Nothing was saved: the disk of the server is full/u),
    });
  });
});

test.each([
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
])('a database that is away is told as such where the driver says "%s"', (words) => {
  expect(problemFor(new Error(words))).toMatchObject({ status: 503, code: 'database_unreachable' });
});

test('what nobody expected says nothing of the inside', () => {
  expect(problemFor(failure('XX000'))).toMatchObject({ status: 500, code: 'internal' });
  expect(JSON.stringify(problemFor(failure('XX000')))).not.toContain('base/1/2');
});
