import { describe, expect, test } from '@jest/globals';
import { audit, type BookedText, type KeptAttempt, type KeptDelivery, type Memories } from './audit.js';
import { makePlan } from './plan.js';

const attempt: KeptAttempt = { id: 'a1', messageId: 'm1', n: 1, state: 'delivered', carrierSid: 'SM1' };
const delivery: KeptDelivery = { messageId: 'm1', to: '+1', body: 'Hello', state: 'delivered', reason: null };
const out: BookedText = {
  sid: 'SM1',
  direction: 'outbound-api',
  status: 'delivered',
  from: '+9',
  to: '+1',
  body: 'Hello',
  requestedBody: 'Hello',
  statusCallback: 'http://here/webhooks/twilio/status/a1',
};
const written: BookedText = {
  ...out,
  sid: 'SM2',
  direction: 'inbound',
  from: '+1',
  to: '+9',
  statusCallback: null,
};
const kept = { carrierSid: 'SM2', from: '+1', text: 'Hello', processing: 'done' };
const fine: Memories = {
  books: [out, written],
  deliveries: [delivery],
  attempts: [attempt],
  inbound: [kept],
  expected: [{ to: '+1', body: 'Hello', count: 1 }],
};
const found = (changed: Partial<Memories>): string[] =>
  audit({ ...fine, ...changed }).map(({ what }) => what);

describe('the comparison of books', () => {
  test('finds nothing where both say the same', () => {
    expect(found({})).toEqual([]);
  });

  test.each<[string, Partial<Memories>, string]>([
    [
      'a text sent twice in one attempt',
      { books: [out, { ...out, sid: 'SM3' }, written] },
      'a family got a text twice',
    ],
    [
      'a text sent twice in two attempts',
      {
        books: [out, { ...out, sid: 'SM3', statusCallback: '/status/a2' }, written],
        attempts: [attempt, { ...attempt, id: 'a2', n: 2, carrierSid: 'SM3' }],
      },
      'a family got a text twice',
    ],
    ['a text never sent', { books: [written] }, 'called delivered, and the books do not say so'],
    [
      'a text that waits for ever',
      { books: [written], attempts: [], deliveries: [{ ...delivery, state: 'waiting' }] },
      'a text was never sent',
    ],
    [
      'a failure that arrived',
      { deliveries: [{ ...delivery, state: 'failed' }] },
      'called failed, and the carrier has it',
    ],
    ['a text to nobody of ours', { attempts: [] }, 'the carrier has a text of no attempt of ours'],
    [
      'an attempt with the SID of another',
      { attempts: [{ ...attempt, carrierSid: 'SM9' }] },
      'an attempt does not know the text the carrier has of it',
    ],
    ['an open attempt', { attempts: [{ ...attempt, state: 'sending' }] }, 'an attempt was never settled'],
    [
      'one of two texts with the same words',
      { expected: [{ to: '+1', body: 'Hello', count: 2 }] },
      'not queued as often as it was asked for',
    ],
    ['an inbound text that is missing', { inbound: [] }, 'a family wrote, and nobody has its text'],
    ['an inbound text kept twice', { inbound: [kept, kept] }, 'a text of a family is kept twice'],
    [
      'an inbound text nobody read',
      { inbound: [{ ...kept, processing: 'pending' }] },
      'a text of a family was not understood',
    ],
  ])('finds %s', (_what, changed, finding) => {
    expect(found(changed)).toContain(finding);
  });
});

test('a seed repeats a plan, and another one makes another', () => {
  const options = { texts: 500, inbound: 50, kills: 20, redis: true };
  expect(makePlan({ ...options, seed: 5 })).toEqual(makePlan({ ...options, seed: 5 }));
  expect(makePlan({ ...options, seed: 5 }).troubles).not.toEqual(makePlan({ ...options, seed: 6 }).troubles);
});
