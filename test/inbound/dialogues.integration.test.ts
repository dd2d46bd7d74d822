import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { readPurposes } from '../../src/consent/consent.queries.js';
import { readOpenDecisions } from '../../src/consent/decisions.queries.js';
import { readHours } from '../../src/consent/preferences.queries.js';
import { setSchoolDays } from '../../src/roster/calendar.queries.js';
import { wakeLine } from '../../src/delivery/send.js';
import { findOpenAsk } from '../../src/flows/flows.queries.js';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
import { correctConsent, decideConsent, readConsentOf, undoConsent } from '../../src/inbox/consent.js';
import { changeState } from '../../src/inbox/state.js';
import { escalateDecisions } from '../../src/inbox/escalate-decisions.js';
import { newId } from '../../src/lib/ids.js';
import { understand } from '../../src/understanding/understand.js';
import { runNudge } from '../../src/nudges/run.js';
import { scheduleNudge } from '../../src/nudges/staff-actions.js';
import { openDueRuns } from '../../src/nudges/tick.js';
import { buildAddress, buildGuardian, buildStaff, buildStudent } from '../support/builders.js';
import { whileWithdrawn } from '../support/while-withdrawn.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { buildTaughtClass } from '../nudges/nudge-stage.js';

let stage: TestRuntime;
let school: Awaited<ReturnType<typeof buildTaughtClass>>;
let line: string;
let liaison: Awaited<ReturnType<typeof buildStaff>>;
let admin: Awaited<ReturnType<typeof buildStaff>>;
beforeAll(async () => {
  stage = await startTestRuntime();
  // The words of all languages are made ready once a process, which takes a while on a busy machine.
  understand(stage.rt.understanding, 'Hola', {
    homeLanguage: 'es',
    districtLanguages: stage.rt.texts.languages(),
  });
  const { db } = stage.rt;
  school = await buildTaughtClass(db);
  liaison = await buildStaff(db, { name: 'Ana Ruiz', languages: ['en', 'es'], schoolIds: [school.schoolId] });
  admin = await buildStaff(db, { role: 'school_admin', schoolIds: [school.schoolId] });
  ({ e164: line } = await db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', school.lineId)
    .executeTakeFirstOrThrow());
});
afterAll(() => stage.close());

async function family(language: string | null = 'es') {
  const { db } = stage.rt;
  const { studentId } = await buildStudent(db, { classId: school.classId });
  const address = await buildAddress(db);
  await buildGuardian(db, { language, studentIds: [studentId], addressId: address.addressId });
  return address;
}

/** The family writes; what we say to it is given back, the newest last. */
async function write(from: { e164: string }, body: string) {
  const received = await receiveText(stage.rt, {
    sid: `SM${newId().replaceAll('-', '')}${randomInt(10, 99)}`.slice(0, 34),
    from: from.e164,
    to: line,
    body,
    media: [],
    happenedAt: stage.rt.clock.now(),
  });
  if (received.outcome !== 'stored') throw new Error(received.outcome);
  await processConversation(stage.rt, received.conversationId);
  const said = await stage.rt.db
    .selectFrom('message')
    .select(['text', 'subtype'])
    .where('conversationId', '=', received.conversationId)
    .where('purpose', '=', 'system')
    .orderBy('position')
    .execute();
  return { ...received, said: said.map((one) => one.text) };
}

const chosenLanguage = async (addressId: string) =>
  (
    await stage.rt.db
      .selectFrom('address')
      .select('language')
      .where('id', '=', addressId)
      .executeTakeFirstOrThrow()
  ).language;
const text = (language: string, key: string, values = {}) => stage.rt.texts.text(language, key, values);

