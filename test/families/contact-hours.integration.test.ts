import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readDays, readHours } from '../../src/consent/preferences.queries.js';
import { priorities, queueText } from '../../src/delivery/queue-text.js';
import { wakeLine } from '../../src/delivery/send.js';
import { previewHours, setHoursAt, undoHours, type HoursWish } from '../../src/families/contact-hours.js';
import { readFamilyPage } from '../../src/families/person.js';
import { readTimeline } from '../../src/families/timeline.js';
import { readConsentOf } from '../../src/inbox/consent.js';
import { newId } from '../../src/lib/ids.js';
import { buildGuardian, buildStudent } from '../support/builders.js';
import { startTexting, type Texting } from '../inbound/texting-stage.js';

let texting: Texting;
beforeAll(async () => {
  texting = await startTexting();
});
afterAll(() => texting.close());
/** A Wednesday, half past two in the afternoon at the school. */
const wednesday = new Date('2026-12-02T19:30:00Z');
beforeEach(() => {
  texting.clock.moveTo(wednesday);
});

const at = (time: string): string => new Date(`2026-12-02T${time}:00-05:00`).toISOString();
const lateAfternoon = { from: '16:00', until: '18:00' };

/** Rosa, whose number staff set hours for. */
async function buildRosa() {
  const address = await texting.family('es');
  const { guardianId } = await texting.rt.db
    .selectFrom('guardianAddress')
    .select('guardianId')
    .where('addressId', '=', address.addressId)
    .executeTakeFirstOrThrow();
  return { ...address, guardianId, link: { guardianId, addressId: address.addressId } };
}
type Rosa = Awaited<ReturnType<typeof buildRosa>>;

const set = (rosa: Rosa, wish: Partial<HoursWish> = {}, key: string = newId()) =>
  setHoursAt(
    texting.rt,
    texting.liaison,
    rosa.link,
    {
      ...{ hours: lateAfternoon, days: null, askedByGuardianId: rosa.guardianId },
      ...{ askedOn: '2026-12-02', note: null, ...wish },
    },
    key,
  );
const hoursOf = ({ addressId }: Rosa) => readHours(texting.rt.db, addressId);
const shownAt = async (rosa: Rosa) => {
  const page = await readFamilyPage(texting.rt, texting.liaison, rosa.guardianId);
  return page.numbers.find((number) => number.addressId === rosa.addressId)?.hours ?? [];
};
const waitingAt = ({ addressId }: Rosa) =>
  texting.rt.db
    .selectFrom('delivery')
    .select(['state', 'reason', 'nextAttemptAt', 'purpose'])
    .where('addressId', '=', addressId)
    .where('purpose', 'in', ['learning', 'reply'])
    .orderBy('messageId')
    .execute();

/** A reply to a family that has not written for a day keeps the hours, too. */
const queueReply = ({ addressId }: Rosa) =>
  texting.rt.db.transaction().execute(async (trx) => {
    const { schoolId, lineId } = texting.school;
    const { id: conversationId } = await trx
      .selectFrom('conversation')
      .select('id')
      .where('addressId', '=', addressId)
      .executeTakeFirstOrThrow();
    const text = { text: 'A short text.', body: 'A short text.', language: 'en', bodyLanguage: 'en' };
    await queueText(trx, texting.rt.clock.now(), {
      ...{ conversationId, addressId, schoolId, lineId, ...text },
      ...{ purpose: 'reply', senderRole: 'liaison', priority: priorities.reply },
    });
  });

