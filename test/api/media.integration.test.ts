import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { MediaItem } from '../../src/conversations/conversations.table.js';
import { keepMedia, mediaPath } from '../../src/conversations/media-files.js';
import {
  buildConversation,
  buildInbound,
  buildSchool,
  buildStaff,
  type BuiltStaff,
} from '../support/builders.js';
import { startApi, type ApiServer } from './api-server.js';

let api: ApiServer;
let liaison: BuiltStaff;
let conversationId: string;
beforeAll(async () => {
  api = await startApi();
  const { schoolId } = await buildSchool(api.rt.db);
  liaison = await buildStaff(api.rt.db, { schoolIds: [schoolId] });
  ({ conversationId } = await buildConversation(api.rt.db, { schoolId }));
});
afterAll(() => api.close());

const bytes = Buffer.from('\x89PNG\r\n\x1a\nthe rest of it', 'latin1');

async function textWith(items: Partial<MediaItem>[]): Promise<string> {
  const { messageId } = await buildInbound(api.rt.db, conversationId, { text: 'Look' });
  const stored = await keepMedia(api.rt.config.dataDir, bytes);
  const media = items.map((item) => ({
    url: 'https://api.twilio.com/x',
    contentType: 'image/png',
    stored,
    ...item,
  }));
  await api.rt.db
    .updateTable('message')
    .set({ media: JSON.stringify(media) })
    .where('id', '=', messageId)
    .execute();
  return messageId;
}

test('a picture is shown in place and runs, loads and leaves nothing', async () => {
  const messageId = await textWith([{}]);
  const answer = await api.ask('GET', `/media/${messageId}/0`, { as: liaison });
  expect(answer.status).toBe(200);
  expect(answer.text).toBe(bytes.toString('utf8'));
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': 'inline; filename="attachment-1.png"',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
});

test.each([
  ['application/pdf', 'attachment-2.pdf'],
  ['text/vcard', 'attachment-2.vcf'],
  ['video/mp4', 'attachment-2.mp4'],
])('a file of the type %s is only ever saved, as %s', async (contentType, name) => {
  const messageId = await textWith([{}, { contentType }]);
  const answer = await api.ask('GET', `/media/${messageId}/1`, { as: liaison });
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
  expect(answer.headers.get('content-type')).toBe(
    contentType === 'text/vcard' ? 'text/vcard; charset=utf-8' : contentType,
  );
});

test('what is not kept, not yet fetched or gone from the disk is not found', async () => {
  const messageId = await textWith([{}]);
  const { messageId: without } = await buildInbound(api.rt.db, conversationId, { text: 'No picture' });
  for (const path of [`/media/${messageId}/1`, `/media/${without}/0`]) {
    expect((await api.ask('GET', path, { as: liaison })).status).toBe(404);
  }
  expect((await api.ask('GET', `/media/${messageId}/-1`, { as: liaison })).status).toBe(400);
  await rm(mediaPath(api.rt.config.dataDir, await keepMedia(api.rt.config.dataDir, bytes)));
  const gone = await api.ask('GET', `/media/${messageId}/0`, { as: liaison });
  expect(gone).toMatchObject({ status: 404, json: { code: 'not_found' } });
});

test('the thread names our own address once the file is kept, and never the carrier’s', async () => {
  const messageId = await textWith([{}, { refused: 'it is larger than 5 MB' }]);
  await api.rt.db
    .updateTable('message')
    .set({
      media: JSON.stringify([
        { url: 'https://api.twilio.com/x', contentType: 'image/png', stored: 'a'.repeat(64), bytes: 3 },
        { url: 'https://api.twilio.com/y', contentType: 'image/png', refused: 'it is larger than 5 MB' },
        { url: 'https://api.twilio.com/z', contentType: 'image/png' },
      ]),
    })
    .where('id', '=', messageId)
    .execute();
  const answer = await api.ask('GET', `/conversations/${conversationId}`, { as: liaison });
  const { messages } = answer.json as { messages: { id: string; media: unknown[] }[] };
  expect(messages.find((message) => message.id === messageId)?.media).toEqual([
    { url: `/api/media/${messageId}/0`, contentType: 'image/png' },
    { url: null, contentType: 'image/png', refused: 'it is larger than 5 MB' },
    { url: null, contentType: 'image/png' },
  ]);
  expect(answer.text).not.toContain('api.twilio.com');
});
