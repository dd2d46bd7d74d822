import type { Purpose } from '../conversations/conversations.table.js';
import type { Channel } from '../vendors/carriers/carrier.js';
import type { TemplateVariable } from './delivery.table.js';

/** A text WhatsApp has approved, with what stands for its {{1}}, {{2}} … in order. */
export interface Template {
  contentSid: string;
  variables: readonly TemplateVariable[];
}

/** All that decides which road a text takes to an address. */
export interface ChannelFacts {
  /** What the family asked for; null where it never said. */
  preferred: Channel | null;
  /** Whether SMS may stand in where WhatsApp cannot be used. */
  smsInstead: boolean;
  /** Why the address gets neither pictures, nor links, nor WhatsApp; null where it may. */
  textOnlyReason: string | null;
  /** The line's number on WhatsApp; null where it has none. */
  whatsappSender: string | null;
  canSendPictures: boolean;
  /** The last text of the family on WhatsApp to this line. */
  whatsappInboundAt: Date | null;
  /** When the carrier said that the window is closed. */
  whatsappClosedAt: Date | null;
  /** Why WhatsApp does not reach this family. */
  whatsappUnusableReason: string | null;
  /** The approved template for this kind of text in its language. */
  template: Template | null;
}

/** What is to be sent. */
export interface TextToSend {
  purpose: Purpose;
  body: string;
  /** The content type of the picture that goes along; null where there is none. */
  picture: string | null;
  now: Date;
}

export type ChannelChoice =
  | { outcome: 'send'; channel: Channel; template: Template | null; reason: string }
  /** No road is open. The reason is a half sentence for staff, the advice a whole one: what to do instead. */
  | { outcome: 'refuse'; reason: string; advice: string };

/** Free words may be written so long after the family's own (Twilio's "WhatsApp: the 24-hour window"). */
export const windowHours = 24;
/** A text written in the last minutes of the window may reach WhatsApp after it. */
const marginMinutes = 5;

/**
 * The road a text takes: the one the family asked for where it is open, a template where WhatsApp takes nothing else,
 * SMS in its place where the family agrees, or none, with the reason. Pure.
 */
export function chooseChannel(facts: ChannelFacts, text: TextToSend): ChannelChoice {
  if (facts.textOnlyReason !== null) return plainText(facts.textOnlyReason, text);
  const wanted = wantsWhatsapp(facts, text.now);
  if (wanted === null)
    return shortMessage(facts, text, facts.preferred === null ? '' : 'the family wants it');
  const whatsapp = byWhatsapp(facts, text, wanted);
  if (whatsapp.outcome === 'send') return whatsapp;
  if (!facts.smsInstead) {
    return refuse(`${whatsapp.reason}, and the family wants no SMS instead`, whatsapp.advice);
  }
  return shortMessage(facts, text, `SMS instead of WhatsApp: ${whatsapp.reason}`);
}

/** Whether a text holds a link, which some phones cannot open. */
export function holdsLink(body: string): boolean {
  return /\bhttps?:\/\/|\bwww\.|\b[a-z0-9-]+\.(com|org|net|edu|gov|us|info|io|app|ly|link)\b/i.test(body);
}

/** Until when free words may be written on WhatsApp; null where the window is closed or was never open. */
export function windowUntil(
  facts: Pick<ChannelFacts, 'whatsappInboundAt' | 'whatsappClosedAt'>,
  now: Date,
): Date | null {
  const { whatsappInboundAt: inboundAt, whatsappClosedAt: closedAt } = facts;
  if (inboundAt === null || (closedAt !== null && closedAt >= inboundAt)) return null;
  const until = new Date(inboundAt.getTime() + (windowHours * 60 - marginMinutes) * 60_000);
  return until > now ? until : null;
}

const withoutPicture = 'Take the picture off and say in words what it shows.';
const withoutLink = 'Take the link out and write what it says, or call.';
const byCall = 'Call, or wait until the family writes on WhatsApp.';

function refuse(reason: string, advice: string): Extract<ChannelChoice, { outcome: 'refuse' }> {
  return { outcome: 'refuse', reason, advice };
}

function plainText(reason: string, { purpose, body, picture }: TextToSend): ChannelChoice {
  if (picture !== null) {
    return refuse(`this number takes plain texts only, no pictures: ${reason}`, withoutPicture);
  }
  // An alert or an answer of ours is better with a link nobody can open than not at all.
  const mayHoldLink = purpose === 'alert' || purpose === 'system';
  if (!mayHoldLink && holdsLink(body)) {
    return refuse(`this number takes plain texts only, no links: ${reason}`, withoutLink);
  }
  return { outcome: 'send', channel: 'sms', template: null, reason: `plain texts only: ${reason}` };
}

/** Why WhatsApp is to be tried first; null where it is not. */
function wantsWhatsapp(facts: ChannelFacts, now: Date): string | null {
  if (facts.preferred === 'whatsapp') return 'the family wants WhatsApp';
  if (facts.preferred !== null) return null;
  const canUse = facts.whatsappSender !== null && facts.whatsappUnusableReason === null;
  return canUse && windowUntil(facts, now) !== null ? 'the family wrote on WhatsApp' : null;
}

/**
 * What WhatsApp shows beside words (https://www.twilio.com/docs/sms/accepted-mime-types): no GIF, and WebP is a sticker
 * there.
 */
const whatsappPictures: readonly string[] = ['image/jpeg', 'image/png'];

function byWhatsapp(facts: ChannelFacts, text: TextToSend, why: string): ChannelChoice {
  if (facts.whatsappSender === null) return refuse('the line is not on WhatsApp', byCall);
  if (facts.whatsappUnusableReason !== null) return refuse(facts.whatsappUnusableReason, byCall);
  if (text.picture !== null && !whatsappPictures.includes(text.picture)) {
    return refuse('WhatsApp takes pictures as JPEG or PNG only', 'Choose a JPEG or PNG picture.');
  }
  if (windowUntil(facts, text.now) !== null) {
    return { outcome: 'send', channel: 'whatsapp', template: null, reason: why };
  }
  const closed = 'more than a day has passed since its last text there';
  if (facts.template === null) return refuse(closed, byCall);
  if (text.picture !== null) return refuse(`${closed}, and a template holds no picture`, withoutPicture);
  return { outcome: 'send', channel: 'whatsapp', template: facts.template, reason: `a template: ${closed}` };
}

function shortMessage(facts: ChannelFacts, text: TextToSend, reason: string): ChannelChoice {
  if (text.picture === null) return { outcome: 'send', channel: 'sms', template: null, reason };
  if (!facts.canSendPictures) return refuse('this line cannot send pictures', withoutPicture);
  return { outcome: 'send', channel: 'mms', template: null, reason };
}

/** Where no value is known for a variable, WhatsApp would refuse an empty one. */
const nothing = '–';

/**
 * What a template's variables stand for, as the carrier takes them: `{"1": …}`. WhatsApp refuses line breaks, tabs and
 * more than four spaces in a row inside them.
 */
export function contentVariables(
  template: Template,
  values: Readonly<Record<TemplateVariable, string>>,
): Record<string, string> {
  return Object.fromEntries(
    template.variables.map((name, index) => [
      String(index + 1),
      values[name].replace(/\s+/gu, ' ').trim() || nothing,
    ]),
  );
}
