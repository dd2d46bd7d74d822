import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';
import { readLedger, readPurposes, recordConsent, type NewConsentEvent } from '../consent/consent.queries.js';
import { basisOf, mayUndo, replayConsent } from '../consent/consent-state.js';
import { decide, readOpenDecisions, settleDecisions } from '../consent/decisions.queries.js';
import { readDays, readHours } from '../consent/preferences.queries.js';
import { takeBack } from '../consent/take-back.queries.js';
import { closeRequestsOf } from '../conversations/requests.queries.js';
import type { ConsentStateName } from '../consent/consent.table.js';
import type { Database } from '../db/database.js';
import { asOfOneMoment } from '../db/one-moment.js';
import { reconsiderTexts } from '../delivery/delivery.queries.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { queueSystemText } from '../delivery/queue-system-text.js';
import { priorities } from '../delivery/queue-text.js';
import { conflict, notFound } from '../lib/errors.js';
import { readDeployment } from '../roster/deployment.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { announce } from './announce.js';
import { readRecipient } from './compose.js';
import { readConsentEntries, readHoursSource } from './consent.queries.js';
import { lockConversation, type LockedConversation } from './reply-context.queries.js';
import { readConversationRow } from './list.queries.js';

/** What staff can set an address to, on a form the family filled in or as a correction. */
export interface ConsentCorrection {
  kind: 'opt_in' | 'opt_out' | 'fewer' | 'alerts_only' | 'pause';
  basis: 'form' | 'staff_correction';
  reason: string;
}

/**
 * What a family agreed to, purpose by purpose, how that came to be, and what waits for a decision.
 * @throws RecadoError 404 `not_found`
 */
export async function readConsentOf(rt: Pick<Runtime, 'db' | 'clock'>, staff: SignedInStaff, id: string) {
  const { purposes, entries, decisions, hours, days, hoursSource } = await asOfOneMoment(
    rt.db,
    async (trx) => {
      const row = reachOf(staff) === 'classes' ? undefined : await readConversationRow(trx, staff, id);
      if (!row) throw notFound('This conversation');
      return {
        purposes: await readPurposes(trx, rt.clock.now(), row.addressId),
        entries: await readConsentEntries(trx, row.addressId, id),
        decisions: await readOpenDecisions(trx, id),
        hours: await readHours(trx, row.addressId),
        days: await readDays(trx, row.addressId),
        hoursSource: await readHoursSource(trx, row),
      };
    },
  );
  return {
    purposes: purposes.map(({ pausedUntil, ...purpose }) => ({
      ...purpose,
      pausedUntil: pausedUntil?.toISOString() ?? null,
    })),
    entries: entries.map(({ at, ...entry }) => ({
      ...entry,
      basis: basisOf(entry.basis),
      at: at.toISOString(),
      mayUndo: !entry.undone && mayUndo({ kind: entry.kind, basis: basisOf(entry.basis) }),
    })),
    decisions: decisions.map(({ dueAt, escalatedAt, id: decisionId, messageId, ownerName }) => ({
      id: decisionId,
      messageId,
      owner: ownerName,
      dueAt: dueAt.toISOString(),
      escalatedAt: escalatedAt?.toISOString() ?? null,
    })),
    hours,
    days,
    hoursSource:
      hoursSource === undefined || (hours === null && days === null)
        ? null
        : { ...hoursSource, at: hoursSource.at.toISOString() },
  };
}

/**
 * Decides whether a text was an opt-out. `stop`: it counts from when the family wrote it, and the family gets one
 * confirmation; `go_on`: what had been held back goes its way.
 * @throws RecadoError 404 `not_found`; 409 `decided`, `idempotency_key_reused`
 */
export async function decideConsent(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  input: { decisionId: string; decision: 'stop' | 'go_on' },
  idempotencyKey: string,
): Promise<void> {
  const { language } = await readRecipient(rt, staff, conversationId);
  await change(
    rt,
    staff,
    conversationId,
    'consent.decided',
    input,
    idempotencyKey,
    async (trx, now, place) => {
      const { decision } = input;
      const text = await decide(
        trx,
        now,
        { id: input.decisionId, conversationId },
        { staffId: staff.id, decision },
      );
      if (!text) throw conflict('decided', 'Somebody has decided this already. Load the thread again.');
      await closeRequestsOf(trx, now, [text.messageId], staff.id);
      const { changed } = await recordConsent(trx, now, {
        addressId: text.addressId,
        kind: decision === 'stop' ? 'opt_out' : 'go_on',
        basis: decision === 'stop' ? 'said_by_text' : 'staff_correction',
        note: decision === 'stop' ? 'read as an opt-out by staff' : 'read as no opt-out by staff',
        messageId: text.messageId,
        staffId: staff.id,
        happenedAt: text.saidAt,
      });
      if (decision !== 'stop' || !changed) return;
      const district = (await readDeployment(trx))?.districtName ?? '';
      await queueSystemText(
        rt,
        trx,
        now,
        { ...place, conversationId: place.id, language: language ?? 'en' },
        {
          key: 'consent.optedOut',
          values: { district },
          subtype: 'consent',
          priority: priorities.consent,
        },
      );
    },
  );
}

