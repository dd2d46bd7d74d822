import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { composeAlert, wordsIn } from '../../src/alerts/words.js';
import { retryText } from '../../src/delivery/attempts.queries.js';
import { queueSystemText } from '../../src/delivery/queue-system-text.js';
import { priorities, queueText } from '../../src/delivery/queue-text.js';
import { queueTexts } from '../../src/delivery/queue-texts.js';
import { loadTexts } from '../../src/i18n/texts.js';
import { menuOf } from '../../src/inbound/menu-words.js';
import { approveLanguage, readLanguage } from '../../src/languages/languages.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import { createLogger } from '../../src/lib/log.js';
import { readApprovals } from '../../src/translation/approvals.queries.js';
import { followFixedTexts, refreshFixedTexts } from '../../src/translation/follow-fixed-texts.js';
import { approvedParts, isLiveIn, isPartApproved } from '../../src/translation/parts.js';
import { correctFixedText, undoFixedText, withdrawFixedText } from '../../src/withdrawals/fixed-texts.js';
import { catchUpWithWithdrawals } from '../../src/withdrawals/reword-waiting.js';
import {
  fixedTextsIn,
  listFamiliesOf,
  listFixedTexts,
  showFixedText,
} from '../../src/withdrawals/show-fixed-texts.js';
import {
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';
import { until } from '../support/stage.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
afterEach(async () => {
  const { id } = await buildStaff(inbox.rt.db);
  const undone = { undoneAt: inbox.rt.clock.now(), undoneByStaffId: id };
  await inbox.rt.db.updateTable('fixedTextWithdrawal').set(undone).where('undoneAt', 'is', null).execute();
  await refreshFixedTexts(inbox.rt);
});

const reason = 'A mother says that it is rude.';
const key = 'consent.optedOut';
const right = 'Listo: {district} no le mandará más mensajes. Responda START para recibirlos otra vez.';
const values = { district: 'Riverside' };

async function build() {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const other = await buildStaff(db, { schoolIds: [schoolId] });
  const admin = await buildStaff(db, { schoolIds: [schoolId], role: 'school_admin' });
  return { schoolId, speaker, other, admin, family: await buildFamily(schoolId) };
}

async function buildFamily(schoolId: string) {
  const { db } = inbox.rt;
  const { studentId } = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, {
    language: 'es',
    studentIds: [studentId],
    name: 'Rosa Medina',
  });
  return buildConversation(db, { schoolId, addressId });
}

type Family = Awaited<ReturnType<typeof buildFamily>>;

async function send(family: Family, what = key, lines: readonly string[] = []): Promise<string> {
  const { db, clock } = inbox.rt;
  const text = { key: what, values, lines, subtype: 'consent', priority: priorities.consent };
  await db
    .transaction()
    .execute((trx) => queueSystemText(inbox.rt, trx, clock.now(), { ...family, language: 'es' }, text));
  const { messageId } = await db
    .selectFrom('delivery')
    .select('messageId')
    .where('addressId', '=', family.addressId)
    .orderBy('messageId', 'desc')
    .executeTakeFirstOrThrow();
  return messageId;
}

const deliver = (messageId: string) =>
  inbox.rt.db
    .updateTable('delivery')
    .set({ state: 'delivered' })
    .where('messageId', '=', messageId)
    .execute();

async function inThread(staff: BuiltStaff, family: Family, messageId: string) {
  const { messages } = await readThread(inbox.rt, staff, family.conversationId);
  return messages.find(({ id }) => id === messageId);
}

const said = (language: string, what = key) => loadTexts().text(language, what, values);

