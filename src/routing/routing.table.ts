import type { JSONColumnType } from 'kysely';

export interface RouteDecisionTable {
  id: string;
  messageId: string;
  assigneeStaffId: string | null;
  list: 'urgent' | 'normal';
  topic: string;
  reasons: JSONColumnType<string[]>;
  createdAt: Date;
}
