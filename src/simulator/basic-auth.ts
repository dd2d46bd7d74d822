import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { refusalOf, refuse } from './twilio-errors.js';

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

/** Lets only callers in who know the account and its token (HTTP Basic); others get Twilio's 20003. */
export function basicAuth(accountSid: string, authToken: string): RequestHandler {
  const expected = digest(`${accountSid}:${authToken}`);
  return (req, res, next) => {
    const [scheme, value] = (req.get('authorization') ?? '').split(' ');
    const given =
      scheme?.toLowerCase() === 'basic' ? Buffer.from(value ?? '', 'base64').toString('utf8') : '';
    if (timingSafeEqual(digest(given), expected)) {
      next();
      return;
    }
    res.set('www-authenticate', 'Basic realm="Twilio API"');
    refuse(res, refusalOf(20003));
  };
}
