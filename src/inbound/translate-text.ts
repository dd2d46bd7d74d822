import type { Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { Runtime } from '../lib/runtime.js';
import { publishMessage } from '../delivery/publish.js';
import { openInterpreterTask } from '../translation/interpreter-tasks.queries.js';
import { translateText, type TranslationOutcome } from '../translation/translate.js';
import { insertTranslation } from '../translation/translation.queries.js';
import {
  saidBefore,
  saveTranslationState,
  takeTextToTranslate,
  type TextToTranslate,
} from '../conversations/translating.queries.js';
import { namesAround } from './inbound.queries.js';
import { obeyedWord } from './obeyed-word.js';

const triesBeforeGivingUp = 6;
/** Longer than all engines one after the other may take. Milliseconds. */
const takenForMs = 120_000;

/**
 * Translates one text of a family for staff. What no engine can do is marked untranslated with the reason, and given to
 * a person at once; an engine that was only away is asked again later. Staff see the original meanwhile. Two workers
 * never ask for the same text at once, and whatever a person wrote meanwhile stays.
 */
export async function translateInbound(rt: Runtime, messageId: string): Promise<void> {
  const started = rt.clock.now();
  const takenUntil = new Date(started.getTime() + takenForMs);
  const text = await takeTextToTranslate(rt.db, started, messageId, takenUntil);
  if (!text) return;
  const outcome = await translateText(rt.translator, {
    text: text.text,
    from: text.language,
    to: 'en',
    ...(await namesAround(rt.db, text.conversationId)),
    direction: 'to_staff',
    topic: text.topic,
    known: obeyedWord(text),
    context: await saidBefore(rt.db, text.conversationId, { messageId }),
  });
  const now = rt.clock.now();
  await rt.db.transaction().execute((trx) => save(trx, now, text, takenUntil, outcome));
  await publishMessage(rt, messageId);
}

async function save(
  trx: Transaction<Database>,
  now: Date,
  { id: messageId, language, translationTries }: TextToTranslate,
  takenUntil: Date,
  outcome: TranslationOutcome,
): Promise<void> {
  const taken = { messageId, takenUntil };
  const done = { translationReason: null, nextTranslationAt: null };
  switch (outcome.status) {
    case 'same_language':
      await saveTranslationState(trx, taken, { ...done, translationState: 'none_needed' });
      break;
    case 'translated': {
      if (!(await saveTranslationState(trx, taken, { ...done, translationState: 'translated' }))) return;
      const { text, engine, quality, tier } = outcome;
      await insertTranslation(trx, now, { messageId, language: 'en', text, engine, quality, tier });
      break;
    }
    case 'untranslated': {
      const { reason, retry } = outcome;
      const again = retry === 'later' && translationTries + 1 < triesBeforeGivingUp;
      const isSaved = await saveTranslationState(trx, taken, {
        translationState: 'untranslated',
        translationReason: reason,
        nextTranslationAt: again ? new Date(now.getTime() + 10_000 * 2 ** translationTries) : null,
      });
      if (isSaved && !again) await openInterpreterTask(trx, now, { messageId, language, why: reason });
    }
  }
}
