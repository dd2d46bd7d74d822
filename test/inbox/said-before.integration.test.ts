import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { saidBefore } from '../../src/conversations/translating.queries.js';
import { translateInbound } from '../../src/inbound/translate-text.js';
import { previewReply } from '../../src/inbox/preview.js';
import { createTranslator } from '../../src/translation/translate.js';
import { insertTranslation } from '../../src/translation/translation.queries.js';
import type { TranslationEngine } from '../../src/vendors/engines/engine.js';
import {
  buildConversation,
  buildGuardian,
  buildInbound,
  buildSchool,
  buildStaff,
  buildStudent,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;
const now = new Date('2026-11-23T15:00:00Z');
beforeAll(async () => {
  inbox = await createInboxRuntime();
  inbox.setNow(now);
});
afterAll(() => inbox.close());

test('engines are told what was said before, in English as far as it is', async () => {
  const heard: (string | undefined)[] = [];
  const engine: TranslationEngine = {
    ...{ name: 'chat', displayName: 'Chat', quality: 'machine', isOutside: false },
    supports: () => Promise.resolve({ status: 'yes' }),
    translate: ({ texts, context }) => {
      heard.push(context);
      return Promise.resolve(texts.map(() => ({ status: 'failed', reason: 'No.', retry: 'never' })));
    },
    close: () => Promise.resolve(),
  };
  const { phrasebook } = inbox.rt.translator;
  const rt = {
    ...inbox.rt,
    translator: createTranslator({ phrasebook, engines: [engine], clock: inbox.rt.clock }),
  };
  const { schoolId } = await buildSchool(rt.db);
  const liaison = await buildStaff(rt.db, { schoolIds: [schoolId] });
  const { addressId } = await buildGuardian(rt.db, { language: 'ps' });
  const { conversationId } = await buildConversation(rt.db, { schoolId, addressId });
  const first = await buildInbound(rt.db, conversationId, { text: 'بس ناوخته دی', language: 'ps' });
  const words = { messageId: first.messageId, language: 'en', text: 'The bus is late' };
  await insertTranslation(rt.db, now, { ...words, engine: 'person', quality: 'approved' });
  await buildInbound(rt.db, conversationId, { text: 'هیڅوک نه پوهیږي', language: 'ps' });
  const last = await buildInbound(rt.db, conversationId, {
    ...{ text: 'هغه به کله راشي', language: 'ps' },
    ...{ translationState: 'pending', nextTranslationAt: now },
  });
  await translateInbound(rt, last.messageId);
  await previewReply(rt, liaison, conversationId, { text: 'It comes at nine, the driver says.' });
  expect(heard).toEqual(['The bus is late', 'The bus is late']);
  expect(await saidBefore(rt.db, conversationId, { messageId: first.messageId })).toBe('');
});

test('engines hear no name of the family, however it is typed', async () => {
  const heard: string[] = [];
  const engine: TranslationEngine = {
    ...{ name: 'chat', displayName: 'Chat', quality: 'machine', isOutside: false },
    supports: () => Promise.resolve({ status: 'yes' }),
    translate: ({ texts }) => {
      heard.push(...texts);
      return Promise.resolve(texts.map(() => ({ status: 'failed', reason: 'No.', retry: 'never' })));
    },
    close: () => Promise.resolve(),
  };
  const { phrasebook } = inbox.rt.translator;
  const rt = {
    ...inbox.rt,
    translator: createTranslator({ phrasebook, engines: [engine], clock: inbox.rt.clock }),
  };
  const { schoolId } = await buildSchool(rt.db);
  const { studentId } = await buildStudent(rt.db, { schoolId, givenName: 'Íker', familyName: "O'Hara" });
  const { addressId } = await buildGuardian(rt.db, {
    language: 'es',
    name: 'Lucía Paz',
    studentIds: [studentId],
  });
  const { conversationId } = await buildConversation(rt.db, { schoolId, addressId });
  const { messageId } = await buildInbound(rt.db, conversationId, {
    ...{ text: 'iker o’hara viene tarde, lucia también. en paz', language: 'es' },
    ...{ translationState: 'pending', nextTranslationAt: now },
  });
  await translateInbound(rt, messageId);
  expect(heard).toEqual(['Xq0z viene tarde, Xq1z también. en paz']);
});
