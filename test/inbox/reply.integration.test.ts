import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { replyToFamily } from '../../src/inbox/reply.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import {
  builtAt,
  buildGuardian,
  buildConversation,
  buildInbound,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
} from '../support/builders.js';
import { createInboxRuntime, readyReply, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => {
  inbox.useEngine('machine', {});
  inbox.forget();
});

/** A liaison, and a family that has asked something. */
async function buildAsked(language: string | null = 'es') {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const liaison = await buildStaff(db, { schoolIds: [schoolId], languages: ['en'] });
  const { studentId } = await buildStudent(db, { schoolId, givenName: 'Luis' });
  const { addressId } = await buildGuardian(db, { language, studentIds: [studentId] });
  const { conversationId, lineId } = await buildConversation(db, { schoolId, addressId });
  const { position, requestId } = await buildRequest(db, conversationId, { text: 'el camion no paso hoy' });
  return { schoolId, liaison, addressId, conversationId, lineId, position, requestId };
}

const conversationOf = (id: string) =>
  inbox.rt.db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const deliveryOf = (messageId: string) =>
  inbox.rt.db.selectFrom('delivery').selectAll().where('messageId', '=', messageId).executeTakeFirstOrThrow();
const repliesIn = (conversationId: string) =>
  inbox.rt.db
    .selectFrom('message')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'out')
    .execute();

