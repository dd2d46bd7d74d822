import type { JSONColumnType } from 'kysely';

/** What of a reading a person puts right; `request`: whether the text needs anybody. */
export type ReadingPart = 'answer' | 'topic' | 'urgent' | 'request';

/**
 * Something a person put right in what was understood of a text, or an answer the family itself changed by it. Who took
 * it back, and when, is noted beside it.
 */
export interface ReadingChangeTable {
  id: string;
  messageId: string;
  part: ReadingPart;
  /** The question an answer is about; null for every other part. */
  flowRunId: string | null;
  ask: string | null;
  /** What stood before, as Undo needs it. */
  was: JSONColumnType<ReadingBefore>;
  /** What a person said. */
  became: JSONColumnType<ReadingAfter>;
  /** Null: the family itself, by its text. */
  staffId: string | null;
  changedAt: Date;
  takenBackAt: Date | null;
  takenBackByStaffId: string | null;
}

export type AnswerValue = boolean | number | string;

export interface ReadingBefore {
  /** What counted as the answer, from whichever text; null: nothing did. */
  answer?: KeptAnswer | null;
  /** The question as it waited for its answer; null: it waited no more. */
  question?: KeptQuestion | null;
  topicByHand?: string | null;
  /** What the text was about, by hand or as it was read. */
  topic?: string;
  /** The request of the text; null: it had none. */
  request?: KeptRequest | null;
}

export interface KeptAnswer {
  messageId: string;
  value: AnswerValue;
  comment: string | null;
  createdAt: string;
}

export interface KeptQuestion {
  state: 'asking' | 'running';
  step: number;
  ask: object;
  unclearCount: number;
}

export interface KeptRequest {
  urgent: boolean;
  status: 'open' | 'done';
  closedAt: string | null;
  closedByStaffId: string | null;
}

export interface ReadingAfter {
  /** Null: it is no answer. */
  value?: AnswerValue | null;
  topic?: string;
  urgent?: boolean;
  needed?: boolean;
}
