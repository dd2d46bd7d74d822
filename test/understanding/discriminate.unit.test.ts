import { describe, expect, test } from '@jest/globals';
import { discriminate, type Lesson } from '../../src/understanding/examples/discriminate.js';

/** Lessons out of the features of each text, and the answers it has. */
function lessonsOf(texts: readonly (readonly [features: readonly number[], answers: readonly number[]])[]): {
  lessons: Lesson[];
  rows: Int32Array;
} {
  const rows: number[] = [];
  const lessons = texts.map(([features, answers]) => {
    const from = rows.length;
    rows.push(...features);
    return { from, to: rows.length, answers, times: answers.map(() => 1) };
  });
  return { lessons, rows: Int32Array.from(rows) };
}

const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe('what tells texts apart', () => {
  test('is what they do not share', () => {
    const { lessons, rows } = lessonsOf([
      ...many(20, [[0, 1], [1]] as const),
      ...many(20, [[0, 2], [0]] as const),
    ]);
    const weights = discriminate(lessons, rows, 3, [1]);
    expect(weights[1]).toBeGreaterThan(0.5);
    expect(weights[2]).toBeLessThan(-0.5);
    expect(Math.abs(weights[0] ?? 1)).toBeLessThan(Math.abs(weights[1] ?? 0) / 2);
  });

  test('is not counted twice where it always stands together', () => {
    const alone = lessonsOf([...many(20, [[0], [1]] as const), ...many(20, [[2], [0]] as const)]);
    const together = lessonsOf([...many(20, [[0, 1], [1]] as const), ...many(20, [[2], [0]] as const)]);
    const one = discriminate(alone.lessons, alone.rows, 3, [1])[0] ?? 0;
    const each = discriminate(together.lessons, together.rows, 3, [1])[0] ?? 0;
    expect(each).toBeGreaterThan(0);
    expect(each).toBeLessThan(one);
  });

  test('is weighed for each of several choices', () => {
    const { lessons, rows } = lessonsOf(
      [0, 1, 2].flatMap((choice) => many(20, [[choice], [choice]] as const)),
    );
    const weights = discriminate(lessons, rows, 3, [3]);
    for (const feature of [0, 1, 2]) {
      const ofFeature = [...weights.slice(feature * 3, feature * 3 + 3)];
      expect(ofFeature.indexOf(Math.max(...ofFeature))).toBe(feature);
    }
  });

  test('is asked only of texts that have an answer, and one question changes no other', () => {
    const both = lessonsOf([...many(20, [[0], [1, -1]] as const), ...many(20, [[1], [0, -1]] as const)]);
    const weights = discriminate(both.lessons, both.rows, 2, [1, 1]);
    const first = lessonsOf([...many(20, [[0], [1]] as const), ...many(20, [[1], [0]] as const)]);
    const alone = discriminate(first.lessons, first.rows, 2, [1]);
    expect([...weights]).toEqual([...alone].flatMap((weight) => [weight, 0]));
  });

  test('is the same whenever the lessons are', () => {
    const { lessons, rows } = lessonsOf([
      ...many(7, [[0, 2], [1]] as const),
      ...many(9, [[1, 2], [0]] as const),
    ]);
    expect(discriminate(lessons, rows, 3, [1])).toEqual(discriminate(lessons, rows, 3, [1]));
  });

  test('is nothing where nothing was read', () => {
    expect([...discriminate([], new Int32Array(), 2, [2, 1])]).toEqual(many(9, 0));
    const empty = lessonsOf([[[], [1]]]);
    expect(discriminate(empty.lessons, empty.rows, 0, [1])[0]).toBeGreaterThan(0);
  });
});
