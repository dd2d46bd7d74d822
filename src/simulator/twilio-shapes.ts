import { simulatorHeader } from '../vendors/carriers/http-client.js';
import { deliveryErrors } from './twilio-errors.js';
import { newSid } from './sids.js';
import type { CallRecord, Media, TextRecord } from './records.js';

/** Twilio's published OpenAPI description calls these fields; names and order follow its examples. */
export const apiVersion = '2010-04-01';

/** On every answer, so that nobody takes it for the carrier's. */
export const simulatorMark = [simulatorHeader, 'nothing here reaches a phone network'] as const;

/** On every answer of the REST API. */
export const requestHeaders = () =>
  [
    ['twilio-request-id', newSid('RQ')],
    ['twilio-concurrent-requests', '1'],
  ] as const;

export const accountPath = (accountSid: string): string => `/${apiVersion}/Accounts/${accountSid}`;

/** RFC 2822 as Twilio writes it: `Mon, 23 Nov 2026 22:00:00 +0000`. */
export function rfc2822(iso: string): string {
  return new Date(iso).toUTCString().replace('GMT', '+0000');
}

const dollarsASegment = 0.0079;

/** The price is known once the network has the text, and is billed a segment at a time. */
function priceOf(record: TextRecord): string | null {
  const billed = ['sent', 'delivered', 'undelivered', 'received'].includes(record.status);
  return billed ? (-dollarsASegment * record.numSegments).toFixed(5) : null;
}

/** The message resource. */
export function presentText(accountSid: string, record: TextRecord): Record<string, unknown> {
  const uri = `${accountPath(accountSid)}/Messages/${record.sid}`;
  // A Messaging Service picks the sender, and so the segments, after it has accepted the text.
  const undecided = record.status === 'accepted' || record.status === 'scheduled';
  return {
    account_sid: accountSid,
    api_version: apiVersion,
    body: record.body,
    date_created: rfc2822(record.createdAt),
    date_sent: record.sentAt === null ? null : rfc2822(record.sentAt),
    date_updated: rfc2822(record.updatedAt),
    direction: record.direction,
    error_code: record.errorCode,
    error_message: record.errorCode === null ? null : (deliveryErrors[record.errorCode] ?? 'Unknown error'),
    from: undecided ? null : record.from,
    messaging_service_sid: record.messagingServiceSid,
    num_media: String(record.media.length),
    num_segments: undecided ? '0' : String(record.numSegments),
    price: priceOf(record),
    price_unit: 'USD',
    sid: record.sid,
    status: record.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: record.to,
    uri: `${uri}.json`,
  };
}

/** The media resource. */
export function presentMedia(accountSid: string, record: TextRecord, item: Media): Record<string, unknown> {
  return {
    account_sid: accountSid,
    content_type: item.contentType,
    date_created: rfc2822(record.createdAt),
    date_updated: rfc2822(record.createdAt),
    parent_sid: record.sid,
    sid: item.sid,
    uri: `${accountPath(accountSid)}/Messages/${record.sid}/Media/${item.sid}.json`,
  };
}

/** The account resource. */
export function presentAccount(
  accountSid: string,
  authToken: string,
  since: string,
): Record<string, unknown> {
  const path = accountPath(accountSid);
  return {
    auth_token: authToken,
    date_created: rfc2822(since),
    date_updated: rfc2822(since),
    friendly_name: 'Simulated account: nothing here reaches a phone network',
    owner_account_sid: accountSid,
    sid: accountSid,
    status: 'active',
    subresource_uris: { messages: `${path}/Messages.json`, calls: `${path}/Calls.json` },
    type: 'Full',
    uri: `${path}.json`,
  };
}

/** The call resource, as it stands right after it was asked for: nothing rings here. */
export function presentCall(accountSid: string, call: CallRecord): Record<string, unknown> {
  const uri = `${accountPath(accountSid)}/Calls/${call.sid}.json`;
  return {
    account_sid: accountSid,
    answered_by: null,
    api_version: apiVersion,
    caller_name: null,
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.createdAt),
    direction: 'outbound-api',
    duration: null,
    end_time: null,
    forwarded_from: null,
    from: call.from,
    from_formatted: call.from,
    group_sid: null,
    parent_call_sid: null,
    phone_number_sid: null,
    price: null,
    price_unit: 'USD',
    queue_time: '0',
    sid: call.sid,
    start_time: null,
    status: 'queued',
    subresource_uris: {},
    to: call.to,
    to_formatted: call.to,
    trunk_sid: null,
    uri,
  };
}
