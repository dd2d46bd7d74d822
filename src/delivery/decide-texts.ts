import type { Transaction } from 'kysely';
import { openCallForText } from '../calls/calls.queries.js';
import { decideContact, type ContactVerdict } from '../consent/contact-rules.js';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import { chooseChannel, type ChannelChoice, type TextToSend } from './choose-channel.js';
import { postponeByRules, postponeText } from './delivery.queries.js';
import { dropText } from './give-up.queries.js';
import type { DueText } from './due-texts.queries.js';
import { capReached } from './pace.js';
import { takeTheirPlaces } from './take-places.js';
import { noteLanguages, queueWelcome } from './welcome.js';

/** A text that goes out now, with the road it takes. */
export interface AllowedText {
  text: DueText;
  road: Extract<ChannelChoice, { outcome: 'send' }>;
}

/**
 * What each text may do now; those that may not go out wait, or are given up, with the reason.
 * @param day.left segments that texts other than alerts may still use today; null: any number
 */
export async function decideTexts(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  due: readonly DueText[],
  day: { left: number | null; endsAt: Date },
): Promise<{ allowed: AllowedText[]; isDayFull: boolean }> {
  const allowed: AllowedText[] = [];
  let isDayFull = false;
  let left = day.left ?? Number.POSITIVE_INFINITY;
  for (const text of due) {
    if (text.refusal !== null) {
      // Whom we may not contact is not called either.
      await dropText(trx, now, text.messageId, text.refusal);
      continue;
    }
    const decision = decideContact(text.purpose, text.subtype, text.contact);
    if (decision.verdict === 'drop') await giveUpText(trx, now, text, decision.reason);
    if (decision.verdict === 'wait') await waitAsDecided(rt, trx, now, text, decision);
    if (decision.verdict !== 'send') continue;
    const road = chooseChannel(text.channel, textToSend(now, text));
    if (road.outcome !== 'send') {
      await giveUpText(trx, now, text, road.reason);
      continue;
    }
    const counted = text.purpose === 'alert' ? 0 : segmentsOn(road, text);
    if (counted > left) {
      isDayFull = true;
      const { until, reason } = capReached(day.endsAt);
      await postponeText(trx, text.messageId, until, reason);
      continue;
    }
    left -= counted;
    allowed.push({ text, road });
  }
  return { allowed: await takeTheirPlaces(trx, now, allowed), isDayFull };
}

async function waitAsDecided(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  text: DueText,
  decision: Extract<ContactVerdict, { verdict: 'wait' }>,
): Promise<void> {
  if (decision.first === 'welcome') await queueWelcome(rt, trx, now, text);
  if (decision.first === 'language') await noteLanguages(rt, trx, text);
  await postponeByRules(trx, now, text.messageId, decision);
}

function textToSend(now: Date, { purpose, body, picture }: DueText): TextToSend {
  return { purpose, body, picture, now };
}

/** The mobile networks count their own texts, not WhatsApp's. */
function segmentsOn(road: AllowedText['road'], text: DueText): number {
  return road.channel === 'whatsapp' ? 0 : text.segments;
}

/** Where an alert cannot be texted, somebody calls. */
async function giveUpText(
  trx: Transaction<Database>,
  now: Date,
  text: Pick<DueText, 'messageId' | 'purpose'>,
  reason: string,
): Promise<void> {
  await dropText(trx, now, text.messageId, reason);
  if (text.purpose === 'alert') await openCallForText(trx, now, text.messageId, reason);
}

/** What they count for the day. */
export function segmentsOf(texts: readonly AllowedText[]): { segments: number; alertSegments: number } {
  const sum = (some: readonly AllowedText[]): number =>
    some.reduce((all, { road, text }) => all + segmentsOn(road, text), 0);
  return { segments: sum(texts), alertSegments: sum(texts.filter(({ text }) => text.purpose === 'alert')) };
}
