import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadTexts } from '../../src/i18n/texts.js';
import { findOrAddAddress } from '../../src/roster/addresses.queries.js';
import { startStage, until, type SignedIn, type Stage, type StageFamily } from '../support/stage.js';
import { findThread, sendNudge, waitForInbound } from './loop.js';

const texts = loadTexts();
let stage: Stage;
let liaison: SignedIn;
beforeAll(async () => {
  stage = await startStage({ TRANSLATION_ENGINES: 'none' });
  liaison = await stage.signIn(stage.liaison);
});
afterAll(() => stage.close());

const got = async (language: string): Promise<string[]> =>
  (await stage.received(stage.family(language))).map((text) => text.body);
const stateOf = async (language: string): Promise<string> =>
  (await findThread(liaison, stage.family(language))).family.consent.state;

/** How families of these languages say it in their own words. */
const words: Record<string, { stop: string; start: string }> = {
  es: { stop: 'No me manden más mensajes', start: 'START' },
  ht: { stop: 'sispann voye mesaj', start: 'START' },
  ar: { stop: 'توقف', start: 'START' },
  'zh-Hans': { stop: '不要再发短信了', start: 'START' },
};

test('families that were never written to are told first who writes and how to stop', async () => {
  await stage.db.deleteFrom('contactPreference').execute();
  await sendNudge(stage);
  for (const language of Object.keys(words)) {
    await until(
      `the welcome and the question reach the family in ${language}`,
      async () => (await got(language)).length >= 2,
      120,
    );
    const [first] = await got(language);
    expect(first).toBe(texts.text(language, 'welcome.first', { district: 'Riverside Schools' }));
    expect(first).toContain('STOP');
  }
}, 180_000);

describe.each(Object.keys(words))('a family in %s', (language) => {
  test('stops the texts in its own words, and gets one confirmation in its language', async () => {
    const { stop } = words[language] ?? { stop: '' };
    await stage.write(stage.family(language), stop);
    const confirmation = texts.text(language, 'consent.optedOut', { district: 'Riverside Schools' });
    await until('the opt-out is confirmed', async () => (await got(language)).includes(confirmation));
    expect(await stateOf(language)).toBe('opted_out');
    // Said again it changes nothing, and is not confirmed again.
    await stage.write(stage.family(language), stop);
    await until('both texts are read', async () => {
      const { messages } = await findThread(liaison, stage.family(language));
      const read = messages.filter((one) => one.text === stop && one.processing === 'done');
      return read.length === 2;
    });
    expect((await got(language)).filter((body) => body === confirmation)).toHaveLength(1);
  });

  test('gets no reply of staff while it is opted out', async () => {
    const thread = await findThread(liaison, stage.family(language));
    const answer = await liaison.post(`/api/conversations/${thread.conversation.id}/replies`, {
      text: 'Thank you for your message.',
      afterPosition: thread.conversation.lastPosition,
    });
    expect(answer.status).toBe(409);
  });

  test('says STOP to the carrier, which answers itself: staff cannot lift that', async () => {
    const before = (await got(language)).length;
    await stage.write(stage.family(language), 'STOP');
    await waitForInbound(
      liaison,
      stage.family(language),
      (one) => one.text === 'STOP' && one.processing === 'done',
    );
    const thread = await findThread(liaison, stage.family(language));
    expect(thread.family.consent).toMatchObject({ state: 'opted_out', carrierBlocked: true });
    const corrected = await liaison.post<{ code: string }>(
      `/api/conversations/${thread.conversation.id}/consent`,
      { kind: 'opt_in', reason: 'she called' },
    );
    expect(corrected).toMatchObject({ status: 409, body: { code: 'carrier_stop' } });
    expect(await got(language)).toHaveLength(before);
  });

  test('says START and is subscribed again, everything in the ledger', async () => {
    await stage.write(stage.family(language), words[language]?.start ?? '');
    await until('it is subscribed again', async () => (await stateOf(language)) === 'subscribed');
    const thread = await findThread(liaison, stage.family(language));
    expect(thread.family.consent.carrierBlocked).toBe(false);
    const ledger = await liaison.get<{ entries: { kind: string; basis: string }[] }>(
      `/api/conversations/${thread.conversation.id}/consent`,
    );
    expect(ledger.entries.map((one) => `${one.kind} ${one.basis}`)).toEqual([
      'opt_in carrier',
      'opt_out carrier',
      'opt_out said_by_text',
      'opt_out said_by_text',
    ]);
  });
});

