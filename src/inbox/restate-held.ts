import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { lockDelivery, releaseHeldText, rewordHeldText } from '../delivery/held-texts.queries.js';
import { whyTooLong } from '../delivery/prepare-body.js';
import { setTranslationState } from '../conversations/staff-actions.queries.js';
import { reasonOf } from '../lib/log.js';
import type { Runtime } from '../lib/runtime.js';
import { openReviews } from '../translation/open-reviews.js';
import { readGroupFacts } from '../translation/review-groups.queries.js';
import { settleReview } from '../translation/reviews.queries.js';
import { insertTranslation } from '../translation/translation.queries.js';
import { announce } from './announce.js';
import { composeForFamily, type Composed } from './compose.js';
import { staffNames } from './reply-context.queries.js';
import { heldToRestate, type HeldToRestate } from './restate-held.queries.js';

const atOnce = 50;

/**
 * Puts replies that wait for a reader into the language their families have said since that they read: they go out where
 * that needs nobody, else they wait for a reader of that language, with an owner and a deadline of their own.
 * @returns how many
 */
export async function restateHeldReplies(rt: Runtime): Promise<number> {
  let restated = 0;
  for (const held of await heldToRestate(rt.db, atOnce)) {
    try {
      if (await restate(rt, held)) restated += 1;
    } catch (error) {
      // It waits as it is; whoever looks at it sees which language the family reads. The others are looked at.
      rt.log.error({ messageId: held.messageId, reason: reasonOf(error) }, 'a held reply was not restated');
    }
  }
  return restated;
}

async function restate(rt: Runtime, held: HeldToRestate): Promise<boolean> {
  const { messageId, language, schoolId, schoolName, text } = held;
  const facts = await readGroupFacts(rt.db, [{ messageId, language }]);
  const family = facts.get(messageId)?.names ?? [];
  const names = [...family, ...(await staffNames(rt.db, schoolId)), schoolName];
  const composed = await composeForFamily(rt, { language, names }, text);
  const now = rt.clock.now();
  const state = await rt.db.transaction().execute((trx) => save(trx, now, held, composed));
  if (state === undefined) return false;
  await announce(rt, held, state === 'waiting' ? held.lineId : null);
  return true;
}

/** @returns undefined where somebody has decided about the text meanwhile */
async function save(
  trx: Transaction<Database>,
  now: Date,
  { messageId, schoolId, language, heldIn, maySplit }: HeldToRestate,
  { body, translation, holdReason }: Composed,
): Promise<'waiting' | 'held' | undefined> {
  const delivery = await lockDelivery(trx, messageId);
  if (delivery?.state !== 'held' || delivery.language !== heldIn) return undefined;
  if (translation !== null) await insertTranslation(trx, now, { messageId, ...translation });
  await setTranslationState(
    trx,
    messageId,
    translation === null && body === null ? 'untranslated' : 'translated',
    translation === null && body === null ? holdReason : null,
  );
  const reason = holdReason ?? (body === null || maySplit ? null : whyTooLong(body, language));
  const isOver = body !== null && reason === null;
  const state = isOver ? 'released' : 'discarded';
  await settleReview(trx, now, messageId, { state, staffId: null, afterText: isOver ? body : null });
  if (isOver) {
    await releaseHeldText(trx, now, messageId, { body, language, maySplit });
    return 'waiting';
  }
  const why = reason ?? 'There are no words in the language the family reads now.';
  await rewordHeldText(trx, messageId, { body, language, maySplit, reason: why });
  await openReviews(trx, now, [
    { messageId, schoolId, language, reason: why, isBulk: false, beforeText: body },
  ]);
  return 'held';
}
