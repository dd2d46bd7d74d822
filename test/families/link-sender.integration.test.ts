import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readConsent } from '../../src/consent/consent.queries.js';
import { priorities, queueText } from '../../src/delivery/queue-text.js';
import { linkSender, undoLink } from '../../src/families/link-sender.js';
import { restoreNumber } from '../../src/families/numbers.js';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
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

let liaison: BuiltStaff;
let school: { schoolId: string; lineId: string };
let lineNumber: string;
let count = 0;
const fiction = (): string => `+1860555${String((count += 1)).padStart(4, '0')}`;

beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  school = await buildSchool(stage.rt.db);
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
    schoolIds: [school.schoolId],
  });
});

/** Receives and processes one text, as the webhook and the worker do. */
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

/** Luis with these guardians on one phone, and a text about him that waits for tomorrow. */
async function buildFamily(...names: string[]) {
  const { db } = stage.rt;
  const { studentId } = await buildStudent(db, { schoolId: school.schoolId, givenName: 'Luis' });
  const e164 = fiction();
  const [first = 'Rosa Medina', ...others] = names;
  const { guardianId, addressId } = await buildGuardian(db, { name: first, studentIds: [studentId], e164 });
  const guardianIds = [guardianId];
  for (const name of others) {
    guardianIds.push((await buildGuardian(db, { name, studentIds: [studentId], addressId })).guardianId);
  }
  const { conversationId } = await buildConversation(db, { addressId, schoolId: school.schoolId });
  const waiting = await db.transaction().execute((trx) =>
    queueText(trx, stage.rt.clock.now(), {
      conversationId,
      addressId,
      schoolId: school.schoolId,
      lineId: school.lineId,
      purpose: 'learning',
      senderRole: 'system',
      studentId,
      text: 'A question about today.',
      language: 'en',
      body: 'A question about today.',
      bodyLanguage: 'en',
      priority: priorities.nudge,
      notBefore: new Date('2026-11-24T15:00:00Z'),
    }),
  );
  return {
    e164,
    addressId,
    guardianId,
    guardianIds,
    studentId,
    conversationId,
    waitingId: waiting.messageId,
  };
}

const stateOf = async (messageId: string) =>
  (
    await stage.rt.db
      .selectFrom('delivery')
      .select('state')
      .where('messageId', '=', messageId)
      .executeTakeFirstOrThrow()
  ).state;
const reachedAt = async (addressId: string) =>
  (
    await stage.rt.db
      .selectFrom('guardianAddress')
      .select('guardianId')
      .where('addressId', '=', addressId)
      .where('retiredAt', 'is', null)
      .execute()
  ).map((row) => row.guardianId);
const outbound = (conversationId: string) =>
  stage.rt.db
    .selectFrom('message')
    .select(['text', 'subtype'])
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'out')
    .execute();
const lastReasons = async (conversationId: string) => {
  const { messages } = await readThread(stage.rt, liaison, conversationId);
  return (
    messages
      .filter((one) => one.direction === 'in')
      .at(-1)
      ?.routeReasons.join('; ') ?? ''
  );
};

