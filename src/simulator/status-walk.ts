import type { Background } from './background.js';
import type { Books } from './books.js';
import type { Random } from './random.js';
import type { CallbackManners, TextRecord, TextStatus } from './records.js';
import type { WebhookPoster } from './webhooks.js';
import { apiVersion } from './twilio-shapes.js';

/** From, to: each step of the walk takes a random time between these, in milliseconds. */
export interface Pace {
  readonly queued: readonly [number, number];
  readonly sending: readonly [number, number];
  readonly sent: readonly [number, number];
}

export const defaultPace: Pace = { queued: [20, 100], sending: [30, 200], sent: [50, 300] };

/** Walks outbound texts through their statuses and tells the caller's StatusCallback of each. */
export interface StatusWalk {
  begin(record: TextRecord): void;
  /** Takes up the texts that were under way when the simulator last stopped. */
  resume(): void;
}

const final: ReadonlySet<TextStatus> = new Set([
  'delivered',
  'undelivered',
  'failed',
  'canceled',
  'received',
]);

export const isFinal = (status: TextStatus): boolean => final.has(status);

const politely: CallbackManners = { lateMs: 0, times: 1, missing: false, reordered: false };

/** The parameters of a status callback. */
function callbackParams(accountSid: string, record: TextRecord): Record<string, string> {
  return {
    AccountSid: accountSid,
    ApiVersion: apiVersion,
    From: record.from,
    MessageSid: record.sid,
    MessageStatus: record.status,
    SmsSid: record.sid,
    SmsStatus: record.status,
    To: record.to,
    ...(record.messagingServiceSid === null ? {} : { MessagingServiceSid: record.messagingServiceSid }),
    ...(record.errorCode === null ? {} : { ErrorCode: String(record.errorCode) }),
  };
}

/** The statuses still ahead. */
function stepsAhead(record: TextRecord): TextStatus[] {
  const outcome = record.plan?.outcome ?? 'delivered';
  // A text that fails never reaches the network; one that is undelivered was sent.
  const road: TextStatus[] =
    outcome === 'failed' ? ['queued', 'sending', 'failed'] : ['queued', 'sending', 'sent', outcome];
  return road.slice(road.indexOf(record.status) + 1);
}

export function statusWalk(parts: {
  accountSid: string;
  books: Books;
  poster: WebhookPoster;
  random: Random;
  pace: Pace;
  background: Background;
}): StatusWalk {
  const { accountSid, books, poster, random, pace, background } = parts;

  const callBack = (url: string, params: Record<string, string>, manners: CallbackManners): void => {
    for (let time = 0; time < manners.times; time += 1) {
      background.run('A status callback could not be posted.', async () => {
        if (manners.lateMs > 0) await background.sleep(manners.lateMs);
        await poster.post(url, params);
      });
    }
  };

  const restBefore = (status: TextStatus): Promise<void> => {
    const [min, max] =
      status === 'sending' || status === 'queued'
        ? pace.queued
        : status === 'sent'
          ? pace.sending
          : pace.sent;
    return background.sleep(random.between(min, max));
  };

  const step = async (record: TextRecord, status: TextStatus): Promise<void> => {
    const now = new Date().toISOString();
    await books.changeText(record.sid, {
      status,
      updatedAt: now,
      ...(status === 'sent' ? { sentAt: now } : {}),
      ...(isFinal(status) ? { errorCode: record.plan?.errorCode ?? null } : {}),
    });
  };

  const walk = async (record: TextRecord): Promise<void> => {
    if (record.status === 'scheduled' && record.sendAt !== null) {
      await sleepUntil(background, new Date(record.sendAt));
    }
    const manners = record.plan?.callbacks ?? politely;
    const heldBack: Record<string, string>[] = [];
    for (const status of stepsAhead(record)) {
      await restBefore(status);
      // Canceled, or deleted, in the meantime.
      if (isFinal(record.status)) return;
      await step(record, status);
      // Twilio does not promise a callback for `sending`; about half of the texts get one.
      const told = !manners.missing && (status !== 'sending' || random.next() < 0.5);
      if (record.statusCallback === null || !told) continue;
      const params = callbackParams(accountSid, record);
      if (manners.reordered) heldBack.unshift(params);
      else callBack(record.statusCallback, params, manners);
    }
    for (const params of heldBack) {
      if (record.statusCallback === null) break;
      callBack(record.statusCallback, params, manners);
      await background.sleep(25);
    }
  };

  const begin = (record: TextRecord): void => {
    background.run('A text stopped on its way.', () => walk(record));
  };

  return {
    begin,
    resume: () => {
      for (const record of books.texts()) {
        if (record.direction !== 'inbound' && !isFinal(record.status)) begin(record);
      }
    },
  };
}

/** Timers hold at most about 24 days; a text scheduled later than that is looked at again in a day. */
async function sleepUntil(background: Background, time: Date): Promise<void> {
  const day = 86_400_000;
  for (let left = time.getTime() - Date.now(); left > 0; left = time.getTime() - Date.now()) {
    await background.sleep(Math.min(left, day));
  }
}
