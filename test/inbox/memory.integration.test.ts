import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { insertTranslation } from '../../src/translation/translation.queries.js';
import { correctTranslation } from '../../src/inbox/correct-translation.js';
import { releaseHeld } from '../../src/inbox/release.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { priorities, queueText } from '../../src/delivery/queue-text.js';
import { newId } from '../../src/lib/ids.js';
import { createStoredRecords } from '../../src/translation/stored-records.js';
import { createTranslator, translateText, type TextToTranslate } from '../../src/translation/translate.js';
import {
  builtAt,
  buildClass,
  buildConversation,
  buildGuardian,
  buildInbound,
  buildNudgeRun,
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

const family = async (language: string) => {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', language] });
  const other = await buildStaff(db, { schoolIds: [schoolId], languages: ['en'] });
  const { studentId } = await buildStudent(db, { schoolId, givenName: 'Mirlande' });
  const { addressId } = await buildGuardian(db, { language, studentIds: [studentId] });
  const { conversationId } = await buildConversation(db, { schoolId, addressId });
  return { speaker, other, conversationId };
};
type Family = Awaited<ReturnType<typeof family>>;

const send = (staff: BuiltStaff, { conversationId }: Family, text: string, translation?: string) =>
  replyToFamily(inbox.rt, staff, conversationId, { text, translation, afterPosition: 99 }, newId());

/** What the district's memory says of a text, with no engine at hand. */
const translated = async (text: string, from: string, to: string, names: string[] = []) => {
  const { db, clock, log, translator } = inbox.rt;
  const records = createStoredRecords({ db, clock, log, texts: inbox.rt.texts });
  const asked: TextToTranslate = {
    text,
    from,
    to,
    names,
    direction: to === 'en' ? 'to_staff' : 'to_family',
  };
  const own = createTranslator({ phrasebook: translator.phrasebook, engines: [], clock, records });
  return translateText(own, asked);
};

describe('the memory of the district', () => {
  test('has what was released in the words of somebody who reads the language, for other names too', async () => {
    const place = await family('ht');
    const { messageId, state } = await send(place.other, place, 'Mirlande needs a warm coat.');
    expect(state).toBe('held');
    const words = { how: 'with_translation' as const, text: 'Mirlande bezwen yon manto cho.' };
    await releaseHeld(inbox.rt, place.speaker, messageId, words, newId());
    expect(await translated('Jean needs a warm coat.', 'en', 'ht', ['Jean'])).toMatchObject({
      status: 'translated',
      text: 'Jean bezwen yon manto cho.',
      engine: 'memory',
      tier: 'send',
    });
    const kept = await inbox.rt.db
      .selectFrom('translationMemory')
      .select(['source', 'target', 'origin', 'staffId', 'messageId'])
      .where('messageId', '=', messageId)
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({
      source: '{0} needs a warm coat.',
      target: '{0} bezwen yon manto cho.',
      origin: 'release',
      staffId: place.speaker.id,
      messageId,
    });
  });

  test('has a draft that somebody let go as it is', async () => {
    const place = await family('es');
    inbox.useEngine('draft', { 'Please bring gloves.': 'Por favor traiga guantes.' });
    const { messageId } = await send(place.other, place, 'Please bring gloves.');
    await releaseHeld(inbox.rt, place.speaker, messageId, { how: 'draft_as_it_is' }, newId());
    expect(await translated('Please bring gloves.', 'en', 'es')).toMatchObject({
      text: 'Por favor traiga guantes.',
      engine: 'memory',
    });
  });

  test('has a reply in the writer’s own words; the last words stand, those of before stay in the books', async () => {
    const place = await family('ht');
    await send(place.speaker, place, 'See you at the gate.', 'Na wè devan pòt la.');
    await send(place.speaker, place, 'See you at the gate.', 'N a wè nan baryè a.');
    expect(await translated('See you at the gate.', 'en', 'ht')).toMatchObject({
      text: 'N a wè nan baryè a.',
    });
    const rows = await inbox.rt.db
      .selectFrom('translationMemory')
      .select(['target', 'retiredAt'])
      .where('source', '=', 'See you at the gate.')
      .orderBy('id')
      .execute();
    expect(rows).toMatchObject([{ retiredAt: expect.any(Date) }, { retiredAt: null }]);
  });

  test('has a released nudge without the line that says whom it is from, as the next nudge is looked up', async () => {
    const { db, clock, texts } = inbox.rt;
    const { speaker, conversationId } = await family('ht');
    const { addressId, schoolId, lineId } = await db
      .selectFrom('conversation')
      .select(['addressId', 'schoolId', 'lineId'])
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    const { id: teacherId, name: teacher } = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
    const { classId, name } = await buildClass(db, { schoolId, teacherId });
    const { nudgeRunId } = await buildNudgeRun(db, { teacherId, classId });
    const from = (language: string, text: string): string =>
      texts.text(language, 'nudge.from', { teacher, class: name, text });
    const { messageId } = await db.transaction().execute(async (trx) => {
      const queued = await queueText(trx, clock.now(), {
        conversationId,
        addressId,
        schoolId,
        lineId,
        purpose: 'learning',
        senderRole: 'teacher',
        senderStaffId: teacherId,
        text: from('en', 'Which song did you sing?'),
        language: 'en',
        body: null,
        bodyLanguage: 'ht',
        holdReason: 'Nobody translates it.',
        priority: priorities.reply,
      });
      const row = {
        id: newId(),
        nudgeRunId,
        addressId,
        messageId: queued.messageId,
        outcome: 'held' as const,
      };
      await trx
        .insertInto('nudgeRecipient')
        .values({ ...row, studentId: null, guardianId: null, reason: null })
        .execute();
      return queued;
    });
    const words = { how: 'with_translation' as const, text: from('ht', 'Ki chante ou te chante?') };
    await releaseHeld(inbox.rt, speaker, messageId, words, newId());
    expect(await translated('Which song did you sing?', 'en', 'ht')).toMatchObject({
      text: 'Ki chante ou te chante?',
      engine: 'memory',
    });
  });

  test('takes nothing from somebody who does not read the language', async () => {
    const place = await family('ht');
    await send(place.other, place, 'The picnic is on the lawn.', 'Piknik la sou gazon an.');
    expect(await translated('The picnic is on the lawn.', 'en', 'ht')).toMatchObject({
      status: 'untranslated',
    });
  });
});

describe('a correction of what a family wrote', () => {
  const inbound = async (text: string) => {
    const place = await family('ht');
    const { messageId } = await buildInbound(inbox.rt.db, place.conversationId, { text });
    await inbox.rt.db
      .updateTable('message')
      .set({ language: 'ht', translationState: 'translated' })
      .where('id', '=', messageId)
      .execute();
    const machine = { messageId, language: 'en', text: 'She has the fever.', engine: 'apertium' };
    await insertTranslation(inbox.rt.db, builtAt, { ...machine, quality: 'draft' });
    return { ...place, messageId, machine };
  };
  const shown = (messageId: string) =>
    inbox.rt.db
      .selectFrom('messageTranslation')
      .select(['text', 'engine', 'quality', 'staffId'])
      .where('messageId', '=', messageId)
      .execute();

  test('is read by all, stands in the memory, and in the audit log without its words', async () => {
    const { speaker, messageId } = await inbound('Li gen lafyèv.');
    await correctTranslation(inbox.rt, speaker, messageId, 'She has a fever.');
    const words = { text: 'She has a fever.', engine: 'person', quality: 'approved', staffId: speaker.id };
    expect(await shown(messageId)).toEqual([words]);
    expect(await translated('Li gen lafyèv.', 'ht', 'en')).toMatchObject({
      text: 'She has a fever.',
      engine: 'memory',
    });
    const audit = await inbox.rt.db
      .selectFrom('auditEvent')
      .select(['actor', 'action', 'detail'])
      .where('subject', '=', `message:${messageId}`)
      .execute();
    expect(audit).toEqual([
      {
        actor: `staff:${speaker.id}`,
        action: 'message.translation_corrected',
        detail: { from: 'ht', to: 'en', replaced: 'apertium' },
      },
    ]);
  });

  test('is not undone by an engine that comes late', async () => {
    const { speaker, messageId, machine } = await inbound('Li pa vini jodi a.');
    await correctTranslation(inbox.rt, speaker, messageId, 'She is not coming today.');
    await insertTranslation(inbox.rt.db, builtAt, { ...machine, quality: 'draft' });
    expect(await shown(messageId)).toMatchObject([{ text: 'She is not coming today.' }]);
  });

  test('is for those who read the language and see the text', async () => {
    const { other, messageId } = await inbound('Mèsi anpil pou tout bagay.');
    await expect(correctTranslation(inbox.rt, other, messageId, 'Thanks.')).rejects.toMatchObject({
      status: 403,
    });
    const { speaker: stranger } = await family('ht');
    await expect(correctTranslation(inbox.rt, stranger, messageId, 'Thanks.')).rejects.toMatchObject({
      status: 404,
    });
    expect(await shown(messageId)).toMatchObject([{ engine: 'apertium' }]);
  });
});