describe('an answer', () => {
  test.each(['es', 'ht', 'ar', 'zh-Hans'])(
    'with a ready reply goes out in %s as it was reviewed',
    async (language) => {
      const { liaison, conversationId, position, lineId } = await buildAsked(language);
      const text = readyReply(inbox.rt.texts, 'en', 'transportation.onTheBus').replace('{student}', 'Luis');
      const reply = await replyToFamily(
        inbox.rt,
        liaison,
        conversationId,
        { text, afterPosition: position },
        newId(),
      );
      expect(reply).toEqual({ messageId: expect.any(String), state: 'waiting', reason: null });
      expect(await deliveryOf(reply.messageId)).toMatchObject({
        body: readyReply(inbox.rt.texts, language, 'transportation.onTheBus').replaceAll('{student}', 'Luis'),
        language,
        state: 'waiting',
        purpose: 'reply',
        priority: 2,
        lineId,
      });
      expect(inbox.jobs).toEqual([{ name: 'delivery.wake', payload: { lineId } }]);
      expect(inbox.published).toMatchObject([{ kind: 'conversation', id: conversationId }]);
    },
  );

  test('that an engine translated goes out, with the original kept and the engine named', async () => {
    inbox.useEngine('machine', { 'Please bring a coat.': 'Por favor traiga un abrigo.' });
    const { liaison, conversationId, position } = await buildAsked();
    const { messageId } = await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'Please bring a coat.', afterPosition: position },
      newId(),
    );
    const { messages } = await readThread(inbox.rt, liaison, conversationId);
    expect(messages.find((message) => message.id === messageId)).toMatchObject({
      text: 'Please bring a coat.',
      language: 'en',
      purpose: 'reply',
      senderRole: 'liaison',
      senderName: liaison.name,
      translations: [
        { language: 'es', text: 'Por favor traiga un abrigo.', engine: 'apertium', quality: 'machine' },
      ],
      delivery: {
        state: 'waiting',
        body: 'Por favor traiga un abrigo.\n(Traducido por computadora. ¿No se entiende? Responda ?)',
        simulated: true,
      },
    });
  });

  test('that is only a draft is held for a reader of the language', async () => {
    inbox.useEngine('draft', { 'Please bring a coat.': 'Por favor traiga un abrigo.' });
    const { liaison, conversationId, position } = await buildAsked();
    const reply = await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'Please bring a coat.', afterPosition: position },
      newId(),
    );
    expect(reply).toMatchObject({
      state: 'held',
      reason: 'This draft by Apertium waits for a person who reads Spanish.',
    });
    expect(await deliveryOf(reply.messageId)).toMatchObject({
      state: 'held',
      body: 'Por favor traiga un abrigo.',
      nextAttemptAt: null,
    });
    expect(inbox.jobs).toEqual([]);
  });

  test('that nothing can translate is held without words, and the family still waits', async () => {
    const { liaison, conversationId, position } = await buildAsked('ht');
    const reply = await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'Please bring a coat.', afterPosition: position },
      newId(),
    );
    expect(reply).toMatchObject({ state: 'held', reason: 'No engine translates English to Haitian Creole.' });
    expect(await deliveryOf(reply.messageId)).toMatchObject({ state: 'held', body: null, language: 'ht' });
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'open', waitingSince: builtAt });
  });

  test('with the writer’s own translation goes out as a person’s', async () => {
    const { liaison, conversationId, position } = await buildAsked('ht');
    const { messageId, state } = await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'Bring a coat.', translation: 'Pote yon manto.', afterPosition: position },
      newId(),
    );
    expect(state).toBe('waiting');
    expect(await deliveryOf(messageId)).toMatchObject({ body: 'Pote yon manto.', language: 'ht' });
    expect(
      await inbox.rt.db
        .selectFrom('messageTranslation')
        .select(['engine', 'quality', 'staffId'])
        .where('messageId', '=', messageId)
        .executeTakeFirst(),
    ).toEqual({ engine: 'person', quality: 'approved', staffId: liaison.id });
  });

  test('to a family that reads English, or whose language nobody knows, goes out as it was written', async () => {
    for (const language of ['en', null]) {
      const { liaison, conversationId, position } = await buildAsked(language);
      await inbox.rt.db
        .updateTable('message')
        .set({ language: null })
        .where('conversationId', '=', conversationId)
        .execute();
      const { messageId } = await replyToFamily(
        inbox.rt,
        liaison,
        conversationId,
        { text: 'Bring a coat.', afterPosition: position },
        newId(),
      );
      expect(await deliveryOf(messageId)).toMatchObject({
        body: 'Bring a coat.',
        language: 'en',
        state: 'waiting',
      });
    }
  });

  test('gives the conversation to whoever answers first, and leaves it with whom it is', async () => {
    const { liaison, schoolId, conversationId, position } = await buildAsked('en');
    const answer = { text: 'I will ask.', afterPosition: position };
    await replyToFamily(inbox.rt, liaison, conversationId, answer, newId());
    const second = await buildStaff(inbox.rt.db, { schoolIds: [schoolId] });
    await replyToFamily(inbox.rt, second, conversationId, answer, newId());
    expect((await conversationOf(conversationId)).assigneeStaffId).toBe(liaison.id);
    const { history } = await readThread(inbox.rt, liaison, conversationId);
    expect(history).toMatchObject([{ to: liaison.name, reason: `${liaison.name} answered first.` }]);
  });

  test('makes the conversation wait for the family, and settles no request', async () => {
    const { liaison, conversationId, position } = await buildAsked('en');
    await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'I will ask.', afterPosition: position },
      newId(),
    );
    expect(await conversationOf(conversationId)).toMatchObject({ state: 'waiting', waitingSince: null });
    const { requests } = await readThread(inbox.rt, liaison, conversationId);
    expect(requests).toMatchObject([{ status: 'open', assignee: { id: liaison.id } }]);
  });

  test('is written down in the audit without its words', async () => {
    const { liaison, conversationId, position } = await buildAsked('en');
    await replyToFamily(
      inbox.rt,
      liaison,
      conversationId,
      { text: 'The secret word.', afterPosition: position },
      newId(),
    );
    const events = await inbox.rt.db
      .selectFrom('auditEvent')
      .selectAll()
      .where('subject', '=', `conversation:${conversationId}`)
      .execute();
    expect(events).toMatchObject([{ actor: `staff:${liaison.id}`, action: 'conversation.replied' }]);
    expect(JSON.stringify(events)).not.toContain('secret');
  });
});

