import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { queueTexts } from '../../src/delivery/queue-texts.js';
import { releaseGroup } from '../../src/inbox/release-group.js';
import { listReviews } from '../../src/inbox/reviews.js';
import { tendOverdueReviews } from '../../src/inbox/overdue-reviews.js';
import { newId } from '../../src/lib/ids.js';
import {
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;
const monday = new Date('2026-11-23T15:00:00Z');

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => {
  inbox.forget();
  inbox.setNow(monday);
});

async function build(children: readonly string[], languages = ['es']) {
  const { db } = inbox.rt;
  const { schoolId } = await buildSchool(db);
  const speaker = await buildStaff(db, { schoolIds: [schoolId], languages: ['en', ...languages] });
  const families = [];
  for (const givenName of children) {
    const { studentId } = await buildStudent(db, { schoolId, givenName });
    const { addressId } = await buildGuardian(db, { language: 'es', studentIds: [studentId] });
    families.push(await buildConversation(db, { schoolId, addressId }));
  }
  return { schoolId, speaker, families };
}
type Family = Awaited<ReturnType<typeof build>>['families'][number];

/** Nudges to these families that wait for a speaker. */
async function hold(families: readonly Family[], text: (n: number) => string, draft: (n: number) => string) {
  const texts = await inbox.rt.db.transaction().execute((trx) =>
    queueTexts(
      trx,
      inbox.rt.clock.now(),
      families.map((family, n) => ({
        ...family,
        ...{ purpose: 'learning', subtype: 'nudge', senderRole: 'teacher', priority: 5 },
        ...{ text: text(n), language: 'en', body: draft(n), bodyLanguage: 'es' },
        holdReason: 'This draft waits.',
        translation: {
          ...{ language: 'es', text: draft(n), engine: 'apertium', quality: 'draft', tier: 'hold' },
        },
      })),
    ),
  );
  return texts.map((one) => one.messageId);
}

const list = async (staff: BuiltStaff) => listReviews(inbox.rt, staff, { scope: 'mine', limit: 20 });
const bodies = async (ids: readonly string[]) => {
  const rows = await inbox.rt.db
    .selectFrom('delivery')
    .select(['messageId', 'state', 'body'])
    .where('messageId', 'in', [...ids])
    .execute();
  return ids.map((id) => {
    const row = rows.find((one) => one.messageId === id);
    return [row?.state, row?.body];
  });
};

const coat = () => 'Bring a coat.';
const abrigo = () => 'Traiga un abrigo.';

