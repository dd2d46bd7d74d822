import type { ServerResponse } from 'node:http';
import { answerJson } from './answer-json.js';

/** A request that Twilio turns down. */
export interface Refusal {
  readonly code: number;
  /** HTTP status. */
  readonly status: number;
  readonly message: string;
}

/** Twilio's words for the codes we can be told to answer; {to} and {from} are filled in. */
const known: Readonly<Record<number, { status: number; message: string }>> = {
  20003: { status: 401, message: 'Authenticate' },
  20004: { status: 405, message: 'Method not allowed' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'An internal server error has occurred' },
  21211: { status: 400, message: "Invalid 'To' Phone Number: {to}" },
  21212: { status: 400, message: "Invalid 'From' Phone Number: {from}" },
  21214: { status: 400, message: "'To' phone number cannot be reached" },
  21408: {
    status: 400,
    message:
      "Permission to send an SMS or MMS has not been enabled for the region indicated by the 'To' number: {to}",
  },
  21606: {
    status: 400,
    message:
      'The From phone number {from} is not a valid, SMS-capable inbound phone number or short code for your account.',
  },
  21608: {
    status: 400,
    message: 'The number {to} is unverified. Trial accounts cannot send messages to unverified numbers.',
  },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21611: { status: 429, message: "This 'From' number has exceeded the maximum number of queued messages" },
  21612: {
    status: 400,
    message:
      "Message cannot be sent with the current combination of 'To' ({to}) and/or 'From' ({from}) parameters",
  },
  21614: { status: 400, message: "'To' number: {to}, is not a valid mobile number" },
  21655: { status: 400, message: 'The ContentSid is Invalid' },
  21656: { status: 400, message: 'The ContentVariables Parameter is invalid' },
  21910: {
    status: 400,
    message: 'Invalid From and To pair. From and To should be of the same channel',
  },
  21635: { status: 400, message: "'To' number cannot be a landline" },
  30034: { status: 400, message: 'Message from an Unregistered Number' },
};

/** What Twilio calls a failure that shows only after a text was accepted. */
export const deliveryErrors: Readonly<Record<number, string>> = {
  30001: 'Queue overflow',
  30002: 'Account suspended',
  30003: 'Unreachable destination handset',
  30004: 'Message blocked',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30008: 'Unknown error',
  11200: 'HTTP retrieval failure',
  30011: 'MMS not supported by the receiving phone number in this region',
  30017: 'Carrier network congestion',
  30022: 'US A2P 10DLC - Rate Limits Exceeded',
  30023: 'US A2P 10DLC - Daily Message Cap Reached',
  30034: 'US A2P 10DLC - Message from an Unregistered Number',
  30036: 'Validity Period Expired',
  30410: 'Provider Timeout Error',
  30450: 'Message delivery blocked',
  63003: 'Channel could not find To address',
  63016: 'Failed to send freeform message because you are outside the allowed window. Please use a template.',
  63018: 'Rate limit exceeded for Channel',
  63019: 'Media failed to download',
  63021: 'Channel invalid content error',
  63024: 'Invalid message recipient',
  63032: 'We cannot send this message to this user because of WhatsApp limitations',
  63033: 'We cannot send this message to this user because the recipient is on the block list',
};

/** The refusal a code stands for; a code that is not in the table answers 400 with a plain message. */
export function refusalOf(code: number, about: { to?: string; from?: string } = {}): Refusal {
  const entry = known[code] ?? { status: 400, message: deliveryErrors[code] ?? `Error ${code}` };
  return {
    code,
    status: entry.status,
    message: entry.message.replace('{to}', about.to ?? '').replace('{from}', about.from ?? ''),
  };
}

/** Answers in Twilio's error shape. */
export function refuse(res: ServerResponse, refusal: Refusal): void {
  answerJson(res, refusal.status, {
    code: refusal.code,
    message: refusal.message,
    more_info: `https://www.twilio.com/docs/errors/${refusal.code}`,
    status: refusal.status,
  });
}