describe('preferences by text', () => {
  test.each(['IDIOMA', 'idioma!', 'LANGUAGE', 'Язык'])('%s opens the list of languages', async (word) => {
    const from = await family();
    const { said } = await write(from, word);
    expect(said.at(-1)).toContain(text('es', 'menu.language'));
    const place = stage.rt.texts.languages().indexOf('ht') + 1;
    expect(said.at(-1)).toContain(`${place} Kreyòl ayisyen`);
    expect((await write(from, String(place))).said.at(-1)).toBe(text('ht', 'menu.languageSet'));
    expect(await chosenLanguage(from.addressId)).toBe('ht');
  });

  test('a language whose words were withdrawn is confirmed by its name, and no family is promised English', async () => {
    const from = await family();
    const place = stage.rt.texts.languages().indexOf('ht') + 1;
    const { texts } = stage.rt;
    const said = await whileWithdrawn(texts, 'ht', ['menu.languageSet', 'menu.languageCheck'], async () => {
      await write(from, 'IDIOMA');
      return (await write(from, String(place))).said.at(-1);
    });
    expect(said).toBe('Kreyòl ayisyen');
    expect(await chosenLanguage(from.addressId)).toBe('ht');
  });

  test('what was withdrawn is answered in English, and the word that was sent before still opens the list', async () => {
    const from = await family();
    const keys = ['menu.hours', 'menu.hoursWord', 'consent.paused'];
    const [hours, paused] = await whileWithdrawn(stage.rt.texts, 'es', keys, async () => [
      (await write(from, 'Horario')).said.at(-1),
      (await write(from, 'pausa')).said.at(-1),
    ]);
    expect(hours).toBe(text('en', 'menu.hours'));
    expect(paused).toMatch(/^You will get no learning texts until [A-Z][a-z]+ \d+\. Reply START/u);
  });

  test('HORARIO opens the hours, and the choice is kept', async () => {
    const from = await family();
    expect((await write(from, 'Horario')).said.at(-1)).toBe(text('es', 'menu.hours'));
    const { said } = await write(from, '4');
    expect(said.at(-1)).toBe(text('es', 'menu.hoursSet', { from: '17:00', until: '20:00' }));
    expect(await readHours(stage.rt.db, from.addressId)).toEqual({ from: '17:00', until: '20:00' });
    await write(from, 'horario');
    await write(from, '1');
    expect(await readHours(stage.rt.db, from.addressId)).toBeNull();
  });

  test('no language is switched on one text: a family that writes in another one is asked, once', async () => {
    const from = await family('en');
    const spanish = 'Gracias por el mensaje, anoche leímos un libro de animales con toda la familia.';
    expect((await write(from, spanish)).said).toContain(text('es', 'menu.languageCheck'));
    expect(await chosenLanguage(from.addressId)).toBeNull();
    expect((await write(from, '2')).said.at(-1)).toBe(text('en', 'menu.kept'));
    const { said } = await write(from, spanish);
    expect(said.filter((one) => one === text('es', 'menu.languageCheck'))).toHaveLength(1);
    expect(await chosenLanguage(from.addressId)).toBeNull();
  });

  test('and changes when it says yes', async () => {
    const from = await family('en');
    await write(from, 'Gracias por el mensaje, anoche leímos un libro de animales con toda la familia.');
    expect((await write(from, 'Sí')).said.at(-1)).toBe(text('es', 'menu.languageSet'));
    expect(await chosenLanguage(from.addressId)).toBe('es');
  });

  test('the question of a nudge gives way to it and comes back', async () => {
    const from = await family();
    const wanted = {
      classId: school.classId,
      content: { kind: 'library', key: 'math.howDidYouKnow' },
      startsLocal: null,
      repeats: 'once',
      endsOn: null,
    } as const;
    await scheduleNudge(stage.rt, school.teacher, wanted, newId());
    const [runId = ''] = await openDueRuns(stage.rt);
    await runNudge(stage.rt, runId);
    await stage.rt.db.updateTable('line').set({ messagesPerSecond: 100 }).execute();
    await wakeLine(stage.rt, school.lineId);
    const nudgeAsk = await findOpenAsk(stage.rt.db, from.addressId);
    expect(nudgeAsk?.nudgeRunId).toBe(runId);
    await write(from, 'IDIOMA');
    expect(await findOpenAsk(stage.rt.db, from.addressId)).toMatchObject({ dialogue: 'language' });
    await write(from, '2');
    expect((await findOpenAsk(stage.rt.db, from.addressId))?.id).toBe(nudgeAsk?.id);
    await write(from, 'IDIOMA');
    await write(from, 'Dijo que contó con los dedos y luego hizo un dibujo.');
    const answers = await stage.rt.db
      .selectFrom('response')
      .select('flowRunId')
      .where('addressId', '=', from.addressId)
      .execute();
    expect(answers).toEqual([{ flowRunId: nudgeAsk?.id }]);
  });
});

/** A text that may be an opt-out, as understanding marks it. */
const perhaps = 'leave us alone already';

