import { deriveConversationState } from '../conversations/conversations.queries.js';
import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { awaitFamily, setTranslationState } from '../conversations/staff-actions.queries.js';
import type { Database } from '../db/database.js';
import {
  discardHeldText,
  lockDelivery,
  releaseHeldText,
  type LockedDelivery,
} from '../delivery/held-texts.queries.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { askHeldQuestions, dropHeldQuestions } from '../flows/flows.queries.js';
import { languageName } from '../i18n/languages.js';
import { conflict, forbidden, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { approveTranslation } from '../translation/approve-draft.queries.js';
import { remember } from '../translation/remember.js';
import { settleReview } from '../translation/reviews.queries.js';
import { insertTranslation } from '../translation/translation.queries.js';
import { isWithdrawn } from '../translation/withdrawals.queries.js';
import { announce } from './announce.js';
import { withoutHeading } from './nudge-heading.js';
import { readRecipient, refuseOptedOut, refuseTooLong, staffLanguage, type Recipient } from './compose.js';
import {
  lockConversation,
  nudgeHeading,
  readOutboundMessage,
  type OutboundMessage,
} from './reply-context.queries.js';

export type ReleaseInput =
  | { how: 'with_translation'; text: string }
  | { how: 'draft_as_it_is' }
  | { how: 'untranslated' }
  | { how: 'discard' };

export interface ReleaseResult {
  messageId: string;
  state: 'waiting' | 'dropped';
  reason: string | null;
}

/**
 * The ways on for a held text: with a person's words, as the draft stands (only by somebody who reads the language),
 * in English under a line that says so, or not at all.
 * @throws RecadoError 404 `not_found`; 403 `forbidden`; 400 `too_long`; 409 `not_held`, `no_draft`, `withdrawn`,
 *   `opted_out`, `idempotency_key_reused`
 */
export async function releaseHeld(
  rt: Runtime,
  staff: SignedInStaff,
  messageId: string,
  input: ReleaseInput,
  idempotencyKey: string,
): Promise<ReleaseResult> {
  const message = await readOutboundMessage(rt.db, staff, messageId);
  if (!message) throw notFound('This text');
  const { row, names } = await readRecipient(rt, staff, message.conversationId);
  const now = rt.clock.now();
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'release', messageId, ...input },
  };
  const result = await rt.db.transaction().execute((trx) =>
    withIdempotency(trx, now, request, async (): Promise<ReleaseResult> => {
      // The conversation first, as everywhere, so that two people cannot wait for each other.
      if (!(await lockConversation(trx, staff, message.conversationId))) throw notFound('This conversation');
      const delivery = await lockDelivery(trx, messageId);
      if (delivery?.state !== 'held') {
        throw conflict(
          'not_held',
          'This text is not held any more. Load the thread again to see what became of it.',
        );
      }
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action: input.how === 'discard' ? 'message.discarded' : 'message.released',
        subject: `message:${messageId}`,
        detail: { how: input.how },
      });
      if (input.how === 'discard') return discard(trx, now, staff, message);
      await refuseOptedOut({ db: trx, clock: rt.clock }, row);
      await release(rt, trx, now, staff, { message, delivery, names }, input);
      return { messageId, state: 'waiting', reason: null };
    }),
  );
  await announce(rt, message, result.state === 'waiting' ? row.lineId : null);
  return result;
}

async function discard(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  { id: messageId, conversationId }: OutboundMessage,
): Promise<ReleaseResult> {
  const reason = `${staff.name} decided not to send it`;
  await discardHeldText(trx, now, messageId, reason);
  await dropHeldQuestions(trx, now, [messageId]);
  await settleReview(trx, now, messageId, { state: 'discarded', staffId: staff.id, afterText: null });
  await deriveConversationState(trx, conversationId);
  return { messageId, state: 'dropped', reason };
}

