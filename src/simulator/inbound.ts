import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { senderOf } from './accept-text.js';
import { keywordAnswers, keywordIn, type Keyword } from './keywords.js';
import { keepAttachment, type Attachment } from './media-store.js';
import { asWhatsapp, familyOf, lineOf, type NewText, type TextRecord } from './records.js';
import { newSid } from './sids.js';
import { listedFrom, type Simulation } from './simulation.js';
import { weigh } from './text-encoding.js';
import { accountPath, apiVersion } from './twilio-shapes.js';
import { whatsappParams } from './whatsapp.js';

/** What a family sends from its phone. */
export interface FamilyText {
  readonly from: string;
  /** The line: a number, a short code, or a Messaging Service. */
  readonly to: string;
  readonly body: string;
  readonly attachments: readonly Attachment[];
  /** On WhatsApp instead of SMS. */
  readonly onWhatsapp?: boolean;
  /** Parameters WhatsApp adds, such as a tapped button's. */
  readonly extras?: Readonly<Record<string, string>>;
}

const country = (number: string): string =>
  parsePhoneNumberFromString(number.replace('whatsapp:', ''))?.country ?? '';

/** The parameters of the webhook for an inbound text, as Twilio names them. */
export function inboundParams(simulation: Simulation, record: TextRecord): Record<string, string> {
  const { accountSid } = simulation;
  const media = record.media.flatMap((item, at) => [
    [`MediaContentType${at}`, item.contentType],
    [
      `MediaUrl${at}`,
      `${simulation.url()}${accountPath(accountSid)}/Messages/${record.sid}/Media/${item.sid}`,
    ],
  ]);
  return {
    ToCountry: country(record.to),
    ToState: '',
    ToCity: '',
    ToZip: '',
    FromCountry: country(record.from),
    FromState: '',
    FromCity: '',
    FromZip: '',
    SmsMessageSid: record.sid,
    MessageSid: record.sid,
    SmsSid: record.sid,
    AccountSid: accountSid,
    ...(record.messagingServiceSid === null ? {} : { MessagingServiceSid: record.messagingServiceSid }),
    From: record.from,
    To: record.to,
    Body: record.body,
    NumMedia: String(record.media.length),
    NumSegments: String(record.numSegments),
    SmsStatus: 'received',
    ApiVersion: apiVersion,
    ...(Object.fromEntries(media) as Record<string, string>),
    ...whatsappParams(record, simulation.books.phone(familyOf(record))?.name ?? null),
  };
}

function newRecord(
  simulation: Simulation,
  parts: Pick<
    NewText,
    'direction' | 'status' | 'from' | 'to' | 'messagingServiceSid' | 'body' | 'media' | 'extras'
  >,
): NewText {
  const now = new Date();
  const iso = now.toISOString();
  return {
    ...parts,
    sid: newSid(parts.media.length > 0 ? 'MM' : 'SM'),
    requestedBody: parts.body,
    numSegments: parts.media.length > 0 ? 1 : weigh(parts.body).segments,
    statusCallback: null,
    sendAt: null,
    createdAt: iso,
    updatedAt: iso,
    sentAt: parts.direction === 'inbound' ? iso : null,
    listedAt: listedFrom(simulation, now),
    errorCode: null,
    plan: null,
    webhook: parts.direction === 'inbound' ? { state: 'posting', tries: 0, problem: null } : null,
    deletedAt: null,
  };
}

/**
 * Takes a text from a family's phone: it is in the books when this resolves; Twilio's keywords are applied and
 * answered, and the webhook is posted in the background.
 */
export async function takeFamilyText(simulation: Simulation, text: FamilyText): Promise<TextRecord> {
  const service = text.to.startsWith('MG') ? text.to : null;
  const address = (number: string): string => (text.onWhatsapp === true ? asWhatsapp(number) : number);
  const media = [];
  for (const attachment of text.attachments) {
    media.push(await keepAttachment(simulation.booksDir, attachment));
  }
  const record = await simulation.books.addText(
    newRecord(simulation, {
      direction: 'inbound',
      status: 'received',
      from: address(text.from),
      to: address(service === null ? text.to : senderOf(service)),
      messagingServiceSid: service,
      // A lone surrogate cannot be written as UTF-8; the network would not carry it either.
      body: Buffer.from(text.body, 'utf8').toString('utf8'),
      media,
      ...(text.extras === undefined ? {} : { extras: text.extras }),
    }),
  );
  // Twilio acts on its words in SMS alone, and before it tells anybody.
  if (text.onWhatsapp !== true) await applyKeyword(simulation, record);
  postInbound(simulation, record);
  return record;
}

async function applyKeyword(simulation: Simulation, record: TextRecord): Promise<void> {
  const { books } = simulation;
  const [family, line] = [familyOf(record), lineOf(record)];
  const blocked = books.isBlocked(family, line);
  const keyword = keywordIn(record.body, blocked);
  if (keyword === null) return;
  if (keyword === 'stop' || keyword === 'start') {
    const block = keyword === 'stop';
    if (block !== blocked) await books.setBlocked(family, line, block, new Date().toISOString());
  }
  // Who is out already hears nothing more, except that START brought them back.
  if (!blocked || keyword === 'start') await answerKeyword(simulation, record, keyword);
}

async function answerKeyword(simulation: Simulation, record: TextRecord, keyword: Keyword): Promise<void> {
  const answer = await simulation.books.addText(
    newRecord(simulation, {
      direction: 'outbound-reply',
      status: 'queued',
      from: lineOf(record),
      to: familyOf(record),
      messagingServiceSid: record.messagingServiceSid,
      body: keywordAnswers[keyword],
      media: [],
    }),
  );
  simulation.walk.begin(answer);
}

/** Posts the signed webhook of an inbound text and writes down how it fares. */
function postInbound(simulation: Simulation, record: TextRecord): void {
  const { books, poster, background, inboundWebhookUrl } = simulation;
  background.run('The webhook of an inbound text could not be posted.', async () => {
    const posted = await poster.post(
      inboundWebhookUrl,
      inboundParams(simulation, record),
      async (tries, problem) => {
        await books.changeText(record.sid, { webhook: { state: 'retrying', tries, problem } });
      },
    );
    const state = posted.ok ? 'answered' : 'failed';
    await books.changeText(record.sid, {
      webhook: { state, tries: posted.tries, problem: posted.problem },
    });
  });
}

/** Posts again what was being posted when the simulator last stopped. */
export function resumeInbound(simulation: Simulation): void {
  for (const record of simulation.books.texts()) {
    const state = record.webhook?.state;
    if (state === 'posting' || state === 'retrying') postInbound(simulation, record);
  }
}