describe('a wrong fixed text', () => {
  test('is withdrawn where it stands, and the next family gets the English alone', async () => {
    const { speaker, family, schoolId } = await build();
    const messageId = await send(family);
    await deliver(messageId);
    expect(await fixedTextsIn(inbox.rt, speaker, messageId)).toEqual({
      ...{ language: 'es', mayJudge: true, mayCorrect: true },
      items: [
        {
          key,
          words: inbox.rt.texts.inFile('es').get(key),
          english: inbox.rt.texts.inFile('en').get(key),
          isWithdrawn: false,
          withdrawalId: null,
        },
      ],
    });
    const { id } = await withdrawFixedText(inbox.rt, speaker, { messageId, reason });
    expect(await fixedTextsIn(inbox.rt, speaker, messageId)).toMatchObject({
      items: [{ key, isWithdrawn: true, withdrawalId: id }],
    });
    const next = await buildFamily(schoolId);
    const shown = await inThread(speaker, next, await send(next));
    expect(shown).toMatchObject({
      ...{ text: said('en'), language: 'en', translations: [] },
      delivery: { body: said('en'), language: 'en', state: 'waiting' },
    });
    expect(await showFixedText(inbox.rt, speaker, id)).toMatchObject({
      ...{ language: 'es', key, state: 'english', reason, by: speaker.name, isFindable: true },
      ...{ mayCorrect: true, mayUndo: true, correction: null },
      changes: [{ what: 'withdrawn', reason, by: speaker.name }],
    });
    expect(inbox.published).toContainEqual({ kind: 'fixed_text', id, schoolId: null });
    await expect(withdrawFixedText(inbox.rt, speaker, { messageId, reason })).rejects.toMatchObject({
      code: 'already_withdrawn',
    });
  });

  test('goes out in the corrected words once a reader of the language has said them', async () => {
    const { speaker, admin, family, schoolId } = await build();
    const { id } = await withdrawFixedText(inbox.rt, admin, { language: 'es', key, reason });
    await expect(correctFixedText(inbox.rt, admin, id, right)).rejects.toMatchObject({ status: 403 });
    await correctFixedText(inbox.rt, speaker, id, right);
    const corrected = right.replace('{district}', 'Riverside');
    const { body, language } = await bodyOf(await send(family));
    // The part has to be approved again in these words: until then the English stands below.
    expect({ body, language }).toEqual({ body: `${corrected}\n\n${said('en')}`, language: 'es' });
    await approveAll(speaker);
    const another = await buildFamily(schoolId);
    expect(await bodyOf(await send(another))).toMatchObject({ body: corrected, language: 'es' });
    expect((await showFixedText(inbox.rt, speaker, id)).changes.map(({ what }) => what)).toEqual([
      'corrected',
      'withdrawn',
    ]);
  });

  test('is said rightly from the start where whoever withdraws it knows how', async () => {
    const { speaker, admin, family } = await build();
    const input = { language: 'es', key: 'confused.received', reason };
    const correction = 'Gracias por decirlo. Alguien se lo va a escribir otra vez, con más claridad.';
    await expect(withdrawFixedText(inbox.rt, admin, { ...input, correction })).rejects.toMatchObject({
      status: 403,
    });
    const { id } = await withdrawFixedText(inbox.rt, speaker, { ...input, correction });
    expect(await bodyOf(await send(family, 'confused.received'))).toMatchObject({ body: correction });
    // And is wrong as well.
    const again = await withdrawFixedText(inbox.rt, admin, { ...input, reason: 'Too stiff.' });
    expect(again.id).toBe(id);
    const other = await build();
    expect(await bodyOf(await send(other.family, 'confused.received'))).toMatchObject({ language: 'en' });
    expect(
      (await showFixedText(inbox.rt, speaker, id)).changes.map(({ what, words }) => [what, words]),
    ).toEqual([
      ['withdrawn_again', correction],
      ['corrected', correction],
      ['withdrawn', inbox.rt.texts.inFile('es').get('confused.received')],
    ]);
  });

  test('is used again when the withdrawal is taken back, with the reason', async () => {
    const { speaker, other, family } = await build();
    const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key, reason });
    await expect(undoFixedText(inbox.rt, other, id, 'No.')).rejects.toMatchObject({ status: 404 });
    await undoFixedText(inbox.rt, speaker, id, 'She meant another text.');
    expect((await bodyOf(await send(family))).body).toContain(said('es'));
    expect(await showFixedText(inbox.rt, speaker, id)).toMatchObject({
      ...{ state: 'undone', undoneBy: speaker.name, mayCorrect: false, mayUndo: false },
      changes: [{ what: 'undone', reason: 'She meant another text.' }, { what: 'withdrawn' }],
    });
    await expect(correctFixedText(inbox.rt, speaker, id, right)).rejects.toMatchObject({
      code: 'withdrawal_settled',
    });
    const { rt } = inbox;
    await expect(rt.db.deleteFrom('fixedTextChange').execute()).rejects.toThrow(/append only/u);
  });

  test('is no matter any more once a release says it in other words', async () => {
    const { speaker, family } = await build();
    await approveAll(speaker);
    const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key, reason });
    await inbox.rt.db
      .updateTable('fixedTextWithdrawal')
      .set({ wrong: 'What the file said before.' })
      .where('id', '=', id)
      .execute();
    await refreshFixedTexts(inbox.rt);
    expect(await bodyOf(await send(family))).toMatchObject({ body: said('es') });
    expect(await showFixedText(inbox.rt, speaker, id)).toMatchObject({
      state: 'outdated',
      mayCorrect: false,
    });
    await expect(correctFixedText(inbox.rt, speaker, id, right)).rejects.toMatchObject({
      code: 'no_longer_applies',
    });
    // Those words may turn out to be wrong too.
    await withdrawFixedText(inbox.rt, speaker, { language: 'es', key, reason });
    expect(await bodyOf(await send(family))).toMatchObject({ body: said('en') });
  });

  test('is withdrawn by readers of the language and administrators alone, and listed for them', async () => {
    const { speaker, other, admin, family } = await build();
    const messageId = await send(family);
    for (const input of [{ messageId }, { language: 'es', key }]) {
      await expect(withdrawFixedText(inbox.rt, other, { ...input, reason })).rejects.toMatchObject({
        status: 403,
      });
    }
    const { id } = await withdrawFixedText(inbox.rt, admin, { messageId, reason });
    await expect(showFixedText(inbox.rt, other, id)).rejects.toMatchObject({ status: 404 });
    await expect(correctFixedText(inbox.rt, other, id, right)).rejects.toMatchObject({ status: 404 });
    const ids = async (staff: BuiltStaff, state: 'standing' | 'english' | 'undone') =>
      (await listFixedTexts(inbox.rt, staff, { state, limit: 100 })).items.map((one) => one.id);
    expect(await ids(other, 'standing')).toEqual([]);
    expect(await ids(speaker, 'standing')).toEqual([id]);
    expect(await ids(speaker, 'english')).toEqual([id]);
    await correctFixedText(inbox.rt, speaker, id, right);
    expect(await ids(admin, 'english')).toEqual([]);
    await undoFixedText(inbox.rt, admin, id, 'No.');
    expect(await ids(admin, 'standing')).toEqual([]);
    expect(await ids(admin, 'undone')).toContain(id);
    const first = await listFixedTexts(inbox.rt, admin, { state: 'undone', limit: 1 });
    const second = await listFixedTexts(inbox.rt, admin, {
      ...{ state: 'undone', limit: 1, cursor: first.nextCursor ?? '' },
    });
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  test.each([
    ['in English, from which all others are written', { language: 'en', key }, 'nothing_to_withdraw'],
    ['that is the name of its language', { language: 'es', key: 'language.name' }, 'nothing_to_withdraw'],
    ['without a word of its own', { language: 'es', key: 'nudge.from' }, 'nothing_to_withdraw'],
    ['nobody knows', { language: 'es', key: 'no.such' }, 'not_found'],
    ['of a language nobody knows', { language: 'quc', key }, 'not_found'],
    ['of a text that does not exist', { messageId: newId() }, 'not_found'],
  ])('%s is refused', async (_what, input, code) => {
    const { admin } = await build();
    await expect(withdrawFixedText(inbox.rt, admin, { ...input, reason })).rejects.toMatchObject({ code });
  });

  test('has to be named where a text holds several', async () => {
    const { speaker, family } = await build();
    const messageId = await send(family, 'menu.kept', [said('es', 'missing.empty')]);
    const both = await fixedTextsIn(inbox.rt, speaker, messageId);
    expect(both.items.map((one) => one.key)).toEqual(['missing.empty', 'menu.kept']);
    await expect(withdrawFixedText(inbox.rt, speaker, { messageId, reason })).rejects.toMatchObject({
      code: 'several_fixed_texts',
    });
    const { id } = await withdrawFixedText(inbox.rt, speaker, { messageId, key: 'menu.kept', reason });
    expect(await showFixedText(inbox.rt, speaker, id)).toMatchObject({ key: 'menu.kept' });
  });
});

