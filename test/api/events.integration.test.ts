import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildClass,
  buildConversation,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { startApi, type ApiServer } from './api-server.js';

let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Listens as this person; `until` reads on until an event fits, and gives everything read so far. */
async function listen(staff: BuiltStaff) {
  const controller = new AbortController();
  const answer = await fetch(`${api.url}/api/events`, {
    headers: { authorization: `Bearer ${await api.tokenOf(staff)}` },
    signal: controller.signal,
  });
  const reader = (answer.body ?? new ReadableStream()).getReader() as ReadableStreamDefaultReader<Uint8Array>;
  const decoder = new TextDecoder();
  let read = '';
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    async until(part: string): Promise<string> {
      while (!read.includes(part)) {
        const { done, value } = await reader.read();
        if (done) break;
        read += decoder.decode(value, { stream: true });
      }
      return read;
    },
    close: () => controller.abort(),
  };
}

/** Something everybody of the school gets: when it has arrived, everything before it has been decided on. */
const marker = (schoolId: string) => api.rt.live.publish({ kind: 'nudge', id: 'marker', schoolId });

describe('the stream of events', () => {
  test('is closed to everybody who has not signed in', async () => {
    expect((await api.ask('GET', '/events')).status).toBe(401);
  });

  test('brings what happens at one’s own school, and nothing of another', async () => {
    const { schoolId } = await buildSchool(api.rt.db);
    const other = await buildSchool(api.rt.db);
    const stream = await listen(await buildStaff(api.rt.db, { schoolIds: [schoolId] }));
    expect(stream.type).toContain('text/event-stream');
    await api.rt.live.publish({ kind: 'conversation', id: 'elsewhere', schoolId: other.schoolId });
    await api.rt.live.publish({ kind: 'incident', id: 'everywhere', schoolId: null });
    await api.rt.live.publish({ kind: 'conversation', id: 'here', schoolId });
    const read = await stream.until('here');
    expect(read).toContain(`data: {"kind":"conversation","id":"here","schoolId":"${schoolId}"}\n\n`);
    expect(read).not.toContain('elsewhere');
    expect(read).not.toContain('everywhere');
    stream.close();
  });

  test('tells a teacher only of conversations she sees', async () => {
    const { schoolId } = await buildSchool(api.rt.db);
    const teacher = await buildStaff(api.rt.db, { role: 'teacher', schoolIds: [schoolId] });
    const { classId } = await buildClass(api.rt.db, { schoolId, teacherId: teacher.id });
    const { studentId } = await buildStudent(api.rt.db, { classId });
    const hers = await buildConversation(api.rt.db, { schoolId, studentId });
    const others = await buildConversation(api.rt.db, { schoolId });
    const stream = await listen(teacher);
    await api.rt.live.publish({ kind: 'conversation', id: others.conversationId, schoolId });
    await api.rt.live.publish({ kind: 'conversation', id: hers.conversationId, schoolId });
    const read = await stream.until(hers.conversationId);
    await marker(schoolId);
    await stream.until('marker');
    expect(read).not.toContain(others.conversationId);
    stream.close();
  });

  test('ends when the server shuts down', async () => {
    const stream = await listen(await buildStaff(api.rt.db));
    api.shutDown();
    expect(await stream.until('never')).toBe('retry: 2000\n\n');
  });
});
