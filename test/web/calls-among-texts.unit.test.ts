import { describe, expect, test } from '@jest/globals';
import type { CallMade, MessageView } from '../../src/api/thread.schemas.js';
import { callsAmongTexts } from '../../src/web/inbox/calls-among-texts.js';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 23, 15, minute)).toISOString();
const text = (id: string, minute: number) => ({ id, createdAt: at(minute) }) as MessageView;
const call = (id: string, minute: number): CallMade => ({
  ...{ id, at: at(minute), by: 'Ana Ruiz', reason: 'It is a landline.', outcome: 'Reached her.' },
});
const shown = (messages: MessageView[], calls: CallMade[], hasEarlier = false): string[] =>
  callsAmongTexts(messages, calls, hasEarlier).map((item) =>
    'call' in item ? `call ${item.call.id}` : item.message.id,
  );

describe('calls among the texts of a thread', () => {
  test('stand where they were made: before, between and after texts', () => {
    const calls = [call('c', 9), call('b', 5), call('a', 1)];
    expect(shown([text('1', 2), text('2', 6)], calls)).toEqual(['call a', '1', 'call b', '2', 'call c']);
  });

  test('leave texts in their order, even where the clock went back between them', () => {
    expect(shown([text('1', 6), text('2', 4)], [call('a', 5)])).toEqual(['call a', '1', '2']);
  });

  test('from before the texts that are loaded wait for the earlier ones', () => {
    const texts = [text('8', 20), text('9', 30)];
    expect(shown(texts, [call('a', 1), call('b', 25)], true)).toEqual(['8', 'call b', '9']);
    expect(shown([text('1', 0), ...texts], [call('a', 1), call('b', 25)])).toEqual([
      '1',
      'call a',
      '8',
      'call b',
      '9',
    ]);
  });

  test('stand alone where there is no text', () => {
    expect(shown([], [call('a', 1)])).toEqual(['call a']);
  });
});
