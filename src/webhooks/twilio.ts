import express, {
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import twilio from 'twilio';
import { z } from 'zod';
import type { MediaItem } from '../conversations/conversations.table.js';
import { receiveStatus } from '../delivery/status.js';
import { receiveTogether } from '../inbound/receive-together.js';
import { wakeForReceived, type InboundText, type Received } from '../inbound/receive.js';
import { createMissedTexts } from '../inbound/seek-missed.js';
import { reasonOf } from '../lib/log.js';
import type { Runtime } from '../lib/runtime.js';
import { startDeadline } from './deadline.js';
import { receiveCallWebhook } from './voice.js';
import { readWords, whatsappFields } from './whatsapp.js';

/** Nothing the carrier sends is larger. */
const bodyLimit = '64kb';

const sid = z.string().regex(/^(SM|MM)[0-9a-f]{32}$/);
/** A number, on WhatsApp with its prefix (https://www.twilio.com/docs/whatsapp/api). */
const carrierNumber = z.string().regex(/^(whatsapp:)?\+[1-9]\d{6,14}$/);
const inboundForm = z.object({
  MessageSid: sid,
  AccountSid: z.string(),
  From: carrierNumber,
  To: carrierNumber,
  Body: z.string().default(''),
  NumMedia: z.coerce.number().int().min(0).max(10).catch(0),
  OptOutType: z.string().optional(),
  ...whatsappFields,
});
const statusForm = z.object({
  MessageSid: sid,
  AccountSid: z.string().optional(),
  MessageStatus: z.string().max(40),
  // What happened counts, also where why is told in a way nobody knows.
  ErrorCode: z.coerce.number().int().min(1).max(999_999).optional().catch(undefined),
});

type Form = Record<string, string | string[]>;

/**
 * The carrier's webhooks (https://www.twilio.com/docs/usage/webhooks). Every request is checked against its signature
 * before anything in it is looked at; 2xx is only said once the text is safe in the database, and 503 within two
 * seconds when that cannot be had: the carrier waits no longer than fifteen before it gives a text up. Once it did, the
 * text is fetched from its list, unless `shutdown` comes first.
 */
export function createTwilioWebhooks(rt: Runtime, shutdown: AbortSignal): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false, limit: bodyLimit }));
  router.use(checkSignature(rt));
  const receive = receiveOrSeek(rt, shutdown);
  router.post('/inbound', (request, response) => receiveInbound(rt, receive, request, response));
  router.post('/status/:attemptId', (request, response) => receiveStatusCallback(rt, request, response));
  router.post('/voice', (request, response) => receiveCallWebhook(rt, request, response));
  router.use(refuse(rt));
  return router;
}

/**
 * Twilio signs the public address and the parameters with the account's token
 * (https://www.twilio.com/docs/usage/security#validating-requests). The token before the last rotation is accepted too.
 */
function checkSignature(rt: Runtime): RequestHandler {
  const { authToken, previousAuthToken } = rt.config.twilio;
  const tokens = [authToken, previousAuthToken].filter((token) => token !== undefined);
  const tell = atMostEvery(tellEveryMs, rt.clock, () => {
    rt.log.warn(
      'a webhook was refused, for its signature does not fit: either a stranger sent it, or TWILIO_AUTH_TOKEN or PUBLIC_BASE_URL is not what the carrier knows; told once in ten minutes',
    );
  });
  return (request, response, next) => {
    const signature = request.get('x-twilio-signature');
    const form = (request.body ?? {}) as Form;
    const url = rt.config.publicBaseUrl + request.originalUrl;
    if (signature !== undefined && tokens.some((token) => isSigned(token, signature, url, form))) {
      next();
      return;
    }
    tell();
    response.status(403).type('text/plain').send('The signature does not fit.\n');
  };
}

/** Strangers may send as much as they like: they fill no log. */
const tellEveryMs = 600_000;

function atMostEvery(ms: number, clock: Runtime['clock'], act: () => void): () => void {
  let last = -Infinity;
  return () => {
    const now = clock.now().getTime();
    if (now - last < ms) return;
    last = now;
    act();
  };
}

function isSigned(token: string, signature: string, url: string, form: Form): boolean {
  try {
    return twilio.validateRequest(token, signature, url, form);
  } catch {
    return false;
  }
}

