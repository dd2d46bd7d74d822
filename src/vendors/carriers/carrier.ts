/**
 * What a refusal means for us, from Twilio's error codes
 * (https://www.twilio.com/docs/api/errors; see also 47 CFR 64.1200 for opt-outs).
 */
export type RefusalClass =
  /** Our account is at fault: everything stops, somebody is told. */
  | 'account'
  /** This line is at fault: it stops, others go on. */
  | 'line'
  /** The number cannot be texted; the address is marked. */
  | 'bad_number'
  /** This pair of line and number does not work; the text fails, nothing else changes. */
  | 'recipient'
  /** The family said stop to the carrier. */
  | 'opted_out'
  /** Blocked or filtered on the way: never retried by itself. */
  | 'blocked'
  | 'filtered'
  /** Too long, or otherwise not acceptable. */
  | 'content'
  /** More than a day since the family wrote on WhatsApp: only a template may be sent there. */
  | 'window_closed'
  /** WhatsApp does not reach this family; SMS may. */
  | 'bad_channel'
  /** The phone takes no pictures. */
  | 'text_only'
  /** Came too late. */
  | 'expired'
  /** May work later. */
  | 'transient'
  /** Slow down; it was not processed. */
  | 'rate'
  /** May have arrived: not to be sent again by itself. */
  | 'unknown';

/** What one call to send came to. */
export type SendOutcome =
  | { outcome: 'accepted'; sid: string; status: string }
  | { outcome: 'refused'; code: number | null; refusal: RefusalClass; message: string }
  /** Surely not processed; may be sent again after the wait. */
  | { outcome: 'rate_limited'; retryAfterSeconds: number }
  /** The carrier may or may not have it. */
  | { outcome: 'unknown'; message: string };

/** The road a text goes by. */
export type Channel = 'sms' | 'mms' | 'whatsapp';

export interface SendRequest {
  /** Numbers in E.164, whatever the channel. */
  from: string;
  messagingServiceSid?: string;
  to: string;
  channel: Channel;
  /** The words; a template has its own, so one of the two is there. */
  body?: string;
  /** A picture, where the carrier can fetch it. */
  mediaUrl?: string;
  /** A template of WhatsApp, and what stands for its variables. */
  contentSid?: string;
  contentVariables?: Readonly<Record<string, string>>;
  statusCallback: string;
  /** How long the carrier may hold it, 1 to 36,000 seconds. */
  validitySeconds: number;
}

/** A text as the carrier's books have it. */
export interface CarrierText {
  sid: string;
  from: string;
  to: string;
  body: string;
  direction: string;
  status: string;
  errorCode: number | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** A text a family sent, as the carrier's books have it. */
export interface ReceivedText {
  sid: string;
  channel: 'sms' | 'whatsapp';
  from: string;
  to: string;
  body: string;
  mediaCount: number;
  receivedAt: Date;
}

/** Something a family sent along, where it lies at the carrier. */
export interface ReceivedMedia {
  url: string;
  contentType: string;
}

/** What fetching a media file came to. */
export type MediaOutcome =
  | { outcome: 'fetched'; bytes: Buffer; contentType: string }
  /** Never to be fetched; the reason is a half sentence for staff. */
  | { outcome: 'refused'; reason: string }
  /** May work later. */
  | { outcome: 'failed'; message: string };

/** The carrier, over HTTP. Calls are made once: repeating one is the caller's decision. */
export interface Carrier {
  send(request: SendRequest): Promise<SendOutcome>;
  /** Texts from one number to another, newest first, back past `since`; without a date filter, for the date is null while queued. */
  listTexts(query: { from: string; to: string; channel: Channel; since: Date }): Promise<CarrierText[]>;
  /** One text, or null when the carrier knows none of that SID. */
  findText(sid: string): Promise<CarrierText | null>;
  /** Texts that came in on one of our numbers since then, by the carrier's date, the oldest first. */
  listReceived(query: { to: string; channel: Channel; since: Date }): Promise<ReceivedText[]>;
  /** What was sent along with a text. */
  listMedia(sid: string): Promise<ReceivedMedia[]>;
  /** One media file, from the carrier's own host alone. Never throws. */
  fetchMedia(url: string): Promise<MediaOutcome>;
}
