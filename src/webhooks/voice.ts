import type { Request, Response } from 'express';
import twilio from 'twilio';
import { z } from 'zod';
import { receiveCall } from '../inbound/receive-call.js';
import { phoneNumber } from '../lib/phone-numbers.js';
import type { Runtime } from '../lib/runtime.js';
import { startDeadline } from './deadline.js';

type Spoken = Exclude<Parameters<InstanceType<typeof twilio.twiml.VoiceResponse>['say']>[0], string>;

const callForm = z.object({
  CallSid: z.string().regex(/^CA[0-9a-f]{32}$/),
  AccountSid: z.string(),
  From: z.string().max(100).default(''),
  To: z.string().regex(phoneNumber),
});

/**
 * Voices the carrier has for languages of the house (https://www.twilio.com/docs/voice/twiml/say/text-speech); a
 * language that is not here is one it cannot speak.
 */
const voices: Readonly<Record<string, NonNullable<Spoken['voice']>>> = {
  en: 'Google.en-US-Standard-A',
  es: 'Google.es-US-Standard-A',
  'pt-BR': 'Google.pt-BR-Standard-A',
  'zh-Hans': 'Google.cmn-CN-Standard-A',
  'zh-Hant': 'Google.yue-HK-Standard-A',
  ar: 'Google.ar-XA-Standard-A',
  ru: 'Google.ru-RU-Standard-A',
  uk: 'Google.uk-UA-Standard-A',
  pl: 'Google.pl-PL-Standard-A',
  vi: 'Google.vi-VN-Standard-A',
  ko: 'Google.ko-KR-Standard-A',
  bn: 'Google.bn-IN-Standard-A',
  hi: 'Google.hi-IN-Standard-A',
  fr: 'Google.fr-FR-Standard-A',
  tr: 'Google.tr-TR-Standard-A',
};

export const spokenLanguages: ReadonlySet<string> = new Set(Object.keys(voices));

/**
 * A call to a line: it is kept as a missed call to return, and whoever calls hears, in the languages spoken there, that
 * this number takes texts and that a person will call back. The notice is only spoken once the call is safe.
 */
export async function receiveCallWebhook(rt: Runtime, request: Request, response: Response): Promise<void> {
  const parsed = callForm.safeParse(request.body ?? {});
  if (!parsed.success) {
    response.status(400).type('text/plain').send('This is no call.\n');
    return;
  }
  const { CallSid: sid, AccountSid: account, From: from, To: to } = parsed.data;
  if (account !== rt.config.twilio.accountSid) {
    response.status(403).type('text/plain').send('This call belongs to another account.\n');
    return;
  }
  const received = await startDeadline().orFail(receiveCall(rt, { sid, from, to, spokenLanguages }));
  if (received.outcome === 'unknown_line') {
    response.status(404).type('text/plain').send('None of our lines has this number.\n');
    return;
  }
  const answer = new twilio.twiml.VoiceResponse();
  for (const { language, text } of received.notice) {
    const voice = voices[language];
    if (voice !== undefined) answer.say({ voice, language: spokenAs(voice) }, text);
    answer.pause({ length: 1 });
  }
  answer.hangup();
  response.type('text/xml').send(answer.toString());
}

/** `Google.es-US-Standard-A` speaks `es-US`. */
function spokenAs(voice: string): NonNullable<Spoken['language']> {
  return /^Google\.(\w+-\w+)-/.exec(voice)?.[1] as NonNullable<Spoken['language']>;
}
