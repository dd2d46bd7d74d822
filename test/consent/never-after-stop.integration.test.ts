import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fc } from '../support/properties.js';
import {
  blockByCarrier,
  isBlockedByCarrier,
  readLedger,
  readPurposes,
  recordConsent,
} from '../../src/consent/consent.queries.js';
import { consentAt, consentPurposes, mayUndo, replayConsent } from '../../src/consent/consent-state.js';
import { readOpenDecisions } from '../../src/consent/decisions.queries.js';
import { noteNumbersGiven } from '../../src/consent/numbers-given.queries.js';
import { queueText } from '../../src/delivery/queue-text.js';
import { wakeLine } from '../../src/delivery/send.js';
import { correctConsent, decideConsent, undoConsent } from '../../src/inbox/consent.js';
import { newId } from '../../src/lib/ids.js';
import { startTexting, type Texting } from '../inbound/texting-stage.js';

let texting: Texting;
beforeAll(async () => {
  texting = await startTexting();
});
afterAll(() => texting.close());

/** What can happen to a family's consent, from any side. */
type Step =
  | { kind: 'family writes'; text: string }
  | { kind: 'staff set'; to: 'opt_in' | 'opt_out' | 'fewer' | 'alerts_only' | 'pause' }
  | { kind: 'staff take back'; entry: number }
  | { kind: 'staff decide'; decision: 'stop' | 'go_on' }
  | { kind: 'the carrier refuses'; hoursAgo: number }
  | { kind: 'a roster is imported' }
  | { kind: 'time passes'; hours: number };

const said = [
  'STOP',
  'START',
  'YES',
  'HELP',
  'No me manden más mensajes',
  'menos mensajes',
  'pausa',
  'no me manden mensajes hasta el lunes',
  'solo alertas',
  'quiero recibir los mensajes otra vez',
  'ya basta',
  'gracias',
  'número equivocado por favor',
];
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('family writes' as const), text: fc.constantFrom(...said) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('staff set' as const),
      to: fc.constantFrom('opt_in', 'opt_out', 'fewer', 'alerts_only', 'pause'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('staff take back' as const), entry: fc.nat(6) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('staff decide' as const),
      decision: fc.constantFrom('stop', 'go_on'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('the carrier refuses' as const), hoursAgo: fc.nat(30) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'a roster is imported' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('time passes' as const),
      hours: fc.integer({ min: 1, max: 400 }),
    }),
  },
);

interface Place {
  addressId: string;
  e164: string;
  conversationId: string;
}

/** Expected refusals of what staff may not do are no news here. */
const ifAllowed = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'carrier_stop' && code !== 'undone' && code !== 'decided') throw error;
  });

async function happens(place: Place, what: Step): Promise<void> {
  const { rt, liaison, clock } = texting;
  const { addressId, conversationId } = place;
  switch (what.kind) {
    case 'family writes':
      await texting.write(place, what.text);
      return;
    case 'staff set': {
      const correction = { kind: what.to, basis: 'form', reason: 'as they asked' } as const;
      await ifAllowed(correctConsent(rt, liaison, conversationId, correction, newId()));
      return;
    }
    case 'staff take back': {
      const entries = (await readLedger(rt.db, addressId)).filter(mayUndo);
      const entry = entries[what.entry % Math.max(1, entries.length)];
      if (!entry) return;
      await ifAllowed(
        undoConsent(rt, liaison, conversationId, { eventId: entry.id, reason: 'read wrongly' }, newId()),
      );
      return;
    }
    case 'staff decide': {
      const [open] = await readOpenDecisions(rt.db, conversationId);
      if (!open) return;
      const input = { decisionId: open.id, decision: what.decision };
      await ifAllowed(decideConsent(rt, liaison, conversationId, input, newId()));
      return;
    }
    case 'the carrier refuses': {
      const at = new Date(rt.clock.now().getTime() - what.hoursAgo * 3_600_000);
      await rt.db.transaction().execute(async (trx) => {
        await blockByCarrier(trx, { addressId, lineId: texting.school.lineId, since: at });
        await recordConsent(trx, rt.clock.now(), {
          addressId,
          kind: 'opt_out',
          basis: 'carrier',
          note: 'the carrier refused a text (21610)',
          happenedAt: at,
        });
      });
      return;
    }
    case 'a roster is imported':
      await rt.db.transaction().execute((trx) => noteNumbersGiven(trx, rt.clock.now(), 'import'));
      return;
    case 'time passes':
      clock.moveBy(what.hours * 3_600_000);
  }
}