/** A text that was let go in a language, and whom it may speak of. */
interface ReleasedWords {
  message: Pick<OutboundMessage, 'id' | 'text' | 'language' | 'purpose'>;
  language: string;
  names: readonly string[];
}

interface HeldText extends Pick<Recipient, 'names'> {
  message: OutboundMessage;
  delivery: LockedDelivery;
}

async function release(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  held: HeldText,
  input: Exclude<ReleaseInput, { how: 'discard' }>,
): Promise<void> {
  const { message, delivery } = held;
  if (input.how === 'draft_as_it_is' && (await isWithdrawn(trx, message.id))) {
    throw conflict('withdrawn', 'These words were withdrawn as a wrong translation. Write what is right.');
  }
  const words = wordsFor(rt, staff, message, delivery, input);
  const { maySplit } = delivery;
  const released = { message, language: delivery.language, names: held.names };
  refuseTooLong(words.body, words.language, maySplit);
  await releaseHeldText(trx, now, message.id, { ...words, maySplit });
  await askHeldQuestions(trx, now, [message.id]);
  await settleReview(trx, now, message.id, {
    state: 'released',
    staffId: staff.id,
    afterText: words.body,
  });
  switch (input.how) {
    case 'with_translation':
      await insertTranslation(trx, now, {
        messageId: message.id,
        language: words.language,
        text: input.text,
        engine: 'person',
        quality: 'approved',
        staffId: staff.id,
      });
      await setTranslationState(trx, message.id, 'translated', null);
      await rememberWords(rt, trx, now, staff, released, input.text);
      break;
    case 'draft_as_it_is': {
      const approval = { messageId: message.id, language: words.language, staffId: staff.id };
      const draft = await approveTranslation(trx, now, approval);
      if (draft !== undefined) await rememberWords(rt, trx, now, staff, released, draft);
      break;
    }
    case 'untranslated':
      await setTranslationState(
        trx,
        message.id,
        'untranslated',
        'Sent in English, under a line that says so.',
      );
      break;
  }
  if (message.purpose === 'reply') await awaitFamily(trx, message.conversationId);
}

/**
 * What somebody who reads the language let go is used for the same words next time. A nudge is translated without the
 * line that says whom it is from, so it is remembered without it.
 */
export async function rememberWords(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  { message, language, names }: ReleasedWords,
  target: string,
): Promise<void> {
  if (!staff.languages.includes(language)) return;
  const from = message.language ?? staffLanguage;
  const heading = message.purpose === 'learning' ? await nudgeHeading(trx, message.id) : undefined;
  const [source, words] = heading
    ? [withoutHeading(rt, from, heading, message.text), withoutHeading(rt, language, heading, target)]
    : [message.text, target];
  if (source === null || words === null) return;
  await remember(trx, now, {
    from,
    to: language,
    source,
    target: words,
    names,
    origin: 'release',
    messageId: message.id,
    staffId: staff.id,
  });
}

/** What the family gets, and in which language. */
function wordsFor(
  rt: Pick<Runtime, 'texts'>,
  staff: SignedInStaff,
  message: OutboundMessage,
  delivery: LockedDelivery,
  input: Exclude<ReleaseInput, { how: 'discard' }>,
): { body: string; language: string } {
  const { language } = delivery;
  switch (input.how) {
    case 'with_translation':
      return { body: input.text, language };
    case 'untranslated':
      return {
        body: `${rt.texts.text(language, 'untranslated.note')}\n${message.text}`,
        language: message.language ?? staffLanguage,
      };
    case 'draft_as_it_is':
      if (delivery.body === null) {
        throw conflict(
          'no_draft',
          'There is no draft of this text. Write the translation, or send it untranslated.',
        );
      }
      if (!staff.languages.includes(language)) {
        throw forbidden(
          `Only somebody who reads ${languageName(language)} can let a draft go as it is. Ask one of them, or write the translation.`,
        );
      }
      return { body: delivery.body, language };
  }
}
