import type { JSONColumnType } from 'kysely';

export interface AuditEventTable {
  id: string;
  actor: string;
  action: string;
  subject: string;
  detail: JSONColumnType<Record<string, unknown>, string | undefined>;
  happenedAt: Date;
}

export interface ApiTokenTable {
  id: string;
  name: string;
  tokenHash: string;
  staffId: string;
  expiresAt: Date;
  revokedAt: Date | null;
  createdAt: Date;
  /** To about a minute; null where no use was noted. */
  lastUsedAt: Date | null;
}

/** Tries to sign in that may have had a wrong password, by account or by a browser known for one; and requests by address. */
export interface SignInTryTable {
  key: string;
  /** When the first of them came. */
  startedAt: Date;
  count: number;
}
