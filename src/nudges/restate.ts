import { dropText } from '../delivery/give-up.queries.js';
import { queueTexts } from '../delivery/queue-texts.js';
import { askHeldQuestions, askInLanguage } from '../flows/flows.queries.js';
import { reasonOf } from '../lib/log.js';
import { newId } from '../lib/ids.js';
import type { Runtime } from '../lib/runtime.js';
import { composeNudge, namesToKeep, type ComposedNudge } from './compose.js';
import { changeRecipient, lockWaiting, nudgesToRestate, type NudgeToRestate } from './restate.queries.js';
import { readRunToSend, type RunToSend } from './runs.queries.js';
import { flowOf, askOf, outgoingWords } from './store-batch.js';

const atOnce = 50;
/** Written anew, a text is of use for so many hours at least. */
const usefulHours = 24;

/**
 * Writes nudges that wait, for their turn or for a reader, anew where their families have said since which language they read: the first text waits for
 * that answer. The text that waited is given up for it, its question goes along.
 * @param addressId only those of this address
 * @returns how many
 */
export async function restateNudges(rt: Runtime, addressId: string | null = null): Promise<number> {
  let restated = 0;
  for (const text of await nudgesToRestate(rt.db, addressId, atOnce)) {
    try {
      if (await restate(rt, text)) restated += 1;
    } catch (error) {
      // It goes out as it is once its time has come; the others are looked at all the same.
      rt.log.error(
        { messageId: text.messageId, reason: reasonOf(error) },
        'a nudge was not put into a language',
      );
    }
  }
  return restated;
}

async function restate(rt: Runtime, text: NudgeToRestate): Promise<boolean> {
  const run = await readRunToSend(rt.db, text.nudgeRunId);
  const composed = run && (await composeFor(rt, run, text));
  // With its engine away it is looked at again with the next sweep.
  if (!run || !composed || composed.isEngineAway === true) return false;
  const now = rt.clock.now();
  const useful = new Date(now.getTime() + usefulHours * 3_600_000);
  const done = await rt.db.transaction().execute(async (trx) => {
    if (!(await lockWaiting(trx, text.messageId))) return false;
    await dropText(trx, now, text.messageId, 'it goes out in the language the family said instead');
    const messageId = newId();
    await queueTexts(trx, now, [outgoingWords(run, { ...text, messageId, composed, expiresAt: useful })]);
    const { holdReason } = composed;
    await changeRecipient(trx, text, { messageId, holdReason });
    await askInLanguage(trx, text, {
      language: composed.bodyLanguage,
      document: flowOf(composed, askOf(run.askKind)),
      held: holdReason !== null,
    });
    if (text.isHeld && holdReason === null) await askHeldQuestions(trx, now, [messageId]);
    return true;
  });
  if (done) await rt.jobs.enqueue('delivery.wake', { lineId: text.lineId });
  return done;
}

async function composeFor(
  rt: Runtime,
  run: RunToSend,
  { language, names }: NudgeToRestate,
): Promise<ComposedNudge | undefined> {
  const words = {
    content: run.libraryKey === null ? { ownText: run.ownText ?? '' } : { libraryKey: run.libraryKey },
    teacher: run.staffName,
    className: run.className,
    names: [...namesToKeep([run.staffName, run.className, run.schoolName], []), ...names],
  };
  return (await composeNudge(rt, words, [language])).get(language);
}
