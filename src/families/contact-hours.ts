import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { lockHours, readHoursEvents, wantHours, type WantedHours } from '../consent/asked-hours.queries.js';
import { sharedHours } from '../consent/contact-hours.js';
import { hoursOf, localTime, nextMoment, type MomentFacts } from '../consent/next-moment.js';
import type { Database } from '../db/database.js';
import { reconsiderTexts } from '../delivery/delivery.queries.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { badRequest, conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { findLink } from '../roster/links.queries.js';
import { countWaitingAt, readSchoolsAt, type SchoolAtNumber } from './contact-hours.queries.js';
import { canSeeGuardian } from './families-access.queries.js';
import { tellPages } from './obey-change.js';
import { mayChangeFamilies } from './who-may.js';

type Families = Pick<Runtime, 'db' | 'clock' | 'live' | 'jobs'>;

interface Link {
  guardianId: string;
  addressId: string;
}

/** So many of the latest wishes are looked through for the family's own. */
const lookedThrough = 200;

/**
 * What hours would change at a guardian's number, before they are saved: when each school's texts would go, and when
 * one that is ready now. Nothing is changed.
 * @throws RecadoError 404 `not_found`
 */
export async function previewHours(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  link: Link,
  wanted: WantedHours,
) {
  const now = rt.clock.now();
  await requireLink(rt, staff, link);
  const schools = await readSchoolsAt(rt.db, staff, now, link.addressId);
  return {
    schools: schools.map((school) => presentSchool(now, school, wanted)),
    waiting: await countWaitingAt(rt.db, link.addressId),
  };
}

function presentSchool(now: Date, school: SchoolAtNumber, wanted: WantedHours) {
  const facts = factsOf(now, school, wanted);
  const { from, until } = hoursOf(facts);
  const next = nextMoment({ keepsHours: true, unasked: true, automatic: false }, facts);
  return {
    ...{ id: school.id, name: school.name, timeZone: school.timeZone, from, until },
    isOutside: isOutside(school, wanted),
    nextAt: next?.at.toJSDate().toISOString() ?? null,
  };
}

/** Hours, days and calendar alone: nobody's week is looked at. */
function factsOf(now: Date, school: SchoolAtNumber, { hours, days }: WantedHours): MomentFacts {
  const { timeZone, otherTimeZones, contactFrom, contactUntil, closedDays } = school;
  return {
    ...{ now, timeZone, otherTimeZones, contactFrom, contactUntil, closedDays },
    consent: 'subscribed',
    preferredFrom: hours?.from ?? null,
    preferredUntil: hours?.until ?? null,
    preferredDays: days,
    week: null,
    automaticToday: null,
  };
}

function isOutside({ contactFrom, contactUntil }: SchoolAtNumber, { hours }: WantedHours): boolean {
  return hours !== null && sharedHours({ from: contactFrom, until: contactUntil }, hours) === null;
}

export interface HoursWish extends WantedHours {
  /** Who asked for it, of those reached at the number. */
  askedByGuardianId: string;
  /** The day at the school, `YYYY-MM-DD`. */
  askedOn: string;
  note: string | null;
}

/**
 * Writes down when a family wants texts at a guardian's number, as it asked staff. By the rules of the list families
 * get by text: the school has to text in some of these hours. What the family texts afterwards takes its place; what
 * it has texted since the day it asked stays. Texts that wait are looked at again at once.
 * @throws RecadoError 404 `not_found`; 400 `hours_outside`, `asked_in_future`; 409 `family_said_later`,
 *   `idempotency_key_reused`
 */
