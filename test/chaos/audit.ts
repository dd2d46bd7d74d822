import type { AttemptState, DeliveryState } from '../../src/delivery/delivery.table.js';

/** A text in the simulated carrier's own books. */
export interface BookedText {
  sid: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-reply';
  status: string;
  from: string;
  to: string;
  body: string;
  requestedBody: string;
  statusCallback: string | null;
}

export interface KeptDelivery {
  messageId: string;
  to: string;
  body: string | null;
  state: DeliveryState;
  reason: string | null;
}

export interface KeptAttempt {
  id: string;
  messageId: string;
  n: number;
  state: AttemptState;
  carrierSid: string | null;
}

export interface KeptInbound {
  carrierSid: string | null;
  from: string;
  text: string;
  processing: string | null;
}

export interface Memories {
  books: readonly BookedText[];
  deliveries: readonly KeptDelivery[];
  attempts: readonly KeptAttempt[];
  inbound: readonly KeptInbound[];
  /** Texts that had to be queued: to whom, which words, and how many of them. A null body stands for any words. */
  expected: readonly { to: string; body: string | null; count: number }[];
}

export interface Finding {
  what: string;
  detail: Record<string, unknown>;
}

const notDelivered = new Set(['failed', 'undelivered', 'canceled']);

/**
 * Holds what Recado believes against what the carrier's books say, attempt by attempt and text by text. Pure.
 * @returns everything that is not as it was promised; nothing, when all is well
 */
export function audit(memories: Memories): Finding[] {
  return [
    ...auditAttempts(memories),
    ...auditTexts(memories),
    ...auditExpected(memories),
    ...auditInbound(memories),
  ];
}

/** The attempt the carrier was told to call back about. */
const attemptIn = (text: BookedText): string => text.statusCallback?.split('/').at(-1) ?? '';

function auditAttempts({ books, attempts }: Memories): Finding[] {
  const findings: Finding[] = [];
  const known = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const booked = groupBy(
    books.filter((text) => text.direction === 'outbound-api'),
    attemptIn,
  );
  for (const [attemptId, texts] of booked) {
    const sids = texts.map((text) => text.sid);
    const attempt = known.get(attemptId);
    if (!attempt) findings.push({ what: 'the carrier has a text of no attempt of ours', detail: { sids } });
    else if (texts.length > 1)
      findings.push({ what: 'one attempt reached the carrier twice', detail: { attemptId, sids } });
    else if (attempt.carrierSid !== sids[0]) {
      findings.push({
        what: 'an attempt does not know the text the carrier has of it',
        detail: { attemptId, state: attempt.state, kept: attempt.carrierSid, booked: sids[0] },
      });
    }
  }
  for (const { id, state, carrierSid } of attempts) {
    if (carrierSid !== null && !booked.has(id)) {
      findings.push({
        what: 'an attempt claims a text the carrier has of another',
        detail: { attemptId: id, carrierSid },
      });
    }
    if (state === 'claimed' || state === 'sending') {
      findings.push({ what: 'an attempt was never settled', detail: { attemptId: id, state } });
    }
  }
  return findings;
}

function auditTexts({ books, attempts, deliveries }: Memories): Finding[] {
  const messageOf = new Map(attempts.map((attempt) => [attempt.id, attempt.messageId]));
  const booked = groupBy(
    books.filter((text) => text.direction === 'outbound-api'),
    (text) => messageOf.get(attemptIn(text)) ?? '',
  );
  return deliveries.flatMap((delivery) => {
    const texts = booked.get(delivery.messageId) ?? [];
    const what = wrongWith(delivery, texts);
    const { messageId, state, reason } = delivery;
    const statuses = texts.map((text) => text.status);
    return what === undefined ? [] : [{ what, detail: { messageId, state, reason, statuses } }];
  });
}

function wrongWith(delivery: KeptDelivery, texts: readonly BookedText[]): string | undefined {
  const arriving = texts.filter((text) => !notDelivered.has(text.status));
  if (arriving.length > 1) return 'a family got a text twice';
  if (texts.some((text) => text.to !== delivery.to)) return 'a text went to another number';
  if (texts.some((text) => text.requestedBody !== delivery.body)) return 'a text went out with other words';
  switch (delivery.state) {
    case 'delivered':
      return arriving[0]?.status === 'delivered'
        ? undefined
        : 'called delivered, and the books do not say so';
    case 'failed':
      return arriving.length === 0 ? undefined : 'called failed, and the carrier has it';
    case 'dropped':
      return texts.length === 0 ? undefined : 'called dropped, and the carrier has it';
    case 'held':
      return texts.length === 0 ? undefined : 'called held, and the carrier has it';
    case 'waiting':
    case 'sending':
    case 'accepted':
    case 'sent':
      return texts.length === 0 ? 'a text was never sent' : 'a text was never settled';
  }
}

function auditExpected({ deliveries, expected }: Memories): Finding[] {
  const byNumber = groupBy(deliveries, (delivery) => delivery.to);
  return expected.flatMap(({ to, body, count }) => {
    const kept = (byNumber.get(to) ?? []).filter(
      (delivery) => body === null || delivery.body === body,
    ).length;
    const isRight = body === null ? kept >= count : kept === count;
    return isRight ? [] : [{ what: 'not queued as often as it was asked for', detail: { to, count, kept } }];
  });
}

function auditInbound({ books, inbound }: Memories): Finding[] {
  const findings: Finding[] = [];
  const kept = groupBy(inbound, (text) => text.carrierSid ?? '');
  const booked = books.filter((text) => text.direction === 'inbound');
  for (const { sid, from, body } of booked) {
    const [first, ...more] = kept.get(sid) ?? [];
    if (!first) findings.push({ what: 'a family wrote, and nobody has its text', detail: { sid } });
    else if (more.length > 0) findings.push({ what: 'a text of a family is kept twice', detail: { sid } });
    else if (first.from !== from || first.text !== body) {
      findings.push({ what: 'a text of a family is kept with other words', detail: { sid } });
    } else if (first.processing !== 'done') {
      findings.push({
        what: 'a text of a family was not understood',
        detail: { sid, processing: first.processing },
      });
    }
  }
  const sids = new Set(booked.map((text) => text.sid));
  for (const sid of kept.keys()) {
    if (!sids.has(sid)) findings.push({ what: 'a text is kept that no family wrote', detail: { sid } });
  }
  return findings;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
