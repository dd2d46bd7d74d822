import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { replyToFamily } from '../../src/inbox/reply.js';
import { putReadingRight } from '../../src/inbox/put-right.js';
import { readThread } from '../../src/inbox/thread.js';
import { undoReading } from '../../src/inbox/undo-reading.js';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import { nudgeDetail } from '../../src/nudges/staff-actions.js';
import { buildGuardian, buildStudent } from '../support/builders.js';
import { startTexting, type Texting } from './texting-stage.js';

const hour = 3_600_000;

let texting: Texting;
beforeAll(async () => {
  texting = await startTexting();
}, 120_000);
afterAll(() => texting.close());
beforeEach(() => texting.clock.moveTo(new Date('2026-12-02T19:30:00Z')));

const thanks = (language = 'en'): string =>
  texting.rt.texts.text(language, 'answer.thanks', { teacher: texting.school.teacher.name });

/** The class is asked, and a family of it answers. */
async function answered(body: string, { language = 'en', key = 'math.confidence' } = {}) {
  const family = await texting.family(language);
  const runId = await texting.nudge(key);
  const { conversationId } = await texting.write(family, body);
  return { family, runId, conversationId, firstId: await lastTextOf(conversationId) };
}

async function lastTextOf(conversationId: string): Promise<string> {
  const { id } = await texting.rt.db
    .selectFrom('message')
    .select('id')
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'in')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

const counted = async (addressId: string): Promise<unknown[]> => {
  const rows = await texting.rt.db
    .selectFrom('response')
    .select('value')
    .where('addressId', '=', addressId)
    .orderBy('createdAt')
    .execute();
  return rows.map(({ value }) => value.value);
};

/** What the page of the nudge shows of its answers. */
async function results(runId: string): Promise<unknown[]> {
  const { nudgeId } = await texting.rt.db
    .selectFrom('nudgeRun')
    .select('nudgeId')
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  const { recipients } = await nudgeDetail(texting.rt, texting.school.teacher, nudgeId);
  return recipients.flatMap(({ answer }) => (answer === null ? [] : [answer.value]));
}

async function view(conversationId: string, messageId: string) {
  const { messages } = await readThread(texting.rt, texting.liaison, conversationId);
  const found = messages.find(({ id }) => id === messageId);
  if (!found) throw new Error('the text is not there');
  return found;
}