describe('the words of a correction', () => {
  test.each([
    [
      'lack a place',
      key,
      'Ya no recibirá mensajes. Responda START.',
      /must be those of the English: \{district\}/u,
    ],
    ['invite an order to stop', 'menu.kept', 'Muy bien. Responda CANCEL.', /CANCEL gets no texts any more/u],
    ['are the wrong ones', key, '', /These are the words that were withdrawn/u],
    ['are English', 'menu.kept', 'All right. Nothing changes.', /still English/u],
    ['are too long', 'menu.kept', 'Muy bien, todo sigue igual. '.repeat(20), /at most 3 are allowed/u],
    ['are markup', 'menu.kept', 'Muy bien. <b>Nada cambia.</b>', /neither HTML nor emoji/u],
    ['are an opt-out themselves', 'menu.languageWord', 'PARAR', /heard as a wish about the texts/u],
    ['are blank', 'menu.kept', '\u200b', /Write the right words/u],
  ])('are refused where they %s', async (_what, of, text, why) => {
    const { speaker } = await build();
    const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: of, reason });
    const words = text === '' ? (inbox.rt.texts.inFile('es').get(of) ?? '') : text;
    await expect(correctFixedText(inbox.rt, speaker, id, words)).rejects.toMatchObject({
      ...{ code: 'wording_refused', status: 400, message: expect.stringMatching(why) },
    });
  });
});

