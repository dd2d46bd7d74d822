import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AlertDetail, AlertPreview, AlertSummary, CallPage } from '../../src/api/alerts.schemas.js';
import { countReplies } from '../../src/alerts/replies.queries.js';
import { runAlert } from '../../src/alerts/run.js';
import { storeReceived } from '../../src/conversations/receive.queries.js';
import { newId } from '../../src/lib/ids.js';
import { runNudge } from '../../src/nudges/run.js';
import { scheduleNudge } from '../../src/nudges/staff-actions.js';
import { openDueRuns } from '../../src/nudges/tick.js';
import { startApi, type ApiServer } from '../api/api-server.js';
import {
  buildClass,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** The clock of the API, which stands where it is put. */
const clock = {
  now: (): Date => api.rt.clock.now(),
  moveTo: (moment: Date): void => api.setNow(moment),
  moveBy: (ms: number): void => api.setNow(new Date(api.rt.clock.now().getTime() + ms)),
};

let school: { schoolId: string; lineId: string; name: string };
let admin: BuiltStaff;
beforeEach(async () => {
  // Half past five in the morning in New York.
  clock.moveTo(new Date('2026-11-25T10:30:00Z'));
  school = await buildSchool(api.rt.db);
  admin = await buildStaff(api.rt.db, { role: 'school_admin', schoolIds: [school.schoolId] });
});

let counter = 0;
async function family(language = 'es', { schoolId } = school, addressId?: string) {
  counter += 1;
  const { studentId } = await buildStudent(api.rt.db, { schoolId });
  const guardian = await buildGuardian(api.rt.db, {
    language,
    studentIds: [studentId],
    ...(addressId === undefined ? { e164: `+1202555${String(counter).padStart(4, '0')}` } : { addressId }),
  });
  return { ...guardian, studentId };
}

const closure = (more: Record<string, unknown> = {}) => ({
  kind: 'closure',
  schoolIds: [school.schoolId],
  day: '2026-11-25',
  ...more,
});
const post = (path: string, as: BuiltStaff, body: unknown, key: string = newId()) =>
  api.ask('POST', path, { as, body, headers: { 'idempotency-key': key } });

async function send(body = closure(), as = admin): Promise<string> {
  const answer = await post('/alerts', as, body);
  expect(answer.status).toBe(200);
  return (answer.json as AlertSummary).id;
}

const textsOf = (alertId: string) =>
  api.rt.db
    .selectFrom('alertRecipient')
    .innerJoin('delivery', 'delivery.messageId', 'alertRecipient.messageId')
    .select([
      'delivery.addressId',
      'delivery.body',
      'delivery.state',
      'delivery.messageId',
      'delivery.schoolId',
    ])
    .where('alertId', '=', alertId)
    .orderBy('delivery.addressId')
    .execute();

describe('who may send', () => {
  test.each(['teacher', 'liaison'] as const)('a %s may not', async (role) => {
    const staff = await buildStaff(api.rt.db, { role, schoolIds: [school.schoolId] });
    expect((await post('/alerts', staff, closure())).status).toBe(403);
    expect((await post('/alerts/preview', staff, closure())).status).toBe(403);
  });

  test('an administrator may to her own schools, and to no other', async () => {
    const other = await buildSchool(api.rt.db);
    expect((await post('/alerts', admin, closure({ schoolIds: [other.schoolId] }))).status).toBe(404);
    const district = await buildStaff(api.rt.db, { role: 'district_admin' });
    expect((await post('/alerts', district, closure({ schoolIds: [other.schoolId] }))).status).toBe(200);
  });

  test('an alert of another school is not there', async () => {
    const alertId = await send();
    const stranger = await buildStaff(api.rt.db, { role: 'school_admin' });
    for (const path of ['', '/replies', '/left-out']) {
      expect((await api.ask('GET', `/alerts/${alertId}${path}`, { as: stranger })).status).toBe(404);
    }
  });
});

describe('an alert', () => {
  test('is sent once for a key, and needs one', async () => {
    await family();
    const key = newId();
    const [one, two] = await Promise.all([
      post('/alerts', admin, closure(), key),
      post('/alerts', admin, closure(), key),
    ]);
    expect((one?.json as AlertSummary).id).toBe((two?.json as AlertSummary).id);
    expect((await post('/alerts', admin, closure({ day: '2026-11-26' }), key)).status).toBe(409);
    expect((await api.ask('POST', '/alerts', { as: admin, body: closure() })).status).toBe(400);
  });

  test.each([
    ['a delay without a time', { kind: 'delay' }],
    ['a free one without words', { kind: 'free' }],
    ['one for a day that is over', { day: '2026-11-23' }],
  ])('%s is refused', async (_what, more) => {
    expect((await post('/alerts', admin, closure(more))).status).toBe(400);
  });

  test('reaches every phone once under two workers, whatever it is shared by, in its language, at night', async () => {
    const other = await buildSchool(api.rt.db, { lineId: school.lineId });
    const rosa = await family('es');
    const marie = await family('ht');
    await family('es', school, rosa.addressId);
    await family('es', other, rosa.addressId);
    for (let n = 0; n < 12; n += 1) await family('en');
    const district = await buildStaff(api.rt.db, { role: 'district_admin' });
    const alertId = await send(closure({ schoolIds: [school.schoolId, other.schoolId] }), district);
    await Promise.all([
      runAlert(api.rt, alertId, { batchSize: 3 }),
      runAlert(api.rt, alertId, { batchSize: 4 }),
    ]);
    await runAlert(api.rt, alertId);
    const texts = await textsOf(alertId);
    expect(texts).toHaveLength(14);
    expect(new Set(texts.map((text) => text.addressId)).size).toBe(14);
    const bodyFor = (addressId: string) => texts.find((text) => text.addressId === addressId)?.body;
    expect(bodyFor(rosa.addressId)).toContain('No hay clases el miércoles, 25 de noviembre');
    expect(bodyFor(rosa.addressId)).toContain(school.name);
    expect(bodyFor(rosa.addressId)).toContain(other.name);
    expect(bodyFor(marie.addressId)).toContain('mèkredi 25 novanm');
    expect(bodyFor(marie.addressId)).not.toContain(other.name);
    const detail = (await api.ask('GET', `/alerts/${alertId}`, { as: admin })).json as AlertDetail;
    expect(detail).toMatchObject({ state: 'done', families: 14, waiting: 14, leftOut: 0 });
  });

  test('a worker that died half way is gone on with, and nobody gets it twice', async () => {
    for (let n = 0; n < 6; n += 1) await family('en');
    const alertId = await send();
    const broken = {
      ...api.rt,
      live: api.rt.live,
      jobs: { ...api.rt.jobs, enqueue: () => Promise.reject(new Error('killed')) },
    };
    await expect(runAlert(broken, alertId, { batchSize: 2 })).rejects.toThrow('killed');
    const before = await textsOf(alertId);
    expect(before.length).toBeLessThan(6);
    await runAlert(api.rt, alertId, { batchSize: 2 });
    expect(await textsOf(alertId)).toHaveLength(6);
  });

  test('shows before it goes what each language reads, who is left out, and when the last family has it', async () => {
    await family('es');
    await family('es');
    await family('en');
    const blocked = await family('ar');
    await api.rt.db
      .insertInto('carrierBlock')
      .values({ addressId: blocked.addressId, lineId: school.lineId, since: clock.now(), liftedAt: null })
      .execute();
    await buildStudent(api.rt.db, { schoolId: school.schoolId });
    await api.rt.db
      .updateTable('line')
      .set({ messagesPerSecond: 1 })
      .where('id', '=', school.lineId)
      .execute();
    const answer = await post('/alerts/preview', admin, closure());
    const preview = answer.json as AlertPreview;
    expect(preview).toMatchObject({
      families: 3,
      cancelsNudges: true,
      leftOutCount: 2,
      beyondCap: 0,
      stopped: [],
    });
    expect(preview.languages.map((one) => [one.language, one.families, one.origin])).toEqual([
      ['es', 2, 'approved'],
      ['en', 1, 'approved'],
    ]);
    const seconds = (new Date(preview.lastFamilyAt ?? 0).getTime() - clock.now().getTime()) / 1000;
    expect(Math.round(seconds)).toBeLessThanOrEqual(3);
    expect(preview.leftOut).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          willBeCalled: true,
          reason: expect.stringContaining('told the carrier to stop'),
        }),
        expect.objectContaining({ willBeCalled: false }),
      ]),
    );
    expect(
      await api.rt.db.selectFrom('alert').select('id').where('staffId', '=', admin.id).execute(),
    ).toEqual([]);
  });

  test('in words of its own goes out in English where no engine knows the language, and asks for a call', async () => {
    const { addressId } = await family('ht');
    const text = 'The boiler at the west gate burst this morning.';
    const alertId = await send(closure({ kind: 'free', text }));
    await runAlert(api.rt, alertId);
    const [sent] = await textsOf(alertId);
    expect(sent).toMatchObject({ addressId, state: 'waiting' });
    expect(sent?.body).toContain(text);
    expect(sent?.body).toContain(api.rt.texts.text('ht', 'untranslated.note'));
    const calls = (await api.ask('GET', `/calls?alertId=${alertId}`, { as: admin })).json as CallPage;
    expect(calls.items).toMatchObject([
      { reason: expect.stringContaining('Haitian Creole'), language: 'ht' },
    ]);
  });
});