describe('a text that may be an opt-out', () => {
  async function suspended() {
    const from = await family('en');
    const { conversationId } = await write(from, perhaps);
    const [decision] = await readOpenDecisions(stage.rt.db, conversationId);
    return { from, conversationId, decision };
  }
  const learningOf = async (addressId: string) =>
    (await readPurposes(stage.rt.db, stage.rt.clock.now(), addressId)).find(
      (one) => one.purpose === 'learning',
    );

  test('suspends learning texts and goes to the liaison, who has one school day', async () => {
    // A Monday; Tuesday is a holiday.
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    await stage.rt.db
      .transaction()
      .execute((trx) =>
        setSchoolDays(trx, stage.rt.clock.now(), { schoolId: school.schoolId, staffId: admin.id }, [
          { day: '2026-11-24', kind: 'holiday', note: null },
        ]),
      );
    const { from, decision } = await suspended();
    expect(decision).toMatchObject({ ownerName: 'Ana Ruiz' });
    expect(decision?.dueAt.toISOString().slice(0, 16)).toBe('2026-11-25T18:00');
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'subscribed', suspended: true });
    const all = await readPurposes(stage.rt.db, stage.rt.clock.now(), from.addressId);
    expect(all.filter((one) => one.suspended).map((one) => one.purpose)).toEqual(['learning', 'pulse']);
  });

  test('and one that only sounds like a wish for a pause does the same', async () => {
    const from = await family('vi');
    const { conversationId } = await write(from, 'tuần này nhà có việc, tạm dừng rồi gửi tiếp sau');
    expect(await readOpenDecisions(stage.rt.db, conversationId)).toHaveLength(1);
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'subscribed', suspended: true });
  });

  test('while what only sounds like a wish for texts brings nobody back who said stop', async () => {
    const from = await family('ru');
    await write(from, 'больше не пишите мне');
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'opted_out' });
    const { conversationId } = await write(from, 'подключите меня обратно, телефон утонул');
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'opted_out' });
    expect(await readOpenDecisions(stage.rt.db, conversationId)).toEqual([]);
    const { reasons } = await stage.rt.db
      .selectFrom('routeDecision')
      .innerJoin('message', 'message.id', 'routeDecision.messageId')
      .select('routeDecision.reasons')
      .where('message.conversationId', '=', conversationId)
      .orderBy('message.position', 'desc')
      .executeTakeFirstOrThrow();
    expect(reasons).toContain('this family may want texts again: nothing was changed');
  });

  test('is an opt-out when the liaison says so: confirmed once, from when it was written', async () => {
    const { from, conversationId, decision } = await suspended();
    const input = { decisionId: decision?.id ?? '', decision: 'stop' as const };
    const key = newId();
    await decideConsent(stage.rt, liaison, conversationId, input, key);
    await decideConsent(stage.rt, liaison, conversationId, input, key);
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'opted_out', suspended: false });
    const confirmed = await stage.rt.db
      .selectFrom('delivery')
      .select('messageId')
      .where('addressId', '=', from.addressId)
      .where('subtype', '=', 'consent')
      .execute();
    expect(confirmed).toHaveLength(1);
    await expect(
      decideConsent(stage.rt, liaison, conversationId, { ...input, decision: 'go_on' }, newId()),
    ).rejects.toMatchObject({ code: 'decided' });
  });

  test('is none when the liaison says so, and everything goes on', async () => {
    const { from, conversationId, decision } = await suspended();
    await decideConsent(
      stage.rt,
      liaison,
      conversationId,
      { decisionId: decision?.id ?? '', decision: 'go_on' },
      newId(),
    );
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'subscribed', suspended: false });
  });

  const openRequests = async (conversationId: string) =>
    (
      await stage.rt.db
        .selectFrom('request')
        .select('status')
        .where('conversationId', '=', conversationId)
        .where('status', '=', 'open')
        .execute()
    ).length;
  const stateOf = async (conversationId: string) =>
    (
      await stage.rt.db
        .selectFrom('conversation')
        .select('state')
        .where('id', '=', conversationId)
        .executeTakeFirstOrThrow()
    ).state;

  test('has its request in the inbox done with the decision, and the thread closed where nothing else is open', async () => {
    const { conversationId, decision } = await suspended();
    expect([await openRequests(conversationId), await stateOf(conversationId)]).toEqual([1, 'open']);
    const input = { decisionId: decision?.id ?? '', decision: 'go_on' as const };
    await decideConsent(stage.rt, liaison, conversationId, input, newId());
    expect([await openRequests(conversationId), await stateOf(conversationId)]).toEqual([0, 'closed']);
  });

  test('keeps its thread open until somebody has decided', async () => {
    const { conversationId, decision } = await suspended();
    await expect(changeState(stage.rt, liaison, conversationId, 'closed')).rejects.toMatchObject({
      code: 'decision_open',
    });
    const input = { decisionId: decision?.id ?? '', decision: 'stop' as const };
    await decideConsent(stage.rt, liaison, conversationId, input, newId());
    await changeState(stage.rt, liaison, conversationId, 'closed');
    expect(await stateOf(conversationId)).toBe('closed');
  });

  test.each(['STOP', 'no more messages', 'START'])(
    'is settled, request and all, by the family: %s',
    async (said) => {
      const { from, conversationId } = await suspended();
      await write(from, said);
      expect(await readOpenDecisions(stage.rt.db, conversationId)).toEqual([]);
      expect(await openRequests(conversationId)).toBe(0);
    },
  );

  test('is settled where staff take the entry back, or write down what the family wants', async () => {
    const first = await suspended();
    const { entries } = await readConsentOf(stage.rt, liaison, first.conversationId);
    const entry = entries.find((one) => one.kind === 'suspend');
    const undo = { eventId: entry?.id ?? '', reason: 'it was about a cousin' };
    await undoConsent(stage.rt, liaison, first.conversationId, undo, newId());
    expect(await readOpenDecisions(stage.rt.db, first.conversationId)).toEqual([]);
    expect(await openRequests(first.conversationId)).toBe(0);
    const second = await suspended();
    const wish = { kind: 'fewer', basis: 'form', reason: 'she said so on the phone' } as const;
    await correctConsent(stage.rt, liaison, second.conversationId, wish, newId());
    expect(await readOpenDecisions(stage.rt.db, second.conversationId)).toEqual([]);
    expect(await learningOf(second.from.addressId)).toMatchObject({ state: 'fewer', suspended: false });
  });

  test('goes to the administrator of the school when nobody decides in time', async () => {
    const { conversationId } = await suspended();
    stage.clock.moveBy(8 * 86_400_000);
    expect(await escalateDecisions(stage.rt)).toBeGreaterThan(0);
    expect(await escalateDecisions(stage.rt)).toBe(0);
    const row = await stage.rt.db
      .selectFrom('conversation')
      .select('assigneeStaffId')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    expect(row.assigneeStaffId).toBe(admin.id);
  });
});

