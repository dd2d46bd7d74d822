import { Router, urlencoded, type Request, type Response } from 'express';
import { field, normalNumber, type Form } from './accept-text.js';
import { answerReadFault } from './answer-wrongly.js';
import { basicAuth } from './basic-auth.js';
import { listTexts, pagingOf, readListQuery } from './list-texts.js';
import { mediaFile } from './media-store.js';
import type { TextRecord } from './records.js';
import { newSid } from './sids.js';
import type { Simulation } from './simulation.js';
import { isFinal } from './status-walk.js';
import { refusalOf, refuse } from './twilio-errors.js';
import {
  accountPath,
  presentAccount,
  presentCall,
  presentMedia,
  presentText,
  requestHeaders,
} from './twilio-shapes.js';

/** Twilio's REST API 2010-04-01, as far as texts, their media and the asking for calls go; new texts are in `newTexts`. */
export function restRoutes(simulation: Simulation): Router {
  const { accountSid, authToken, books } = simulation;
  const router = Router();
  const account = accountPath(accountSid);

  // Twilio serves media without credentials unless the account asks for them; the SID is the secret.
  router.get(`${account}/Messages/:message/Media/:media`, (req, res, next) => {
    if (req.params.media.endsWith('.json')) next();
    else sendMedia(simulation, req, res);
  });
  router.use(
    '/2010-04-01',
    basicAuth(accountSid, authToken),
    urlencoded({ extended: false, limit: '256kb' }),
  );
  router.use('/2010-04-01', (_req, res, next) => {
    for (const [name, value] of requestHeaders()) res.setHeader(name, value);
    next();
  });

  router.get(`${account}.json`, (_req, res) => {
    res.json(presentAccount(accountSid, authToken, simulation.startedAt));
  });
  router.get(`${account}/Messages.json`, (req, res) => {
    listPage(simulation, req, res);
  });
  router.get(`${account}/Messages/:sid.json`, (req, res) => {
    const record = shown(simulation, req.params.sid);
    const fault = simulation.faults.strikeRead(record?.to ?? '');
    if (fault !== null) answerReadFault(res, fault);
    else if (record === undefined) refuseMissing(req, res);
    else res.json(presentText(accountSid, record));
  });
  router.post(`${account}/Messages/:sid.json`, (req, res) =>
    changeText(simulation, shown(simulation, req.params.sid), req, res),
  );
  router.delete(`${account}/Messages/:sid.json`, (req, res) =>
    deleteText(simulation, shown(simulation, req.params.sid), req, res),
  );
  router.get(`${account}/Messages/:sid/Media.json`, (req, res) => {
    const record = shown(simulation, req.params.sid);
    if (record === undefined) {
      refuseMissing(req, res);
      return;
    }
    const path = `${account}/Messages/${record.sid}/Media.json`;
    const address = `${path}?PageSize=50&Page=0`;
    res.json({
      end: Math.max(0, record.media.length - 1),
      first_page_uri: address,
      media_list: record.media.map((item) => presentMedia(accountSid, record, item)),
      next_page_uri: null,
      page: 0,
      page_size: 50,
      previous_page_uri: null,
      start: 0,
      uri: address,
    });
  });
  router.get(`${account}/Messages/:sid/Media/:media.json`, (req, res) => {
    const record = shown(simulation, req.params.sid);
    const item = record?.media.find((one) => one.sid === req.params.media);
    if (record === undefined || item === undefined) refuseMissing(req, res);
    else res.json(presentMedia(accountSid, record, item));
  });

  router.post(`${account}/Calls.json`, (req, res) => createCall(simulation, req, res));
  router.get(`${account}/Calls/:sid.json`, (req, res) => {
    const call = books.call(req.params.sid);
    if (call === undefined) refuseMissing(req, res);
    else res.json(presentCall(accountSid, call));
  });
  router.use('/2010-04-01', (req, res) => {
    refuseMissing(req, res);
  });
  return router;
}

const formOf = (req: Request): Form => (req.body ?? {}) as Form;

function refuseMissing(req: Request, res: Response): void {
  const path = req.originalUrl.split('?')[0] ?? '';
  refuse(res, { ...refusalOf(20404), message: `The requested resource ${path} was not found` });
}

