import type { Kysely, Transaction } from 'kysely';
import { demoPassword } from '../../auth/demo-password.js';
import { blockByCarrier, recordConsent } from '../../consent/consent.queries.js';
import { markAllWelcomed } from '../../consent/preferences.queries.js';
import { noteNumbersGiven } from '../../consent/numbers-given.queries.js';
import type { Database } from '../../db/database.js';
import { RecadoError } from '../../lib/errors.js';
import { addRoster, markDeployment, type Roster } from '../../roster/add-roster.queries.js';
import { demoPhones, demoRoster, type DemoPhone } from './demo-roster.js';
import { readStanding, staffWithoutSignIn, type Standing } from './demo.queries.js';
import { demoDistrictName, demoNumber } from './district.js';
import { demoFamilies } from './families.js';

/** Gives a member of staff a way to sign in. */
export type GiveSignIn = (
  staffId: string,
  login: { name: string; email: string; password: string },
) => Promise<void>;

/** How long ago the family that wants no texts said so. */
const optedOutDaysAgo = 20;

/**
 * Sees that the demo district is in the database: two schools, six classes, six staff, sixty families, no texts yet.
 * The database must be empty or a demo's; one that has it already stays as it is.
 * @returns the families' phones
 * @throws RecadoError `demo_refused`
 */
export async function seedDemo(
  db: Kysely<Database>,
  now: Date,
  { createSignIn }: { createSignIn: GiveSignIn },
): Promise<DemoPhone[]> {
  await db.transaction().execute(async (trx) => {
    refuseReal(await readStanding(trx));
    // Whoever seeds at the same time waits here for the other, and then finds the district there.
    await markDeployment(trx, now, { kind: 'demo', districtName: demoDistrictName });
    if ((await readStanding(trx)).isSeeded) return;
    const roster = demoRoster(now);
    await addRoster(trx, roster);
    await optOut(trx, now, roster);
    await noteNumbersGiven(trx, now, 'number_given_to_school');
    await markAllWelcomed(trx, now, knowingWhoWrites(roster));
  });
  // Its own store, its own transactions; what a crash leaves undone is done on the next start.
  for (const { id, name, email } of await staffWithoutSignIn(db)) {
    await createSignIn(id, { name, email, password: demoPassword });
  }
  return demoPhones();
}

function refuseReal({ kind, hasRealLine, hasSchools }: Standing): void {
  if (kind === 'live' || hasRealLine) {
    throw refused(
      'This database belongs to a real district, which never takes demo data: name an empty database.',
    );
  }
  if (kind === null && hasSchools) {
    throw refused('This database holds schools already, so it takes no demo data: name an empty database.');
  }
}

const refused = (why: string): RecadoError => new RecadoError('demo_refused', why, { status: 409 });

/** Every phone but those of families whose language the school does not know: they get their welcome first. */
function knowingWhoWrites(roster: Roster): string[] {
  const unknown = new Set(roster.guardians.filter((one) => one.homeLanguage === null).map((one) => one.id));
  const strangers = new Set(
    roster.guardianAddresses.filter((one) => unknown.has(one.guardianId)).map((one) => one.addressId),
  );
  return roster.addresses.map((one) => one.id).filter((id) => !strangers.has(id));
}

/** Families that texted STOP: the carrier blocks the line they wrote to, and the ledger says so. */
async function optOut(trx: Transaction<Database>, now: Date, roster: Roster): Promise<void> {
  const happenedAt = new Date(now.getTime() - optedOutDaysAgo * 86_400_000);
  const numbers = demoFamilies.flatMap((family, place) => (family.optedOut ? [demoNumber(place, 0)] : []));
  const lineOf = new Map(demoPhones().map((phone) => [phone.number, phone.line]));
  for (const address of roster.addresses.filter(({ e164 }) => numbers.includes(e164))) {
    const line = roster.lines.find(({ e164 }) => e164 === lineOf.get(address.e164));
    if (line) await blockByCarrier(trx, { addressId: address.id, lineId: line.id, since: happenedAt });
    await recordConsent(trx, now, {
      addressId: address.id,
      kind: 'opt_out',
      basis: 'carrier',
      note: 'the family texted STOP',
      happenedAt,
    });
  }
}
