import type { Transaction } from 'kysely';
import { recordAudit } from '../auth/audit.queries.js';
import { recordConsent } from '../consent/consent.queries.js';
import type { Database } from '../db/database.js';
import { dropRefusedTexts } from '../delivery/rights.queries.js';
import { endRefusedQuestions } from '../flows/flows.queries.js';
import { retireLinks } from '../roster/links.queries.js';
import { mentions } from '../roster/mentions.js';
import type { FamilyAtAddress, TextToUnderstand } from './inbound.queries.js';

type Guardians = FamilyAtAddress['guardians'];

/**
 * Whom "wrong number" takes off a number: the only guardian, or the only one the text names. Where several share the
 * phone and it is not known who is meant, everybody, and staff decide. Pure.
 */
export function whoComesOff(guardians: Guardians, text: string): Guardians {
  if (guardians.length < 2) return guardians;
  const named = guardians.filter(({ name }) => {
    const [given = name] = name.split(/\s+/u);
    return mentions(text, name) || mentions(text, given);
  });
  return named.length === 1 ? named : guardians;
}

/**
 * Obeys "wrong number" at once: the guardians it means come off the number, what waits there about their children is
 * given up, and where nobody is left the number is opted out: whoever has it now never asked for our texts.
 * @returns what staff are told
 */
export async function obeyWrongNumber(
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  guardians: Guardians,
): Promise<string> {
  const off = whoComesOff(guardians, text.text);
  const { addressId, messageId } = text;
  await retireLinks(
    trx,
    now,
    { addressId, guardianIds: off.map((guardian) => guardian.id) },
    { reason: 'wrong_number', staffId: null },
  );
  if (off.length === guardians.length) {
    await recordConsent(trx, now, {
      addressId,
      kind: 'wrong_number',
      basis: 'said_by_text',
      messageId,
      happenedAt: text.carrierAt ?? text.createdAt,
    });
  }
  await dropRefusedTexts(trx, now, [addressId]);
  await endRefusedQuestions(trx, now, [addressId]);
  for (const { id } of off) {
    await recordAudit(trx, now, {
      actor: `address:${addressId}`,
      action: 'guardian.number_retired',
      subject: `guardian:${id}`,
      detail: { addressId, messageId, reason: 'wrong_number' },
    });
  }
  return reasonFor(off, guardians);
}

function reasonFor(off: Guardians, guardians: Guardians): string {
  const wrong = 'the person who has this number says it is the wrong one';
  if (off.length === 0) return wrong;
  const names = off.map(({ name }) => name).join(' and ');
  const gone = off.length === 1 ? 'is no longer texted there' : 'are no longer texted there';
  if (off.length > 1)
    return `${wrong}: ${names} ${gone}; find out which of them is meant, and put the others back`;
  return off.length < guardians.length
    ? `${wrong}: ${names} ${gone}, the others on this phone still are`
    : `${wrong}: ${names} ${gone}; find the right number`;
}
