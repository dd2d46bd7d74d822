import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { basisOf, mayUndo } from '../consent/consent-state.js';
import { asOfOneMoment } from '../db/one-moment.js';
import { badRequest, notFound } from '../lib/errors.js';
import { languageFor } from '../i18n/languages.js';
import { maskNumber } from '../lib/phone-numbers.js';
import type { Runtime } from '../lib/runtime.js';
import { setHomeLanguage } from '../roster/guardians.queries.js';
import { addressesOfGuardian, readDecisions, type Decision } from '../roster/rights.queries.js';
import type { RightKind } from '../roster/roster.table.js';
import { canSeeGuardian } from './families-access.queries.js';
import { tellPages } from './obey-change.js';
import {
  readChildren,
  readConsentHistory,
  readNumbers,
  readPerson,
  type ChildRow,
  type ConsentEventRow,
  type NumberRow,
} from './person.queries.js';
import { mayChangeFamilies } from './who-may.js';

const kinds = ['contact', 'records', 'pick_up'] as const;

/**
 * A guardian with their children, rights, numbers and consent, as this person may see them.
 * @throws RecadoError 404 `not_found`
 */
export async function readFamilyPage(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  guardianId: string,
) {
  const now = rt.clock.now();
  const mayChange = mayChangeFamilies(staff);
  const { person, children, numbers, consent, decisions } = await asOfOneMoment(rt.db, async (trx) => {
    const found = await readPerson(trx, staff, guardianId);
    if (!found) throw notFound('This guardian');
    const own = await readChildren(trx, staff, now, guardianId);
    const ids = own.map((child) => child.id);
    return {
      person: found,
      children: own,
      numbers: await readNumbers(trx, staff, now, guardianId),
      consent: await readConsentHistory(trx, guardianId),
      decisions: await readDecisions(trx, now, guardianId, ids),
    };
  });
  return {
    ...person,
    mayChange,
    children: children.map((child) => presentChild(child, decisions)),
    numbers: numbers
      .filter((number) => mayChange || number.retiredAt === null)
      .map((number) => presentNumber(number, mayChange)),
    consentHistory: consent.map((event) => presentEntry(event, mayChange)),
  };
}

/** What the office noted about a family stays with the office. */
function presentEntry({ happenedAt, isOver, note, ...event }: ConsentEventRow, mayChange: boolean) {
  const basis = basisOf(event.basis);
  return {
    ...event,
    note: mayChange ? note : null,
    basis,
    at: happenedAt.toISOString(),
    mayUndo: mayChange && !isOver && !event.undone && mayUndo({ kind: event.kind, basis }),
  };
}

function presentChild({ onRecord, mayContact, ...child }: ChildRow, decisions: readonly Decision[]) {
  const own = decisions.filter((decision) => decision.studentId === child.id);
  return {
    ...child,
    rights: kinds.map((kind) => rightOf(kind, own, onRecord, mayContact)),
    decisions: own.map(({ setAt, withdrawnAt, studentId: _, ...decision }) => ({
      ...decision,
      setAt: setAt.toISOString(),
      withdrawnAt: withdrawnAt?.toISOString() ?? null,
    })),
  };
}

/** Without a decision the records count; of records and pick-up they say nothing. */
function rightOf(kind: RightKind, own: readonly Decision[], onRecord: boolean, mayContact: boolean) {
  const standing = own.find((decision) => decision.kind === kind && decision.stands);
  const recorded = kind === 'contact' ? onRecord : null;
  return {
    kind,
    allowed: kind === 'contact' ? mayContact : (standing?.allowed ?? recorded),
    decisionId: standing?.id ?? null,
  };
}

function presentNumber(
  { e164, consentSince, pausedUntil, retiredAt, check, hours, ...number }: NumberRow,
  mayChange: boolean,
) {
  return {
    ...number,
    masked: maskNumber(e164),
    consentSince: consentSince?.toISOString() ?? null,
    pausedUntil: pausedUntil?.toISOString() ?? null,
    retiredAt: retiredAt?.toISOString() ?? null,
    check: check && {
      ...check,
      note: mayChange ? check.note : null,
      at: new Date(check.at).toISOString(),
    },
    hours: hours.map(({ from, until, at, undoes, note, ...event }, place) => ({
      ...event,
      note: mayChange ? note : null,
      hours: from === null || until === null ? null : { from, until },
      at: new Date(at).toISOString(),
      isUndo: undoes !== null,
      undone: hours.some((other) => other.undoes === event.id),
      // What stands alone can be taken back; a later word has taken the place of the others.
      mayUndo: mayChange && place === 0 && event.saidBy === 'staff' && undoes === null,
    })),
  };
}

/**
 * Sets the language a guardian speaks at home; null where it is not known. What a family chose by text still wins at
 * its number.
 * @throws RecadoError 404 `not_found`; 400 `language_unknown`
 */
export async function changeLanguage(
  rt: Pick<Runtime, 'db' | 'clock' | 'live'>,
  staff: SignedInStaff,
  guardianId: string,
  language: string | null,
): Promise<void> {
  const now = rt.clock.now();
  if (!mayChangeFamilies(staff)) throw notFound('This guardian');
  const known = language === null ? null : languageFor(language);
  if (language !== null && known === null)
    throw badRequest('language_unknown', 'Choose one of the languages Recado writes in.');
  const addressIds = await rt.db.transaction().execute(async (trx) => {
    if (!(await canSeeGuardian(trx, staff, guardianId))) throw notFound('This guardian');
    const before = await setHomeLanguage(trx, guardianId, known);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'guardian.language_set',
      subject: `guardian:${guardianId}`,
      detail: { from: before, to: known },
    });
    return addressesOfGuardian(trx, guardianId);
  });
  await tellPages(rt, addressIds);
}
