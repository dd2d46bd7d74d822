import type { RefusalClass } from './carrier.js';

/** Twilio's error codes: what each means for us, and how it is told to staff. */
const codes: Record<number, { refusal: RefusalClass; explanation: string }> = {
  20003: { refusal: 'account', explanation: 'the carrier does not accept our credentials' },
  20429: { refusal: 'rate', explanation: 'the carrier asked us to slow down' },
  21211: { refusal: 'bad_number', explanation: 'this is not a telephone number' },
  21214: { refusal: 'bad_number', explanation: 'this number cannot be reached' },
  21408: { refusal: 'recipient', explanation: 'the line may not text this country' },
  21604: { refusal: 'recipient', explanation: 'the text had no number to go to' },
  21606: { refusal: 'recipient', explanation: 'the line cannot text this number' },
  21608: { refusal: 'recipient', explanation: 'a trial account may only text verified numbers' },
  21610: { refusal: 'opted_out', explanation: 'the family told the carrier to stop texts from this line' },
  21611: { refusal: 'rate', explanation: "the line's queue is full" },
  21612: { refusal: 'recipient', explanation: 'the carrier has no way from this line to this number' },
  21614: { refusal: 'bad_number', explanation: 'this number cannot receive texts' },
  21617: { refusal: 'content', explanation: 'the text is longer than 1,600 characters' },
  21635: { refusal: 'bad_number', explanation: 'this is a landline' },
  30001: { refusal: 'rate', explanation: "the carrier's queue is full" },
  30002: { refusal: 'account', explanation: 'our account at the carrier is suspended' },
  30003: { refusal: 'transient', explanation: 'the phone was off or out of reach' },
  30004: { refusal: 'blocked', explanation: 'the number blocks texts from this line' },
  30005: { refusal: 'bad_number', explanation: 'this number does not exist any more' },
  30006: { refusal: 'bad_number', explanation: 'this number cannot receive texts' },
  30007: { refusal: 'filtered', explanation: 'a spam filter on the way stopped it' },
  30008: { refusal: 'transient', explanation: 'the carrier could not deliver it and does not say why' },
  30011: { refusal: 'text_only', explanation: 'this phone cannot receive pictures' },
  30017: { refusal: 'transient', explanation: 'the network was congested' },
  30022: { refusal: 'rate', explanation: 'the line sends faster than it is registered for' },
  30023: { refusal: 'rate', explanation: "the day's limit of a mobile network is reached" },
  30034: { refusal: 'line', explanation: 'the line is not registered with the mobile networks' },
  30036: { refusal: 'expired', explanation: 'it could not be delivered in time' },
  30410: { refusal: 'unknown', explanation: 'a provider did not answer; it may have arrived' },
  30450: { refusal: 'filtered', explanation: 'held back by fraud protection for a while' },
  63003: { refusal: 'bad_channel', explanation: 'this number is not on WhatsApp' },
  63016: {
    refusal: 'window_closed',
    explanation: 'more than a day has passed since the family wrote on WhatsApp',
  },
  63018: { refusal: 'rate', explanation: "WhatsApp's limit for the line is reached" },
  63019: { refusal: 'content', explanation: 'the carrier could not fetch the picture' },
  63021: { refusal: 'content', explanation: 'WhatsApp does not take this kind of picture or file' },
  63024: { refusal: 'bad_channel', explanation: 'this number cannot be reached on WhatsApp' },
  63032: { refusal: 'bad_channel', explanation: 'WhatsApp does not deliver to this person' },
  63033: { refusal: 'bad_channel', explanation: 'this person blocks the line on WhatsApp' },
};

export function refusalClass(code: number | null): RefusalClass {
  return (code === null ? undefined : codes[code]?.refusal) ?? 'recipient';
}

/** Whether a refusal asks the whole line to wait, not one text: too fast (30022), or its day is full (30023). */
export function restsTheLine(code: number | null): boolean {
  return code === 30022 || code === 30023;
}

/** A carrier's code in words for staff; an unknown code is named by its number. */
export function explainCode(code: number): string {
  return codes[code]?.explanation ?? `the carrier refused it (code ${code})`;
}