describe('the same words to many families', () => {
  test('are one card, and one decision lets all of them go', async () => {
    const { speaker, families } = await build(['Ana', 'Luis', 'Eva']);
    const ids = await hold(families, coat, abrigo);
    const { items, counts } = await list(speaker);
    expect(items).toMatchObject([
      { families: 3, hasHoles: false, text: 'Bring a coat.', draft: 'Traiga un abrigo.' },
    ]);
    expect(counts).toEqual({ mine: 1, others: 0, overdue: 0, interpreting: 0, interpretingMine: 0 });
    const key = newId();
    const asked = items[0]?.messageId ?? '';
    expect(await releaseGroup(inbox.rt, speaker, asked, { how: 'draft_as_it_is' }, key)).toEqual({
      texts: 3,
    });
    expect(await releaseGroup(inbox.rt, speaker, asked, { how: 'draft_as_it_is' }, key)).toEqual({
      texts: 3,
    });
    expect(await bodies(ids)).toEqual(Array(3).fill(['waiting', 'Traiga un abrigo.']));
    expect((await list(speaker)).items).toEqual([]);
    const memory = await inbox.rt.db
      .selectFrom('translationMemory')
      .select('target')
      .where('staffId', '=', speaker.id)
      .execute();
    expect(memory).toEqual([{ target: 'Traiga un abrigo.' }]);
  });

  test('go to no family of them that wanted a call instead', async () => {
    const { speaker, families } = await build(['Ana', 'Luis', 'Eva']);
    const ids = await hold(families, coat, abrigo);
    const [asked = '', , called = ''] = ids;
    await inbox.rt.db
      .updateTable('translationReview')
      .set({ state: 'called' })
      .where('messageId', '=', called)
      .execute();
    expect((await list(speaker)).items).toMatchObject([{ families: 2 }]);
    const decision = { how: 'draft_as_it_is' } as const;
    expect(await releaseGroup(inbox.rt, speaker, asked, decision, newId())).toEqual({ texts: 2 });
    expect((await bodies(ids))[2]?.[0]).toBe('held');
    expect(await releaseGroup(inbox.rt, speaker, called, decision, newId())).toEqual({ texts: 1 });
  });

  test('but for each family their own names are one card with holes, filled in for each', async () => {
    const children = ['Anahí', 'Luis'];
    const { speaker, families } = await build(children);
    const ids = await hold(
      families,
      (n) => `${children[n]} read ${n + 3} books.`,
      (n) => `${children[n]} leyó ${n + 3} libros.`,
    );
    const { items } = await list(speaker);
    expect(items).toMatchObject([
      { families: 2, hasHoles: true, text: '{0} read {1} books.', draft: '{0} leyó {1} libros.' },
    ]);
    const input = { how: 'with_translation', text: '¡{1} libros leyó {0}!' } as const;
    await releaseGroup(inbox.rt, speaker, items[0]?.messageId ?? '', input, newId());
    expect(await bodies(ids)).toEqual([
      ['waiting', '¡3 libros leyó Anahí!'],
      ['waiting', '¡4 libros leyó Luis!'],
    ]);
  });

  test('but for a number, where words without its place go only to those they were written for', async () => {
    const { speaker, families } = await build(['Ana', 'Luis', 'Eva']);
    const text = (amount: number) => () => `Bring $${amount} on Friday.`;
    const draft = (amount: number) => () => `Traiga $${amount} el viernes.`;
    const shown = await hold(families.slice(0, 2), text(5), draft(5));
    expect((await list(speaker)).items).toMatchObject([{ hasHoles: false, text: 'Bring $5 on Friday.' }]);
    const joined = await hold(families.slice(2), text(7), draft(7));
    const input = { how: 'with_translation', text: 'El viernes traiga $5.' } as const;
    expect(await releaseGroup(inbox.rt, speaker, shown[0] ?? '', input, newId())).toEqual({ texts: 2 });
    expect(await bodies(shown)).toEqual(Array(2).fill(['waiting', 'El viernes traiga $5.']));
    expect(await bodies(joined)).toEqual([['held', 'Traiga $7 el viernes.']]);
    expect((await list(speaker)).items).toMatchObject([{ messageId: joined[0], families: 1 }]);
  });

  test('but for names of a family that has others by now, which waits for words of its own', async () => {
    const children = ['Anahí', 'Luis'];
    const { speaker, families, schoolId } = await build(children);
    const ids = await hold(
      families,
      (n) => `${children[n]} read ${n + 3} books.`,
      (n) => `${children[n]} leyó ${n + 3} libros.`,
    );
    const { items } = await list(speaker);
    await inbox.rt.db
      .updateTable('student')
      .set({ givenName: 'Lou' })
      .where('schoolId', '=', schoolId)
      .where('givenName', '=', 'Luis')
      .execute();
    const input = { how: 'with_translation', text: '¡{1} libros leyó {0}!' } as const;
    await releaseGroup(inbox.rt, speaker, items[0]?.messageId ?? '', input, newId());
    expect(await bodies(ids)).toMatchObject([
      ['waiting', '¡3 libros leyó Anahí!'],
      ['held', 'Luis leyó 4 libros.'],
    ]);
  });

  test('have one owner and one deadline, also those that come later', async () => {
    const { speaker, families, schoolId } = await build(['Ana', 'Luis']);
    const [first = ''] = await hold(families.slice(0, 1), coat, abrigo);
    await buildStaff(inbox.rt.db, { schoolIds: [schoolId], languages: ['en', 'es'] });
    inbox.setNow(new Date(monday.getTime() + 3_600_000));
    const [second = ''] = await hold(families.slice(1), coat, abrigo);
    const rows = await inbox.rt.db
      .selectFrom('translationReview')
      .select(['ownerStaffId', 'dueAt'])
      .where('messageId', 'in', [first, second])
      .execute();
    const due = new Date('2026-11-24T15:00:00Z');
    expect(rows).toEqual(Array(2).fill({ ownerStaffId: speaker.id, dueAt: due }));
  });

  test('that come after the deadline of the first have one of their own', async () => {
    const { families } = await build(['Ana', 'Luis']);
    await hold(families.slice(0, 1), coat, abrigo);
    inbox.setNow(new Date('2026-11-25T15:00:00Z'));
    const [late = ''] = await hold(families.slice(1), coat, abrigo);
    const { dueAt } = await inbox.rt.db
      .selectFrom('translationReview')
      .select('dueAt')
      .where('messageId', '=', late)
      .executeTakeFirstOrThrow();
    expect(dueAt).toEqual(new Date('2026-11-26T15:00:00Z'));
  });

  test('are discarded together', async () => {
    const { speaker, families } = await build(['Ana', 'Luis']);
    const ids = await hold(families, coat, abrigo);
    await releaseGroup(inbox.rt, speaker, ids[0] ?? '', { how: 'discard' }, newId());
    expect((await bodies(ids)).map(([state]) => state)).toEqual(['dropped', 'dropped']);
  });

  test('go beyond their deadline family by family', async () => {
    const { families } = await build(['Ana', 'Luis']);
    const ids = await hold(families, coat, abrigo);
    inbox.setNow(new Date('2026-11-25T15:00:00Z'));
    await tendOverdueReviews(inbox.rt);
    const rows = await inbox.rt.db
      .selectFrom('translationReview')
      .select('overdueSince')
      .where('messageId', 'in', ids)
      .execute();
    expect(rows.every((row) => row.overdueSince !== null)).toBe(true);
  });
});

test('other words, another school and another language are cards of their own', async () => {
  const one = await build(['Ana', 'Luis']);
  const other = await build(['Eva']);
  await hold(one.families.slice(0, 1), coat, abrigo);
  await hold(one.families.slice(1), coat, () => 'Lleve un abrigo.');
  await hold(other.families, coat, abrigo);
  expect((await list(one.speaker)).items.map((item) => item.families)).toEqual([1, 1]);
  expect((await list(other.speaker)).items.map((item) => item.families)).toEqual([1]);
});

test('a draft is let go by somebody who reads it alone, and nobody decides twice', async () => {
  const { families, schoolId, speaker } = await build(['Ana', 'Luis']);
  const [asked = ''] = await hold(families, coat, abrigo);
  const other = await buildStaff(inbox.rt.db, { schoolIds: [schoolId] });
  await expect(
    releaseGroup(inbox.rt, other, asked, { how: 'draft_as_it_is' }, newId()),
  ).rejects.toMatchObject({ status: 403 });
  const stranger = await buildStaff(inbox.rt.db, { languages: ['en', 'es'] });
  await expect(releaseGroup(inbox.rt, stranger, asked, { how: 'discard' }, newId())).rejects.toMatchObject({
    status: 404,
  });
  await releaseGroup(inbox.rt, speaker, asked, { how: 'untranslated' }, newId());
  await expect(releaseGroup(inbox.rt, speaker, asked, { how: 'discard' }, newId())).rejects.toMatchObject({
    code: 'not_held',
  });
});
