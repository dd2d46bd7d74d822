import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { releaseHeld, type ReleaseInput } from '../../src/inbox/release.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { changeState } from '../../src/inbox/state.js';
import { newId } from '../../src/lib/ids.js';
import {
  builtAt,
  buildConversation,
  buildGuardian,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => inbox.forget());

const english = 'Please bring a coat.';
const draft = 'Por favor traiga un abrigo.';

/** A reply that is held: as a draft in Spanish, or without words in Haitian Creole. */
async function buildHeld(language: 'es' | 'ht' = 'es') {
  const { db } = inbox.rt;
  inbox.useEngine('draft', { [english]: draft });
  const { schoolId } = await buildSchool(db);
  const liaison = await buildStaff(db, { schoolIds: [schoolId], languages: ['en'] });
  const bilingual = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', language] });
  const { studentId } = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, { language, studentIds: [studentId] });
  const { conversationId, lineId } = await buildConversation(db, { schoolId, addressId });
  const { position } = await buildRequest(db, conversationId);
  const { messageId, state } = await replyToFamily(
    inbox.rt,
    liaison,
    conversationId,
    { text: english, afterPosition: position },
    newId(),
  );
  expect(state).toBe('held');
  inbox.forget();
  return { liaison, bilingual, schoolId, conversationId, lineId, messageId, addressId };
}

const release = (staff: BuiltStaff, messageId: string, input: ReleaseInput, key = newId()) =>
  releaseHeld(inbox.rt, staff, messageId, input, key);
const deliveryOf = (messageId: string) =>
  inbox.rt.db.selectFrom('delivery').selectAll().where('messageId', '=', messageId).executeTakeFirstOrThrow();
const translationOf = (messageId: string) =>
  inbox.rt.db
    .selectFrom('messageTranslation')
    .select(['language', 'text', 'engine', 'quality', 'staffId'])
    .where('messageId', '=', messageId)
    .executeTakeFirst();
const conversationOf = (id: string) =>
  inbox.rt.db
    .selectFrom('conversation')
    .select(['state', 'waitingSince'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

describe('a held reply', () => {
  test('goes out with the words a person wrote, under that person’s name', async () => {
    const { liaison, messageId, conversationId, lineId } = await buildHeld('ht');
    const result = await release(liaison, messageId, { how: 'with_translation', text: 'Pote yon manto.' });
    expect(result).toEqual({ messageId, state: 'waiting', reason: null });
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'waiting',
      body: 'Pote yon manto.',
      language: 'ht',
      encoding: 'GSM-7',
      segments: 1,
      reason: null,
    });
    expect(await translationOf(messageId)).toEqual({
      language: 'ht',
      text: 'Pote yon manto.',
      engine: 'person',
      quality: 'approved',
      staffId: liaison.id,
    });
    expect(await conversationOf(conversationId)).toEqual({ state: 'waiting', waitingSince: null });
    expect(inbox.jobs).toEqual([{ name: 'delivery.wake', payload: { lineId } }]);
  });

  test('goes out as the draft stands when somebody who reads the language says so', async () => {
    const { bilingual, messageId } = await buildHeld();
    await release(bilingual, messageId, { how: 'draft_as_it_is' });
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'waiting', body: draft });
    expect(await translationOf(messageId)).toMatchObject({ quality: 'approved', staffId: bilingual.id });
  });

  test('does not go out as a draft for somebody who cannot read it, nor where there is none', async () => {
    const { liaison, messageId } = await buildHeld();
    await expect(release(liaison, messageId, { how: 'draft_as_it_is' })).rejects.toMatchObject({
      status: 403,
    });
    const held = await buildHeld('ht');
    await expect(release(held.bilingual, held.messageId, { how: 'draft_as_it_is' })).rejects.toMatchObject({
      status: 409,
      code: 'no_draft',
    });
    expect((await deliveryOf(messageId)).state).toBe('held');
  });

  test('goes out in English under a line in the family’s language that says so', async () => {
    const { liaison, messageId } = await buildHeld('ht');
    await release(liaison, messageId, { how: 'untranslated' });
    const { body } = await deliveryOf(messageId);
    expect(body).toBe(`${inbox.rt.texts.text('ht', 'untranslated.note')}\n${english}`);
    expect(body).not.toContain(inbox.rt.texts.text('en', 'untranslated.note'));
  });

  test('that is discarded never goes out, and the family waits as before', async () => {
    const { liaison, messageId, conversationId } = await buildHeld();
    expect(await release(liaison, messageId, { how: 'discard' })).toMatchObject({ state: 'dropped' });
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'dropped', nextAttemptAt: null });
    expect(await conversationOf(conversationId)).toEqual({ state: 'open', waitingSince: builtAt });
    expect(inbox.jobs).toEqual([]);
  });

  test('is released once: a repeat gives the same answer, a second person is told', async () => {
    const { liaison, bilingual, messageId } = await buildHeld();
    const first = await release(bilingual, messageId, { how: 'draft_as_it_is' }, 'once');
    expect(await release(bilingual, messageId, { how: 'draft_as_it_is' }, 'once')).toEqual(first);
    await expect(release(liaison, messageId, { how: 'discard' })).rejects.toMatchObject({
      status: 409,
      code: 'not_held',
    });
  });

  test('released by two people at once goes out as one of them said', async () => {
    const { liaison, bilingual, messageId } = await buildHeld();
    const outcomes = await Promise.allSettled([
      release(bilingual, messageId, { how: 'draft_as_it_is' }),
      release(liaison, messageId, { how: 'discard' }),
    ]);
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  });

  test('released after the family asked anew leaves the new question open', async () => {
    const { bilingual, messageId, conversationId } = await buildHeld();
    const later = new Date(builtAt.getTime() + 60_000);
    await buildRequest(inbox.rt.db, conversationId, { at: later });
    await release(bilingual, messageId, { how: 'draft_as_it_is' });
    expect(await conversationOf(conversationId)).toEqual({ state: 'open', waitingSince: later });
  });

  test('stays held when the family has asked for no more texts meanwhile, but can be discarded', async () => {
    const { liaison, bilingual, messageId, addressId, lineId } = await buildHeld();
    await inbox.rt.db
      .insertInto('carrierBlock')
      .values({ addressId, lineId, since: builtAt, liftedAt: null })
      .execute();
    await expect(release(bilingual, messageId, { how: 'draft_as_it_is' })).rejects.toMatchObject({
      code: 'opted_out',
    });
    expect((await deliveryOf(messageId)).state).toBe('held');
    expect((await release(liaison, messageId, { how: 'discard' })).state).toBe('dropped');
  });

  test('keeps its thread from being closed over it', async () => {
    const { liaison, messageId, conversationId } = await buildHeld();
    await expect(changeState(inbox.rt, liaison, conversationId, 'closed')).rejects.toMatchObject({
      status: 409,
      code: 'reply_held',
    });
    await release(liaison, messageId, { how: 'discard' });
    await changeState(inbox.rt, liaison, conversationId, 'closed');
    expect((await conversationOf(conversationId)).state).toBe('closed');
  });

  test('does not exist for somebody of another school', async () => {
    const { messageId } = await buildHeld();
    const stranger = await buildStaff(inbox.rt.db, { languages: ['en', 'es'] });
    await expect(release(stranger, messageId, { how: 'draft_as_it_is' })).rejects.toMatchObject({
      status: 404,
    });
  });
});