describe('hours staff set at the wish of a family', () => {
  test('are kept by texts that wait already, as the preview said, and by none once they are wider', async () => {
    const rosa = await buildRosa();
    await texting.queueNudge();
    await queueReply(rosa);
    const preview = await previewHours(texting.rt, texting.liaison, rosa.link, {
      hours: lateAfternoon,
      days: null,
    });
    expect(preview).toMatchObject({
      schools: [{ from: '16:00', until: '18:00', isOutside: false, nextAt: at('16:00') }],
      waiting: 2,
    });
    await set(rosa);
    await wakeLine(texting.rt, texting.school.lineId);
    const wait = {
      ...{ state: 'waiting', nextAttemptAt: new Date(at('16:00')) },
      reason: "waits for 16:00, the family's local time",
    };
    expect(await waitingAt(rosa)).toEqual([
      { ...wait, purpose: 'learning' },
      { ...wait, purpose: 'reply' },
    ]);
    texting.enqueued.length = 0;
    await set(rosa, { hours: null });
    const { lineId } = texting.school;
    expect(texting.enqueued).toEqual([{ name: 'delivery.wake', payload: { lineId } }]);
    await wakeLine(texting.rt, lineId);
    texting.clock.moveBy(3000);
    await wakeLine(texting.rt, lineId);
    expect((await waitingAt(rosa)).map(({ state }) => state)).not.toContain('waiting');
  });

  test('stand on the page with who asked, when, and who wrote it down, and in what happened', async () => {
    const rosa = await buildRosa();
    await set(rosa, { days: 'weekends', askedOn: '2026-11-30', note: 'She works until four.' });
    const { name } = await readFamilyPage(texting.rt, texting.liaison, rosa.guardianId);
    expect(await shownAt(rosa)).toMatchObject([
      {
        ...{ hours: lateAfternoon, days: 'weekends', saidBy: 'staff', by: 'Ana Ruiz', askedBy: name },
        ...{ askedOn: '2026-11-30', note: 'She works until four.', mayUndo: true, isUndo: false },
      },
    ]);
    expect(await readDays(texting.rt.db, rosa.addressId)).toBe('weekends');
    const { items } = await readTimeline(texting.rt, texting.liaison, rosa.guardianId, undefined);
    expect(items).toMatchObject([{ kind: 'change', words: 'guardian.hours_set', by: 'Ana Ruiz' }]);
  });

  test('stand beside the thread with whose word they are, also once the family says its own', async () => {
    const rosa = await buildRosa();
    await texting.write(rosa, 'Gracias');
    const { id: conversationId } = await texting.rt.db
      .selectFrom('conversation')
      .select('id')
      .where('addressId', '=', rosa.addressId)
      .executeTakeFirstOrThrow();
    const beside = () => readConsentOf(texting.rt, texting.liaison, conversationId);
    expect(await beside()).toMatchObject({ hours: null, days: null, hoursSource: null });
    await set(rosa, { askedOn: '2026-11-30' });
    const { name } = await readFamilyPage(texting.rt, texting.liaison, rosa.guardianId);
    expect(await beside()).toMatchObject({
      hours: lateAfternoon,
      hoursSource: {
        ...{ saidBy: 'staff', by: 'Ana Ruiz', askedBy: name, askedOn: '2026-11-30', isUndo: false },
        at: expect.stringContaining('2026-12-02T19:3'),
      },
    });
    texting.clock.moveBy(1000);
    await texting.write(rosa, 'horario');
    await texting.write(rosa, '4');
    expect(await beside()).toMatchObject({
      hours: { from: '17:00', until: '20:00' },
      hoursSource: { saidBy: 'family', by: null, askedBy: null, askedOn: null, isUndo: false },
    });
  });

  test('on weekends alone hold a text back until Saturday', async () => {
    const rosa = await buildRosa();
    const wanted = { hours: null, days: 'weekends' as const };
    const { schools } = await previewHours(texting.rt, texting.liaison, rosa.link, wanted);
    expect(schools).toMatchObject([{ from: '09:00', until: '20:00', nextAt: '2026-12-05T14:00:00.000Z' }]);
  });

  test('give way to what the family texts afterwards, which looks at what waits again', async () => {
    const rosa = await buildRosa();
    await texting.queueNudge();
    await set(rosa);
    await wakeLine(texting.rt, texting.school.lineId);
    await texting.write(rosa, 'horario');
    await texting.write(rosa, '3');
    expect(await hoursOf(rosa)).toEqual({ from: '12:00', until: '17:00' });
    expect(await shownAt(rosa)).toMatchObject([
      { hours: { from: '12:00', until: '17:00' }, saidBy: 'family', by: null, mayUndo: false },
      { hours: lateAfternoon, saidBy: 'staff', mayUndo: false },
    ]);
    const [learning] = await waitingAt(rosa);
    expect(learning?.nextAttemptAt?.getTime()).toBeLessThanOrEqual(texting.rt.clock.now().getTime());
  });

  test('are refused where the family has texted others since the day it asked', async () => {
    const rosa = await buildRosa();
    await texting.write(rosa, 'horario');
    await texting.write(rosa, '2');
    await expect(set(rosa, { askedOn: '2026-12-01' })).rejects.toMatchObject({ code: 'family_said_later' });
    expect(await hoursOf(rosa)).toEqual({ from: '09:00', until: '12:00' });
    await set(rosa);
    expect(await hoursOf(rosa)).toEqual(lateAfternoon);
  });

  test('are refused where the school does not text, for a day to come, and for somebody who is not there', async () => {
    const rosa = await buildRosa();
    const outside = { from: '08:00', until: '09:00' };
    await expect(set(rosa, { hours: outside })).rejects.toMatchObject({
      code: 'hours_outside',
      message: expect.stringContaining('between 09:00 and 20:00') as unknown,
    });
    const { schools } = await previewHours(texting.rt, texting.liaison, rosa.link, {
      hours: outside,
      days: null,
    });
    expect(schools).toMatchObject([{ from: '09:00', until: '20:00', isOutside: true, nextAt: null }]);
    await expect(set(rosa, { askedOn: '2026-12-03' })).rejects.toMatchObject({ code: 'asked_in_future' });
    const { studentId } = await buildStudent(texting.rt.db, { classId: texting.school.classId });
    const stranger = await buildGuardian(texting.rt.db, { studentIds: [studentId] });
    await expect(set(rosa, { askedByGuardianId: stranger.guardianId })).rejects.toMatchObject({
      status: 404,
    });
    expect(await hoursOf(rosa)).toBeNull();
    expect(await shownAt(rosa)).toEqual([]);
  });

  test('are written down once for a key, however often they are sent', async () => {
    const rosa = await buildRosa();
    const key = newId();
    const first = await set(rosa, {}, key);
    expect(await set(rosa, {}, key)).toEqual(first);
    expect(await shownAt(rosa)).toHaveLength(1);
  });
});

