import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { deriveConversationState } from '../conversations/conversations.queries.js';
import { awaitFamily, setTranslationStates } from '../conversations/staff-actions.queries.js';
import type { Database } from '../db/database.js';
import { discardHeldTexts, releaseHeldTexts } from '../delivery/held-texts.queries.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { askHeldQuestions, dropHeldQuestions } from '../flows/flows.queries.js';
import { languageName } from '../i18n/languages.js';
import { conflict, forbidden, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { approveTranslations } from '../translation/approve-draft.queries.js';
import { settleReviews, readGroupFacts } from '../translation/review-groups.queries.js';
import { fitsGroup, wordsForFamily, type GroupFacts } from '../translation/review-group.js';
import { replaceTranslations } from '../translation/translation.queries.js';
import { refuseTooLong, staffLanguage } from './compose.js';
import { lockGroup, type GroupMember } from './review-group.queries.js';
import { rememberWords, type ReleaseInput } from './release.js';
import { readOutboundMessage } from './reply-context.queries.js';

export interface GroupReleased {
  /** How many texts were let go, or discarded. */
  texts: number;
}

/**
 * One decision for every text that waits with this one: the same words in the same language, but for each family's own
 * names and numbers, which stand as `{0}`, `{1}` … where texts differ. Whoever wants no texts any more gets none: the
 * rules of contact look at each of them again. Words without such places are for the texts that say the very same as this
 * one; others that joined it meanwhile wait on.
 * @throws RecadoError 404 `not_found`; 403 `forbidden` for a draft in a language one does not read; 400 `too_long`;
 *   409 `not_held`, `no_draft`, `withdrawn`, `idempotency_key_reused`
 */
export async function releaseGroup(
  rt: Runtime,
  staff: SignedInStaff,
  messageId: string,
  input: ReleaseInput,
  idempotencyKey: string,
): Promise<GroupReleased> {
  if (!(await readOutboundMessage(rt.db, staff, messageId))) throw notFound('This text');
  const now = rt.clock.now();
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'release group', messageId, ...input },
  };
  const { lineIds, threads, ...result } = await rt.db.transaction().execute((trx) =>
    withIdempotency(trx, now, request, async () => {
      const group = await lockGroup(trx, staff, messageId);
      const facts = await readGroupFacts(trx, withAsked(group, messageId));
      const members = input.how === 'with_translation' ? fitting(group, facts, messageId, input.text) : group;
      if (members.length === 0) {
        throw conflict('not_held', 'These texts are not held any more. Load the page again.');
      }
      await (input.how === 'discard'
        ? discard(trx, now, staff, members)
        : release(rt, trx, now, staff, { members, facts, messageId }, input));
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action: input.how === 'discard' ? 'review.group_discarded' : 'review.group_released',
        subject: `message:${messageId}`,
        detail: { how: input.how, texts: members.length },
      });
      return {
        texts: members.length,
        lineIds: [...new Set(members.map(({ lineId }) => lineId))],
        threads: members
          .slice(0, mostThreads)
          .map(({ conversationId, schoolId }) => ({ conversationId, schoolId })),
      };
    }),
  );
  await announceAll(rt, threads, input.how === 'discard' ? [] : lineIds);
  return result;
}

/** So many open threads are told by themselves; the others ask again within a minute. */
const mostThreads = 200;

/** The text the decision was made about may have gone on by itself meanwhile. */
function withAsked(
  group: readonly GroupMember[],
  messageId: string,
): readonly { messageId: string; language: string }[] {
  const [first] = group;
  return first === undefined ? [] : [...group, { messageId, language: first.language }];
}

function fitting(
  group: readonly GroupMember[],
  facts: ReadonlyMap<string, GroupFacts>,
  messageId: string,
  words: string,
): readonly GroupMember[] {
  const asked = facts.get(messageId);
  return group.filter((member) => {
    const own = facts.get(member.messageId);
    return asked !== undefined && own !== undefined && fitsGroup(words, asked, own);
  });
}

async function announceAll(
  rt: Pick<Runtime, 'jobs' | 'live'>,
  threads: readonly { conversationId: string; schoolId: string }[],
  lineIds: readonly string[],
): Promise<void> {
  for (const lineId of lineIds) await rt.jobs.enqueue('delivery.wake', { lineId });
  for (const { conversationId, schoolId } of threads) {
    await rt.live.publish({ kind: 'conversation', id: conversationId, schoolId });
  }
}

