import type { Runtime } from '../lib/runtime.js';
import { publishMessage } from '../delivery/publish.js';
import { openInterpreterTask } from '../translation/interpreter-tasks.queries.js';
import { translateText } from '../translation/translate.js';
import { insertTranslation } from '../translation/translation.queries.js';
import { saveTranslationState, textToTranslate } from '../conversations/translating.queries.js';
import { namesAround } from './inbound.queries.js';
import { obeyedWord } from './obeyed-word.js';

const triesBeforeGivingUp = 6;

/**
 * Translates one text of a family for staff. What no engine can do is marked untranslated with the reason, and given to
 * a person at once; an engine that was only away is asked again later. Staff see the original meanwhile.
 */
export async function translateInbound(rt: Runtime, messageId: string): Promise<void> {
  const text = await textToTranslate(rt.db, messageId);
  if (!text) return;
  const outcome = await translateText(rt.translator, {
    text: text.text,
    from: text.language,
    to: 'en',
    names: await namesAround(rt.db, text.conversationId),
    direction: 'to_staff',
    topic: text.topic,
    known: obeyedWord(text),
  });
  const now = rt.clock.now();
  switch (outcome.status) {
    case 'same_language':
      await saveTranslationState(rt.db, messageId, {
        translationState: 'none_needed',
        translationReason: null,
        nextTranslationAt: null,
      });
      break;
    case 'translated':
      await rt.db.transaction().execute(async (trx) => {
        await insertTranslation(trx, now, {
          messageId,
          language: 'en',
          text: outcome.text,
          engine: outcome.engine,
          quality: outcome.quality,
          tier: outcome.tier,
        });
        await saveTranslationState(trx, messageId, {
          translationState: 'translated',
          translationReason: null,
          nextTranslationAt: null,
        });
      });
      break;
    case 'untranslated': {
      const again = outcome.retry === 'later' && text.translationTries + 1 < triesBeforeGivingUp;
      await rt.db.transaction().execute(async (trx) => {
        await saveTranslationState(trx, messageId, {
          translationState: 'untranslated',
          translationReason: outcome.reason,
          nextTranslationAt: again ? new Date(now.getTime() + 10_000 * 2 ** text.translationTries) : null,
        });
        const task = { messageId, language: text.language, why: outcome.reason };
        if (!again) await openInterpreterTask(trx, now, task);
      });
    }
  }
  await publishMessage(rt, messageId);
}
