import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setRight } from '../../src/families/rights.js';
import { attributeText } from '../../src/inbox/attribute-text.js';
import { endQuestionBetween } from '../../src/flows/put-aside.queries.js';
import { findOpenAsk } from '../../src/flows/flows.queries.js';
import { listConversations } from '../../src/inbox/list.js';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import {
  buildClass,
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

let schoolId: string;
let lineNumber: string;
let liaison: BuiltStaff;
let count = 0;

beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  const school = await buildSchool(stage.rt.db);
  schoolId = school.schoolId;
  lineNumber = (
    await stage.rt.db
      .selectFrom('line')
      .select('e164')
      .where('id', '=', school.lineId)
      .executeTakeFirstOrThrow()
  ).e164;
  liaison = await buildStaff(stage.rt.db, {
    name: 'Ana Ruiz',
    languages: ['en', 'es'],
    schoolIds: [schoolId],
  });
});

async function write(from: string, body: string): Promise<string> {
  stage.clock.moveBy(1000);
  const received = await receiveText(stage.rt, {
    sid: `SM${newId().replaceAll('-', '')}`,
    from,
    to: lineNumber,
    body,
    media: [],
    happenedAt: stage.rt.clock.now(),
  });
  if (received.outcome !== 'stored') throw new Error(received.outcome);
  await processConversation(stage.rt, received.conversationId);
  return received.conversationId;
}

/** Luis and Wideline, in classes of different teachers, and their mother. */
async function buildSiblings() {
  const { db } = stage.rt;
  const e164 = `+1959555${String((count += 1)).padStart(4, '0')}`;
  const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
  const { classId } = await buildClass(db, { schoolId, teacherId: teacher.id });
  const luis = await buildStudent(db, { classId, givenName: 'Luis' });
  const wideline = await buildStudent(db, { schoolId, givenName: 'Wideline' });
  const guardian = await buildGuardian(db, { e164, studentIds: [luis.studentId, wideline.studentId] });
  return { e164, teacher, luis: luis.studentId, wideline: wideline.studentId, ...guardian };
}

const requestsOf = (conversationId: string) =>
  stage.rt.db
    .selectFrom('request')
    .innerJoin('message', 'message.id', 'request.messageId')
    .select(['request.studentId', 'request.messageId', 'message.studentId as messageStudentId'])
    .where('request.conversationId', '=', conversationId)
    .orderBy('request.createdAt')
    .execute();
const sentTo = (conversationId: string) =>
  stage.rt.db
    .selectFrom('message')
    .select(['text', 'subtype', 'language'])
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'out')
    .orderBy('position')
    .execute();

const question = '¿A qué hora viene el autobús?';

describe('a request that may be about one of several children', () => {
  test('is asked about once, in the language of the family, and stays with the school office until then', async () => {
    const family = await buildSiblings();
    const conversationId = await write(family.e164, question);
    const [asked] = await sentTo(conversationId);
    expect(asked).toMatchObject({ subtype: 'which_child', language: 'es' });
    const numbers = new Set(asked?.text.split('\n').slice(1));
    expect([...numbers].map((line) => line.slice(2)).sort()).toEqual(['Luis', 'Wideline']);
    await write(family.e164, '¿Cuánto cuesta el almuerzo?');
    expect((await sentTo(conversationId)).filter((text) => text.subtype === 'which_child')).toHaveLength(1);
    const query = { view: 'all', limit: 30 } as const;
    expect((await listConversations(stage.rt, family.teacher, query)).items).toEqual([]);
    expect((await listConversations(stage.rt, liaison, query)).items).toHaveLength(1);
  });

  test.each([
    ['by its number', (lines: string[]) => lines.find((line) => line.endsWith('Luis'))?.slice(0, 1) ?? ''],
    ['by the name', () => 'Luis'],
  ])('is settled by the answer, %s, and her teacher sees it then', async (_how, answerTo) => {
    const family = await buildSiblings();
    const conversationId = await write(family.e164, question);
    const lines = (await sentTo(conversationId))[0]?.text.split('\n') ?? [];
    await write(family.e164, answerTo(lines));
    expect(await requestsOf(conversationId)).toMatchObject([
      { studentId: family.luis, messageStudentId: family.luis },
    ]);
    expect((await sentTo(conversationId)).at(-1)?.text).toContain('Ana Ruiz');
    const { items } = await listConversations(stage.rt, family.teacher, { view: 'all', limit: 30 });
    expect(items).toHaveLength(1);
    const runs = await stage.rt.db
      .selectFrom('flowRun')
      .select('state')
      .where('conversationId', '=', conversationId)
      .execute();
    expect(runs).toEqual([{ state: 'done' }]);
  });

  test('names no child the guardian may not be contacted about', async () => {
    const family = await buildSiblings();
    await setRight(stage.rt, liaison, family.guardianId, {
      studentId: family.wideline,
      kind: 'contact',
      allowed: false,
      fromDate: '2026-11-01',
      untilDate: null,
      orderSummary: 'By order of the court.',
    });
    const conversationId = await write(family.e164, question);
    expect((await sentTo(conversationId)).map((text) => text.subtype)).toEqual(['received']);
  });

  test('is settled by a person too, who ends the question', async () => {
    const family = await buildSiblings();
    const conversationId = await write(family.e164, question);
    const [request] = await requestsOf(conversationId);
    await attributeText(stage.rt, liaison, request?.messageId ?? '', family.wideline);
    expect(await requestsOf(conversationId)).toMatchObject([
      { studentId: family.wideline, messageStudentId: family.wideline },
    ]);
    const runs = await stage.rt.db
      .selectFrom('flowRun')
      .select('state')
      .where('conversationId', '=', conversationId)
      .execute();
    expect(runs).toEqual([{ state: 'done' }]);
    await expect(attributeText(stage.rt, liaison, request?.messageId ?? '', newId())).rejects.toMatchObject({
      code: 'child_unknown',
    });
    await expect(
      attributeText(stage.rt, family.teacher, request?.messageId ?? '', family.luis),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('comes back after a word about the texting, and gives what it put aside back in turn', async () => {
    const { db, clock } = stage.rt;
    const family = await buildSiblings();
    const conversationId = await write(family.e164, question);
    const openAsk = async () => findOpenAsk(db, family.addressId);
    const about = (await openAsk())?.id;
    await write(family.e164, 'IDIOMA');
    expect(await openAsk()).toMatchObject({ dialogue: 'language' });
    await write(family.e164, String(stage.rt.texts.languages().indexOf('es') + 1));
    expect(await openAsk()).toMatchObject({ id: about, dialogue: null });
    // A later request is asked about in between as well, and the earlier question is not forgotten for it.
    stage.clock.moveBy(13 * 3_600_000);
    await write(family.e164, '¿Cuánto cuesta el almuerzo?');
    const later = await openAsk();
    expect(later?.id).not.toBe(about);
    expect(later?.requestId).not.toBeNull();
    await db.transaction().execute((trx) => endQuestionBetween(trx, clock.now(), later?.id ?? ''));
    expect((await openAsk())?.id).toBe(about);
    await write(family.e164, 'Luis');
    expect(await openAsk()).toBeUndefined();
    expect((await requestsOf(conversationId))[0]).toMatchObject({ studentId: family.luis });
  });

  test('about a child the text names is not asked about', async () => {
    const family = await buildSiblings();
    const conversationId = await write(family.e164, '¿A qué hora viene el autobús de Luis?');
    expect((await sentTo(conversationId)).map((text) => text.subtype)).toEqual(['received']);
    expect(await requestsOf(conversationId)).toMatchObject([{ studentId: family.luis }]);
  });
});
