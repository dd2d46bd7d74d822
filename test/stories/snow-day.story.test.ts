import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { AlertDetail, AlertReplyPage, AlertSummary, CallPage } from '../../src/api/alerts.schemas.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { newId } from '../../src/lib/ids.js';
import { buildManyFamilies } from '../support/many-families.js';
import { startStage, until, type SignedIn, type Stage } from '../support/stage.js';

const texts = loadTexts();
/** Beside the four families the stage has. */
const manyFamilies = 1000;
const firstNumber = 12_120_000_001;
const languages = ['es', 'ht', 'ar', 'zh-Hans', 'en', 'vi', 'ru', 'pt-BR'];
/** For a machine that is busy with other things; alone, the whole takes well under a minute. */
const seconds = 180;
const longest = (seconds + 60) * 1000;

/** A time zone in which it is between 5:00 and 6:00 in the morning now. POSIX names have their signs reversed. */
function zoneBeforeDawn(now: Date): string {
  const ahead = 5 - now.getUTCHours();
  const offset = ahead < -12 ? ahead + 24 : ahead;
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

let stage: Stage;
let admin: SignedIn;
let liaison: SignedIn;
let day: string;
let alertId: string;

const detail = () => admin.get<AlertDetail>(`/api/alerts/${alertId}`);
const alertsInBooks = async () => (await stage.books()).filter((text) => text.direction === 'outbound-api');
const nudgeTexts = () =>
  stage.db.selectFrom('delivery').select(['state', 'reason']).where('purpose', '=', 'learning').execute();

beforeAll(async () => {
  stage = await startStage({ TRANSLATION_ENGINES: 'none', DELIVERY_SURELY_NONE_SECONDS: '20' });
  const timeZone = zoneBeforeDawn(new Date());
  day = DateTime.now().setZone(timeZone).toFormat('yyyy-MM-dd');
  // Nobody may be texted before nine, except for what cannot wait.
  await stage.db
    .updateTable('school')
    .set({ timeZone, contactFrom: '09:00', contactUntil: '20:00' })
    .where('id', '=', stage.schoolId)
    .execute();
  await stage.db.updateTable('line').set({ messagesPerSecond: 1_000_000 }).execute();
  await buildManyFamilies(
    stage.db,
    { schoolId: stage.schoolId, classId: null },
    { count: manyFamilies, firstNumber, languages },
  );
  admin = await stage.signIn(stage.admin);
  liaison = await stage.signIn(stage.liaison);
}, longest);
afterAll(() => stage.close());

test(
  "the evening's nudge waits for the morning, and one family has told the carrier to stop",
  async () => {
    const teacher = await stage.signIn(stage.teacher);
    const answer = await teacher.post('/api/nudges', {
      classId: stage.classId,
      content: { kind: 'library', key: 'math.howDidYouKnow' },
      startsLocal: null,
      repeats: 'once',
      endsOn: null,
    });
    expect(answer.status).toBeLessThan(300);
    await until('the nudge is queued', async () => (await nudgeTexts()).length === 4, seconds);
    await stage.write(stage.family('ar'), 'STOP');
    await until(
      'the block is known',
      async () => (await stage.db.selectFrom('carrierBlock').select('addressId').execute()).length === 1,
      seconds,
    );
    const waiting = (await nudgeTexts()).filter((text) => text.state === 'waiting');
    expect(waiting.length).toBeGreaterThanOrEqual(3);
  },
  longest,
);

test(
  'a closure before dawn reaches every family once, in its language, by the books of the carrier',
  async () => {
    const closure = { kind: 'closure', schoolIds: [stage.schoolId], day };
    const key = newId();
    const sent = await admin.post<AlertSummary>('/api/alerts', closure, key);
    expect(sent.status).toBe(200);
    alertId = sent.body.id;
    // Sent twice by an impatient thumb.
    expect((await admin.post<AlertSummary>('/api/alerts', closure, key)).body.id).toBe(alertId);
    await until(
      'every text is with the carrier',
      async () => {
        const { state, waiting, accepted, delivered, failed } = await detail();
        if (state === 'done' && accepted + delivered === manyFamilies + 3) return true;
        throw new Error(JSON.stringify({ state, waiting, accepted, delivered, failed }));
      },
      seconds,
    );
    await until(
      'every phone has it',
      async () => (await alertsInBooks()).every((text) => text.status === 'delivered'),
      seconds,
    );
    await until('the page says so', async () => (await detail()).delivered === manyFamilies + 3, seconds);
    const alert = await detail();
    expect(alert).toMatchObject({
      families: manyFamilies + 3,
      waiting: 0,
      accepted: 0,
      delivered: manyFamilies + 3,
      failed: 0,
      leftOut: 1,
      callsOpen: 1,
    });
    expect(alert.languages.map((one) => one.language).sort()).toEqual([...languages].sort());
    const wordsIn = new Map(alert.languages.map((one) => [one.language, one.body]));
    expect(wordsIn.get('es')).toContain('No hay clases');
    expect(new Set(wordsIn.values()).size).toBe(languages.length);

    const books = await alertsInBooks();
    const got = new Map(books.map((text) => [text.to, text.body]));
    expect(books).toHaveLength(manyFamilies + 3);
    expect(got.size).toBe(manyFamilies + 3);
    for (let n = 1; n <= manyFamilies; n += 1) {
      const language = languages[n % languages.length] ?? '';
      expect(got.get(`+${firstNumber - 1 + n}`)).toBe(wordsIn.get(language));
    }
    for (const language of ['es', 'ht', 'zh-Hans'])
      expect(got.get(stage.family(language).e164)).toBe(wordsIn.get(language));
  },
  longest,
);

test('the nudge of that day is not sent any more', async () => {
  const left = await nudgeTexts();
  expect(left).toHaveLength(4);
  for (const text of left) expect(text.state).toBe('dropped');
  expect(left.map((text) => text.reason)).toContain('an alert said that there is no usual school that day');
});

test('the family no text reaches is called, and that is noted', async () => {
  const calls = await liaison.get<CallPage>(`/api/calls?alertId=${alertId}`);
  expect(calls.items).toMatchObject([
    { guardian: stage.family('ar').guardianName, e164: stage.family('ar').e164 },
  ]);
  const done = await liaison.post(`/api/calls/${calls.items[0]?.id}/done`, { outcome: 'Reached her.' });
  expect(done.status).toBe(204);
  expect(await detail()).toMatchObject({ callsOpen: 0 });
});

test(
  'two families write back and get one answer, each in its language',
  async () => {
    const both = ['es', 'ht'];
    for (const language of both)
      await stage.write(stage.family(language), texts.familyPhrases(language).get('busWhatTime') ?? '');
    const replies = () => admin.get<AlertReplyPage>(`/api/alerts/${alertId}/replies`);
    await until(
      'both stand on the page of the alert, translated',
      async () => (await replies()).items.filter((reply) => reply.translation !== null).length === 2,
      seconds,
    );
    expect(await detail()).toMatchObject({ replies: 2, unanswered: 2 });
    const text = texts.readyReplies('en').get('other.thanks') ?? '';
    const answered = await admin.post(`/api/alerts/${alertId}/answer`, { text });
    expect(answered.body).toEqual({ families: 2, held: 0 });
    for (const language of both) {
      const words = texts.readyReplies(language).get('other.thanks') ?? 'no such reply';
      await until(
        `${stage.family(language).guardianName} has the answer`,
        async () => (await stage.received(stage.family(language))).some((one) => one.body === words),
        seconds,
      );
    }
    expect(await detail()).toMatchObject({ replies: 2, unanswered: 0 });
  },
  longest,
);