/** The text, unless it was deleted. */
function shown(simulation: Simulation, sid: string): TextRecord | undefined {
  const record = simulation.books.text(sid);
  return record?.deletedAt === null ? record : undefined;
}

function listPage(simulation: Simulation, req: Request, res: Response): void {
  const query = readListQuery(req.query as Form);
  if ('unreadable' in query) {
    refuse(res, { code: 20001, status: 400, message: `Invalid value for parameter ${query.unreadable}` });
    return;
  }
  const fault = simulation.faults.strikeRead(query.to ?? '');
  if (fault !== null) {
    answerReadFault(res, fault);
    return;
  }
  const page = listTexts(simulation.books, query, new Date());
  res.json({
    ...pagingOf(`${accountPath(simulation.accountSid)}/Messages.json`, query, page),
    messages: page.records.map((record) => presentText(simulation.accountSid, record)),
  });
}

/** Redacts (`Body` empty) or cancels (`Status=canceled`), the two changes Twilio allows. */
async function changeText(
  simulation: Simulation,
  record: TextRecord | undefined,
  req: Request,
  res: Response,
): Promise<void> {
  if (record === undefined) {
    refuseMissing(req, res);
    return;
  }
  const form = formOf(req);
  const now = new Date().toISOString();
  if (form['Status'] === 'canceled') {
    if (record.status !== 'scheduled') {
      refuse(res, { code: 30409, status: 400, message: 'This message cannot be canceled' });
      return;
    }
    await simulation.books.changeText(record.sid, { status: 'canceled', updatedAt: now });
  } else if (form['Body'] === '') {
    if (!isFinal(record.status)) {
      refuse(res, inProgress);
      return;
    }
    await simulation.books.changeText(record.sid, { body: '', updatedAt: now });
  } else {
    refuse(res, { code: 20001, status: 400, message: 'Body can only be set to an empty string' });
    return;
  }
  res.json(presentText(simulation.accountSid, record));
}

const inProgress = {
  code: 20009,
  status: 409,
  message: 'Cannot change or delete a message whose delivery has not been completed',
};

async function deleteText(
  simulation: Simulation,
  record: TextRecord | undefined,
  req: Request,
  res: Response,
): Promise<void> {
  if (record === undefined) refuseMissing(req, res);
  else if (!isFinal(record.status)) refuse(res, inProgress);
  else {
    // The books stay a witness: they keep that the text was there, without its words.
    await simulation.books.changeText(record.sid, { body: '', deletedAt: new Date().toISOString() });
    res.status(204).end();
  }
}

async function createCall(simulation: Simulation, req: Request, res: Response): Promise<void> {
  const form = formOf(req);
  const [to, from] = [field(form, 'To'), field(form, 'From')];
  const number = to === undefined ? null : normalNumber(to);
  if (to === undefined) refuse(res, { code: 21201, status: 400, message: "No 'To' number is specified" });
  else if (from === undefined)
    refuse(res, { code: 21213, status: 400, message: "A 'From' number is required" });
  else if (number === null) refuse(res, refusalOf(21211, { to }));
  else if (['Url', 'Twiml', 'ApplicationSid'].every((name) => field(form, name) === undefined)) {
    refuse(res, { code: 21205, status: 400, message: 'Url parameter is required.' });
  } else {
    const call = {
      sid: newSid('CA'),
      from: normalNumber(from) ?? from,
      to: number,
      createdAt: new Date().toISOString(),
    };
    await simulation.books.addCall(call);
    res.status(201).json(presentCall(simulation.accountSid, call));
  }
}

/** The picture itself: where an outbound one lies, or the bytes a phone sent. */
export function sendMedia(
  simulation: Simulation,
  req: Request<{ message: string; media: string }>,
  res: Response,
): void {
  const record = shown(simulation, req.params.message);
  const item = record?.media.find((one) => one.sid === req.params.media);
  if (item === undefined) refuseMissing(req, res);
  else if (item.source !== null) res.redirect(307, item.source);
  else {
    res.set({
      'content-type': item.contentType,
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    res.sendFile(mediaFile(simulation.booksDir, item.sid), { dotfiles: 'allow' });
  }
}
