import type { Generated, JSONColumnType } from 'kysely';
import type { Ask, FlowDocument } from './flow.js';

/** `asking`: waits for an answer; `superseded`: a later question to the same address took its place. */
export type FlowRunState = 'running' | 'asking' | 'done' | 'superseded';

export interface FlowRunTable {
  id: string;
  addressId: string;
  conversationId: string;
  nudgeRunId: string;
  studentId: string | null;
  language: string;
  document: JSONColumnType<FlowDocument>;
  step: Generated<number>;
  ask: JSONColumnType<Ask> | null;
  unclearCount: Generated<number>;
  state: FlowRunState;
  startedAt: Date;
  endedAt: Date | null;
}
