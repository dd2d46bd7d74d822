import { afterEach, beforeEach, expect, jest } from '@jest/globals';

// A console.error in a test is a defect nobody looked at: it fails the test that caused it.
let errors: string[] = [];

beforeEach(() => {
  errors = [];
  jest.spyOn(console, 'error').mockImplementation((...args: unknown[]) => {
    errors.push(args.map(String).join(' '));
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  expect(errors).toEqual([]);
});
