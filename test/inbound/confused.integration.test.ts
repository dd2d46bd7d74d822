import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import {
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

let school: { schoolId: string; lineId: string };
let speaker: BuiltStaff;
let writer: BuiltStaff;
let count = 0;

beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  school = await buildSchool(stage.rt.db);
  const schoolIds = [school.schoolId];
  writer = await buildStaff(stage.rt.db, { schoolIds });
  speaker = await buildStaff(stage.rt.db, { schoolIds, languages: ['en', 'es'] });
});

/** A family a reply has gone out to. */
async function buildTalk() {
  const { db } = stage.rt;
  const { studentId } = await buildStudent(db, { schoolId: school.schoolId });
  const e164 = `+1475556${String((count += 1)).padStart(4, '0')}`;
  const { addressId } = await buildGuardian(db, { language: 'es', studentIds: [studentId], e164 });
  const { conversationId } = await buildConversation(db, {
    schoolId: school.schoolId,
    addressId,
    assigneeStaffId: writer.id,
  });
  const messageId = await reply(writer, conversationId, 'Please sign the form.', 'Firme la forma.');
  await setDelivery(messageId, 'delivered');
  return { e164, conversationId, messageId };
}

async function reply(
  staff: BuiltStaff,
  conversationId: string,
  text: string,
  translation: string,
  corrects?: string,
) {
  const last = await stage.rt.db
    .selectFrom('conversation')
    .select('lastPosition')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
  const input = { text, translation, afterPosition: last.lastPosition, corrects };
  return (await replyToFamily(stage.rt, staff, conversationId, input, newId())).messageId;
}

const setDelivery = (messageId: string, state: 'delivered' | 'waiting' | 'dropped') =>
  stage.rt.db.updateTable('delivery').set({ state }).where('messageId', '=', messageId).execute();

async function write(e164: string, body: string): Promise<void> {
  const { e164: to } = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', school.lineId)
    .executeTakeFirstOrThrow();
  const sid = `SM${newId().replaceAll('-', '')}`;
  const happenedAt = stage.rt.clock.now();
  const received = await receiveText(stage.rt, { sid, from: e164, to, body, media: [], happenedAt });
  if (received.outcome !== 'stored') throw new Error(received.outcome);
  await processConversation(stage.rt, received.conversationId);
}

const thread = async (conversationId: string) => readThread(stage.rt, speaker, conversationId);
const flagOf = async (conversationId: string, messageId: string) =>
  (await thread(conversationId)).messages.find(({ id }) => id === messageId)?.flag;

describe('a family that did not understand', () => {
  test.each(['?', 'No entendí', 'I do not understand'])(
    'says so by "%s": the text is flagged, a speaker asked, the family told',
    async (words) => {
      const { e164, conversationId, messageId } = await buildTalk();
      await write(e164, words);
      expect(await flagOf(conversationId, messageId)).toMatchObject({ words, isCorrected: false });
      const { conversation, requests, messages } = await thread(conversationId);
      expect(requests).toMatchObject([{ status: 'open', assignee: { id: speaker.id } }]);
      expect(conversation.assignee?.id).toBe(speaker.id);
      expect(messages.at(-2)?.routeReasons).toEqual(
        expect.arrayContaining([
          'the family did not understand a text of ours',
          `${speaker.name} speaks Spanish`,
        ]),
      );
      expect(messages.at(-1)).toMatchObject({
        subtype: 'confused',
        text: stage.rt.texts.text('es', 'confused.received'),
      });
    },
  );

  test('gets the text anew: the correction is marked, and the wrong one stays', async () => {
    const { e164, conversationId, messageId } = await buildTalk();
    await write(e164, '?');
    const words = 'Por favor, firme el formulario.';
    const correction = await reply(speaker, conversationId, 'Please sign the form.', words, messageId);
    expect(await flagOf(conversationId, messageId)).toMatchObject({ isCorrected: true });
    const { messages } = await thread(conversationId);
    expect(messages.filter(({ isCorrection }) => isCorrection).map(({ id }) => id)).toEqual([correction]);
    expect(messages.find(({ id }) => id === messageId)?.delivery?.body).toBe('Firme la forma.');
    const remembered = await stage.rt.db
      .selectFrom('translationMemory')
      .select('target')
      .where('source', '=', 'Please sign the form.')
      .where('retiredAt', 'is', null)
      .executeTakeFirst();
    expect(remembered?.target).toBe(words);
    // Given up, it says nothing anew.
    await setDelivery(correction, 'dropped');
    expect(await flagOf(conversationId, messageId)).toMatchObject({ isCorrected: false });
  });

  test('means the last text of a person that went out, not our own answer and not one that still waits', async () => {
    const { e164, conversationId, messageId } = await buildTalk();
    const waiting = await reply(writer, conversationId, 'One more thing.', 'Una cosa más.');
    await setDelivery(waiting, 'waiting');
    await write(e164, '?');
    await stage.rt.db
      .updateTable('delivery')
      .set({ state: 'delivered' })
      .where('purpose', '=', 'system')
      .execute();
    await write(e164, 'No entiendo');
    expect(await flagOf(conversationId, messageId)).toMatchObject({ words: '?' });
    expect(await flagOf(conversationId, waiting)).toBeNull();
    const flags = await stage.rt.db
      .selectFrom('translationFlag')
      .innerJoin('message', 'message.id', 'translationFlag.messageId')
      .select('messageId')
      .where('message.conversationId', '=', conversationId)
      .execute();
    expect(flags).toEqual([{ messageId }]);
  });

  test('may be about nothing of ours: then it is a question like any other', async () => {
    const { e164, conversationId, messageId } = await buildTalk();
    stage.clock.moveTo(new Date('2026-12-10T18:00:00Z'));
    await write(e164, '?');
    expect(await flagOf(conversationId, messageId)).toBeNull();
    expect((await thread(conversationId)).messages.every(({ subtype }) => subtype !== 'confused')).toBe(true);
  });
});

test('a reply corrects only a flagged text of its own thread', async () => {
  const first = await buildTalk();
  const second = await buildTalk();
  await write(second.e164, '?');
  await expect(
    reply(speaker, first.conversationId, 'Sign it.', 'Fírmelo.', second.messageId),
  ).rejects.toMatchObject({ status: 404 });
  await expect(
    reply(speaker, first.conversationId, 'Sign it.', 'Fírmelo.', first.messageId),
  ).rejects.toMatchObject({ status: 404 });
});
