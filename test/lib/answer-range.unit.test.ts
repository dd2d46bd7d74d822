import { describe, expect, test } from '@jest/globals';
import { tryInput } from '../../src/api/understanding.schemas.js';
import { problemOfRange } from '../../src/lib/answer-range.js';

describe('the range of a question', () => {
  test.each([
    [{ kind: 'rating' }],
    [{ kind: 'rating', min: 1, max: 10 }],
    [{ kind: 'number', min: 0 }],
    [{ kind: 'number', max: -1 }],
    [{ kind: 'rating', min: 3, max: 3 }],
    [{ kind: 'yesno' }],
  ])('is right where some answer is in it: %j', (ask) => {
    expect(problemOfRange(ask)).toBeNull();
  });

  test.each([
    [{ kind: 'number', min: 5, max: 1 }, 'The smallest answer that counts, 5, is larger than the largest, 1'],
    [{ kind: 'rating', min: 6 }, 'The smallest answer that counts, 6, is larger than the largest, 5'],
    [{ kind: 'rating', max: 0 }, 'The smallest answer that counts, 1, is larger than the largest, 0'],
  ])('is told in a sentence where none is: %j', (ask, problem) => {
    expect(problemOfRange(ask)).toContain(problem);
  });

  test('is looked at where a text is tried through the API', () => {
    const input = { text: '3', language: 'en', ask: { kind: 'rating', min: 5, max: 1 } };
    const { error } = tryInput.safeParse(input);
    expect(error?.issues).toMatchObject([{ path: ['ask', 'max'] }]);
  });
});
