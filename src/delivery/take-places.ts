import type { Transaction } from 'kysely';
import { takes } from '../consent/contact-rules.js';
import { giveOldPlacesBack, takePlacesOfDay, takePlacesOfWeek } from '../consent/places.queries.js';
import { budgetOf } from '../consent/weekly-budget.js';
import type { Database } from '../db/database.js';
import { postponeText } from './delivery.queries.js';
import type { DueText } from './due-texts.queries.js';

/** Somebody else took the last place at the same moment: it is looked at again so soon. */
const againSeconds = 5;

/**
 * Takes the places these texts need of their families' weeks and days, in the transaction that claims them. A text
 * that came too late for the last one is put off and decided anew.
 * @returns the texts that may go
 */
export async function takePlaces<Text extends DueText>(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly Text[],
): Promise<Text[]> {
  const needs = texts.map((text) => ({ text, ...takes(text.purpose, text.subtype, { ...text, now }) }));
  await giveOldPlacesBack(
    trx,
    now,
    needs.flatMap(({ text, ofDay }) => (ofDay && text.hasTakenPlace ? [text] : [])),
  );
  const withoutWeek = needs.flatMap(({ text, ofWeek }) => {
    if (!ofWeek || text.week === null || text.week.hasPlace) return [];
    const { sender, byTeacher } = text.week;
    return [{ ...text, sender, byTeacher, budget: budgetOf(text.consent) }];
  });
  const ofWeek = await takePlacesOfWeek(trx, now, withoutWeek);
  const withoutDay = needs.flatMap(({ text, ofDay }) => (ofDay ? [text] : []));
  const ofDay = await takePlacesOfDay(trx, now, withoutDay);
  const late = new Set([
    ...withoutWeek.filter(({ messageId }) => !ofWeek.has(messageId)).map(({ messageId }) => messageId),
    ...withoutDay.filter(({ messageId }) => !ofDay.has(messageId)).map(({ messageId }) => messageId),
  ]);
  for (const messageId of late) {
    const until = new Date(now.getTime() + againSeconds * 1000);
    await postponeText(trx, messageId, until, 'another text goes first');
  }
  return texts.filter((text) => !late.has(text.messageId));
}