/** Receives a text in time; one that could not be kept is sought at the carrier. */
function receiveOrSeek(rt: Runtime, shutdown: AbortSignal): (inbound: InboundText) => Promise<Received> {
  const receive = receiveTogether(rt);
  const missed = createMissedTexts(rt, shutdown);
  return async (inbound) => {
    try {
      return await startDeadline().orFail(receive(inbound));
    } catch (error) {
      void missed.seek();
      throw error;
    }
  };
}

async function receiveInbound(
  rt: Runtime,
  receive: (inbound: InboundText) => Promise<Received>,
  request: Request,
  response: Response,
): Promise<void> {
  const form = (request.body ?? {}) as Form;
  const parsed = inboundForm.safeParse(form);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))].join(', ');
    rt.log.warn({ fields }, 'a signed webhook lacked what a text has');
    response.status(400).type('text/plain').send(`Missing or unusable: ${fields}\n`);
    return;
  }
  const text = parsed.data;
  if (text.AccountSid !== rt.config.twilio.accountSid) {
    response.status(403).type('text/plain').send('This text belongs to another account.\n');
    return;
  }
  const inbound: InboundText = {
    sid: text.MessageSid,
    ...readWords(text),
    media: readMedia(rt, form, text.NumMedia),
    ...(text.OptOutType === undefined ? {} : { optOutType: text.OptOutType }),
    happenedAt: rt.clock.now(),
  };
  const received = await receive(inbound);
  if (received.outcome === 'unknown_line') {
    response.status(404).type('text/plain').send('None of our lines has this number.\n');
    return;
  }
  // The text is safe, and the carrier need not wait for the queue: should a wake-up be lost, the sweep makes it good.
  void wakeForReceived(rt, received);
  // An empty answer: whatever we say to the family goes out as a text of its own.
  response.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
}

/** Media are kept as addresses; one that is not the carrier's own is marked and never fetched. */
function readMedia(rt: Runtime, form: Form, count: number): MediaItem[] {
  const hosts = new Set(['api.twilio.com', 'mms.twiliocdn.com']);
  if (rt.config.twilio.apiBaseUrl !== undefined) hosts.add(new URL(rt.config.twilio.apiBaseUrl).host);
  return Array.from({ length: count }, (_, n) => {
    const url = String(form[`MediaUrl${n}`] ?? '').slice(0, 2000);
    const contentType = String(form[`MediaContentType${n}`] ?? 'application/octet-stream').slice(0, 100);
    const isCarriers = URL.canParse(url) && hosts.has(new URL(url).host);
    return isCarriers
      ? { url, contentType }
      : { url, contentType, refused: 'it does not lie at the carrier' };
  });
}

async function receiveStatusCallback(rt: Runtime, request: Request, response: Response): Promise<void> {
  const attemptId = z.uuid().safeParse(request.params['attemptId']);
  const form = statusForm.safeParse(request.body ?? {});
  if (!attemptId.success || !form.success) {
    response.status(400).type('text/plain').send('This is no status of a text.\n');
    return;
  }
  const account = form.data.AccountSid;
  if (account !== undefined && account !== rt.config.twilio.accountSid) {
    response.status(403).type('text/plain').send('This status belongs to another account.\n');
    return;
  }
  const said = {
    sid: form.data.MessageSid,
    status: form.data.MessageStatus,
    errorCode: form.data.ErrorCode ?? null,
  };
  const known = await startDeadline().orFail(receiveStatus(rt, attemptId.data, said));
  response.status(known ? 204 : 404).end();
}

/** Too large, malformed, or our own trouble: 503 makes the carrier come again. */
function refuse(rt: Runtime) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = clientFault(error);
    if (status === undefined) {
      rt.log.error({ reason: reasonOf(error) }, 'a webhook could not be served; the carrier will come again');
      response.status(503).set('Retry-After', '5').type('text/plain').send('Not now; please come again.\n');
      return;
    }
    response
      .status(status)
      .type('text/plain')
      .send(status === 413 ? 'Too large.\n' : 'Malformed.\n');
  };
}

/** The status of a body parser's complaint, or undefined when it is not the sender's fault. */
function clientFault(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}
