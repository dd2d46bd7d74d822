import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { notFound } from '../lib/errors.js';

const readers: readonly SignedInStaff['role'][] = ['district_admin', 'school_admin'];

/** How the district translates is read by administrators. @throws RecadoError 404 `not_found` for everybody else */
export function mustReadSettings(staff: SignedInStaff): void {
  if (!readers.includes(staff.role)) throw notFound('This page');
}

/** And changed by those of the district. @throws RecadoError 404 `not_found` */
export function mustChangeSettings(staff: SignedInStaff): void {
  if (!mayChangeSettings(staff)) throw notFound('This page');
}

export function mayChangeSettings(staff: SignedInStaff): boolean {
  return staff.role === 'district_admin';
}
