/** What Twilio itself does with a family's text before the webhook is told. */
export type Keyword = 'stop' | 'start' | 'help';

const stopWords = new Set(['stop', 'unsubscribe', 'end', 'quit', 'stopall', 'revoke', 'optout', 'cancel']);
const startWords = new Set(['start', 'unstop']);
const helpWords = new Set(['help', 'info']);

/**
 * Twilio's own English keywords: one word alone, in any case. YES lifts a block where one stands; anywhere else
 * it is an answer. Source: Twilio's "Support for opt-out keywords".
 */
export function keywordIn(body: string, blocked: boolean): Keyword | null {
  const word = body.trim().toLowerCase();
  if (stopWords.has(word)) return 'stop';
  if (startWords.has(word) || (word === 'yes' && blocked)) return 'start';
  return helpWords.has(word) ? 'help' : null;
}

/** Twilio's default answers. */
export const keywordAnswers: Readonly<Record<Keyword, string>> = {
  stop: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  start:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  help: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};