describe('a family that changes its answer by a later text', () => {
  test('has the new one counted and is thanked once more, and the old one stays on record', async () => {
    const { family, runId, conversationId, firstId } = await answered('3');
    const { said } = await texting.write(family, 'sorry I meant 4');
    expect(said).toEqual([thanks(), thanks()]);
    expect(await counted(family.addressId)).toEqual([4]);
    expect(await results(runId)).toContain(4);
    const changedId = await lastTextOf(conversationId);
    expect(await view(conversationId, changedId)).toMatchObject({
      answer: { value: 4 },
      asked: { counts: 4, isHere: true },
      readAs: { answer: { status: 'answered', value: 4 }, needsStaff: false },
      putRight: [{ part: 'answer', said: 4, before: 3, by: null }],
      needsStaff: false,
    });
    expect(await view(conversationId, firstId)).toMatchObject({
      answer: null,
      asked: { counts: 4, isHere: false },
      readAs: { answer: { status: 'answered', value: 3 } },
      putRight: [],
    });
  });

  test('does so in its language, and may change it again', async () => {
    const { family } = await answered('3', { language: 'es' });
    const { said } = await texting.write(family, 'perdón, quise decir 4');
    expect(said.at(-1)).toContain(thanks('es'));
    await texting.write(family, 'gracias');
    await texting.write(family, 'ay no, mejor 5');
    expect(await counted(family.addressId)).toEqual([5]);
  });

  test('changes a yes to a no, and staff take that back', async () => {
    const { family, conversationId, firstId } = await answered('sí', {
      language: 'es',
      key: 'reading.anyLanguage',
    });
    await texting.write(family, 'perdón, quise decir que no');
    expect(await counted(family.addressId)).toEqual([false]);
    const changedId = await lastTextOf(conversationId);
    const [change] = (await view(conversationId, changedId)).putRight;
    await undoReading(texting.rt, texting.liaison, changedId, change?.id ?? '');
    expect(await counted(family.addressId)).toEqual([true]);
    expect(await view(conversationId, firstId)).toMatchObject({ answer: { value: true } });
    expect(await view(conversationId, changedId)).toMatchObject({ answer: null, putRight: [] });
    // What staff took back is settled: the next one is theirs to look at.
    await texting.write(family, 'perdón, no');
    expect(await counted(family.addressId)).toEqual([true]);
  });

  test('is counted once, however often the carrier tells of the text, and whoever processes it', async () => {
    const { family, conversationId } = await answered('3');
    texting.clock.moveBy(1000);
    const text = {
      sid: `SM${newId().replaceAll('-', '')}`,
      from: family.e164,
      to: texting.line,
      body: 'no, 4',
      media: [],
      happenedAt: texting.rt.clock.now(),
    };
    await Promise.all([receiveText(texting.rt, text), receiveText(texting.rt, text)]);
    await Promise.all([1, 2, 3].map(() => processConversation(texting.rt, conversationId)));
    await receiveText(texting.rt, text);
    await processConversation(texting.rt, conversationId);
    expect(await counted(family.addressId)).toEqual([4]);
    expect(await texting.saidIn(conversationId)).toEqual([thanks(), thanks()]);
    expect((await view(conversationId, await lastTextOf(conversationId))).putRight).toHaveLength(1);
  });

  test('changes nothing where staff have said what counts: a person sees it', async () => {
    const { family, conversationId, firstId } = await answered('3');
    await putReadingRight(texting.rt, texting.liaison, firstId, { part: 'answer', was: 3, value: 2 });
    const { said } = await texting.write(family, 'sorry I meant 4');
    expect(await counted(family.addressId)).toEqual([2]);
    expect(said).toHaveLength(2);
    expect(said).not.toEqual([thanks(), thanks()]);
    const changedId = await lastTextOf(conversationId);
    const { needsStaff, routeReasons } = await view(conversationId, changedId);
    expect(needsStaff).toBe(true);
    expect(routeReasons).toContain('the family changes an answer that staff settled');
    // Where staff say so, it counts after all.
    await putReadingRight(texting.rt, texting.liaison, changedId, { part: 'answer', was: 2, value: 4 });
    expect(await counted(family.addressId)).toEqual([4]);
  });

  test('does so for a day, and not after another text of its own or one that staff wrote', async () => {
    const late = await answered('3');
    texting.clock.moveBy(23 * hour);
    await texting.write(late.family, 'sorry I meant 4');
    expect(await counted(late.family.addressId)).toEqual([4]);
    texting.clock.moveBy(25 * hour);
    await texting.write(late.family, 'sorry I meant 5');
    expect(await counted(late.family.addressId)).toEqual([4]);

    const other = await answered('3');
    await texting.write(other.family, 'Mia takes bus 2 today');
    await texting.write(other.family, 'sorry I meant 4');
    expect(await counted(other.family.addressId)).toEqual([3]);

    const written = await answered('3');
    const reply = { text: 'Shall we say 5?', afterPosition: 2 };
    await replyToFamily(texting.rt, texting.liaison, written.conversationId, reply, newId());
    await texting.write(written.family, 'no, 4');
    expect(await counted(written.family.addressId)).toEqual([3]);
  });

  test('answers the next question first', async () => {
    const { family, runId } = await answered('3');
    const nextId = await texting.nudge('math.confidence');
    await texting.write(family, 'sorry I meant 4');
    expect(await counted(family.addressId)).toEqual([3, 4]);
    expect(await results(runId)).toContain(3);
    expect(await results(nextId)).toContain(4);
  });

  test('changes the last answer beside a question that it does not answer, which stays open', async () => {
    const { family } = await answered('3');
    await texting.nudge('reading.anyLanguage');
    await texting.write(family, '4*');
    expect(await counted(family.addressId)).toEqual([4]);
    await texting.write(family, 'yes');
    expect(await counted(family.addressId)).toEqual(expect.arrayContaining([4, true]));
  });

  test('is obeyed or heard as ever in what is about the texting, asks something or is about danger', async () => {
    for (const body of ['sorry, stop texting me', 'Sorry, 4. When does the bus come?', 'STOP']) {
      const { family } = await answered('3');
      await texting.write(family, body);
      expect([body, await counted(family.addressId)]).toEqual([body, [3]]);
    }
  });
});

describe('a second rating by itself', () => {
  test('takes the place of the first within ten minutes, from the only one who can have written it', async () => {
    const { family, conversationId } = await answered('3');
    const { said } = await texting.write(family, '4');
    expect(said).toEqual([thanks(), thanks()]);
    expect(await counted(family.addressId)).toEqual([4]);
    texting.clock.moveBy(hour);
    await texting.write(family, '5');
    expect(await counted(family.addressId)).toEqual([4]);
    expect(await texting.saidIn(conversationId)).toEqual(said);
  });

  test('is a text like any other at a phone that two share, or of a family with two children there', async () => {
    const shared = await texting.family('en');
    const { studentId } = await buildStudent(texting.rt.db, { classId: texting.school.classId });
    await buildGuardian(texting.rt.db, {
      language: 'en',
      studentIds: [studentId],
      addressId: shared.addressId,
    });
    await texting.nudge('math.confidence');
    await texting.write(shared, '3');
    await texting.write(shared, '4');
    expect(await counted(shared.addressId)).toEqual([3]);
    await texting.write(shared, 'sorry, 3');
    expect(await counted(shared.addressId)).toEqual([3]);
  });
});
