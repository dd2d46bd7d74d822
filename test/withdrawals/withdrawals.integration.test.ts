import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recordConsent } from '../../src/consent/consent.queries.js';
import { sql } from 'kysely';
import { releaseHeldText } from '../../src/delivery/held-texts.queries.js';
import { queueTexts } from '../../src/delivery/queue-texts.js';
import { correctTranslation } from '../../src/inbox/correct-translation.js';
import { releaseHeld } from '../../src/inbox/release.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { readThread } from '../../src/inbox/thread.js';
import { newId } from '../../src/lib/ids.js';
import { createStoredRecords } from '../../src/translation/stored-records.js';
import { createTranslator, translateText } from '../../src/translation/translate.js';
import { insertTranslation } from '../../src/translation/translation.queries.js';
import { rememberAll } from '../../src/translation/memory.queries.js';
import { catchUpWithTranslations } from '../../src/withdrawals/catch-up.js';
import { correctWithdrawn } from '../../src/withdrawals/correct.js';
import { listNotices, listWithdrawals, noteSeen, showWithdrawal } from '../../src/withdrawals/show.js';
import { undoWithdrawal } from '../../src/withdrawals/undo.js';
import { withdraw } from '../../src/withdrawals/withdraw.js';
import {
  builtAt,
  buildConversation,
  buildGuardian,
  buildInbound,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { until } from '../support/stage.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => inbox.forget());

const english = 'Please bring a coat.';
const wrong = 'Por favor traiga un gato.';
const right = 'Por favor traiga un abrigo.';
const reason = 'It says cat, not coat.';

/** A translator with the district's books, and an engine that says this. */
async function withEngine(quality: 'machine' | 'draft', words: Record<string, string>) {
  inbox.useEngine(quality, words);
  const { db, clock, log, translator } = inbox.rt;
  const engines = translator.engines.map(({ engine }) => engine);
  const { phrasebook } = translator;
  const records = createStoredRecords({ db, clock, log, texts: inbox.rt.texts });
  Object.assign(inbox.rt, { translator: createTranslator({ phrasebook, engines, clock, records }) });
  return Promise.resolve();
}

async function buildFamily(schoolId: string) {
  const { db } = inbox.rt;
  const { studentId } = await buildStudent(db, { schoolId, givenName: 'Luis' });
  const { addressId } = await buildGuardian(db, { language: 'es', studentIds: [studentId] });
  return buildConversation(db, { schoolId, addressId });
}

async function build() {
  const { db } = inbox.rt;
  // Each test has words of its own in the books.
  await db.deleteFrom('translationMemory').where('withdrawalId', 'is', null).execute();
  const { schoolId } = await buildSchool(db);
  const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', 'es'] });
  const other = await buildStaff(db, { schoolIds: [schoolId] });
  const admin = await buildStaff(db, { schoolIds: [schoolId], role: 'school_admin' });
  return { schoolId, speaker, other, admin, family: await buildFamily(schoolId) };
}

const say = (staff: BuiltStaff, conversationId: string, text: string, translation?: string) =>
  replyToFamily(inbox.rt, staff, conversationId, { text, translation, afterPosition: 99 }, newId());

const setState = (messageId: string, state: 'delivered' | 'waiting' | 'sending') =>
  inbox.rt.db.updateTable('delivery').set({ state }).where('messageId', '=', messageId).execute();

const deliveryOf = (messageId: string) =>
  inbox.rt.db.selectFrom('delivery').selectAll().where('messageId', '=', messageId).executeTakeFirstOrThrow();

const translated = (text: string) =>
  translateText(inbox.rt.translator, {
    ...{ text, from: 'en', to: 'es', names: [], direction: 'to_family' },
  });

/** The same nudge to these families, with the words of the machine. */
async function nudge(
  staff: BuiltStaff,
  families: readonly { conversationId: string; addressId: string; lineId: string; schoolId: string }[],
  text = english,
) {
  const translation = { language: 'es', text: wrong, engine: 'apertium', quality: 'machine' } as const;
  const texts = await inbox.rt.db.transaction().execute((trx) =>
    queueTexts(
      trx,
      inbox.rt.clock.now(),
      families.map((family) => ({
        ...family,
        ...{ purpose: 'learning', subtype: 'nudge', senderRole: 'teacher', senderStaffId: staff.id },
        ...{ text, language: 'en', body: wrong, bodyLanguage: 'es', priority: 5, translation },
      })),
    ),
  );
  return texts.map((text) => text.messageId);
}

describe('a wrong translation of a reply', () => {
  test('is withdrawn with everybody who relied on it, and the family gets the right words once', async () => {
    await withEngine('machine', { [english]: wrong });
    const { speaker, other, family } = await build();
    const { messageId } = await say(other, family.conversationId, english);
    await setState(messageId, 'delivered');
    await readThread(inbox.rt, other, family.conversationId);
    const { id } = await withdraw(inbox.rt, speaker, { messageId, reason });
    const shown = await showWithdrawal(inbox.rt, speaker, id);
    expect(shown).toMatchObject({
      ...{ direction: 'to_family', language: 'es', source: english, wrong, reason, by: speaker.name },
      ...{ state: 'open', families: 1, stopped: 0, owner: { id: speaker.id }, mayCorrect: true, draft: null },
      texts: [{ messageId, kind: 'family', conversationId: family.conversationId }],
      readers: [{ id: other.id, how: ['opened', 'sent'], seenAt: null }],
    });
    expect((await listNotices(inbox.rt, other)).items.map((one) => one.id)).toEqual([id]);
    expect((await listNotices(inbox.rt, speaker)).items).toEqual([]);
    const thread = await readThread(inbox.rt, other, family.conversationId);
    expect(thread.messages[0]).toMatchObject({
      withdrawal: { id, reason, by: speaker.name, state: 'open' },
      translations: [{ text: wrong }],
    });

    const key = newId();
    const once = await correctWithdrawn(inbox.rt, speaker, id, right, key);
    expect(await correctWithdrawn(inbox.rt, speaker, id, right, key)).toEqual(once);
    expect(once).toEqual({ texts: 1, calls: 0, left: 0 });
    const sent = (await readThread(inbox.rt, other, family.conversationId)).messages;
    expect(sent).toHaveLength(2);
    expect(sent[1]).toMatchObject({
      ...{ purpose: 'reply', subtype: 'correction', isCorrection: true, senderName: speaker.name },
      text: `We made a mistake in the translation of an earlier text. We meant:\n${english}`,
      delivery: {
        state: 'waiting',
        body: `Nos equivocamos al traducir un mensaje anterior. Queríamos decir:\n${right}`,
      },
    });
    await noteSeen(inbox.rt, other, id);
    expect((await listNotices(inbox.rt, other)).items).toEqual([]);
    expect(await translated(english)).toMatchObject({ text: right, engine: 'memory', tier: 'send' });
  });

  test('is never said again, neither by the engine nor by an import of the memory', async () => {
    const source = 'Please bring a pen.';
    await withEngine('machine', { [source]: 'Traiga un corral.' });
    const { speaker, other, family } = await build();
    const { messageId } = await say(other, family.conversationId, source);
    await setState(messageId, 'delivered');
    await withdraw(inbox.rt, speaker, { messageId, reason });
    expect(await translated(source)).toMatchObject({
      status: 'untranslated',
      reason: 'The words of Apertium were withdrawn as a wrong translation.',
    });
    const entry = { from: 'en', to: 'es', sourceForm: source, source, target: 'Traiga un corral.' };
    const added = await inbox.rt.db
      .transaction()
      .execute((trx) =>
        rememberAll(trx, builtAt, [{ ...entry, origin: 'import', messageId: null, staffId: null }]),
      );
    expect(added).toBe(0);
  });

  test('that a person wrote leaves the memory, and the engine proposes other words', async () => {
    const source = 'Please bring a hat.';
    await withEngine('draft', { [source]: 'Traiga un sombrero.' });
    const { speaker, family } = await build();
    const { messageId } = await say(speaker, family.conversationId, source, 'Traiga un odio.');
    await setState(messageId, 'delivered');
    expect(await translated(source)).toMatchObject({ text: 'Traiga un odio.', engine: 'memory' });
    const { id } = await withdraw(inbox.rt, speaker, { messageId, reason });
    expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({ draft: 'Traiga un sombrero.' });
    const memory = await inbox.rt.db
      .selectFrom('translationMemory')
      .select(['retiredReason', 'retiredByStaffId'])
      .where('withdrawalId', '=', id)
      .execute();
    expect(memory).toEqual([{ retiredReason: reason, retiredByStaffId: speaker.id }]);
  });

  test('is corrected once more where the correction was wrong too, in every text it stands in', async () => {
    const source = 'Please bring a scarf.';
    await withEngine('machine', { [source]: 'Traiga una cicatriz.' });
    const { speaker, other, schoolId, family } = await build();
    const { messageId } = await say(other, family.conversationId, source);
    await setState(messageId, 'delivered');
    const first = await withdraw(inbox.rt, speaker, { messageId, reason });
    await correctWithdrawn(inbox.rt, speaker, first.id, 'Traiga una bufón.', newId());
    const corrections = () =>
      inbox.rt.db
        .selectFrom('delivery')
        .select(['messageId', 'addressId', 'body'])
        .where('subtype', '=', 'correction')
        .where('schoolId', '=', schoolId)
        .orderBy('messageId')
        .execute();
    const [correction] = await corrections();
    await setState(correction?.messageId ?? '', 'delivered');
    const second = await buildFamily(schoolId);
    const remembered = await say(other, second.conversationId, source);
    await setState(remembered.messageId, 'delivered');

    const again = await withdraw(inbox.rt, speaker, { messageId: correction?.messageId ?? '', reason });
    const shown = await showWithdrawal(inbox.rt, speaker, again.id);
    expect(shown).toMatchObject({ source, wrong: 'Traiga una bufón.', families: 2 });
    expect(await translated(source)).toMatchObject({ status: 'untranslated' });
    const result = await correctWithdrawn(inbox.rt, speaker, again.id, 'Traiga una bufanda.', newId());
    expect(result).toEqual({ texts: 2, calls: 0, left: 0 });
    const words = (await corrections()).map(({ addressId, body }) => [addressId, body?.split('\n').slice(1)]);
    expect(words[0]).toEqual([family.addressId, ['Traiga una bufón.']]);
    expect(new Map(words.slice(1) as [string, string[]][])).toEqual(
      new Map([
        [family.addressId, ['Traiga una bufanda.']],
        [second.addressId, ['Traiga una bufanda.']],
      ]),
    );
    expect(await translated(source)).toMatchObject({ text: 'Traiga una bufanda.', engine: 'memory' });
  });

  test('opens a call where the family wants no texts any more', async () => {
    await withEngine('machine', { [english]: wrong });
    const { speaker, other, family, admin } = await build();
    const { messageId } = await say(other, family.conversationId, 'Bring the blue book.', 'Traiga el azul.');
    await setState(messageId, 'delivered');
    const opted = { kind: 'opt_out', basis: 'said_by_text', happenedAt: builtAt } as const;
    await inbox.rt.db
      .transaction()
      .execute((trx) => recordConsent(trx, builtAt, { addressId: family.addressId, ...opted }));
    const { id } = await withdraw(inbox.rt, admin, { messageId, reason });
    const result = await correctWithdrawn(inbox.rt, speaker, id, 'Traiga el libro azul.', newId());
    expect(result).toEqual({ texts: 0, calls: 1, left: 0 });
    const calls = await inbox.rt.db
      .selectFrom('callTask')
      .select(['messageId', 'reason'])
      .where('addressId', '=', family.addressId)
      .execute();
    expect(calls).toEqual([
      { messageId, reason: 'A translation was wrong. The family asked for no more texts.' },
    ]);
  });
});

describe('a nudge of one language', () => {
  test('is corrected for every family it reached, and held for those it did not', async () => {
    await withEngine('draft', { [english]: wrong });
    const { schoolId, speaker, admin, family } = await build();
    const families = [family, await buildFamily(schoolId), await buildFamily(schoolId)];
    const ids = await nudge(admin, families);
    const [first = '', second = '', third = ''] = ids;
    await setState(first, 'delivered');
    await setState(second, 'sending');
    const { id } = await withdraw(inbox.rt, admin, { messageId: first, reason });
    expect(await showWithdrawal(inbox.rt, admin, id)).toMatchObject({
      ...{ families: 2, stopped: 1, mayCorrect: false, owner: { id: speaker.id } },
    });
    expect(await deliveryOf(third)).toMatchObject({ state: 'held', nextAttemptAt: null });
    // The carrier has it: should it come back undelivered, it is of no use any more.
    expect(await deliveryOf(second)).toMatchObject({ state: 'sending', expiresAt: inbox.rt.clock.now() });
    const review = await inbox.rt.db
      .selectFrom('translationReview')
      .select(['state', 'language', 'isBulk'])
      .where('messageId', '=', third)
      .executeTakeFirst();
    expect(review).toEqual({ state: 'open', language: 'es', isBulk: true });
    await expect(
      releaseHeld(inbox.rt, speaker, third, { how: 'draft_as_it_is' }, newId()),
    ).rejects.toMatchObject({ code: 'withdrawn' });
    await expect(correctWithdrawn(inbox.rt, admin, id, right, newId())).rejects.toMatchObject({
      status: 403,
    });
    expect(await correctWithdrawn(inbox.rt, speaker, id, right, newId())).toEqual({
      ...{ texts: 2, calls: 0, left: 0 },
    });
    const corrections = await inbox.rt.db
      .selectFrom('message')
      .innerJoin('delivery', 'delivery.messageId', 'message.id')
      .select(['delivery.addressId', 'delivery.purpose', 'delivery.body'])
      .where('message.subtype', '=', 'correction')
      .where('delivery.schoolId', '=', schoolId)
      .execute();
    expect(new Set(corrections.map((one) => one.addressId))).toEqual(
      new Set(families.slice(0, 2).map((one) => one.addressId)),
    );
    expect(corrections[0]).toMatchObject({ purpose: 'learning', body: expect.stringContaining(right) });
  });

  test('is put back by an undo, and texts that were stopped go on', async () => {
    await withEngine('draft', { [english]: wrong });
    const { schoolId, speaker, family } = await build();
    const [first = '', second = ''] = await nudge(speaker, [family, await buildFamily(schoolId)]);
    await setState(first, 'delivered');
    const { id } = await withdraw(inbox.rt, speaker, { messageId: first, reason });
    await undoWithdrawal(inbox.rt, speaker, id);
    expect(await deliveryOf(second)).toMatchObject({ state: 'waiting', reason: null, body: wrong });
    const thread = await readThread(inbox.rt, speaker, family.conversationId);
    expect(thread.messages[0]).toMatchObject({ withdrawal: null, changes: 2 });
    expect((await listNotices(inbox.rt, speaker)).items).toEqual([]);
    expect((await listWithdrawals(inbox.rt, speaker, { state: 'open', limit: 20 })).items).toEqual([]);
    await expect(correctWithdrawn(inbox.rt, speaker, id, right, newId())).rejects.toMatchObject({
      code: 'withdrawal_settled',
    });
  });

  test('is tried again after an undo where it was under way, also where it came back meanwhile', async () => {
    await withEngine('draft', { [english]: wrong });
    const { schoolId, speaker, family } = await build();
    const families = [family, await buildFamily(schoolId), await buildFamily(schoolId)];
    const [first = '', going = '', back = ''] = await nudge(speaker, families);
    await setState(first, 'delivered');
    await setState(going, 'sending');
    await setState(back, 'sending');
    const { db, clock } = inbox.rt;
    const later = new Date(clock.now().getTime() + 72 * 3_600_000);
    await db.updateTable('delivery').set({ expiresAt: later }).where('messageId', '=', going).execute();
    const { id } = await withdraw(inbox.rt, speaker, { messageId: first, reason });
    const given = { state: 'dropped', reason: 'it came too late to be of use', nextAttemptAt: null } as const;
    await db.updateTable('delivery').set(given).where('messageId', '=', back).execute();
    await undoWithdrawal(inbox.rt, speaker, id);
    expect(await deliveryOf(going)).toMatchObject({ state: 'sending', expiresAt: later });
    expect(await deliveryOf(back)).toMatchObject({
      ...{ state: 'waiting', reason: null, expiresAt: null, body: wrong },
      nextAttemptAt: clock.now(),
    });
  });

  test('is of use for a day after an undo, however long it was stopped', async () => {
    await withEngine('draft', { [english]: wrong });
    const { schoolId, speaker, family } = await build();
    const [first = '', second = ''] = await nudge(speaker, [family, await buildFamily(schoolId)]);
    await setState(first, 'delivered');
    const { db, clock } = inbox.rt;
    const inAnHour = new Date(clock.now().getTime() + 3_600_000);
    await db.updateTable('delivery').set({ expiresAt: inAnHour }).where('messageId', '=', second).execute();
    const { id } = await withdraw(inbox.rt, speaker, { messageId: first, reason });
    await undoWithdrawal(inbox.rt, speaker, id);
    const tomorrow = new Date(clock.now().getTime() + 24 * 3_600_000);
    expect(await deliveryOf(second)).toMatchObject({ state: 'waiting', expiresAt: tomorrow });
  });

  test('is stopped too where it was written before its words were withdrawn and queued after', async () => {
    await withEngine('draft', { [english]: wrong });
    const { schoolId, speaker, family } = await build();
    const [first = ''] = await nudge(speaker, [family]);
    await setState(first, 'delivered');
    const { id } = await withdraw(inbox.rt, speaker, { messageId: first, reason });
    const [late = '', gone = ''] = await nudge(speaker, [
      await buildFamily(schoolId),
      await buildFamily(schoolId),
    ]);
    await setState(gone, 'delivered');
    const own = await say(speaker, family.conversationId, english, wrong);
    expect(await catchUpWithTranslations(inbox.rt)).toBe(2);
    expect(await deliveryOf(late)).toMatchObject({ state: 'held' });
    expect(await deliveryOf(own.messageId)).toMatchObject({ state: 'waiting' });
    expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({ families: 2, stopped: 1 });
    expect(await catchUpWithTranslations(inbox.rt)).toBe(0);
    expect(await correctWithdrawn(inbox.rt, speaker, id, right, newId())).toMatchObject({ texts: 2 });
  });

  test('leaves texts of other schools to those who see them, and says how many there are', async () => {
    await withEngine('draft', {});
    const { speaker, family } = await build();
    const elsewhere = await build();
    const [here = ''] = await nudge(speaker, [family], 'Bring one.');
    const [there = ''] = await nudge(elsewhere.speaker, [elsewhere.family], 'Bring one.');
    await setState(here, 'delivered');
    await setState(there, 'delivered');
    const { id } = await withdraw(inbox.rt, speaker, { messageId: here, reason });
    expect(await showWithdrawal(inbox.rt, speaker, id)).toMatchObject({ families: 1, elsewhere: 1 });
    await expect(showWithdrawal(inbox.rt, elsewhere.speaker, id)).rejects.toMatchObject({ status: 404 });
  });
});

describe('a wrong translation of what a family wrote', () => {
  const inbound = async () => {
    await withEngine('draft', {});
    const place = await build();
    const { messageId } = await buildRequest(inbox.rt.db, place.family.conversationId, {
      text: 'Luis está constipado',
      assigneeStaffId: place.admin.id,
    });
    const machine = { messageId, language: 'en', text: 'Luis is constipated', engine: 'apertium' };
    await insertTranslation(inbox.rt.db, builtAt, { ...machine, quality: 'draft' });
    return { ...place, messageId, machine };
  };

  test('tells who read it, answered it and has it, and shows the right words instead', async () => {
    const { speaker, other, family, messageId, machine } = await inbound();
    await readThread(inbox.rt, other, family.conversationId);
    const { messageId: answer } = await say(other, family.conversationId, 'Oh no!', '¡Ay no!');
    const { id } = await withdraw(inbox.rt, speaker, { messageId, reason: 'He has a cold.' });
    const shown = await showWithdrawal(inbox.rt, other, id);
    expect(shown).toMatchObject({ direction: 'to_staff', language: 'es', reading: 1, answers: 1 });
    expect(shown.texts.map(({ messageId: one, kind }) => [one, kind])).toEqual([
      [messageId, 'reading'],
      [answer, 'answer'],
    ]);
    expect(new Map(shown.readers.map((one) => [one.id, one.how]))).toEqual(
      new Map([[other.id, ['answered', 'notified', 'opened']]]),
    );
    // The machine that comes late says nothing, the snippet of the list neither.
    await insertTranslation(inbox.rt.db, builtAt, { ...machine, quality: 'draft' });
    await correctWithdrawn(inbox.rt, speaker, id, 'Luis has a cold', newId());
    const thread = await readThread(inbox.rt, other, family.conversationId);
    expect(thread.messages[0]).toMatchObject({
      translations: [{ text: 'Luis has a cold', engine: 'person', by: speaker.name }],
      withdrawal: { state: 'corrected' },
      changes: 2,
    });
  });

  test('that was put right in its thread meanwhile keeps those words when the withdrawal is settled', async () => {
    const { speaker, family, messageId } = await inbound();
    const { id } = await withdraw(inbox.rt, speaker, { messageId, reason: 'He has a cold.' });
    await correctTranslation(inbox.rt, speaker, messageId, 'Luis has a bad cold, says his mother');
    await correctWithdrawn(inbox.rt, speaker, id, 'Luis has a cold', newId());
    const thread = await readThread(inbox.rt, speaker, family.conversationId);
    expect(thread.messages[0]).toMatchObject({
      translations: [{ text: 'Luis has a bad cold, says his mother' }],
    });
    const { texts } = await showWithdrawal(inbox.rt, speaker, id);
    expect(texts).toMatchObject([
      { messageId, outcome: 'none', outcomeReason: expect.stringMatching(/in its thread before/) },
    ]);
  });

  test('can be put right by hand as before, which needs no withdrawal', async () => {
    const { speaker, family, messageId } = await inbound();
    await correctTranslation(inbox.rt, speaker, messageId, 'Luis has a cold');
    const thread = await readThread(inbox.rt, speaker, family.conversationId);
    expect(thread.messages[0]).toMatchObject({ withdrawal: null, changes: 1 });
  });
});

describe('an approved translation of the memory', () => {
  test('is withdrawn by an administrator, with the texts it stood in under other names', async () => {
    await withEngine('draft', {});
    const { speaker, admin, schoolId, family } = await build();
    const second = await buildFamily(schoolId);
    await say(speaker, family.conversationId, 'Luis lost 2 coats.', 'Luis perdió 2 gatos.');
    const { messageId } = await say(speaker, second.conversationId, 'Luis lost 3 coats.');
    await inbox.rt.db
      .updateTable('delivery')
      .set({ state: 'delivered' })
      .where('schoolId', '=', schoolId)
      .execute();
    const entry = await inbox.rt.db
      .selectFrom('translationMemory')
      .select(['id', 'sourceForm'])
      .where('staffId', '=', speaker.id)
      .executeTakeFirstOrThrow();
    expect(entry.sourceForm).toBe('{0} lost {1} coats.');
    await expect(withdraw(inbox.rt, speaker, { memoryId: entry.id, reason })).rejects.toMatchObject({
      status: 404,
    });
    const { id } = await withdraw(inbox.rt, admin, { memoryId: entry.id, reason });
    expect(await showWithdrawal(inbox.rt, admin, id)).toMatchObject({ families: 2 });
    await correctWithdrawn(inbox.rt, speaker, id, '{0} perdió {1} abrigos.', newId());
    const bodies = await inbox.rt.db
      .selectFrom('delivery')
      .select('body')
      .where('subtype', '=', 'correction')
      .where('schoolId', '=', schoolId)
      .execute();
    expect(bodies.map(({ body }) => body?.split('\n')[1]).sort()).toEqual([
      'Luis perdió 2 abrigos.',
      'Luis perdió 3 abrigos.',
    ]);
    expect(messageId).not.toBe('');
  });
});

test('two people who withdraw the same words at once are one withdrawal, and the family is told once', async () => {
  const ours = 'Please bring a hat.';
  await withEngine('machine', { [ours]: 'Por favor traiga una hoja.' });
  const { speaker, admin, other, family } = await build();
  const { messageId } = await say(other, family.conversationId, ours);
  await setState(messageId, 'delivered');
  const both = await Promise.allSettled([
    withdraw(inbox.rt, speaker, { messageId, reason }),
    withdraw(inbox.rt, speaker, { messageId, reason }),
    withdraw(inbox.rt, admin, { messageId, reason }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'already_withdrawn' },
  });
  expect((await listWithdrawals(inbox.rt, speaker, { state: 'open', limit: 20 })).items).toHaveLength(1);
});

test('a text somebody lets go at the moment its words are withdrawn is stopped', async () => {
  await withEngine('draft', { 'Bring a kite.': 'Traiga un milano.' });
  const { speaker, other, family } = await build();
  const gone = await say(other, family.conversationId, 'Bring a kite.');
  await setState(gone.messageId, 'delivered');
  const { messageId, state } = await say(other, family.conversationId, 'Bring a kite.');
  expect(state).toBe('held');
  const { db, clock } = inbox.rt;
  let withdrawing: Promise<{ id: string }> | undefined;
  await db.transaction().execute(async (trx) => {
    await sql`select from conversation where id = ${family.conversationId} for update`.execute(trx);
    withdrawing = withdraw(inbox.rt, speaker, { messageId: gone.messageId, reason });
    await until('the withdrawal waits', async () => {
      const waiting = await sql`select from pg_locks where not granted`.execute(trx);
      return waiting.rows.length > 0;
    });
    const words = { body: 'Traiga un milano.', language: 'es', maySplit: false };
    await releaseHeldText(trx, clock.now(), messageId, words);
  });
  await withdrawing;
  expect(await deliveryOf(messageId)).toMatchObject({ state: 'held' });
});

test('nothing is withdrawn by somebody who cannot judge it, nor what is fixed, nor twice', async () => {
  await withEngine('machine', { 'See you soon.': 'Vea usted pronto.' });
  const { speaker, other, admin, family } = await build();
  const { messageId } = await say(other, family.conversationId, 'See you soon.');
  await expect(withdraw(inbox.rt, other, { messageId, reason })).rejects.toMatchObject({ status: 403 });
  const stranger = await buildStaff(inbox.rt.db, { languages: ['en', 'es'] });
  await expect(withdraw(inbox.rt, stranger, { messageId, reason })).rejects.toMatchObject({ status: 404 });
  await withdraw(inbox.rt, speaker, { messageId, reason });
  await expect(withdraw(inbox.rt, admin, { messageId, reason })).rejects.toMatchObject({
    code: 'already_withdrawn',
  });
  const plain = await buildInbound(inbox.rt.db, family.conversationId, { text: 'Hi', language: 'en' });
  await expect(withdraw(inbox.rt, speaker, { messageId: plain.messageId, reason })).rejects.toMatchObject({
    code: 'nothing_to_withdraw',
  });
});
