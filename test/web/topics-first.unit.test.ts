import { describe, expect, test } from '@jest/globals';
import { topicsFirst, topicsOfThread } from '../../src/web/inbox/topics-first.js';

describe('what a thread is about', () => {
  const asked = (topic: string, status: 'open' | 'done' = 'open') => ({ topic, status });
  const wrote = (topic: string | null, direction: 'in' | 'out' = 'in') => ({ topic, direction });

  test('is what is open in it, the newest first and each once', () => {
    const requests = [asked('health'), asked('transportation'), asked('health'), asked('meals', 'done')];
    expect(topicsOfThread(requests, [wrote('events')])).toEqual(['health', 'transportation']);
  });

  test("is the topic of the family's last text where nothing is open", () => {
    const messages = [wrote('meals'), wrote('attendance'), wrote('learning', 'out')];
    expect(topicsOfThread([asked('health', 'done')], messages)).toEqual(['attendance']);
  });

  test('is nothing where the last text has no topic, or says nothing in particular', () => {
    expect(topicsOfThread([], [wrote('meals'), wrote(null)])).toEqual([]);
    expect(topicsOfThread([asked('other')], [wrote('meals')])).toEqual([]);
    expect(topicsOfThread([], [])).toEqual([]);
  });
});

describe('ready replies', () => {
  const replies = ['attendance.1', 'health.1', 'health.2', 'other.1'].map((key) => ({
    key,
    topic: key.split('.')[0] ?? '',
  }));
  const keys = (topics: readonly string[]) => topicsFirst(replies, topics).map(({ key }) => key);

  test('of the topics stand first, in the order of the topics, and the rest stays in its order', () => {
    expect(keys(['other', 'health'])).toEqual(['other.1', 'health.1', 'health.2', 'attendance.1']);
  });

  test('stand as they are where the topics are unknown to them', () => {
    expect(keys([])).toEqual(replies.map(({ key }) => key));
    expect(keys(['nothing of ours'])).toEqual(replies.map(({ key }) => key));
  });
});