export async function setHoursAt(
  rt: Families,
  staff: SignedInStaff,
  link: Link,
  wish: HoursWish,
  idempotencyKey: string,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  await requireLink(rt, staff, link);
  await requireLink(rt, staff, { ...link, guardianId: wish.askedByGuardianId });
  const request = { what: 'guardian.hours_set', ...link, ...wish };
  return change(rt, staff, link, request, idempotencyKey, async (trx) => {
    const schools = await readSchoolsAt(trx, staff, now, link.addressId);
    refuseOutside(schools, wish);
    const timeZone = schools[0]?.timeZone ?? 'utc';
    const dayOf = (moment: Date): string => localTime({ timeZone }, moment).toFormat('yyyy-LL-dd');
    if (wish.askedOn > dayOf(now))
      throw badRequest('asked_in_future', 'Choose the day on which the family asked, at the latest today.');
    const own = (await readHoursEvents(trx, link.addressId, lookedThrough)).find(
      (event) => event.saidBy === 'family' && event.undoesEventId === null,
    );
    if (own && dayOf(own.happenedAt) > wish.askedOn)
      throw conflict(
        'family_said_later',
        'The family has texted other hours since that day, and its latest word counts.',
      );
    const { hours, days, ...asked } = wish;
    const id = await wantHours(
      trx,
      now,
      link.addressId,
      { hours, days },
      { saidBy: 'staff', staffId: staff.id, ...asked },
    );
    return { id, detail: { hours, days, askedByGuardianId: wish.askedByGuardianId, askedOn: wish.askedOn } };
  });
}

/** A family that no school would text in its hours would be told so by text; staff are, too. */
function refuseOutside(schools: readonly SchoolAtNumber[], wanted: WantedHours): void {
  if (schools.length === 0 || schools.some((school) => !isOutside(school, wanted))) return;
  const hours = schools.map(
    ({ name, contactFrom, contactUntil }) => `${name} between ${contactFrom} and ${contactUntil}`,
  );
  throw badRequest('hours_outside', `Choose hours in which the school texts: ${hours.join(', ')}.`);
}

/**
 * Takes back what staff wrote down last as a mistake: what stood before it is in force again.
 * @throws RecadoError 404 `not_found`; 409 `hours_changed`, `idempotency_key_reused`
 */
export async function undoHours(
  rt: Families,
  staff: SignedInStaff,
  link: Link,
  eventId: string,
  idempotencyKey: string,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  await requireLink(rt, staff, link);
  const request = { what: 'guardian.hours_undone', ...link, eventId };
  return change(rt, staff, link, request, idempotencyKey, async (trx) => {
    const [latest, before] = await readHoursEvents(trx, link.addressId, 2);
    if (latest?.id !== eventId || latest.saidBy !== 'staff' || latest.undoesEventId !== null)
      throw conflict('hours_changed', 'The hours have changed since. Load the page again.');
    const { hours, days, saidBy } = before ?? { hours: null, days: null, saidBy: 'staff' as const };
    const said = { saidBy, staffId: staff.id, undoesEventId: eventId };
    const id = await wantHours(trx, now, link.addressId, { hours, days }, said);
    return { id, detail: { hours, days, undoes: eventId } };
  });
}

/** @throws RecadoError 404 `not_found` where this person may not, or the guardian is not reached there */
async function requireLink(rt: Pick<Runtime, 'db'>, staff: SignedInStaff, link: Link): Promise<void> {
  const known =
    mayChangeFamilies(staff) && (await canSeeGuardian(rt.db, staff, link.guardianId))
      ? await findLink(rt.db, link)
      : undefined;
  if (known?.retiredAt !== null) throw notFound('This number');
}

/** One change of hours: once, after the ones before it, audited, and with what waits looked at again. */
async function change(
  rt: Families,
  staff: SignedInStaff,
  { guardianId, addressId }: Link,
  requestBody: { what: string },
  key: string,
  act: (trx: Transaction<Database>) => Promise<{ id: string; detail: Record<string, unknown> }>,
): Promise<{ id: string }> {
  const now = rt.clock.now();
  const actor = staffActor(staff);
  const { answer, lineIds } = await rt.db.transaction().execute(async (trx) => {
    let woken: string[] = [];
    const done = await withIdempotency(trx, now, { actor, key, requestBody }, async () => {
      await lockHours(trx, now, addressId);
      const { id, detail } = await act(trx);
      woken = await reconsiderTexts(trx, now, addressId, 'hours');
      await recordAudit(trx, now, {
        actor,
        action: requestBody.what,
        subject: `guardian:${guardianId}`,
        detail: { addressId, ...detail },
      });
      return { id };
    });
    return { answer: done, lineIds: woken };
  });
  for (const lineId of lineIds) await rt.jobs.enqueue('delivery.wake', { lineId });
  await tellPages(rt, [addressId]);
  return answer;
}