describe('what a withdrawn text stands for elsewhere', () => {
  test('an alert goes out in English, also when its words were settled before', async () => {
    const { speaker } = await build();
    const content = { kind: 'closure', day: '2026-11-24', atTime: null, ownText: null } as const;
    const before = await wordsIn(inbox.rt, content, [], 'es');
    await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'alert.closure', reason });
    const words = await wordsIn(inbox.rt, content, [], 'es');
    expect(words).toMatchObject({
      origin: 'untranslated',
      reason: 'The text in Spanish was withdrawn as wrong.',
    });
    for (const settled of [before, words]) {
      const { body, text, language } = composeAlert(inbox.rt, content, settled, ['Lincoln']);
      const english = 'Lincoln: No school on November 24, 2026. The building is closed.';
      expect({ text, language }).toEqual({
        text: expect.stringContaining('Lincoln: No school on'),
        language: 'en',
      });
      expect(body.startsWith(inbox.rt.texts.text('es', 'untranslated.note'))).toBe(true);
      expect(body).toContain(english.slice(0, 22));
    }
  });

  test('a part with a withdrawn text counts as not approved until it is approved anew, or the text is right after all', async () => {
    const { speaker } = await build();
    await approveAll(speaker);
    const isApproved = async (part: 'consent' | 'alerts') =>
      isPartApproved(approvedParts(inbox.rt.texts, await readApprovals(inbox.rt.db)), 'es', part);
    expect(await isApproved('consent')).toBe(true);
    const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key, reason });
    expect([await isApproved('consent'), await isApproved('alerts')]).toEqual([false, true]);
    const { parts } = await readLanguage(inbox.rt, speaker, 'es');
    const consent = parts.find(({ part }) => part === 'consent');
    expect(consent?.texts.find((one) => one.key === key)).toMatchObject({ text: null, isWithdrawn: true });
    await expect(
      approveLanguage(inbox.rt, speaker, 'es', {
        part: 'consent',
        hash: consent?.hash ?? '',
        speakerName: null,
      }),
    ).rejects.toMatchObject({ code: 'texts_missing' });
    await correctFixedText(inbox.rt, speaker, id, right);
    expect(await isApproved('consent')).toBe(false);
    await undoFixedText(inbox.rt, speaker, id, 'It was right.');
    expect(await isApproved('consent')).toBe(true);
    expect(isLiveIn(approvedParts(inbox.rt.texts, await readApprovals(inbox.rt.db)), 'es')).toBe(true);
  });

  test('a word families answer with is understood as long as they have it on their phones', async () => {
    const { speaker } = await build();
    const { texts, understanding } = inbox.rt;
    const input = { language: 'sq', key: 'menu.languageWord', reason };
    const albanian = await buildStaff(inbox.rt.db, { languages: ['en', 'sq'] });
    await withdrawFixedText(inbox.rt, albanian, { ...input, correction: 'GJUHAT' });
    expect(['GJUHA', 'gjuhat', 'LANGUAGE'].map((word) => menuOf(texts, understanding, word))).toEqual(
      Array(3).fill('language'),
    );
    expect(speaker.languages).not.toContain('sq');
  });
});

