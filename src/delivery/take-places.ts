import type { Transaction } from 'kysely';
import { takes } from '../consent/contact-rules.js';
import { automaticTextsADay } from '../consent/next-moment.js';
import { giveOldPlacesBack, takePlaces, type PlacesToTake } from '../consent/places.queries.js';
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
export async function takeTheirPlaces<Allowed extends { text: DueText }>(
  trx: Transaction<Database>,
  now: Date,
  texts: readonly Allowed[],
): Promise<Allowed[]> {
  const needs = texts.map(({ text }) => ({ text, needs: takes(text.purpose, text.subtype, text.contact) }));
  await giveOldPlacesBack(
    trx,
    needs.flatMap(({ text: { messageId, places }, needs: { ofDay } }) =>
      ofDay && places.hasTakenPlace ? [{ messageId, today: places.today, monday: places.monday }] : [],
    ),
  );
  const late = new Set<string>();
  const toTake: PlacesToTake[] = [];
  for (const { text, needs: need } of needs) {
    const { addressId, messageId, contact, places } = text;
    const { today, monday, week, takenToday, hasPlaceToday } = places;
    const ofWeek =
      need.ofWeek && week !== null && !week.hasPlace ? placeOfWeek(week, budgetOf(contact.consent)) : null;
    const ofDay = need.ofDay && !hasPlaceToday ? leastFree(takenToday ?? [], automaticTextsADay) : null;
    if (ofWeek === 'none' || ofDay === 'none') late.add(messageId);
    else if (ofWeek !== null || ofDay !== null)
      toTake.push({ addressId, messageId, today, monday, ofWeek, ofDay });
  }
  const taken = await takePlaces(trx, now, toTake);
  for (const { messageId } of toTake) if (!taken.has(messageId)) late.add(messageId);
  for (const messageId of late) {
    const until = new Date(now.getTime() + againSeconds * 1000);
    await postponeText(trx, messageId, until, 'another text goes first');
  }
  return texts.filter(({ text }) => !late.has(text.messageId));
}

function placeOfWeek(
  { sender, byTeacher, takenSlots }: NonNullable<DueText['places']['week']>,
  budget: number,
): PlacesToTake['ofWeek'] | 'none' {
  const slot = leastFree(takenSlots, budget);
  return slot === 'none' ? 'none' : { slot, sender, byTeacher };
}

/** The first place, from 1, that nobody has. */
function leastFree(taken: readonly number[], places: number): number | 'none' {
  for (let slot = 1; slot <= places; slot += 1) if (!taken.includes(slot)) return slot;
  return 'none';
}
