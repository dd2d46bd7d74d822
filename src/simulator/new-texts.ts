import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { messageOf } from '../lib/errors.js';
import { field, normalNumber, readTextForm, type Form, type TextDraft } from './accept-text.js';
import { answerJson } from './answer-json.js';
import { answerWrongly } from './answer-wrongly.js';
import { callerCheck } from './basic-auth.js';
import { fetchPictures } from './fetch-pictures.js';
import type { Plan, TextRecord } from './records.js';
import { newSid } from './sids.js';
import { listedFrom, type Simulation } from './simulation.js';
import { smartEncode, weigh } from './text-encoding.js';
import { refusalOf, refuse } from './twilio-errors.js';
import { accountPath, presentText, requestHeaders, simulatorMark } from './twilio-shapes.js';
import { whatsappPlan } from './whatsapp.js';

const longestFormBytes = 256 * 1024;

/**
 * `POST Messages.json` on Node's own HTTP, and everything else by `others`: of the thousands of texts a second that a
 * benchmark sends, a framework and its parsers would cost more than the texts themselves.
 */
export function newTexts(simulation: Simulation, others: RequestListener): RequestListener {
  const path = `${accountPath(simulation.accountSid)}/Messages.json`;
  const isKnown = callerCheck(simulation.accountSid, simulation.authToken);
  return (req, res) => {
    if (req.method !== 'POST' || req.url?.split('?', 1)[0] !== path) {
      others(req, res);
      return;
    }
    res.setHeader(...simulatorMark);
    if (!isKnown(req, res)) return;
    for (const [name, value] of requestHeaders()) res.setHeader(name, value);
    readForm(req, (form) => {
      if (form === null) refuse(res, { code: 20001, status: 413, message: 'The request is too large' });
      else
        createText(simulation, form, res).catch((error: unknown) => {
          simulation.log.error({ error: messageOf(error) }, 'A request failed.');
          if (res.headersSent) res.destroy();
          else refuse(res, refusalOf(20500));
        });
    });
  };
}

/** The form of a request, null where it is too large; nothing is done for a caller who went away before its end. */
function readForm(req: IncomingMessage, done: (form: Form | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= longestFormBytes) chunks.push(chunk);
  });
  req.on('end', () => {
    done(size > longestFormBytes ? null : parse(Buffer.concat(chunks).toString('utf8')));
  });
}

async function createText(simulation: Simulation, form: Form, res: ServerResponse): Promise<void> {
  const to = field(form, 'To') ?? '';
  const mischief = simulation.faults.strikeCreate(normalNumber(to) ?? to);
  const fault = mischief.request;
  const unaccepted = fault !== null && !('accepted' in fault && fault.accepted);
  if (unaccepted && ['tooManyRequests', 'serverError', 'htmlAnswer', 'refuse'].includes(fault.kind)) {
    answerWrongly(simulation, res, fault, null, { to, from: field(form, 'From') ?? '' });
    return;
  }
  const draft = readTextForm(form, new Date());
  if (!draft.ok) {
    refuse(res, draft.refusal);
    return;
  }
  if (simulation.books.isBlocked(draft.value.to, draft.value.from)) {
    refuse(res, refusalOf(21610));
    return;
  }
  const record = await acceptText(
    simulation,
    draft.value,
    whatsappPlan(simulation, draft.value, mischief.plan),
  );
  // The answer shows the text as it was accepted, however far it has walked since.
  const answer = presentText(simulation.accountSid, record);
  if (record.media.length === 0) simulation.walk.begin(record);
  else
    simulation.background.run('A picture could not be fetched.', async () => {
      await fetchPictures(simulation, record);
      simulation.walk.begin(record);
    });
  if (fault === null) answerJson(res, 201, answer);
  else answerWrongly(simulation, res, fault, answer);
}

async function acceptText(simulation: Simulation, draft: TextDraft, plan: Plan): Promise<TextRecord> {
  const now = new Date();
  const body = smartEncode(draft.body);
  const immediate = draft.messagingServiceSid === null ? 'queued' : 'accepted';
  return simulation.books.addText({
    sid: newSid(draft.media.length > 0 ? 'MM' : 'SM'),
    direction: 'outbound-api',
    status: draft.sendAt === null ? immediate : 'scheduled',
    from: draft.from,
    to: draft.to,
    messagingServiceSid: draft.messagingServiceSid,
    body,
    requestedBody: draft.body,
    numSegments: draft.media.length > 0 ? 1 : weigh(body).segments,
    media: draft.media,
    statusCallback: draft.statusCallback,
    sendAt: draft.sendAt,
    createdAt: now.toISOString(),
    updatedAt: now.toISOString(),
    sentAt: null,
    listedAt: listedFrom(simulation, now),
    errorCode: null,
    plan,
    webhook: null,
    deletedAt: null,
  });
}
