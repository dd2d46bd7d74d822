import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { saveChannelPreference } from '../roster/channels.queries.js';
import { findLink } from '../roster/links.queries.js';
import type { Channel } from '../vendors/carriers/carrier.js';
import { canSeeGuardian } from './families-access.queries.js';
import { tellPages } from './obey-change.js';
import { mayChangeFamilies } from './who-may.js';

/**
 * Writes down how a family wants to be written to at a guardian's number, or that its phone takes plain texts only.
 * @throws RecadoError 404 `not_found`
 */
export async function setChannelAt(
  rt: Pick<Runtime, 'db' | 'clock' | 'live'>,
  staff: SignedInStaff,
  link: { guardianId: string; addressId: string },
  preference: { channel: Channel | null; smsInstead: boolean; textOnlyReason: string | null },
): Promise<void> {
  const known =
    mayChangeFamilies(staff) && (await canSeeGuardian(rt.db, staff, link.guardianId))
      ? await findLink(rt.db, link)
      : undefined;
  if (known?.retiredAt !== null) throw notFound('This number');
  await rt.db.transaction().execute(async (trx) => {
    await saveChannelPreference(trx, link.addressId, preference);
    await recordAudit(trx, rt.clock.now(), {
      actor: staffActor(staff),
      action: 'address.channel_set',
      subject: `address:${link.addressId}`,
      detail: { ...preference },
    });
  });
  await tellPages(rt, [link.addressId]);
}