/** A learning text and a reply are queued, and the line sends what it may. */
async function trySending({ addressId, e164, conversationId }: Place) {
  const { rt, school } = texting;
  const before = (await texting.books()).filter((text) => text.to === e164).length;
  const now = rt.clock.now();
  const queued = await rt.db.transaction().execute(async (trx) => {
    const ids: string[] = [];
    for (const purpose of ['learning', 'reply'] as const) {
      const { messageId } = await queueText(trx, now, {
        conversationId,
        addressId,
        schoolId: school.schoolId,
        lineId: school.lineId,
        purpose,
        ...(purpose === 'learning' ? { subtype: 'nudge' } : {}),
        senderRole: 'liaison',
        senderStaffId: texting.liaison.id,
        text: 'How did it go?',
        language: 'es',
        body: '¿Cómo les fue?',
        bodyLanguage: 'es',
        priority: 3,
      });
      ids.push(messageId);
    }
    return ids;
  });
  for (let n = 0; n < 4; n += 1) {
    await wakeLine(rt, school.lineId);
    texting.clock.moveBy(2_000);
  }
  const states = await rt.db
    .selectFrom('delivery')
    .select(['purpose', 'state', 'reason'])
    .where('messageId', 'in', queued)
    .execute();
  const sent = (await texting.books()).filter((text) => text.to === e164).length - before;
  return { sent, states };
}

/** Texts that did go out, so that this test looks at a world in which some do. */
let wentOut = 0;

async function checkEverything(place: Place): Promise<void> {
  const { rt, school } = texting;
  const now = rt.clock.now();
  const replayed = replayConsent(await readLedger(rt.db, place.addressId));
  const stored = await readPurposes(rt.db, now, place.addressId);
  // What the tables say at this moment is what the ledger comes to, purpose by purpose.
  expect(stored.map(({ purpose, state, suspended }) => ({ purpose, state, suspended }))).toEqual(
    consentPurposes.map((purpose) => ({
      purpose,
      state: consentAt(replayed[purpose], now),
      suspended: replayed[purpose].suspended,
    })),
  );
  const isBlocked = await isBlockedByCarrier(rt.db, place.addressId, school.lineId);
  const { sent, states } = await trySending(place);
  const went = (purpose: string): boolean =>
    states.some((one) => one.purpose === purpose && ['accepted', 'sent', 'delivered'].includes(one.state));
  wentOut += Number(went('reply')) + Number(went('learning'));
  if (isBlocked || consentAt(replayed.reply, now) === 'opted_out') expect(went('reply')).toBe(false);
  const learning = consentAt(replayed.learning, now);
  if (isBlocked || learning === 'opted_out' || learning === 'alerts_only' || learning === 'paused')
    expect(went('learning')).toBe(false);
  if (replayed.learning.suspended) expect(went('learning')).toBe(false);
  // Nothing at all reaches a phone its family told the carrier to leave alone.
  if (isBlocked) expect(sent).toBe(0);
}

test('whatever happens, in whatever order, nothing goes where it is not wanted, and the tables say what the ledger does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async (steps) => {
      texting.clock.moveTo(new Date(texting.clock.now().getTime() + 14 * 86_400_000));
      const address = await texting.family('es');
      const { conversationId } = await texting.write(address, 'gracias');
      const place = { ...address, conversationId };
      for (const what of steps) {
        await happens(place, what);
        await checkEverything(place);
      }
    }),
    // Fast-check prints the seed of what fails; SEED tries it again.
    { numRuns: 8, ...(process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) }) },
  );
  expect(wentOut).toBeGreaterThan(0);
}, 240_000);