describe('texts that wait', () => {
  test('go out in English, in the corrected words, or not in the wrong ones at all', async () => {
    const { speaker, family, schoolId } = await build();
    await approveAll(speaker);
    const [waiting, gone] = [await send(family), await send(await buildFamily(schoolId))];
    await deliver(gone);
    await withdrawFixedText(inbox.rt, speaker, { language: 'es', key, reason });
    expect(await bodyOf(waiting)).toMatchObject({ body: said('en'), language: 'en' });
    expect(await bodyOf(gone)).toMatchObject({ body: said('es'), language: 'es' });
    expect(await inThread(speaker, family, waiting)).toMatchObject({
      ...{ text: said('en'), language: 'en', translations: [] },
    });
    const other = await buildFamily(schoolId);
    const asked = await send(other, 'request.whichChild', ['1 Ana', '2 Luis']);
    const correction = '¿De cuál de sus hijos se trata? Por favor, escriba el nombre.';
    const input = { language: 'es', key: 'request.whichChild', reason, correction };
    await withdrawFixedText(inbox.rt, speaker, input);
    expect(await bodyOf(asked)).toMatchObject({ body: `${correction}\n1 Ana\n2 Luis`, language: 'es' });
  });

  test('of staff go out as they are, but for the line of ours in them', async () => {
    const { speaker, family } = await build();
    const { db, clock, texts } = inbox.rt;
    const mark = texts.text('es', 'translated.mark');
    const [text] = await db.transaction().execute((trx) =>
      queueTexts(trx, clock.now(), [
        {
          ...family,
          ...{ purpose: 'reply', senderRole: 'liaison', senderStaffId: speaker.id, priority: 2 },
          ...{
            text: 'Bring a coat.',
            language: 'en',
            body: `Traiga un abrigo.\n${mark}`,
            bodyLanguage: 'es',
          },
          translation: {
            language: 'es',
            text: 'Traiga un abrigo.',
            engine: 'x',
            quality: 'machine',
            tier: 'mark',
          },
        },
      ]),
    );
    await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'translated.mark', reason });
    const { body, language } = await bodyOf(text?.messageId ?? '');
    expect({ body, language }).toEqual({
      ...{ body: `Traiga un abrigo.\n${texts.text('en', 'translated.mark')}`, language: 'es' },
    });
    expect(await inThread(speaker, family, text?.messageId ?? '')).toMatchObject({
      ...{ text: 'Bring a coat.', language: 'en', translations: [{ text: 'Traiga un abrigo.' }] },
    });
  });

  /** A long reply of staff with a line of ours below, in parts. */
  async function sendInParts(speaker: BuiltStaff, family: Family): Promise<string> {
    const { db, clock, texts } = inbox.rt;
    const long = 'El autobús de la línea amarilla llega hoy más tarde. '.repeat(60).trim();
    const text = {
      text: 'The bus is late.',
      language: 'en',
      body: `${long}\n${texts.text('es', 'translated.mark')}`,
    };
    const { messageId } = await db.transaction().execute((trx) =>
      queueText(trx, clock.now(), {
        ...{ ...family, ...text, bodyLanguage: 'es', maySplit: true, priority: priorities.reply },
        ...{ purpose: 'reply', senderRole: 'liaison', senderStaffId: speaker.id },
      }),
    );
    return messageId;
  }
  const partsOf = async (messageId: string) =>
    (
      await inbox.rt.db
        .selectFrom('delivery')
        .select('parts')
        .where('messageId', '=', messageId)
        .executeTakeFirstOrThrow()
    ).parts ?? [];
  const withdrawMark = (speaker: BuiltStaff) =>
    withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'translated.mark', reason });

  test('in parts are split anew as long as none of them has gone', async () => {
    const { speaker, family } = await build();
    const messageId = await sendInParts(speaker, family);
    const before = await partsOf(messageId);
    expect(before).toHaveLength(3);
    const { partlyGone } = await withdrawMark(speaker);
    const after = await partsOf(messageId);
    expect({ partlyGone, first: after[0], last: after.at(-1) }).toEqual({
      ...{ partlyGone: 0, first: before[0] },
      last: before.at(-1)?.replace(said('es', 'translated.mark'), said('en', 'translated.mark')),
    });
    expect((await bodyOf(messageId)).body).toContain(said('en', 'translated.mark'));
  });

  test('in parts of which one has gone stay as they are, and staff are told of them', async () => {
    const { speaker, family, schoolId } = await build();
    const messageId = await sendInParts(speaker, family);
    const underWay = await sendInParts(speaker, await buildFamily(schoolId));
    const last = await sendInParts(speaker, await buildFamily(schoolId));
    const { db } = inbox.rt;
    const move = (id: string, change: { state: 'waiting' | 'sending'; nextPart: number }) =>
      db.updateTable('delivery').set(change).where('messageId', '=', id).execute();
    await move(messageId, { state: 'waiting', nextPart: 2 });
    await move(underWay, { state: 'sending', nextPart: 1 });
    await move(last, { state: 'sending', nextPart: 3 });
    const before = await partsOf(messageId);
    const { id, partlyGone } = await withdrawMark(speaker);
    expect([partlyGone, await partsOf(messageId)]).toEqual([2, before]);
    const { items } = await listFamiliesOf(inbox.rt, speaker, id, { limit: 10 });
    const partly = items.filter((item) => item.isPartlyGone).map((item) => item.messageId);
    expect(partly.sort()).toEqual([messageId, underWay].sort());
    expect(items.map((item) => item.messageId)).toContain(last);
  });

  test('are found too where another process queued them at that very moment', async () => {
    const { speaker, family } = await build();
    await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'menu.kept', reason });
    inbox.rt.texts.withdraw([]);
    const late = await send(family, 'menu.kept');
    expect(await bodyOf(late)).toMatchObject({ language: 'es' });
    await refreshFixedTexts(inbox.rt);
    expect(await catchUpWithWithdrawals(inbox.rt)).toBe(1);
    expect(await bodyOf(late)).toMatchObject({ body: said('en', 'menu.kept'), language: 'en' });
    expect(await catchUpWithWithdrawals(inbox.rt)).toBe(0);
  });
});

