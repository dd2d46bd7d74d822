import type { Ask, FlowDocument } from './flow.js';

/** A run as it stands. */
export interface FlowPosition {
  document: FlowDocument;
  step: number;
  /** The question it waits on; null when it waits on none. */
  ask: Ask | null;
  unclearCount: number;
}

/** What the family's text was, as far as the open question goes. */
export type FlowEvent =
  { kind: 'answered'; value: boolean | number | string; comment: string | null } | { kind: 'unclear' };

/** What follows from it. */
export interface FlowAdvance {
  position: FlowPosition;
  state: 'asking' | 'done';
  /** The answer to keep, under its question's key. */
  record: { ask: string; value: boolean | number | string; comment: string | null } | null;
  /** Keys of `texts.json` to send, in order. */
  say: string[];
  /** A person must take it from here. */
  handOver: boolean;
}

/** An unclear answer is asked about once; after that a person looks. */
const unclearLimit = 1;

/** Moves a run on by what the family wrote. Pure; a run that waits on nothing stays as it is. */
export function advance(position: FlowPosition, event: FlowEvent): FlowAdvance {
  const { ask } = position;
  if (!ask) return { position, state: 'done', record: null, say: [], handOver: false };
  if (event.kind === 'unclear') {
    const unclearCount = position.unclearCount + 1;
    if (unclearCount <= unclearLimit) {
      return {
        position: { ...position, unclearCount },
        state: 'asking',
        record: null,
        say: ['answer.unclear'],
        handOver: false,
      };
    }
    return { ...goOn({ ...position, unclearCount }), record: null, handOver: true };
  }
  return {
    ...goOn(position),
    record: { ask: ask.key, value: event.value, comment: event.comment },
    handOver: false,
  };
}

/** The key of the text a family gets for its answer to a question; undefined where it gets none. Pure. */
export function thanksFor({ steps }: FlowDocument, askKey: string): string | undefined {
  const step = steps.findIndex((one) => one.do === 'ask' && one.ask.key === askKey);
  const next = steps.slice(step + 1).find((one) => one.do !== 'say');
  return next?.do === 'sayText' ? next.key : undefined;
}

/** Says what follows the question, up to the next question or the end. */
function goOn(position: FlowPosition): Pick<FlowAdvance, 'position' | 'state' | 'say'> {
  const say: string[] = [];
  let step = position.step + 1;
  for (; step < position.document.steps.length; step += 1) {
    const next = position.document.steps[step];
    if (next?.do === 'ask') {
      return { position: { ...position, step, ask: next.ask, unclearCount: 0 }, state: 'asking', say };
    }
    if (next?.do === 'sayText') say.push(next.key);
  }
  return { position: { ...position, step, ask: null }, state: 'done', say };
}