describe('a family that writes in another language than it is written to', () => {
  const spanish = 'Gracias por el mensaje, anoche leímos un libro de animales con toda la familia.';
  const question = texts.text('es', 'menu.languageCheck');
  const asked = async (): Promise<number> => (await got('ht')).filter((body) => body === question).length;

  test('is asked back whether to change, and keeps its language until it says yes', async () => {
    await stage.write(stage.family('ht'), spanish);
    await until('it is asked', async () => (await asked()) === 1);
    await stage.write(stage.family('ht'), '2');
    const kept = texts.text('ht', 'menu.kept');
    await until('nothing changes', async () => (await got('ht')).includes(kept));
    expect((await findThread(liaison, stage.family('ht'))).family.language).toBe('ht');
  });

  test('is not asked again when it does so again', async () => {
    const again = `${spanish} Y hoy también.`;
    await stage.write(stage.family('ht'), again);
    await waitForInbound(
      liaison,
      stage.family('ht'),
      (one) => one.text === again && one.processing === 'done',
    );
    expect(await asked()).toBe(1);
  });
});

describe('a family that wants another language', () => {
  test('changes by the word for it, and reads the language it chose from then on', async () => {
    await stage.write(stage.family('zh-Hans'), texts.text('zh-Hans', 'menu.languageWord'));
    const list = texts.text('zh-Hans', 'menu.language');
    await until('the list comes', async () => (await got('zh-Hans')).some((body) => body.startsWith(list)));
    const lines = (await got('zh-Hans')).find((body) => body.startsWith(list))?.split('\n') ?? [];
    await stage.write(
      stage.family('zh-Hans'),
      lines.find((line) => line.endsWith('Español'))?.split(' ')[0] ?? '',
    );
    const set = texts.text('es', 'menu.languageSet');
    await until('it is changed', async () => (await got('zh-Hans')).includes(set));
    expect((await findThread(liaison, stage.family('zh-Hans'))).family.language).toBe('es');
  });
});

describe('a guardian with two numbers', () => {
  const second = (): StageFamily => ({ ...stage.family('es'), e164: '+14755550777' });

  beforeAll(async () => {
    const { guardianId } = await stage.db
      .selectFrom('guardianAddress')
      .select('guardianId')
      .where('addressId', '=', stage.family('es').addressId)
      .executeTakeFirstOrThrow();
    await stage.db.transaction().execute(async (trx) => {
      const addressId = await findOrAddAddress(trx, new Date(), second().e164);
      await trx.insertInto('guardianAddress').values({ guardianId, addressId }).execute();
    });
  });
  const gotThere = async (): Promise<string[]> => (await stage.received(second())).map((text) => text.body);

  test('who says STOP on one is still written to on the other, and only there', async () => {
    await stage.write(stage.family('es'), 'STOP');
    await until('the first is opted out', async () => (await stateOf('es')) === 'opted_out');
    const before = (await got('es')).length;
    await sendNudge(stage);
    await until(
      'the welcome and the question reach the second',
      async () => (await gotThere()).length >= 2,
      120,
    );
    expect(await got('es')).toHaveLength(before);
  });

  test('and says START on the first again, which changes nothing on the second', async () => {
    await stage.write(second(), 'No me manden más mensajes');
    const confirmation = texts.text('es', 'consent.optedOut', { district: 'Riverside Schools' });
    await until('the second is opted out', async () => (await gotThere()).includes(confirmation));
    await stage.write(stage.family('es'), 'START');
    await until('the first is subscribed', async () => (await stateOf('es')) === 'subscribed');
    const states = await stage.db
      .selectFrom('consentState')
      .innerJoin('address', 'address.id', 'consentState.addressId')
      .select(['address.e164', 'consentState.state'])
      .where('address.e164', 'in', [stage.family('es').e164, second().e164])
      .orderBy('address.e164')
      .execute();
    expect(Object.fromEntries(states.map((one) => [one.e164, one.state]))).toEqual({
      [stage.family('es').e164]: 'subscribed',
      [second().e164]: 'opted_out',
    });
  });
});
