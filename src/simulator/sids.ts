import { randomUUID } from 'node:crypto';

/** A Twilio-shaped SID: two letters and 32 hex digits. Never seeded: SIDs must stay unique over restarts. */
export function newSid(prefix: 'SM' | 'MM' | 'ME' | 'CA' | 'RQ'): string {
  return prefix + randomUUID().replaceAll('-', '');
}
