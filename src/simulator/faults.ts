import { z } from 'zod';
import type { Random } from './random.js';
import type { Plan } from './records.js';

/** Whom a fault strikes, and how often. Nothing said: every request, until it is cleared. */
const aim = {
  /** Only texts to these numbers. */
  to: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .optional(),
  /** So many times, then no more. */
  count: z.int().positive().optional(),
  /** By the simulator's seed, from 0 to 1. */
  probability: z.number().min(0).max(1).optional(),
};
/** Which requests: making a text, or reading texts (list and look-up). */
const on = z.enum(['create', 'read']).default('create');

export const faultInput = z.discriminatedUnion('kind', [
  /** 429 with Retry-After; nothing is accepted. */
  z.object({
    kind: z.literal('tooManyRequests'),
    retryAfterSeconds: z.int().min(0).default(1),
    on,
    ...aim,
  }),
  /** 500; nothing is accepted. */
  z.object({ kind: z.literal('serverError'), on, ...aim }),
  /** The text is accepted and goes out, and the caller gets 500. */
  z.object({ kind: z.literal('serverErrorAfterAccepting'), ...aim }),
  /** The text is accepted and goes out; the caller's connection is held so long, then cut without an answer. */
  z.object({ kind: z.literal('timeoutAfterAccepting'), holdMs: z.int().min(0).default(30_000), ...aim }),
  /** A page of HTML where JSON is due. `accepted`: whether the text goes out all the same. */
  z.object({
    kind: z.literal('htmlAnswer'),
    status: z.int().min(200).max(599).default(502),
    accepted: z.boolean().default(false),
    on,
    ...aim,
  }),
  /** The text is accepted and goes out; the answer breaks off in the middle. */
  z.object({ kind: z.literal('halfBody'), ...aim }),
  /** Twilio's error of that code, such as 21610, 21211, 21408 or 30034; nothing is accepted. */
  z.object({ kind: z.literal('refuse'), code: z.int().min(10_000).max(99_999), ...aim }),
  /** The text is accepted and ends as undelivered or failed with that code, such as 30003 or 30007. */
  z.object({
    kind: z.literal('failDelivery'),
    code: z.int().min(10_000).max(99_999),
    status: z.enum(['undelivered', 'failed']).default('undelivered'),
    ...aim,
  }),
  /** Status callbacks come so much later than the statuses. */
  z.object({ kind: z.literal('callbacksLate'), ms: z.int().min(0), ...aim }),
  /** Each status callback comes so many times. */
  z.object({ kind: z.literal('callbacksRepeated'), times: z.int().min(2).max(20).default(2), ...aim }),
  /** No status callback comes. */
  z.object({ kind: z.literal('callbacksMissing'), ...aim }),
  /** Status callbacks come last one first. */
  z.object({ kind: z.literal('callbacksReordered'), ...aim }),
]);
/** A fault as it is asked for. */
export type FaultInput = z.input<typeof faultInput>;
export type Fault = z.output<typeof faultInput>;

/** A fault that stands, and how often it struck. */
export interface StandingFault {
  readonly id: number;
  readonly fault: Fault;
  struck: number;
}

/** What the standing faults do to one new text. */
export interface Mischief {
  /** How the request itself goes wrong; null: it does not. */
  readonly request: Extract<
    Fault,
    {
      kind:
        | 'tooManyRequests'
        | 'serverError'
        | 'serverErrorAfterAccepting'
        | 'timeoutAfterAccepting'
        | 'htmlAnswer'
        | 'halfBody'
        | 'refuse';
    }
  > | null;
  readonly plan: Plan;
}

export type ReadFault = Extract<Fault, { kind: 'tooManyRequests' | 'serverError' | 'htmlAnswer' }>;

/** The faults that stand. They are not kept in the books: a restart begins without any. */
export interface Faults {
  add(fault: Fault): void;
  list(): readonly StandingFault[];
  clear(): void;
  /** Draws what befalls a text to `to`: the first fault of the request, and all those of its delivery. */
  strikeCreate(to: string): Mischief;
  /** Draws what befalls a list or a look-up. */
  strikeRead(to: string): ReadFault | null;
}

export function standingFaults(random: Random): Faults {
  let standing: StandingFault[] = [];
  let lastId = 0;

  const strikes = (item: StandingFault, to: string): boolean => {
    const { fault } = item;
    if (fault.count !== undefined && item.struck >= fault.count) return false;
    // A number is meant on every channel, and an address of WhatsApp there alone.
    if (fault.to !== undefined && !fault.to.some((one) => one === to || to === `whatsapp:${one}`))
      return false;
    if (fault.probability !== undefined && random.next() >= fault.probability) return false;
    item.struck += 1;
    return true;
  };

  return {
    add: (fault) => {
      lastId += 1;
      standing.push({ id: lastId, fault, struck: 0 });
    },
    list: () => standing,
    clear: () => {
      standing = [];
    },
    strikeCreate: (to) => {
      let request: Mischief['request'] = null;
      let plan: Plan = healthyPlan;
      for (const item of standing) {
        const { fault } = item;
        if ('on' in fault && fault.on !== 'create') continue;
        if (isDeliveryFault(fault)) {
          if (strikes(item, to)) plan = worsen(plan, fault);
        } else if (request === null && strikes(item, to)) request = fault;
      }
      return { request, plan };
    },
    strikeRead: (to) => {
      for (const item of standing) {
        const { fault } = item;
        if ('on' in fault && fault.on === 'read' && strikes(item, to)) return fault;
      }
      return null;
    },
  };
}

type DeliveryFault = Exclude<Fault, NonNullable<Mischief['request']>>;

const healthyPlan: Plan = {
  outcome: 'delivered',
  errorCode: null,
  callbacks: { lateMs: 0, times: 1, missing: false, reordered: false },
};

function isDeliveryFault(fault: Fault): fault is DeliveryFault {
  return fault.kind === 'failDelivery' || fault.kind.startsWith('callbacks');
}

function worsen(plan: Plan, fault: DeliveryFault): Plan {
  switch (fault.kind) {
    case 'failDelivery':
      return { ...plan, outcome: fault.status, errorCode: fault.code };
    case 'callbacksLate':
      return { ...plan, callbacks: { ...plan.callbacks, lateMs: fault.ms } };
    case 'callbacksRepeated':
      return { ...plan, callbacks: { ...plan.callbacks, times: fault.times } };
    case 'callbacksMissing':
      return { ...plan, callbacks: { ...plan.callbacks, missing: true } };
    case 'callbacksReordered':
      return { ...plan, callbacks: { ...plan.callbacks, reordered: true } };
  }
}