describe('texts with the wrong words that were under way', () => {
  const underWay = async (family: Family, what: string) => {
    const messageId = await send(family, what);
    await setDelivery(messageId, { state: 'accepted', nextAttemptAt: null });
    return messageId;
  };
  const setDelivery = (
    messageId: string,
    change: { state: 'accepted' | 'held' | 'delivered'; nextAttemptAt?: null; reason?: string },
  ) => inbox.rt.db.updateTable('delivery').set(change).where('messageId', '=', messageId).execute();
  const comeBack = (messageId: string) =>
    inbox.rt.db
      .transaction()
      .execute((trx) => retryText(trx, messageId, inbox.rt.clock.now(), 'the network was away'));

  test('and come back are tried again in the words that are right by then', async () => {
    const { speaker, family, schoolId } = await build();
    const back = await underWay(family, 'menu.kept');
    const arrived = await underWay(await buildFamily(schoolId), 'menu.kept');
    const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'menu.kept', reason });
    expect(await bodyOf(back)).toMatchObject({ language: 'es' });
    await setDelivery(arrived, { state: 'delivered' });
    expect(await catchUpWithWithdrawals(inbox.rt)).toBe(0);
    const correction = 'Entendido: todo queda como estaba.';
    await correctFixedText(inbox.rt, speaker, id, correction);
    await comeBack(back);
    const { nextAttemptAt } = await inbox.rt.db
      .selectFrom('delivery')
      .select('nextAttemptAt')
      .where('messageId', '=', back)
      .executeTakeFirstOrThrow();
    // Not before a sweep has been there.
    expect(nextAttemptAt).toEqual(new Date(inbox.rt.clock.now().getTime() + 30_000));
    expect(await catchUpWithWithdrawals(inbox.rt)).toBe(1);
    expect(await bodyOf(back)).toMatchObject({ body: correction, language: 'es' });
    expect(await inbox.rt.db.selectFrom('fixedTextUnderWay').selectAll().execute()).toEqual([]);
  });

  test('and come back are tried again as they are where nothing was wrong', async () => {
    const { speaker, family } = await build();
    const back = await underWay(family, 'menu.kept');
    const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'menu.kept', reason });
    await undoFixedText(inbox.rt, speaker, id, 'It is right after all.');
    await comeBack(back);
    expect(await catchUpWithWithdrawals(inbox.rt)).toBe(0);
    expect(await bodyOf(back)).toMatchObject({ body: said('es', 'menu.kept'), language: 'es' });
  });

  test('or wait for a person are written anew at once', async () => {
    const { speaker, family } = await build();
    const held = await send(family, 'menu.kept');
    await setDelivery(held, { state: 'held', nextAttemptAt: null, reason: 'A draft.' });
    await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'menu.kept', reason });
    expect(await bodyOf(held)).toMatchObject({ body: said('en', 'menu.kept'), language: 'en' });
  });
});