describe('an unknown sender', () => {
  test('reaches the school office and gets one text that names nobody', async () => {
    await buildStaff(stage.rt.db, { role: 'teacher', name: 'Elena Rivera', schoolIds: [school.schoolId] });
    const conversationId = await write(fiction(), 'Hello, is Luis at school?');
    await write(await numberOf(conversationId), 'Hello?');
    const row = await stage.rt.db
      .selectFrom('request')
      .select('assigneeStaffId')
      .where('conversationId', '=', conversationId)
      .execute();
    expect(new Set(row.map((one) => one.assigneeStaffId))).toEqual(new Set([liaison.id]));
    const sent = await outbound(conversationId);
    expect(sent.map((text) => text.subtype)).toEqual(['unknown']);
    expect(sent[0]?.text).not.toMatch(/Luis|Elena|Ana/);
  });

  test('is linked by staff with a check and fresh consent, and the earlier number retires', async () => {
    const family = await buildFamily();
    const conversationId = await write(fiction(), 'Hola, soy Rosa, tengo otro número');
    const { addressId } = await addressOf(conversationId);
    await linkSender(stage.rt, liaison, conversationId, {
      guardianId: family.guardianId,
      how: 'called_back',
      note: 'Called the number on file; Rosa answered.',
      retireAddressId: family.addressId,
    });
    expect(await reachedAt(addressId)).toEqual([family.guardianId]);
    expect(await reachedAt(family.addressId)).toEqual([]);
    expect(await stateOf(family.waitingId)).toBe('dropped');
    const thread = await readThread(stage.rt, liaison, conversationId);
    expect(thread.conversation).toMatchObject({ familyName: 'Rosa Medina' });
    expect(thread.messages[0]).toMatchObject({ senderName: 'Rosa Medina' });
    expect(thread.family.checks).toMatchObject([{ how: 'called_back', by: 'Ana Ruiz' }]);
    const [event] = await stage.rt.db
      .selectFrom('consentEvent')
      .select(['kind', 'basis', 'note', 'staffId'])
      .where('addressId', '=', addressId)
      .execute();
    expect(event).toMatchObject({
      kind: 'opt_in',
      staffId: liaison.id,
      basis: 'staff_correction',
      note: expect.stringContaining('checked'),
    });
  });

  test('whose link was a mistake is unknown again, with the consent of before, and the earlier number back', async () => {
    const family = await buildFamily();
    const from = fiction();
    await write(from, 'ya no me manden mensajes');
    const conversationId = await write(from, 'Hola');
    const { addressId } = await addressOf(conversationId);
    const { id } = await linkSender(stage.rt, liaison, conversationId, {
      guardianId: family.guardianId,
      how: 'knew_details',
      note: null,
      retireAddressId: family.addressId,
    });
    expect(await readConsent(stage.rt.db, addressId)).toBe('subscribed');
    stage.clock.moveBy(1000);
    await undoLink(stage.rt, liaison, id);
    expect(await reachedAt(addressId)).toEqual([]);
    expect(await reachedAt(family.addressId)).toEqual([family.guardianId]);
    expect(await readConsent(stage.rt.db, addressId)).toBe('opted_out');
    const thread = await readThread(stage.rt, liaison, conversationId);
    expect(thread.messages.every((one) => one.direction === 'out' || one.senderName === null)).toBe(true);
    await expect(undoLink(stage.rt, liaison, id)).rejects.toMatchObject({ code: 'check_undone' });
    const actions = await stage.rt.db
      .selectFrom('auditEvent')
      .select('action')
      .where('subject', '=', `guardian:${family.guardianId}`)
      .orderBy('happenedAt')
      .execute();
    expect(actions.map((one) => one.action)).toEqual(['guardian.number_linked', 'guardian.number_unlinked']);
  });

  test('who has opted out since the link stays opted out when it is taken back', async () => {
    const family = await buildFamily();
    const from = fiction();
    const conversationId = await write(from, 'Hola');
    const { addressId } = await addressOf(conversationId);
    const { id } = await linkSender(stage.rt, liaison, conversationId, {
      guardianId: family.guardianId,
      how: 'in_person',
      note: null,
      retireAddressId: null,
    });
    await write(from, 'ya no me manden mensajes');
    stage.clock.moveBy(1000);
    await undoLink(stage.rt, liaison, id);
    expect(await readConsent(stage.rt.db, addressId)).toBe('opted_out');
  });

  test('is not linked twice, nor with a number that is not the guardian’s', async () => {
    const family = await buildFamily();
    const other = await buildFamily();
    const conversationId = await write(fiction(), 'Hola');
    const link = { guardianId: family.guardianId, how: 'in_person', note: null } as const;
    await expect(
      linkSender(stage.rt, liaison, conversationId, { ...link, retireAddressId: other.addressId }),
    ).rejects.toMatchObject({ code: 'number_unknown' });
    await linkSender(stage.rt, liaison, conversationId, { ...link, retireAddressId: null });
    await expect(
      linkSender(stage.rt, liaison, conversationId, { ...link, retireAddressId: null }),
    ).rejects.toMatchObject({ code: 'linked_already' });
  });
});

