import type { JSONColumnType } from 'kysely';

export interface ResponseTable {
  id: string;
  flowRunId: string;
  ask: string;
  messageId: string;
  addressId: string;
  studentId: string | null;
  value: JSONColumnType<{ value: boolean | number | string }>;
  comment: string | null;
  createdAt: Date;
}
