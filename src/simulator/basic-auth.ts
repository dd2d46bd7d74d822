import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { refusalOf, refuse } from './twilio-errors.js';

/** Lets only callers in who know the account and its token (HTTP Basic); others get Twilio's 20003. */
export function callerCheck(
  accountSid: string,
  authToken: string,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const expected = Buffer.from(`${accountSid}:${authToken}`);
  return (req, res) => {
    const [scheme, value] = (req.headers.authorization ?? '').split(' ');
    const given = Buffer.from(scheme?.toLowerCase() === 'basic' ? (value ?? '') : '', 'base64');
    if (given.length === expected.length && timingSafeEqual(given, expected)) return true;
    res.setHeader('www-authenticate', 'Basic realm="Twilio API"');
    refuse(res, refusalOf(20003));
    return false;
  };
}

/** The same for Express. */
export function basicAuth(accountSid: string, authToken: string): RequestHandler {
  const isKnown = callerCheck(accountSid, authToken);
  return (req, res, next) => {
    if (isKnown(req, res)) next();
  };
}