async function addressOf(conversationId: string): Promise<{ addressId: string }> {
  return stage.rt.db
    .selectFrom('conversation')
    .select('addressId')
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
}

async function numberOf(conversationId: string): Promise<string> {
  const { addressId } = await addressOf(conversationId);
  return (
    await stage.rt.db
      .selectFrom('address')
      .select('e164')
      .where('id', '=', addressId)
      .executeTakeFirstOrThrow()
  ).e164;
}

describe('"wrong number"', () => {
  test.each([
    ['in English', 'You have the wrong number'],
    ['in Spanish', 'número equivocado'],
    ['in Arabic', 'الرقم خطأ'],
    ['in Chinese', '号码错了'],
  ])('%s takes the only guardian off the number at once and tells the liaison', async (_how, words) => {
    const family = await buildFamily('Rosa Medina');
    const conversationId = await write(family.e164, words);
    expect(await reachedAt(family.addressId)).toEqual([]);
    expect(await stateOf(family.waitingId)).toBe('dropped');
    expect(await readConsent(stage.rt.db, family.addressId)).toBe('opted_out');
    expect(await lastReasons(conversationId)).toContain('Rosa Medina is no longer texted there');
    const [request] = await stage.rt.db
      .selectFrom('request')
      .select('assigneeStaffId')
      .where('conversationId', '=', conversationId)
      .execute();
    expect(request?.assigneeStaffId).toBe(liaison.id);
    const thread = await readThread(stage.rt, liaison, conversationId);
    expect(thread.family.former).toMatchObject([{ name: 'Rosa Medina', reason: 'wrong_number' }]);
    // Whoever has the number now is not answered with anything.
    expect((await outbound(conversationId)).filter((text) => text.subtype !== null)).toEqual([]);
  });

  test('on a shared phone takes off the one it names; the other still gets texts', async () => {
    const family = await buildFamily('Rosa Medina', 'Jorge Medina');
    const conversationId = await write(family.e164, 'Wrong number, I am not Jorge');
    expect(await reachedAt(family.addressId)).toEqual([family.guardianId]);
    expect(await stateOf(family.waitingId)).toBe('waiting');
    expect(await readConsent(stage.rt.db, family.addressId)).toBe('subscribed');
    expect(await lastReasons(conversationId)).toContain('the others on this phone still are');
  });

  test('on a shared phone that names nobody takes off everybody, and the liaison decides', async () => {
    const family = await buildFamily('Rosa Medina', 'Jorge Medina');
    const conversationId = await write(family.e164, 'Wrong number');
    expect(await reachedAt(family.addressId)).toEqual([]);
    expect(await stateOf(family.waitingId)).toBe('dropped');
    expect(await lastReasons(conversationId)).toContain('find out which of them is meant');
    stage.clock.moveBy(1000);
    const link = { guardianId: family.guardianId, addressId: family.addressId };
    await restoreNumber(stage.rt, liaison, link);
    expect(await reachedAt(family.addressId)).toEqual([family.guardianId]);
    expect(await readConsent(stage.rt.db, family.addressId)).toBe('subscribed');
    await expect(restoreNumber(stage.rt, liaison, link)).rejects.toMatchObject({ code: 'number_stands' });
  });

  test('of a family that wanted alerts only leaves it so when it is taken back', async () => {
    const family = await buildFamily('Rosa Medina');
    await write(family.e164, 'solo mensajes urgentes por favor');
    const before = await readConsent(stage.rt.db, family.addressId);
    await write(family.e164, 'Wrong number');
    stage.clock.moveBy(1000);
    await restoreNumber(stage.rt, liaison, { guardianId: family.guardianId, addressId: family.addressId });
    expect(await readConsent(stage.rt.db, family.addressId)).toBe(before);
  });
});
