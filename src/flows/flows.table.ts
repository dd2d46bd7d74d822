import type { Generated, JSONColumnType } from 'kysely';
import type { Ask, FlowDocument } from './flow.js';

/**
 * What an exchange about the texting itself asks: which language, whether to change to the one the family wrote in,
 * which hours, whether the hours we understood are right, which channel, whether to call about a text that nobody has
 * translated.
 */
export type DialogueKind = 'language' | 'language_check' | 'hours' | 'hours_check' | 'channel' | 'call';

/** `asking`: waits for an answer; `running` with a question: a dialogue interrupted it; `superseded`: a later question to the same address took its place. */
export type FlowRunState = 'running' | 'asking' | 'done' | 'superseded';

export interface FlowRunTable {
  id: string;
  addressId: string;
  conversationId: string;
  /** Null where the question is not a nudge's. */
  nudgeRunId: string | null;
  studentId: string | null;
  language: string;
  document: JSONColumnType<FlowDocument>;
  step: Generated<number>;
  ask: JSONColumnType<Ask> | null;
  unclearCount: Generated<number>;
  state: FlowRunState;
  startedAt: Date;
  endedAt: Date | null;
  /** The request a question is about: which child does it mean? */
  requestId: string | null;
  optionStudentIds: string[] | null;
  /** The question that was open before and is given back. */
  putsAside: string | null;
  dialogue: Generated<DialogueKind | null>;
  /** The guardians its options stand for: who wrote a text? */
  optionGuardianIds: Generated<string[] | null>;
  /** What a yes leads to, such as the hours we understood. */
  proposal: Generated<unknown>;
  /** The text a call is offered about, or whose writer is asked for. */
  messageId: Generated<string | null>;
}