describe('hours that were a mistake', () => {
  const undo = (rosa: Rosa, eventId: string) =>
    undoHours(texting.rt, texting.liaison, rosa.link, eventId, newId());

  test('are taken back once, and what the family had said is in force again as its own word', async () => {
    const rosa = await buildRosa();
    await texting.write(rosa, 'horario');
    await texting.write(rosa, '4');
    texting.clock.moveBy(1000);
    const { id } = await set(rosa);
    texting.clock.moveBy(1000);
    await undo(rosa, id);
    expect(await hoursOf(rosa)).toEqual({ from: '17:00', until: '20:00' });
    expect(await shownAt(rosa)).toMatchObject([
      { hours: { from: '17:00', until: '20:00' }, saidBy: 'family', by: 'Ana Ruiz', isUndo: true },
      { hours: lateAfternoon, undone: true, mayUndo: false },
      { saidBy: 'family', by: null, isUndo: false },
    ]);
    await expect(undo(rosa, id)).rejects.toMatchObject({ code: 'hours_changed' });
  });

  test('leave none where there were none, and are not taken back once others are in force', async () => {
    const rosa = await buildRosa();
    const first = await set(rosa);
    texting.clock.moveBy(1000);
    const second = await set(rosa, { hours: { from: '10:00', until: '12:00' } });
    await expect(undo(rosa, first.id)).rejects.toMatchObject({ code: 'hours_changed' });
    texting.clock.moveBy(1000);
    await undo(rosa, second.id);
    expect(await hoursOf(rosa)).toEqual(lateAfternoon);
    const third = await buildRosa();
    const { id } = await set(third);
    texting.clock.moveBy(1000);
    await undo(third, id);
    expect(await hoursOf(third)).toBeNull();
  });
});
