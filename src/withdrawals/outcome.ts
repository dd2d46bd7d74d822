import type { TextToCorrect } from './withdrawals.queries.js';

/** What is done for a family that got wrong words. */
export type Outcome = { do: 'text' } | { do: 'call'; reason: string } | { do: 'none'; reason: string };

/**
 * Pure: how a family is told what was meant. Who wants no texts gets none; what a person wrote to them, or an alert, is
 * told on the telephone instead. A learning prompt is not worth a call.
 */
export function outcomeFor(
  text: Pick<TextToCorrect, 'purpose' | 'consent' | 'isBlocked' | 'isUnreachable'>,
  isToldAlready: boolean,
): Outcome {
  if (isToldAlready) return { do: 'none', reason: 'This family gets the correction once.' };
  const why = whyNoText(text);
  if (why === null) return { do: 'text' };
  const isPersonal = text.purpose === 'reply' || text.purpose === 'alert';
  return isPersonal ? { do: 'call', reason: why } : { do: 'none', reason: why };
}

function whyNoText({
  purpose,
  consent,
  isBlocked,
  isUnreachable,
}: Parameters<typeof outcomeFor>[0]): string | null {
  if (isBlocked) return 'The family told the carrier to stop our texts.';
  if (isUnreachable) return 'This number cannot be texted.';
  if (purpose === 'alert') return null;
  if (consent === 'opted_out') return 'The family asked for no more texts.';
  const isUnasked = purpose === 'learning' || purpose === 'pulse';
  if (isUnasked && (consent === 'alerts_only' || consent === 'paused')) {
    return 'The family wants no such texts now.';
  }
  return null;
}
