import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { faultInput, standingFaults } from '../../src/simulator/faults.js';
import { seededRandom } from '../../src/simulator/random.js';
import { accountSid, eventually, family, line, openStage, type Stage } from './stage.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const send = (timeoutMs?: number): Promise<unknown> =>
  stage.client(timeoutMs).messages.create({ from: line, to: family, body: 'Hola' });

async function accepted(): Promise<number> {
  return (await stage.books()).length;
}

describe('a request that goes wrong', () => {
  test('429 accepts nothing, says when to come back, and ends after its count', async () => {
    await stage.fault({ kind: 'tooManyRequests', retryAfterSeconds: 7, count: 1 });
    const response = await stage.call('POST', `/2010-04-01/Accounts/${accountSid}/Messages.json`);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await accepted()).toBe(0);
    await send();
    expect(await accepted()).toBe(1);
  });

  test('500 before accepting leaves nothing, after accepting leaves the text', async () => {
    await stage.fault({ kind: 'serverError', count: 1 });
    await expect(send()).rejects.toMatchObject({ status: 500, code: 20500 });
    expect(await accepted()).toBe(0);
    await stage.fault({ kind: 'serverErrorAfterAccepting', count: 1 });
    await expect(send()).rejects.toMatchObject({ status: 500 });
    expect(await accepted()).toBe(1);
  });

  test('a connection that is held and cut leaves an accepted text that is delivered', async () => {
    await stage.fault({ kind: 'timeoutAfterAccepting', holdMs: 30_000, count: 1 });
    await expect(send(200)).rejects.toThrow(/timeout/);
    await stage.fault({ kind: 'timeoutAfterAccepting', holdMs: 1, count: 1 });
    await expect(send()).rejects.toThrow(/socket hang up/);
    const texts = await eventually(async () => {
      const books = await stage.books();
      return books.every((text) => text['status'] === 'delivered') && books;
    });
    expect(texts).toHaveLength(2);
  });

  test('half an answer and a page of HTML are no answer the SDK can read', async () => {
    await stage.fault({ kind: 'halfBody', count: 1 });
    await expect(send()).rejects.toThrow();
    expect(await accepted()).toBe(1);
    await stage.fault({ kind: 'htmlAnswer', count: 1 }, { kind: 'htmlAnswer', accepted: true, count: 1 });
    await expect(send()).rejects.toMatchObject({ status: 502 });
    expect(await accepted()).toBe(1);
    await expect(send()).rejects.toMatchObject({ status: 502 });
    expect(await accepted()).toBe(2);
  });

  test.each([21610, 21211, 21408, 30034])('%i is refused at once', async (code) => {
    await stage.fault({ kind: 'refuse', code });
    await expect(send()).rejects.toMatchObject({ status: 400, code });
    expect(await accepted()).toBe(0);
  });

  test('the list fails where it is told to, and making texts does not', async () => {
    await stage.fault({ kind: 'serverError', on: 'read', count: 1 });
    await send();
    await expect(stage.client().messages.list({ to: family })).rejects.toMatchObject({ status: 500 });
    expect(await stage.client().messages.list({ to: family })).toHaveLength(1);
  });
});

describe('the standing faults', () => {
  test('strike only the numbers they name', async () => {
    await stage.fault({ kind: 'refuse', code: 21610, to: '+12035550143' });
    await send();
    const other = stage.client().messages.create({ from: line, to: '(203) 555-0143', body: 'Hola' });
    await expect(other).rejects.toMatchObject({ code: 21610 });
  });

  test('are shown with how often they struck, and cleared', async () => {
    await stage.fault({ kind: 'refuse', code: 21610, count: 3 });
    await expect(send()).rejects.toMatchObject({ code: 21610 });
    const shown = await (await stage.call('GET', '/simulator/faults')).json();
    expect(shown).toEqual({ faults: [{ id: 1, struck: 1, kind: 'refuse', code: 21610, count: 3 }] });
    expect((await stage.call('DELETE', '/simulator/faults')).status).toBe(204);
    await send();
    expect(await accepted()).toBe(1);
  });

  test('that make no sense are refused in words', async () => {
    const response = await stage.call('POST', '/simulator/faults', { kind: 'volcano' });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('kind');
  });

  test('fall the same way for the same seed', () => {
    const draw = (seed: number): (string | null)[] => {
      const faults = standingFaults(seededRandom(seed));
      faults.add(faultInput.parse({ kind: 'serverError', probability: 0.5 }));
      return Array.from({ length: 40 }, () => faults.strikeCreate(family).request?.kind ?? null);
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(new Set(draw(7))).toEqual(new Set(['serverError', null]));
  });

  test('of delivery add up on one text', () => {
    const faults = standingFaults(seededRandom(1));
    faults.add(faultInput.parse({ kind: 'failDelivery', code: 30007, status: 'failed' }));
    faults.add(faultInput.parse({ kind: 'callbacksRepeated', times: 4 }));
    faults.add(faultInput.parse({ kind: 'callbacksLate', ms: 50 }));
    expect(faults.strikeCreate(family)).toEqual({
      request: null,
      plan: {
        outcome: 'failed',
        errorCode: 30007,
        callbacks: { lateMs: 50, times: 4, missing: false, reordered: false },
      },
    });
  });
});