describe('tried again', () => {
  test('with the same key it is one text, also when both tries come at once', async () => {
    const { liaison, conversationId, position } = await buildAsked('en');
    const send = () =>
      replyToFamily(inbox.rt, liaison, conversationId, { text: 'Yes.', afterPosition: position }, 'same-key');
    const [first, second] = await Promise.all([send(), send()]);
    expect(second).toEqual(first);
    expect(await send()).toEqual(first);
    expect(await repliesIn(conversationId)).toHaveLength(1);
  });

  test('it gives the first answer even when the family has written since', async () => {
    const { liaison, conversationId, position } = await buildAsked('en');
    const input = { text: 'Yes.', afterPosition: position };
    const first = await replyToFamily(inbox.rt, liaison, conversationId, input, 'again');
    await buildInbound(inbox.rt.db, conversationId);
    expect(await replyToFamily(inbox.rt, liaison, conversationId, input, 'again')).toEqual(first);
  });

  test('with the same key for another text it is refused', async () => {
    const { liaison, conversationId, position } = await buildAsked('en');
    const send = (text: string) =>
      replyToFamily(inbox.rt, liaison, conversationId, { text, afterPosition: position }, 'reused');
    await send('Yes.');
    await expect(send('No.')).rejects.toMatchObject({ status: 409, code: 'idempotency_key_reused' });
  });

  test('the key of one person means nothing for another', async () => {
    const { liaison, schoolId, conversationId, position } = await buildAsked('en');
    const other = await buildStaff(inbox.rt.db, { schoolIds: [schoolId] });
    const input = { text: 'Yes.', afterPosition: position };
    const first = await replyToFamily(inbox.rt, liaison, conversationId, input, 'shared');
    const second = await replyToFamily(inbox.rt, other, conversationId, input, 'shared');
    expect(second.messageId).not.toBe(first.messageId);
  });
});

describe('nothing is sent', () => {
  test('when the family has written since the draft was begun', async () => {
    const { liaison, conversationId, position } = await buildAsked('en');
    await buildInbound(inbox.rt.db, conversationId, { text: 'ya llego, gracias' });
    await expect(
      replyToFamily(
        inbox.rt,
        liaison,
        conversationId,
        { text: 'It is late.', afterPosition: position },
        newId(),
      ),
    ).rejects.toMatchObject({ status: 409, code: 'family_wrote' });
    expect(await repliesIn(conversationId)).toEqual([]);
    expect(inbox.jobs).toEqual([]);
  });

  test('behind a text that came in while the answer was stored', async () => {
    const { liaison, conversationId, position } = await buildAsked('en');
    const [reply, inbound] = await Promise.allSettled([
      replyToFamily(inbox.rt, liaison, conversationId, { text: 'Yes.', afterPosition: position }, newId()),
      buildInbound(inbox.rt.db, conversationId, { text: 'wait' }),
    ]);
    // Whoever comes first has the lower position; an answer never stands after a text its writer had not seen.
    expect(inbound).toMatchObject({
      status: 'fulfilled',
      value: { position: position + (reply.status === 'fulfilled' ? 2 : 1) },
    });
  });

  test('to a family that asked for no more texts', async () => {
    const { db } = inbox.rt;
    const { liaison, conversationId, position, addressId } = await buildAsked('en');
    const { recordConsent } = await import('../../src/consent/consent.queries.js');
    await db.transaction().execute((trx) =>
      recordConsent(trx, builtAt, {
        addressId,
        kind: 'opt_out',
        basis: 'said_by_text',
        happenedAt: builtAt,
      }),
    );
    await expect(
      replyToFamily(inbox.rt, liaison, conversationId, { text: 'Yes.', afterPosition: position }, newId()),
    ).rejects.toMatchObject({ status: 409, code: 'opted_out' });
  });

  test('to a family that told the carrier to stop', async () => {
    const { liaison, conversationId, position, addressId, lineId } = await buildAsked('en');
    await inbox.rt.db
      .insertInto('carrierBlock')
      .values({ addressId, lineId, since: builtAt, liftedAt: null })
      .execute();
    await expect(
      replyToFamily(inbox.rt, liaison, conversationId, { text: 'Yes.', afterPosition: position }, newId()),
    ).rejects.toMatchObject({ status: 409, code: 'opted_out' });
  });

  test('when its translation is longer than the carrier takes', async () => {
    const { liaison, conversationId, position } = await buildAsked();
    await expect(
      replyToFamily(
        inbox.rt,
        liaison,
        conversationId,
        { text: 'Short.', translation: 'á'.repeat(1601), afterPosition: position },
        newId(),
      ),
    ).rejects.toMatchObject({
      status: 400,
      code: 'too_long',
      message: expect.stringContaining('In Spanish this text is 1,601 characters long'),
    });
    expect(await repliesIn(conversationId)).toEqual([]);
  });

  test('by somebody who does not see the conversation', async () => {
    const { conversationId, position } = await buildAsked('en');
    const stranger = await buildStaff(inbox.rt.db);
    await expect(
      replyToFamily(inbox.rt, stranger, conversationId, { text: 'Yes.', afterPosition: position }, newId()),
    ).rejects.toMatchObject({ status: 404 });
    expect(await repliesIn(conversationId)).toEqual([]);
  });
});