describe('where a text does not do', () => {
  test('a call is opened for liaisons of that school, and noted as made once', async () => {
    const blocked = await family('es');
    await api.rt.db
      .insertInto('carrierBlock')
      .values({ addressId: blocked.addressId, lineId: school.lineId, since: clock.now(), liftedAt: null })
      .execute();
    const alertId = await send();
    await runAlert(api.rt, alertId);
    expect(await textsOf(alertId)).toEqual([]);
    const liaison = await buildStaff(api.rt.db, { role: 'liaison', schoolIds: [school.schoolId] });
    const [call, ...others] = ((await api.ask('GET', '/calls', { as: liaison })).json as CallPage).items;
    expect(others).toEqual([]);
    expect(call).toMatchObject({ guardian: blocked.name, alertId, state: 'open' });
    const stranger = await buildStaff(api.rt.db, { role: 'liaison' });
    expect(((await api.ask('GET', '/calls', { as: stranger })).json as CallPage).items).toEqual([]);
    const done = (as: BuiltStaff) => post(`/calls/${call?.id}/done`, as, { outcome: 'Reached her.' });
    expect((await done(stranger)).status).toBe(404);
    expect((await done(liaison)).status).toBe(204);
    expect((await done(liaison)).status).toBe(409);
    const made = ((await api.ask('GET', '/calls?state=done', { as: liaison })).json as CallPage).items;
    expect(made).toMatchObject([{ outcome: 'Reached her.', doneBy: liaison.name }]);
  });
});