/**
 * Sets what a family agreed to, with the reason. Never against a STOP of the carrier.
 * @throws RecadoError 404 `not_found`; 409 `carrier_stop`, `idempotency_key_reused`
 */
export async function correctConsent(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  correction: ConsentCorrection,
  idempotencyKey: string,
): Promise<void> {
  const input = { ...correction };
  await change(
    rt,
    staff,
    conversationId,
    'consent.corrected',
    input,
    idempotencyKey,
    async (trx, now, place) => {
      await setConsent(trx, now, staff, place.addressId, input);
    },
  );
}

/**
 * Takes an entry of the ledger back, with the reason: what our reading inferred or staff did, never the carrier's word.
 * @throws RecadoError 404 `not_found`; 409 `carrier_stop`, `undone`, `idempotency_key_reused`
 */
export async function undoConsent(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  { eventId, reason }: { eventId: string; reason: string },
  idempotencyKey: string,
): Promise<void> {
  const input = { eventId, reason };
  await change(
    rt,
    staff,
    conversationId,
    'consent.undone',
    input,
    idempotencyKey,
    async (trx, now, place) => {
      await takeEntryBack(trx, now, staff, { addressId: place.addressId, eventId, reason });
    },
  );
}

/**
 * Writes down what staff set an address to.
 * @throws RecadoError 409 `carrier_stop`
 */
export async function setConsent(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  addressId: string,
  { kind, basis, reason }: ConsentCorrection,
): Promise<void> {
  const { learning } = replayConsent(await readLedger(trx, addressId));
  if (learning.byCarrier) throw carrierStop();
  const event: NewConsentEvent = {
    addressId,
    kind,
    basis,
    note: reason,
    staffId: staff.id,
    happenedAt: now,
  };
  // "Fewer" and a pause are no way back from an opt-out by themselves; somebody who corrects means one.
  if (kind === 'fewer' || (kind === 'pause' && isRefused(learning.state)))
    await recordConsent(trx, now, { ...event, kind: 'opt_in' });
  await recordConsent(trx, now, event);
  await settleDecided(trx, now, addressId, staff);
}

const isRefused = (state: ConsentStateName): boolean => state === 'opted_out' || state === 'alerts_only';

/**
 * Takes an entry of an address's ledger back.
 * @throws RecadoError 404 `not_found`; 409 `carrier_stop`, `undone`
 */
export async function takeEntryBack(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  entry: { addressId: string; eventId: string; reason: string },
): Promise<void> {
  switch (await takeBack(trx, now, { ...entry, staffId: staff.id })) {
    case 'unknown':
      throw notFound('This entry');
    case 'not_ours':
      throw carrierStop();
    case 'already':
      throw conflict('undone', 'Somebody has taken this back already. Load the page again.');
    case 'done':
      return settleDecided(trx, now, entry.addressId, staff);
  }
}

/** Once nothing is suspended any more there is nothing to decide either, and the requests for it are done. */
async function settleDecided(
  trx: Transaction<Database>,
  now: Date,
  addressId: string,
  staff: SignedInStaff,
): Promise<void> {
  const consent = replayConsent(await readLedger(trx, addressId));
  if (Object.values(consent).some((purpose) => purpose.suspended)) return;
  await closeRequestsOf(trx, now, await settleDecisions(trx, now, addressId, staff.id), staff.id);
}

function carrierStop() {
  return conflict(
    'carrier_stop',
    'The family told the carrier to stop. Nobody here can lift that: only the family can, by texting START.',
  );
}

/** One change of consent: once, audited, and with what waits looked at again. */
async function change(
  rt: Runtime,
  staff: SignedInStaff,
  conversationId: string,
  action: string,
  input: object,
  idempotencyKey: string,
  act: (trx: Transaction<Database>, now: Date, place: LockedConversation) => Promise<void>,
): Promise<void> {
  const now = rt.clock.now();
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: action, conversationId, ...input },
  };
  const place = await rt.db.transaction().execute(async (trx) => {
    const locked =
      reachOf(staff) === 'classes' ? undefined : await lockConversation(trx, staff, conversationId);
    if (!locked) throw notFound('This conversation');
    await withIdempotency(trx, now, request, async () => {
      await act(trx, now, locked);
      await reconsiderTexts(trx, now, locked.addressId);
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action,
        subject: `address:${locked.addressId}`,
        detail: { conversationId },
      });
      return {};
    });
    return locked;
  });
  await announce(rt, { conversationId, schoolId: place.schoolId }, place.lineId);
}
