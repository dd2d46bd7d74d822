import { anyMoment, decideContact } from '../consent/contact-rules.js';
import { languageFor } from '../i18n/languages.js';
import { groupBy } from '../lib/group-by.js';
import { familyLanguage } from '../roster/family-language.js';
import type { SchoolAudienceRow } from '../roster/school-audience.queries.js';

/** A phone that gets the alert, once, however many children, guardians and schools it stands for. */
export interface AlertRecipient {
  addressId: string;
  /** The school, and so the line, the text goes out for. */
  schoolId: string;
  /** All of the chosen schools this phone has children at. */
  schoolIds: string[];
  language: string;
  guardianId: string | null;
}

/** Someone the alert does not reach by text, and why, in words for staff. */
export interface AlertLeftOut {
  schoolId: string;
  /** Null where there is no number: then nobody can be called either. */
  addressId: string | null;
  studentId: string | null;
  guardianId: string | null;
  /** Of the guardian, else of the student. */
  name: string;
  reason: string;
}

export interface AlertAudience {
  recipients: AlertRecipient[];
  leftOut: AlertLeftOut[];
}

/** Written to in the language of the staff where nothing is known of the family's. */
const fallbackLanguage = 'en';

/**
 * Who gets an alert and who cannot be texted. Pure; the contact rules decide: hours, budget, pauses and opt-outs do not
 * stop an alert, a block at the carrier and a dead number do. A phone of two schools that is blocked on the line of one
 * gets it on the other's.
 */
export function planAlertAudience(rows: readonly SchoolAudienceRow[], now: Date): AlertAudience {
  const audience: AlertAudience = { recipients: [], leftOut: withoutNumber(rows) };
  for (const [addressId, atAddress] of groupBy(rows, (row) => row.addressId)) {
    const [first] = atAddress;
    if (!first) continue;
    const road = atAddress.find((row) => refusal(row, now) === null);
    const guardianId = first.guardianId;
    if (road) {
      const schoolIds = [...new Set(atAddress.map((row) => row.schoolId))];
      audience.recipients.push({
        addressId,
        schoolId: road.schoolId,
        schoolIds,
        language: languageOf(atAddress),
        guardianId,
      });
    } else {
      const reason = refusal(first, now) ?? '';
      const name = first.guardianName ?? first.studentName;
      audience.leftOut.push({
        schoolId: first.schoolId,
        addressId,
        studentId: null,
        guardianId,
        name,
        reason,
      });
    }
  }
  return audience;
}

function refusal(row: SchoolAudienceRow, now: Date): string | null {
  const verdict = decideContact('alert', null, {
    ...anyMoment,
    now,
    carrierBlocked: row.carrierBlocked,
    unreachableReason: row.unreachableReason,
    // Neither consent nor hours are looked at for an alert.
    consent: 'subscribed',
    pausedUntil: null,
    timeZone: 'utc',
  });
  return verdict.verdict === 'drop' ? verdict.reason : null;
}

function languageOf(rows: readonly SchoolAudienceRow[]): string {
  const language = familyLanguage({ chosenLanguage: rows[0]?.chosenLanguage ?? null, guardians: rows }, null);
  return language === null ? fallbackLanguage : (languageFor(language) ?? language);
}

/** One entry a student whom no number stands for at all. */
function withoutNumber(rows: readonly SchoolAudienceRow[]): AlertLeftOut[] {
  const without = rows.filter((row) => row.addressId === null);
  return [...groupBy(without, (row) => row.studentId)].flatMap(([studentId, ofStudent]) => {
    const [first] = ofStudent;
    if (!first) return [];
    const guardianId = first.guardianId;
    const reason = guardianId === null ? 'no guardian who may be contacted is on file' : 'no number on file';
    const name = first.guardianName ?? first.studentName;
    return [{ schoolId: first.schoolId, addressId: null, studentId, guardianId, name, reason }];
  });
}
