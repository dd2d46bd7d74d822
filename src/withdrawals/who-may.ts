import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { languageName } from '../i18n/languages.js';
import { forbidden } from '../lib/errors.js';

export function isAdministrator({ role }: SignedInStaff): boolean {
  return role === 'school_admin' || role === 'district_admin';
}

/** Whether this person may say that words of a language are wrong. */
export function mayJudge(staff: SignedInStaff, language: string): boolean {
  return staff.languages.includes(language) || isAdministrator(staff);
}

/** Whether this person has to do with a withdrawn text of the language files, which is no school's alone. */
export function mayKnow(
  staff: SignedInStaff,
  { language, withdrawnByStaffId }: { language: string; withdrawnByStaffId: string },
): boolean {
  return withdrawnByStaffId === staff.id || mayJudge(staff, language);
}

/** @throws RecadoError 403 `forbidden` for somebody who neither reads the language nor is an administrator */
export function mustJudge(staff: SignedInStaff, language: string, what = 'this translation'): void {
  if (mayJudge(staff, language)) return;
  throw forbidden(
    `Only somebody who reads ${languageName(language)}, or an administrator, can withdraw ${what}. Ask one of them.`,
  );
}

/** @throws RecadoError 403 `forbidden` for somebody who does not read the language */
export function mustRead(staff: SignedInStaff, language: string): void {
  if (staff.languages.includes(language)) return;
  throw forbidden(
    `Only somebody who reads ${languageName(language)} can approve a correction. Ask one of them.`,
  );
}

/** @throws RecadoError 403 `forbidden` for somebody who neither withdrew the words, reads the language, nor is an administrator */
export function mustUndo(staff: SignedInStaff, withdrawnByStaffId: string, language: string): void {
  if (mayKnow(staff, { language, withdrawnByStaffId })) return;
  throw forbidden('Only who withdrew it, a speaker or an administrator can take this back.');
}
