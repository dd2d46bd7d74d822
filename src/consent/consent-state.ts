import type { ConsentBasis, ConsentEventKind, ConsentPurpose, ConsentStateName } from './consent.table.js';

/** How long "pause" lasts when the family does not say. */
export const pauseDays = 14;

export const consentPurposes: readonly ConsentPurpose[] = ['alert', 'learning', 'pulse', 'reply'];

/** One event of the ledger, as far as it decides anything. */
export interface ConsentFact {
  id: string;
  kind: ConsentEventKind;
  basis: ConsentBasis;
  /** Null: every purpose the kind speaks of. */
  purpose: ConsentPurpose | null;
  happenedAt: Date;
  /** When a pause ends; {@link pauseDays} after it began where nobody said. */
  until: Date | null;
  undoesEventId: string | null;
}

/** A pause is no answer to how many texts there are to be after it. */
export type AfterPause = 'subscribed' | 'fewer';

/** What the ledger comes to for one purpose. */
export interface PurposeConsent {
  state: ConsentStateName;
  pausedUntil: Date | null;
  /** What a pause gives way to once its time is over. */
  afterPause: AfterPause;
  /** A text that may be an opt-out waits for a decision. */
  suspended: boolean;
  /** The event that made it so; null: nothing was ever said. */
  eventId: string | null;
  /** It is the carrier's STOP: nothing but the family's own word changes it. */
  byCarrier: boolean;
}

export type AddressConsent = Record<ConsentPurpose, PurposeConsent>;

/** Texts families get without having asked; what `pause`, `fewer` and a suspension are about. */
const unasked: ReadonlySet<ConsentPurpose> = new Set<ConsentPurpose>(['learning', 'pulse']);

/** They say why a number may be texted at all, and never speak against what a family said. */
const standing: ReadonlySet<ConsentBasis> = new Set<ConsentBasis>(['number_given_to_school', 'import']);
/** What comes from the family itself, or from the carrier in its name. */
const familysOwn: ReadonlySet<ConsentBasis> = new Set<ConsentBasis>([
  'said_by_text',
  'opted_in_by_text',
  'carrier',
]);

/** Of events of one moment the stricter one counts. */
const ranks: Record<ConsentEventKind, number> = {
  undo: 0,
  suspend: 0,
  go_on: 1,
  opt_in: 2,
  fewer: 3,
  pause: 3,
  alerts_only: 4,
  wrong_number: 5,
  opt_out: 5,
};

/**
 * What the whole ledger of an address comes to, purpose by purpose. Pure: the order the events are given in does not
 * matter, nor that one is given twice; an older event never beats a newer one, and an event that was taken back counts
 * for nothing. Nobody takes back what the carrier said.
 */
export function replayConsent(events: readonly ConsentFact[]): AddressConsent {
  const byId = new Map(events.map((event) => [event.id, event]));
  const undone = new Set(
    events.flatMap(({ kind, undoesEventId }) => {
      const target = undoesEventId === null ? undefined : byId.get(undoesEventId);
      return kind === 'undo' && target !== undefined && mayUndo(target) ? [target.id] : [];
    }),
  );
  const inOrder = [...byId.values()]
    .filter((event) => event.kind !== 'undo' && !undone.has(event.id))
    .sort(
      (a, b) =>
        a.happenedAt.getTime() - b.happenedAt.getTime() ||
        ranks[a.kind] - ranks[b.kind] ||
        (a.id < b.id ? -1 : 1),
    );
  const replayed = (purpose: ConsentPurpose): PurposeConsent =>
    inOrder
      .filter((event) => event.purpose === null || event.purpose === purpose)
      .reduce((before, event) => after(before, event, purpose), nothingSaid);
  return {
    alert: replayed('alert'),
    learning: replayed('learning'),
    pulse: replayed('pulse'),
    reply: replayed('reply'),
  };
}

/** Whether staff may take an event back: what our reading inferred, and what staff did; never the carrier's word. */
export function mayUndo(event: Pick<ConsentFact, 'kind' | 'basis'>): boolean {
  return event.basis !== 'carrier' && event.kind !== 'undo' && !standing.has(event.basis);
}

/** The address as a whole, in one word: what lists and summaries show. */
export function summariseConsent(
  consent: AddressConsent,
): Pick<PurposeConsent, 'state' | 'pausedUntil' | 'afterPause'> {
  const { learning, reply } = consent;
  if (learning.state === 'opted_out' && reply.state !== 'opted_out')
    return { state: 'alerts_only', pausedUntil: null, afterPause: 'subscribed' };
  return { state: learning.state, pausedUntil: learning.pausedUntil, afterPause: learning.afterPause };
}

/** A state as it stands at a moment: a pause whose time is over gives way. The same as `consent_at` in SQL. Pure. */
export function consentAt(
  { state, pausedUntil, afterPause }: Pick<PurposeConsent, 'state' | 'pausedUntil' | 'afterPause'>,
  now: Date,
): ConsentStateName {
  return state === 'paused' && pausedUntil !== null && pausedUntil <= now ? afterPause : state;
}

const nothingSaid: PurposeConsent = {
  state: 'subscribed',
  pausedUntil: null,
  afterPause: 'subscribed',
  suspended: false,
  eventId: null,
  byCarrier: false,
};

function after(before: PurposeConsent, event: ConsentFact, purpose: ConsentPurpose): PurposeConsent {
  if (standing.has(event.basis)) return before.eventId === null ? { ...before, eventId: event.id } : before;
  if (before.byCarrier && !familysOwn.has(event.basis)) return before;
  const isUnasked = unasked.has(purpose) || event.purpose !== null;
  const to = (
    state: ConsentStateName,
    pausedUntil: Date | null = null,
    afterPause: AfterPause = 'subscribed',
  ): PurposeConsent => ({
    state,
    pausedUntil,
    afterPause,
    suspended: false,
    eventId: event.id,
    byCarrier: event.basis === 'carrier' && state === 'opted_out',
  });
  switch (event.kind) {
    case 'opt_in':
      return to('subscribed');
    case 'opt_out':
    case 'wrong_number':
      // Whoever has the number now never asked for our texts.
      return to('opted_out');
    case 'alerts_only':
      return isUnasked ? to('alerts_only') : to('subscribed');
    case 'pause':
    case 'fewer':
      if (!isUnasked) return before;
      // Less than nothing is nothing: neither is a way back from "no more texts".
      if (before.state === 'opted_out' || before.state === 'alerts_only')
        return { ...before, suspended: false };
      if (event.kind === 'fewer') return to('fewer');
      return to(
        'paused',
        event.until ?? pauseEnd(event.happenedAt),
        before.state === 'fewer' ? 'fewer' : before.afterPause,
      );
    case 'suspend':
      return isUnasked ? { ...before, suspended: true } : before;
    case 'go_on':
      return { ...before, suspended: false };
    case 'undo':
      return before;
  }
}

function pauseEnd(happenedAt: Date): Date {
  return new Date(happenedAt.getTime() + pauseDays * 86_400_000);
}

/** The basis of an event; those of before the bases had names say it in words. */
export function basisOf(written: string): ConsentBasis {
  if (isBasis(written)) return written;
  return /^(?:a word the carrier|the carrier|the family texted)/u.test(written) ? 'carrier' : 'said_by_text';
}

const bases: readonly ConsentBasis[] = [
  'number_given_to_school',
  'opted_in_by_text',
  'form',
  'import',
  'said_by_text',
  'carrier',
  'staff_correction',
];

function isBasis(written: string): written is ConsentBasis {
  return bases.some((basis) => basis === written);
}
