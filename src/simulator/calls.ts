import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import type { CallRecord } from './records.js';
import { newSid } from './sids.js';
import type { Simulation } from './simulation.js';
import { apiVersion } from './twilio-shapes.js';

const say = z.object({ '@language': z.string().default('en-US'), '#text': z.coerce.string() });
const twiml = z.object({ Response: z.looseObject({ Say: z.array(say).default([]) }) });
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  alwaysCreateTextNode: true,
  isArray: (name) => name === 'Say',
});

/**
 * Places a call from a family's phone: the voice webhook is posted, signed, and what it has the carrier say is in the
 * books when this resolves. What is no TwiML, or no answer at all, ends in the carrier's own sentence.
 */
export async function placeCall(simulation: Simulation, from: string, to: string): Promise<CallRecord> {
  const { accountSid, poster } = simulation;
  const call = { sid: newSid('CA'), from, to, createdAt: new Date().toISOString() };
  const posted = await poster.post(simulation.voiceWebhookUrl, {
    CallSid: call.sid,
    AccountSid: accountSid,
    From: from,
    To: to,
    Caller: from,
    Called: to,
    CallStatus: 'ringing',
    Direction: 'inbound',
    ApiVersion: apiVersion,
  });
  const record = { ...call, said: spoken(posted.ok ? posted.body : '') };
  await simulation.books.addCall(record);
  return record;
}

const trouble = { language: 'en-US', text: 'We are sorry, an application error has occurred. Goodbye.' };

function spoken(xml: string): { language: string; text: string }[] {
  try {
    const { Response } = twiml.parse(parser.parse(xml));
    return Response.Say.map((one) => ({ language: one['@language'], text: one['#text'] }));
  } catch {
    return [trouble];
  }
}
