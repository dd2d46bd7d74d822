import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  approveLanguage,
  listLanguages,
  readLanguage,
  withdrawApproval,
} from '../../src/languages/languages.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';
import {
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(() => inbox.rt.db.deleteFrom('languageApproval').execute());

const hashOf = async (staff: BuiltStaff, code: string, part: 'consent' | 'crisis' | 'alerts' | 'answers') => {
  const { parts } = await readLanguage(inbox.rt, staff, code);
  return parts.find((one) => one.part === part)?.hash ?? '';
};

async function approve(
  staff: BuiltStaff,
  code: string,
  part: 'consent' | 'crisis' | 'alerts' | 'answers',
  speakerName: string | null = null,
): Promise<void> {
  const hash = await hashOf(staff, code, part);
  await approveLanguage(inbox.rt, staff, code, { part, hash, speakerName });
}

const rowOf = async (staff: BuiltStaff, code: string) => {
  const { items } = await listLanguages(inbox.rt, staff);
  return items.find((item) => item.code === code);
};

describe('a language', () => {
  test('goes live when a speaker has approved its consent, crisis and alert texts', async () => {
    const speaker = await buildStaff(inbox.rt.db, { languages: ['en', 'so'], name: 'Hodan Ali' });
    expect(await rowOf(speaker, 'so')).toMatchObject({ isLive: false });
    await approve(speaker, 'so', 'consent');
    await approve(speaker, 'so', 'crisis');
    expect(await rowOf(speaker, 'so')).toMatchObject({ isLive: false });
    await approve(speaker, 'so', 'alerts');
    const row = await rowOf(speaker, 'so');
    expect(row?.isLive).toBe(true);
    expect(row?.parts.slice(0, 3)).toMatchObject(
      ['consent', 'crisis', 'alerts'].map((part) => ({
        part,
        approval: { speaker: 'Hodan Ali', by: 'Hodan Ali', at: inbox.rt.clock.now().toISOString() },
        hasChanged: false,
        missing: 0,
      })),
    );
  });

  test('asks anew when the words are not those that were approved', async () => {
    const speaker = await buildStaff(inbox.rt.db, { languages: ['en', 'so'] });
    for (const part of ['consent', 'crisis', 'alerts'] as const) await approve(speaker, 'so', part);
    const texts = inbox.rt.texts;
    const changed = new Map(texts.sent('so')).set('urgent.received', 'Ereyo kale.');
    const reworded = {
      ...inbox.rt,
      texts: { ...texts, sent: (code: string) => (code === 'so' ? changed : texts.sent(code)) },
    };
    const { parts, isLive } = await readLanguage(reworded, speaker, 'so');
    expect(isLive).toBe(false);
    expect(parts.map(({ part, hasChanged }) => [part, hasChanged])).toEqual([
      ['consent', false],
      ['crisis', true],
      ['alerts', false],
      ['answers', false],
      ['replies', false],
      ['library', false],
    ]);
  });

  test('shows every text of a part beside the English', async () => {
    const staff = await buildStaff(inbox.rt.db);
    const { parts, maySpeak, mayName } = await readLanguage(inbox.rt, staff, 'ar');
    expect(parts.find(({ part }) => part === 'crisis')?.texts).toEqual([
      {
        key: 'urgent.received',
        english: inbox.rt.texts.text('en', 'urgent.received'),
        text: inbox.rt.texts.text('ar', 'urgent.received'),
        isWithdrawn: false,
      },
    ]);
    expect({ maySpeak, mayName }).toEqual({ maySpeak: false, mayName: false });
  });

  test('is approved by somebody who speaks it, or by an administrator in the name of a speaker', async () => {
    const { db } = inbox.rt;
    const liaison = await buildStaff(db, { languages: ['en', 'es'] });
    const admin = await buildStaff(db, { role: 'school_admin', name: 'Pat Lee' });
    await expect(approve(liaison, 'ur', 'crisis')).rejects.toMatchObject({ status: 403 });
    await expect(approve(liaison, 'ur', 'crisis', 'Sana Khan')).rejects.toMatchObject({ status: 403 });
    await expect(approve(admin, 'ur', 'crisis')).rejects.toMatchObject({ status: 403 });
    await approve(admin, 'ur', 'crisis', 'Sana Khan');
    const row = await rowOf(liaison, 'ur');
    expect(row?.parts.find(({ part }) => part === 'crisis')?.approval).toMatchObject({
      speaker: 'Sana Khan',
      by: 'Pat Lee',
    });
  });

  test('is no longer live when an approval is taken back, by a speaker of it or an administrator', async () => {
    const { db } = inbox.rt;
    const speaker = await buildStaff(db, { languages: ['en', 'so'], name: 'Hodan Ali' });
    const stranger = await buildStaff(db, { languages: ['en', 'es'] });
    const admin = await buildStaff(db, { role: 'school_admin' });
    for (const part of ['consent', 'crisis', 'alerts'] as const) await approve(speaker, 'so', part);
    const crisis = { part: 'crisis', hash: await hashOf(speaker, 'so', 'crisis') } as const;
    await expect(withdrawApproval(inbox.rt, stranger, 'so', crisis)).rejects.toMatchObject({ status: 403 });
    await withdrawApproval(inbox.rt, speaker, 'so', crisis);
    const row = await rowOf(speaker, 'so');
    expect(row?.isLive).toBe(false);
    expect(row?.parts.map(({ approval }) => approval?.speaker ?? null).slice(0, 3)).toEqual([
      'Hodan Ali',
      null,
      'Hodan Ali',
    ]);
    await withdrawApproval(inbox.rt, admin, 'so', crisis);
    await approve(speaker, 'so', 'crisis');
    await withdrawApproval(inbox.rt, admin, 'so', crisis);
    const audit = await db
      .selectFrom('auditEvent')
      .select('action')
      .where('subject', '=', 'language:so')
      .orderBy('id')
      .execute();
    expect(audit.slice(-4).map(({ action }) => action)).toEqual([
      'language.approved',
      'language.approvalTakenBack',
      'language.approved',
      'language.approvalTakenBack',
    ]);
  });

  test('is not approved in words other than those that were read', async () => {
    const speaker = await buildStaff(inbox.rt.db, { languages: ['en', 'es'] });
    const input = { part: 'crisis', hash: 'a'.repeat(64), speakerName: null } as const;
    await expect(approveLanguage(inbox.rt, speaker, 'es', input)).rejects.toMatchObject({
      code: 'texts_changed',
    });
    await expect(readLanguage(inbox.rt, speaker, 'quc')).rejects.toMatchObject({ status: 404 });
  });

  test.each(['zh-Hans', 'zh-Hant', 'vi', 'ko'])(
    'lacks no plural form it does not have, so that every part can be approved: %s',
    async (code) => {
      const speaker = await buildStaff(inbox.rt.db, { languages: ['en', code] });
      const row = await rowOf(speaker, code);
      expect(row?.parts.map(({ part, missing }) => [part, missing])).toContainEqual(['answers', 0]);
      await approve(speaker, code, 'answers');
      const after = (await rowOf(speaker, code))?.parts.find(({ part }) => part === 'answers');
      expect(after).toMatchObject({ approval: { by: speaker.name }, hasChanged: false });
    },
  );

  test('counts the families of the reader’s schools, and names its speakers and engines', async () => {
    const { db } = inbox.rt;
    inbox.useEngine('draft', {});
    const { schoolId } = await buildSchool(db);
    const { studentId } = await buildStudent(db, { schoolId });
    await buildGuardian(db, { language: 'es', studentIds: [studentId] });
    await buildGuardian(db, { language: 'es', studentIds: [studentId] });
    const elsewhere = await buildStudent(db);
    await buildGuardian(db, { language: 'es', studentIds: [elsewhere.studentId] });
    const reader = await buildStaff(db, {
      schoolIds: [schoolId],
      name: 'Rosa Reader',
      languages: ['en', 'es'],
    });
    const row = await rowOf(reader, 'es');
    expect(row).toMatchObject({
      families: 2,
      speakers: ['Rosa Reader'],
      engines: [{ name: 'Apertium', toFamily: 'yes', toStaff: 'no' }],
    });
    expect(row?.files.map(({ file }) => file)).toEqual(['texts', 'library', 'understanding']);
    expect(row?.files.every(({ state, by }) => (state === 'machine-drafted') === (by === null))).toBe(true);
  });
});