describe('families that got the wrong words', () => {
  test('are listed with the newest first, for whoever may read their texts', async () => {
    const { speaker, admin, family, schoolId } = await build();
    const [first, second] = [await send(family, 'confused.received'), newId()];
    await deliver(first);
    const elsewhere = await build();
    await deliver(await send(elsewhere.family, 'confused.received'));
    const later = await buildFamily(schoolId);
    const last = await send(later, 'confused.received');
    await deliver(last);
    const input = { language: 'es', key: 'confused.received', reason };
    const { id } = await withdrawFixedText(inbox.rt, speaker, input);
    const page = await listFamiliesOf(inbox.rt, speaker, id, { limit: 1 });
    expect(page.items).toMatchObject([{ messageId: last, familyName: 'Rosa Medina', state: 'delivered' }]);
    const next = await listFamiliesOf(inbox.rt, admin, id, { limit: 5, cursor: page.nextCursor ?? '' });
    expect(next).toMatchObject({
      items: [{ messageId: first, conversationId: family.conversationId }],
      nextCursor: null,
    });
    const teacher = await buildStaff(inbox.rt.db, { ...elsewhere, role: 'teacher', languages: ['en', 'es'] });
    expect((await listFamiliesOf(inbox.rt, teacher, id, { limit: 5 })).items).toEqual([]);
    expect(second).not.toBe(last);
  });
});

describe('families that got the words earlier or later', () => {
  test('are not listed more than 30 days before the words were withdrawn, nor once they were used again', async () => {
    const { speaker, schoolId } = await build();
    const { db, clock } = inbox.rt;
    const sentAfter = async (hours: number): Promise<string> => {
      const messageId = await send(await buildFamily(schoolId), 'menu.kept');
      await deliver(messageId);
      const createdAt = new Date(clock.now().getTime() + hours * 3_600_000);
      await db.updateTable('delivery').set({ createdAt }).where('messageId', '=', messageId).execute();
      return messageId;
    };
    await sentAfter(-31 * 24);
    const within = await sentAfter(-29 * 24);
    await sentAfter(2);
    const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key: 'menu.kept', reason });
    const { items } = await listFamiliesOf(inbox.rt, speaker, id, { limit: 10 });
    expect(items.map((item) => item.messageId)).toEqual([within]);
  });
});

describe('every process', () => {
  test('learns by itself what was withdrawn, corrected and taken back elsewhere', async () => {
    const { speaker } = await build();
    const { db } = inbox.rt;
    const texts = loadTexts();
    const following = await followFixedTexts({ db, texts, log: createLogger('silent', 'test') }, 20);
    try {
      expect(texts.has('es', key)).toBe(true);
      const { id } = await withdrawFixedText(inbox.rt, speaker, { language: 'es', key, reason });
      await until('it is withdrawn there too', () => Promise.resolve(!texts.has('es', key)));
      await correctFixedText(inbox.rt, speaker, id, right);
      await until('it is corrected there too', () => Promise.resolve(texts.sent('es').get(key) === right));
      await undoFixedText(inbox.rt, speaker, id, 'It was right.');
      await until('it is used there again', () =>
        Promise.resolve(texts.text('es', key, values) === said('es')),
      );
    } finally {
      await following.close();
    }
  });
});

async function bodyOf(messageId: string) {
  return inbox.rt.db
    .selectFrom('delivery')
    .select(['body', 'language', 'state'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
}

/** In the words they have now. */
async function approveAll(speaker: BuiltStaff): Promise<void> {
  // The newest approval counts, and the clock stands still.
  inbox.setNow(new Date(inbox.rt.clock.now().getTime() + 1000));
  const { parts } = await readLanguage(inbox.rt, speaker, 'es');
  for (const { part, hash } of parts) {
    await approveLanguage(inbox.rt, speaker, 'es', { part, hash, speakerName: null });
  }
}
