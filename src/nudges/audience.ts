import { anyMoment, decideContact } from '../consent/contact-rules.js';
import { languageFor } from '../i18n/languages.js';
import { groupBy } from '../lib/group-by.js';
import type { AudienceRow } from '../roster/audience.queries.js';
import { familyLanguage } from '../roster/family-language.js';

/** A phone that gets the text, once, however many children and guardians it stands for. */
export interface Recipient {
  addressId: string;
  language: string;
  guardians: Person[];
  students: Person[];
}

/** Someone the text does not reach, and why, in words for staff. */
export interface LeftOut {
  /** Null where there is no number. */
  addressId: string | null;
  guardians: Person[];
  students: Person[];
  reason: string;
}

export interface Person {
  id: string;
  name: string;
}

export interface Audience {
  recipients: Recipient[];
  leftOut: LeftOut[];
}

/** Written to in the language of the staff where nothing is known of the family's. */
const fallbackLanguage = 'en';

/**
 * Who of a class gets a learning text and who does not: one text an address, each one left out with a reason. Pure;
 * the contact rules decide, their hours aside, which are the delivery's to keep.
 */
export function planAudience(rows: readonly AudienceRow[], now: Date, timeZone: string): Audience {
  const audience: Audience = { recipients: [], leftOut: withoutNumber(rows) };
  for (const [addressId, atAddress] of groupBy(rows, (row) => row.addressId)) {
    const [first] = atAddress;
    if (!first) continue;
    const place = { addressId, guardians: guardiansOf(atAddress), students: studentsOf(atAddress) };
    const reason = refusal(first, now, first.guardianTimeZone ?? timeZone);
    if (reason === null) audience.recipients.push({ ...place, language: languageOf(atAddress) });
    else audience.leftOut.push({ ...place, reason });
  }
  return audience;
}

function refusal(row: AudienceRow, now: Date, timeZone: string): string | null {
  const verdict = decideContact('learning', 'nudge', {
    ...anyMoment,
    now,
    consent: row.consent,
    pausedUntil: row.pausedUntil,
    carrierBlocked: row.carrierBlocked,
    unreachableReason: row.unreachableReason,
    timeZone,
  });
  return verdict.verdict === 'drop' ? verdict.reason : null;
}

function languageOf(rows: readonly AudienceRow[]): string {
  const language = familyLanguage({ chosenLanguage: rows[0]?.chosenLanguage ?? null, guardians: rows }, null);
  return language === null ? fallbackLanguage : (languageFor(language) ?? language);
}

/** One entry a student: of the guardians without number, or of nobody who may be contacted. */
function withoutNumber(rows: readonly AudienceRow[]): LeftOut[] {
  const without = rows.filter((row) => row.addressId === null);
  return [...groupBy(without, (row) => row.studentId)].map(([, ofStudent]) => {
    const guardians = guardiansOf(ofStudent);
    return {
      addressId: null,
      guardians,
      students: studentsOf(ofStudent),
      reason: guardians.length === 0 ? 'no guardian who may be contacted is on file' : 'no number on file',
    };
  });
}

const guardiansOf = (rows: readonly AudienceRow[]): Person[] =>
  distinct(
    rows.flatMap(({ guardianId: id, guardianName: name }) =>
      id === null || name === null ? [] : [{ id, name }],
    ),
  );

const studentsOf = (rows: readonly AudienceRow[]): Person[] =>
  distinct(rows.map((row) => ({ id: row.studentId, name: row.studentName })));

function distinct(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