describe("the day's nudges", () => {
  async function nudgeAt(startsLocal: string | null) {
    const teacher = await buildStaff(api.rt.db, { role: 'teacher', schoolIds: [school.schoolId] });
    const { classId } = await buildClass(api.rt.db, { schoolId: school.schoolId, teacherId: teacher.id });
    const { studentId } = await buildStudent(api.rt.db, { classId });
    counter += 1;
    await buildGuardian(api.rt.db, {
      studentIds: [studentId],
      e164: `+1202555${String(counter).padStart(4, '0')}`,
    });
    const content = { kind: 'library', key: 'math.howDidYouKnow' } as const;
    return scheduleNudge(
      api.rt,
      teacher,
      { classId, content, startsLocal, repeats: 'weekly', endsOn: null },
      newId(),
    );
  }
  const runsOf = (nudgeId: string) =>
    api.rt.db
      .selectFrom('nudgeRun')
      .leftJoin('nudgeRecipient', 'nudgeRecipient.nudgeRunId', 'nudgeRun.id')
      .leftJoin('delivery', 'delivery.messageId', 'nudgeRecipient.messageId')
      .select(['nudgeRun.state', 'delivery.state as text', 'delivery.reason'])
      .where('nudgeId', '=', nudgeId)
      .orderBy('nudgeRun.occurrence')
      .execute();

  test('are not sent when school is closed: those queued, and those still to come; the next week is as ever', async () => {
    const queued = await nudgeAt(null);
    const later = await nudgeAt('2026-11-25T16:00');
    for (const runId of await openDueRuns(api.rt)) await runNudge(api.rt, runId);
    await send();
    expect(await runsOf(queued.id)).toEqual([
      { state: 'done', text: 'dropped', reason: 'an alert said that there is no usual school that day' },
    ]);
    clock.moveTo(new Date('2026-11-25T21:00:30Z'));
    await openDueRuns(api.rt);
    expect(await runsOf(later.id)).toEqual([{ state: 'cancelled', text: null, reason: null }]);
    clock.moveTo(new Date('2026-12-02T21:00:30Z'));
    for (const runId of await openDueRuns(api.rt)) await runNudge(api.rt, runId);
    expect((await runsOf(later.id)).map((run) => run.text)).toEqual([null, 'waiting']);
  });

  test('go on when school only begins later', async () => {
    const queued = await nudgeAt(null);
    for (const runId of await openDueRuns(api.rt)) await runNudge(api.rt, runId);
    await send(closure({ kind: 'delay', atTime: '10:00' }));
    expect((await runsOf(queued.id)).map((run) => run.text)).toEqual(['waiting']);
  });
});

