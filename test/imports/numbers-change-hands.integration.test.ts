import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import type { OutgoingText } from '../../src/delivery/queue-text.js';
import { queueReply, readDelivery } from '../delivery/queued-texts.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { sampleRoster, type SampleRoster } from './rosters.js';

const rosas = '+12035550142';
const evening = new Date('2026-11-24T02:00:00Z');
const morning = new Date('2026-11-24T15:00:00Z');

let stage: ImportStage;
beforeEach(async () => {
  stage = await startImportStage();
  await stage.rt.db.updateTable('line').set({ messagesPerSecond: 100 }).execute();
  stage.clock.moveTo(evening);
  await stage.take(sampleRoster());
});
afterEach(() => stage.close());

/** The roster of the next day, with other data about some people. */
const with_ = (changes: Record<string, Partial<SampleRoster['users'][number]>>): SampleRoster => {
  const roster = sampleRoster();
  return { ...roster, users: roster.users.map((user) => ({ ...user, ...changes[user.id] })) };
};

async function placeOf(e164: string, school = 's-lincoln') {
  const { db } = stage.rt;
  const address = await db
    .selectFrom('address')
    .select('id')
    .where('e164', '=', e164)
    .executeTakeFirstOrThrow();
  const place = await db
    .selectFrom('school')
    .innerJoin('lineSchool', 'lineSchool.schoolId', 'school.id')
    .select(['school.id as schoolId', 'lineSchool.lineId'])
    .where('school.sourceId', '=', school)
    .executeTakeFirstOrThrow();
  return { addressId: address.id, ...place };
}

const student = async (sourceId: string): Promise<string> =>
  (
    await stage.rt.db
      .selectFrom('student')
      .select('id')
      .where('sourceId', '=', sourceId)
      .executeTakeFirstOrThrow()
  ).id;

/** A text to Rosa Medina's number that waits for the morning. */
async function waits(changes: Partial<OutgoingText> = {}): Promise<string> {
  return queueReply(stage, await placeOf(rosas), 'I will call you about what happened.', changes);
}

async function untilMorning(): Promise<void> {
  stage.clock.moveTo(morning);
  const { lineId } = await placeOf(rosas);
  await wakeLine(stage.rt, lineId);
}

const stateOf = async (messageId: string) => (await readDelivery(stage, messageId)).state;

describe('a number that the records give to another family overnight', () => {
  const handedOver = with_({ 'g-rosa': { sms: '2035550199' }, 'g-nadia': { sms: '2035550142' } });

  test('gets nothing of what was written to the family that had it', async () => {
    const texts = [
      await waits(),
      await waits({ studentId: await student('st-luis') }),
      await waits({ purpose: 'learning', senderRole: 'teacher' }),
      await waits({ holdReason: 'a person must look' }),
    ];
    stage.clock.moveBy(60_000);
    await stage.take(handedOver);
    await untilMorning();
    for (const messageId of texts) expect(await stateOf(messageId)).toBe('dropped');
  });

  test('gets what is written to it afterwards', async () => {
    await stage.take(handedOver);
    stage.clock.moveBy(60_000);
    const messageId = await waits();
    await untilMorning();
    expect(await stateOf(messageId)).toBe('accepted');
  });
});

test('a number that is nobody’s any more gets nothing that waited for it', async () => {
  const texts = [await waits(), await waits({ purpose: 'learning', senderRole: 'teacher' })];
  stage.clock.moveBy(60_000);
  await stage.take(with_({ 'g-rosa': { sms: '2035550199' } }));
  await untilMorning();
  for (const messageId of texts) expect(await stateOf(messageId)).toBe('dropped');
});

test('a phone that two share, one of whom goes, still gets what is not about that one’s child alone', async () => {
  const shared = with_({ 'g-nadia': { sms: '2035550142' } });
  await stage.take(shared);
  const [toBoth, aboutOmar] = [await waits(), await waits({ studentId: await student('st-omar') })];
  stage.clock.moveBy(60_000);
  await stage.take(sampleRoster());
  await untilMorning();
  expect(await stateOf(toBoth)).toBe('accepted');
  expect(await stateOf(aboutOmar)).toBe('dropped');
});

test('somebody who is no guardian of a child any more gets no reply about it that waited', async () => {
  const aboutAna = await waits({ studentId: await student('st-ana') });
  const other = await waits();
  stage.clock.moveBy(60_000);
  await stage.take(with_({ 'st-ana': { agents: ['g-juan'] } }));
  await untilMorning();
  expect(await stateOf(aboutAna)).toBe('dropped');
  stage.clock.moveBy(5000);
  await wakeLine(stage.rt, (await placeOf(rosas)).lineId);
  expect(await stateOf(other)).toBe('accepted');
});
