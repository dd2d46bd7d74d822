/**
 * The words the carrier itself acts on, one word alone, English only
 * (https://help.twilio.com/articles/223134027). It also answers them, so we do not.
 */
const stopWords = new Set(['stop', 'unsubscribe', 'end', 'quit', 'stopall', 'revoke', 'optout', 'cancel']);
const startWords = new Set(['start', 'unstop']);
const helpWords = new Set(['help', 'info']);

export type CarrierKeyword = 'opt_out' | 'opt_in' | 'help';

/**
 * What the carrier took the text for, or null. `optOutType` is its own word where it sends one (Advanced Opt-Out).
 * YES opts in only where a block stands, and never on a toll-free line; elsewhere it is an answer.
 */
export function carrierKeyword(
  text: string,
  optOutType: string | undefined,
  yesOptsIn: boolean,
): CarrierKeyword | null {
  switch (optOutType) {
    case 'STOP':
      return 'opt_out';
    case 'START':
      return 'opt_in';
    case 'HELP':
      return 'help';
    case undefined:
    default: {
      const word = text.trim().toLowerCase();
      if (stopWords.has(word)) return 'opt_out';
      if (startWords.has(word) || (word === 'yes' && yesOptsIn)) return 'opt_in';
      return helpWords.has(word) ? 'help' : null;
    }
  }
}

/**
 * Whether a number is toll-free in North America. There STOP acts at the carriers themselves, and only START and UNSTOP
 * opt in again.
 */
export function isTollFree(e164: string): boolean {
  return /^\+18(?:00|88|77|66|55|44|33)\d{7}$/u.test(e164);
}