describe('what families write back', () => {
  async function replyOf(addressId: string, text: string): Promise<void> {
    const now = clock.now();
    await storeReceived(api.rt.db, now, {
      addressId,
      schoolId: school.schoolId,
      lineId: school.lineId,
      text,
      subtype: null,
      media: [],
      nextMediaAt: null,
      carrierSid: `SM${newId().replaceAll('-', '')}`,
      carrierAt: now,
      channel: 'sms',
      details: null,
    });
  }
  const detailOf = async (alertId: string) =>
    (await api.ask('GET', `/alerts/${alertId}`, { as: admin })).json as AlertDetail;

  test('stands on the page of the alert and gets one answer, each family in its language or held', async () => {
    const rosa = await family('es');
    const anna = await family('en');
    await family('en');
    const alertId = await send();
    await runAlert(api.rt, alertId);
    clock.moveBy(60_000);
    await replyOf(rosa.addressId, '¿Hay comida en la escuela?');
    await replyOf(anna.addressId, 'Is there lunch?');
    await replyOf(anna.addressId, 'And the bus?');
    expect(await detailOf(alertId)).toMatchObject({ replies: 3, unanswered: 2 });
    const listed = await api.ask('GET', `/alerts/${alertId}/replies`, { as: admin });
    expect((listed.json as { items: { text: string }[] }).items.map((one) => one.text)).toEqual([
      'And the bus?',
      'Is there lunch?',
      '¿Hay comida en la escuela?',
    ]);
    const text = 'Lunch bags are at the gate.';
    const preview = await post(`/alerts/${alertId}/answer/preview`, admin, { text });
    expect(preview.json).toEqual({
      languages: [
        { language: 'en', families: 1, text, engine: null, quality: null, reason: null },
        {
          ...{ language: 'es', families: 1, text: null, engine: null, quality: null },
          reason: 'No engine translates English to Spanish.',
        },
      ],
    });
    expect(await detailOf(alertId)).toMatchObject({ unanswered: 2 });
    const key = newId();
    const answer = () =>
      post(`/alerts/${alertId}/answer`, admin, { text: 'Lunch bags are at the gate.' }, key);
    expect((await answer()).json).toEqual({ families: 2, held: 1 });
    expect((await answer()).json).toEqual({ families: 2, held: 1 });
    const answers = await api.rt.db
      .selectFrom('delivery')
      .select(['addressId', 'state', 'body'])
      .where('subtype', '=', 'alert_answer')
      .where('schoolId', '=', school.schoolId)
      .execute();
    expect(answers).toHaveLength(2);
    expect(answers).toEqual(
      expect.arrayContaining([
        { addressId: anna.addressId, state: 'waiting', body: 'Lunch bags are at the gate.' },
        { addressId: rosa.addressId, state: 'held', body: null },
      ]),
    );
    expect(await detailOf(alertId)).toMatchObject({ replies: 3, unanswered: 0 });
    expect((await post(`/alerts/${alertId}/answer`, admin, { text: 'Once more.' })).status).toBe(409);
  });

  test('gets one answer where two people answer everybody at the same moment', async () => {
    const anna = await family('en');
    const alertId = await send();
    await runAlert(api.rt, alertId);
    clock.moveBy(60_000);
    await replyOf(anna.addressId, 'Is there lunch?');
    const liaison = await buildStaff(api.rt.db, { schoolIds: [school.schoolId] });
    const answers = await Promise.all(
      [admin, liaison, admin, liaison].map((who) =>
        post(`/alerts/${alertId}/answer`, who, { text: 'Lunch bags are at the gate.' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  test('after two days, or after another text of ours, is not about the alert any more', async () => {
    const rosa = await family('es');
    const [first, second] = [await send(), await send(closure({ day: '2026-11-27' }))];
    for (const alertId of [first, second]) await runAlert(api.rt, alertId);
    await replyOf(rosa.addressId, '¿Cerrado otra vez?');
    expect(await detailOf(first)).toMatchObject({ replies: 0 });
    expect(await detailOf(second)).toMatchObject({ replies: 1 });
    clock.moveBy(49 * 3_600_000);
    await replyOf(rosa.addressId, 'Gracias');
    expect(await countReplies(api.rt.db, admin, second)).toEqual({ replies: 1, unanswered: 1 });
  });
});
