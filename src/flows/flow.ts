/** The question a flow run waits on. */
export interface Ask {
  /** Names the answer within its flow. */
  key: string;
  kind: 'yesno' | 'rating' | 'choice' | 'number' | 'open';
  min?: number;
  max?: number;
  options?: string[];
  unit?: string;
}

export type FlowStep =
  /** A text to the family, already in its language. */
  | { do: 'say'; text: string }
  /** Waits for an answer to what was said last. */
  | { do: 'ask'; ask: Ask }
  /** A text of `locales/`, so that it is sent in the family's language. */
  | { do: 'sayText'; key: string };

/** A small scripted exchange, read from top to bottom. */
export interface FlowDocument {
  version: 1;
  steps: FlowStep[];
}
