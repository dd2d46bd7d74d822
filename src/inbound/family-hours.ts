import type { Transaction } from 'kysely';
import { wantHours } from '../consent/asked-hours.queries.js';
import { sharedHours, type HourSpan } from '../consent/contact-hours.js';
import type { Database } from '../db/database.js';
import { reconsiderTexts } from '../delivery/delivery.queries.js';
import { priorities } from '../delivery/queue-text.js';
import { askInBetween } from '../flows/put-aside.queries.js';
import type { OpenAsk } from '../flows/flows.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { z } from 'zod';
import { readWishedHours, type WishedHours } from '../understanding/consent/wished-hours.js';
import type { Answer } from './answer-family.js';
import type { Exchange } from './dialogues.js';

/** Local hours a family can ask for by number, in the order they are offered; null: the school's. */
export const offeredHours = [
  null,
  { from: '09:00', until: '12:00' },
  { from: '12:00', until: '17:00' },
  { from: '17:00', until: '20:00' },
];

/** The days and hours a family asked for; null of either: any. */
type Wish = Pick<WishedHours, 'hours' | 'days'>;

const proposal = z.object({
  hours: z.object({ from: z.string(), until: z.string() }).nullable(),
  days: z.enum(['weekdays', 'weekends']).nullable(),
});

/** What a family says of hours in free words, in the language it wrote in or is written to in. */
export function hoursInWords(
  rt: Pick<Runtime, 'understanding'>,
  { text, understood, writeIn }: Pick<Exchange, 'text' | 'understood' | 'writeIn'>,
): WishedHours | null {
  // A number alone is a choice from the list.
  if (/^\P{L}*\p{Nd}{1,2}\P{L}*$/u.test(text.text)) return null;
  return readWishedHours(rt.understanding, text.text, [...new Set([writeIn, understood.language, 'en'])]);
}

/** Opens the list of hours. */
export async function openHours(
  trx: Transaction<Database>,
  now: Date,
  { text, writeIn }: Exchange,
): Promise<Answer> {
  await askInBetween(trx, now, {
    addressId: text.addressId,
    conversationId: text.conversationId,
    language: writeIn,
    dialogue: 'hours',
    ask: { key: 'hours', kind: 'choice', options: offeredHours.map((_, place) => String(place + 1)) },
  });
  return say('menu.hours');
}

/**
 * Keeps what a family wishes, where it is sure and the school's hours have room for it; else it is asked back, or told
 * which hours there are.
 */
export async function obeyWishedHours(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  exchange: Exchange,
  { hours, days, isSure }: WishedHours,
): Promise<Answer> {
  const { text, writeIn } = exchange;
  const within = withinSchools(text, hours);
  if (within === null) {
    // The list stays open: the next text may name hours there are.
    await openHours(trx, now, exchange);
    return say('menu.hoursOutside', shown({ from: text.contactFrom, until: text.contactUntil }));
  }
  if (isSure || hours === null) return keepHours(trx, now, exchange, { hours, days });
  const word = (key: string): string => rt.texts.familyPhrases(writeIn).get(key) ?? key;
  await askInBetween(trx, now, {
    addressId: text.addressId,
    conversationId: text.conversationId,
    language: writeIn,
    dialogue: 'hours_check',
    ask: { key: 'hours', kind: 'choice', options: [word('yes'), word('no')] },
    proposal: { hours, days },
  });
  return say('menu.hoursCheck', shown(within));
}

/** The family said that we understood its hours: what was proposed is kept. */
export function keepProposedHours(
  trx: Transaction<Database>,
  now: Date,
  exchange: Exchange,
  { proposal: proposed }: Pick<OpenAsk, 'proposal'>,
): Promise<Answer> {
  return keepHours(trx, now, exchange, proposal.parse(proposed));
}

/**
 * Writes down what the family wishes, whatever staff had written down before, and says so, with the hours as they come
 * to be at its school. What waits is looked at again by them.
 */
export async function keepHours(
  trx: Transaction<Database>,
  now: Date,
  { text }: Pick<Exchange, 'text'>,
  { hours, days }: Wish,
): Promise<Answer> {
  const said = { saidBy: 'family', messageId: text.messageId } as const;
  await wantHours(trx, now, text.addressId, { hours, days }, said);
  await reconsiderTexts(trx, now, text.addressId, 'hours');
  const keys = { weekends: 'menu.weekendsSet', weekdays: 'menu.weekdaysSet', any: 'menu.hoursSet' };
  return say(keys[days ?? 'any'], shown(withinSchools(text, hours) ?? schoolsHours(text)));
}

const schoolsHours = (text: Exchange['text']): HourSpan => ({
  from: text.contactFrom.slice(0, 5),
  until: text.contactUntil.slice(0, 5),
});

/** What of these hours the school texts in; null where that is nothing. */
const withinSchools = (text: Exchange['text'], hours: HourSpan | null): HourSpan | null =>
  hours === null ? schoolsHours(text) : sharedHours(schoolsHours(text), hours);

const shown = ({ from, until }: HourSpan) => ({ from: from.slice(0, 5), until: until.slice(0, 5) });

function say(key: string, values: Answer['values'] = {}): Answer {
  return { key, values, subtype: 'dialogue', priority: priorities.answer };
}
