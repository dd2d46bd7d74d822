import twilio from 'twilio';
import type { MessageInstance, MessagePage } from 'twilio/lib/rest/api/v2010/account/message.js';
import { reasonOf } from '../../lib/log.js';
import type { Carrier, CarrierText, Channel, ReceivedText, SendOutcome } from './carrier.js';
import { refusalClass, restsTheLine } from './error-codes.js';
import { createMediaFetcher } from './fetch-media.js';
import { CarrierBusy, CarrierHttpClient, CarrierIsSimulated } from './http-client.js';

const twilioApi = 'https://api.twilio.com';

/** Milliseconds a call may take; after that its outcome is unknown. */
const requestTimeout = 10_000;

/**
 * Twilio through its SDK, or any server that speaks the same API. Nothing is retried here: there is no idempotency
 * key, so only whoever holds the attempt may decide that (https://www.twilio.com/docs/messaging/api/message-resource).
 */
export function createTwilioCarrier(options: {
  accountSid: string;
  authToken: string;
  apiBaseUrl: string | undefined;
  /** A real district's: what a simulated carrier answers is refused, and its lines stop. */
  mustBeReal?: boolean;
}): Carrier {
  const client = twilio(options.accountSid, options.authToken, {
    httpClient: new CarrierHttpClient({
      baseUrl: options.apiBaseUrl,
      timeout: requestTimeout,
      mustBeReal: options.mustBeReal ?? false,
    }),
  });

  return {
    async send(request) {
      try {
        const text = await client.messages.create({
          to: asCarrierNumber(request.to, request.channel),
          ...(request.body === undefined ? {} : { body: request.body }),
          ...(request.mediaUrl === undefined ? {} : { mediaUrl: [request.mediaUrl] }),
          ...(request.contentSid === undefined
            ? {}
            : {
                contentSid: request.contentSid,
                contentVariables: JSON.stringify(request.contentVariables ?? {}),
              }),
          statusCallback: request.statusCallback,
          validityPeriod: request.validitySeconds,
          ...(request.messagingServiceSid === undefined
            ? { from: asCarrierNumber(request.from, request.channel) }
            : { messagingServiceSid: request.messagingServiceSid }),
        });
        return acceptedOrUnknown(text);
      } catch (error) {
        return failedOutcome(error);
      }
    },
    async listTexts({ from, to, channel, since }) {
      const found: CarrierText[] = [];
      let page: Awaited<ReturnType<MessagePage['nextPage']>> = await client.messages.page({
        from: asCarrierNumber(from, channel),
        to: asCarrierNumber(to, channel),
        pageSize: 100,
      });
      while (page) {
        const texts = page.instances.map(presentText);
        found.push(...texts.filter((text) => text.createdAt >= since));
        const oldest = texts.at(-1);
        if (!page.nextPageUrl || !oldest || oldest.createdAt < since) return found;
        page = await page.nextPage();
      }
      return found;
    },
    async findText(sid) {
      try {
        return presentText(await client.messages(sid).fetch());
      } catch (error) {
        if (error instanceof twilio.RestException && error.status === 404 && error.code !== undefined) {
          return null;
        }
        throw error;
      }
    },
    async listReceived({ to, channel, since }) {
      // There is no filter on the direction (https://www.twilio.com/docs/messaging/api/message-resource).
      const texts = await client.messages.list({
        to: asCarrierNumber(to, channel),
        dateSentAfter: since,
        pageSize: 1000,
      });
      return texts
        .filter((text) => text.direction === 'inbound')
        .map(presentReceived)
        .reverse();
    },
    async listMedia(sid) {
      const items = await client.messages(sid).media.list();
      const base = options.apiBaseUrl ?? twilioApi;
      return items.map((item) => ({
        url: `${base}${item.uri.replace(/\.json$/, '')}`,
        contentType: item.contentType,
      }));
    },
    fetchMedia: createMediaFetcher(options),
  };
}

const whatsappPrefix = 'whatsapp:';

/** A number as the carrier writes it on a channel (https://www.twilio.com/docs/whatsapp/api). */
function asCarrierNumber(e164: string, channel: Channel): string {
  return channel === 'whatsapp' ? whatsappPrefix + e164 : e164;
}

function bareNumber(address: string): string {
  return address.startsWith(whatsappPrefix) ? address.slice(whatsappPrefix.length) : address;
}

function presentReceived(text: MessageInstance): ReceivedText {
  return {
    sid: text.sid,
    channel: text.to.startsWith(whatsappPrefix) ? 'whatsapp' : 'sms',
    from: bareNumber(text.from),
    to: bareNumber(text.to),
    body: text.body,
    mediaCount: Number(text.numMedia),
    receivedAt: text.dateSent ?? text.dateCreated,
  };
}

function acceptedOrUnknown(text: MessageInstance): SendOutcome {
  // Half an answer or a page of HTML parses to a text without a SID: the carrier may have it all the same.
  if (typeof text.sid !== 'string' || !/^(SM|MM)[0-9a-f]{32}$/.test(text.sid)) {
    return { outcome: 'unknown', message: 'the answer held no SID' };
  }
  return { outcome: 'accepted', sid: text.sid, status: text.status };
}

function failedOutcome(error: unknown): SendOutcome {
  if (error instanceof CarrierBusy) {
    return { outcome: 'rate_limited', retryAfterSeconds: error.retryAfterSeconds ?? 1 };
  }
  if (error instanceof CarrierIsSimulated) {
    return { outcome: 'refused', code: null, refusal: 'account', message: error.message };
  }
  if (!isAnswer(error)) return { outcome: 'unknown', message: reasonOf(error) };
  const code = typeof error.code === 'number' && error.code > 0 ? error.code : null;
  if (code === 20429) return { outcome: 'rate_limited', retryAfterSeconds: 1 };
  // The carrier names a code with every refusal: without one, somebody on the way to it may have answered.
  if (error.status >= 500 || error.status === 408 || code === null) {
    return { outcome: 'unknown', message: `the carrier answered ${error.status}` };
  }
  if (error.status === 401) return { outcome: 'refused', code, refusal: 'account', message: error.message };
  if (refusalClass(code) === 'rate' && !restsTheLine(code))
    return { outcome: 'rate_limited', retryAfterSeconds: 30 };
  return { outcome: 'refused', code, refusal: refusalClass(code), message: error.message };
}

/** An answer that is no success: the SDK has one class for the carrier's older form, and another one for RFC 9457. */
function isAnswer(error: unknown): error is Error & { status: number; code?: unknown } {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}

function presentText(text: MessageInstance): CarrierText {
  return {
    sid: text.sid,
    // A Messaging Service has chosen no number yet.
    from: bareNumber(text.from ?? ''),
    to: bareNumber(text.to),
    body: text.body,
    direction: text.direction,
    status: text.status,
    errorCode: text.errorCode ?? null,
    createdAt: text.dateCreated,
    sentAt: text.dateSent ?? null,
  };
}
