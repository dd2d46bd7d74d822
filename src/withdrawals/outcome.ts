import { whyNoText, type TextingFacts } from '../consent/why-no-text.js';

/** What is done for a family that got wrong words. */
export type Outcome = { do: 'text' } | { do: 'call'; reason: string } | { do: 'none'; reason: string };

/**
 * Pure: how a family is told what was meant. Who wants no texts gets none; what a person wrote to them, or an alert, is
 * told on the telephone instead. A learning prompt is not worth a call, and whom we may not contact is not called either.
 */
export function outcomeFor(
  text: TextingFacts,
  {
    isToldAlready,
    refusal,
  }: {
    isToldAlready: boolean;
    /** Why the rights of contact forbid it; null where they do not. */
    refusal: string | null;
  },
): Outcome {
  if (refusal !== null) return { do: 'none', reason: `It went to nobody: ${refusal}.` };
  if (isToldAlready) return { do: 'none', reason: 'This family gets the correction once.' };
  const why = whyNoText(text);
  if (why === null) return { do: 'text' };
  const isPersonal = text.purpose === 'reply' || text.purpose === 'alert';
  return isPersonal ? { do: 'call', reason: why } : { do: 'none', reason: why };
}