async function discard(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  members: readonly GroupMember[],
): Promise<void> {
  const ids = members.map(({ messageId }) => messageId);
  await discardHeldTexts(trx, now, ids, `${staff.name} decided not to send it`);
  await dropHeldQuestions(trx, now, ids);
  const by = { state: 'discarded', staffId: staff.id } as const;
  await settleReviews(
    trx,
    now,
    by,
    ids.map((messageId) => ({ messageId, afterText: null })),
  );
  for (const { purpose, conversationId } of members) {
    if (purpose === 'reply') await deriveConversationState(trx, conversationId);
  }
}

async function release(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  {
    members,
    facts,
    messageId: asked,
  }: { members: readonly GroupMember[]; facts: ReadonlyMap<string, GroupFacts>; messageId: string },
  input: Exclude<ReleaseInput, { how: 'discard' }>,
): Promise<void> {
  const texts = members.map((member) => ({
    member,
    ...wordsFor(rt, staff, member, facts.get(member.messageId), input),
  }));
  for (const [body, { member, language }] of new Map(texts.map((text) => [text.body, text]))) {
    refuseTooLong(body, language, member.maySplit);
  }
  const ids = members.map(({ messageId }) => messageId);
  await releaseHeldTexts(
    trx,
    now,
    texts.map(({ member, body, language }) => ({
      messageId: member.messageId,
      ...{ body, language, maySplit: member.maySplit },
    })),
  );
  await askHeldQuestions(trx, now, ids);
  const by = { state: 'released', staffId: staff.id } as const;
  await settleReviews(
    trx,
    now,
    by,
    texts.map(({ member, body }) => ({ messageId: member.messageId, afterText: body })),
  );
  const language = members[0]?.language ?? staffLanguage;
  switch (input.how) {
    case 'with_translation':
      await replaceTranslations(
        trx,
        now,
        texts.map(({ member, body }) => ({
          ...{ messageId: member.messageId, language, text: body, engine: 'person', quality: 'approved' },
          staffId: staff.id,
        })),
      );
      await setTranslationStates(trx, ids, 'translated', null);
      break;
    case 'draft_as_it_is':
      await approveTranslations(trx, now, { messageIds: ids, language, staffId: staff.id });
      break;
    case 'untranslated':
      await setTranslationStates(trx, ids, 'untranslated', 'Sent in English, under a line that says so.');
      break;
  }
  await rememberOnce(rt, trx, now, staff, { texts, facts, asked }, input);
  for (const { purpose, conversationId } of members) {
    if (purpose === 'reply') await awaitFamily(trx, conversationId);
  }
}

/** The words of one family stand for all of them, with holes where names and numbers are. */
async function rememberOnce(
  rt: Pick<Runtime, 'texts'>,
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  group: {
    texts: readonly { member: GroupMember; body: string }[];
    facts: ReadonlyMap<string, GroupFacts>;
    asked: string;
  },
  input: Exclude<ReleaseInput, { how: 'discard' }>,
): Promise<void> {
  const one = group.texts.find(({ member }) => member.messageId === group.asked);
  const facts = group.facts.get(group.asked);
  const target = input.how === 'with_translation' ? one?.body : facts?.draft;
  if (input.how === 'untranslated' || !one || !facts || target === null || target === undefined) return;
  const { messageId: id, text, textLanguage, purpose, language } = one.member;
  const message = { id, text, language: textLanguage, purpose };
  await rememberWords(rt, trx, now, staff, { message, language, names: facts.names }, target);
}

/** What one family gets, and in which language. */
function wordsFor(
  rt: Pick<Runtime, 'texts'>,
  staff: SignedInStaff,
  member: GroupMember,
  facts: GroupFacts | undefined,
  input: Exclude<ReleaseInput, { how: 'discard' }>,
): { body: string; language: string } {
  const { language, body, text, textLanguage } = member;
  switch (input.how) {
    case 'with_translation':
      return { body: facts ? wordsForFamily(input.text, facts) : input.text, language };
    case 'untranslated':
      return {
        body: `${rt.texts.text(language, 'untranslated.note')}\n${text}`,
        language: textLanguage ?? staffLanguage,
      };
    case 'draft_as_it_is':
      if (body === null)
        throw conflict('no_draft', 'There is no draft of these texts. Write the translation.');
      if (member.isWithdrawn) {
        throw conflict(
          'withdrawn',
          'These words were withdrawn as a wrong translation. Write what is right.',
        );
      }
      if (!staff.languages.includes(language)) {
        throw forbidden(
          `Only somebody who reads ${languageName(language)} can let a draft go as it is. Ask one of them, or write the translation.`,
        );
      }
      return { body, language };
  }
}