describe('what staff put right', () => {
  test('is an entry of the ledger with the reason; what was read wrongly is taken back', async () => {
    const from = await family();
    const { conversationId } = await write(from, 'No me manden más mensajes');
    const before = await readConsentOf(stage.rt, liaison, conversationId);
    const entry = before.entries.find((one) => one.kind === 'opt_out');
    expect(entry).toMatchObject({ basis: 'said_by_text', mayUndo: true, words: 'No me manden más mensajes' });
    const undo = { eventId: entry?.id ?? '', reason: 'she meant the newsletter' };
    await undoConsent(stage.rt, liaison, conversationId, undo, newId());
    const after = await readConsentOf(stage.rt, liaison, conversationId);
    expect(after.purposes.map((one) => one.state)).toEqual(Array(4).fill('subscribed'));
    expect(after.entries[0]).toMatchObject({ kind: 'undo', note: undo.reason, by: 'Ana Ruiz' });
    await correctConsent(
      stage.rt,
      liaison,
      conversationId,
      { kind: 'fewer', basis: 'form', reason: 'asked at the school fair' },
      newId(),
    );
    const corrected = await readConsentOf(stage.rt, liaison, conversationId);
    expect(corrected.purposes.find((one) => one.purpose === 'learning')?.state).toBe('fewer');
  });

  test('never lifts the STOP of a carrier', async () => {
    const from = await family();
    const { conversationId } = await write(from, 'STOP');
    const { entries } = await readConsentOf(stage.rt, liaison, conversationId);
    expect(entries[0]).toMatchObject({ kind: 'opt_out', basis: 'carrier', mayUndo: false });
    const undo = { eventId: entries[0]?.id ?? '', reason: 'she called' };
    await expect(undoConsent(stage.rt, liaison, conversationId, undo, newId())).rejects.toMatchObject({
      code: 'carrier_stop',
    });
    await expect(
      correctConsent(
        stage.rt,
        liaison,
        conversationId,
        { kind: 'opt_in', basis: 'form', reason: 'she called' },
        newId(),
      ),
    ).rejects.toMatchObject({ code: 'carrier_stop' });
  });
});
