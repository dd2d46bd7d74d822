import type { Me } from '../../api/session.schemas.js';

/** Whether texts of a school wait for the morning at a time there, `YYYY-MM-DDTHH:MM`. */
export function isQuietHour(
  at: string,
  { contactFrom, contactUntil }: Pick<Me['schools'][number], 'contactFrom' | 'contactUntil'>,
): boolean {
  if (contactFrom === contactUntil) return false;
  const time = at.slice(11);
  return time < contactFrom || time >= contactUntil;
}
