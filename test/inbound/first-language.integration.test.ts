import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { findOpenAsk } from '../../src/flows/flows.queries.js';
import { nudgeDetail } from '../../src/nudges/staff-actions.js';
import { startTexting, type Texting } from './texting-stage.js';
import { whileWithdrawn } from '../support/while-withdrawn.js';

let texting: Texting;
/** A Tuesday, ten in the morning at the school. */
let day = new Date('2026-12-01T15:00:00Z');
beforeAll(async () => {
  texting = await startTexting();
  // Most families of the district speak Spanish, then Haitian Creole.
  for (const language of ['es', 'es', 'ht']) await texting.family(language);
});
afterAll(() => texting.close());
beforeEach(() => {
  day = new Date(day.getTime() + 7 * 86_400_000);
  texting.clock.moveTo(day);
});

const hour = 3_600_000;
/** A family whose language nobody knows, that is sent its first nudge; the welcome has gone out. */
async function firstNudge() {
  const from = await texting.family(null, false);
  const runId = await texting.nudge();
  // The welcome first, and in its time the text, or the reason why not.
  for (let n = 0; n < 4; n += 1) {
    await wakeLine(texting.rt, texting.school.lineId);
    texting.clock.moveBy(20_000);
  }
  return { ...from, runId };
}
const bodies = async (e164: string) =>
  (await texting.books()).filter((text) => text.to === e164).map((text) => text.body);
const nudgesTo = (addressId: string) =>
  texting.rt.db
    .selectFrom('delivery')
    .select(['messageId', 'state', 'reason', 'nextAttemptAt', 'language', 'body'])
    .where('addressId', '=', addressId)
    .where('purpose', '=', 'learning')
    .orderBy('messageId')
    .execute();
async function later(hours: number): Promise<void> {
  texting.clock.moveBy(hours * hour);
  for (let n = 0; n < 3; n += 1) {
    await wakeLine(texting.rt, texting.school.lineId);
    texting.clock.moveBy(5_000);
  }
}
const prompt = (language: string): string =>
  texting.rt.texts.prompts(language).get('math.howDidYouKnow') ?? '';

describe('the first nudge to a family whose language nobody knows', () => {
  test('waits for the answer, and the sender reads why and until when', async () => {
    const family = await firstNudge();
    expect(await bodies(family.e164)).toHaveLength(1);
    const [nudge] = await nudgesTo(family.addressId);
    expect(nudge).toMatchObject({ state: 'waiting' });
    expect(nudge?.reason).toMatch(
      /^waits until \w+, Dec \d+, \d\d:\d\d at most: the family has been asked which language it reads$/,
    );
    const { nudgeId } = await texting.rt.db
      .selectFrom('nudgeRun')
      .select('nudgeId')
      .where('id', '=', family.runId)
      .executeTakeFirstOrThrow();
    const seen = await nudgeDetail(texting.rt, texting.school.teacher, nudgeId);
    expect(seen.recipients.map((one) => one.explanation)).toContain(nudge?.reason);
  });

  test('offers a language whose words were withdrawn by its name', async () => {
    const { texts } = texting.rt;
    const family = await whileWithdrawn(texts, 'es', ['welcome.choose'], firstNudge);
    const [welcome] = await bodies(family.e164);
    expect(welcome).toContain(`\nEspañol: 1\n`);
    expect(welcome).toContain(texts.text('ht', 'welcome.choose', { number: 2 }));
    expect(welcome).not.toContain('For English');
  });

  test('goes out in the language the family says, with its question', async () => {
    const family = await firstNudge();
    const spanish =
      (await bodies(family.e164))[0]?.split('\n').findIndex((line) => /español/i.test(line)) ?? 0;
    await texting.write(family, String(spanish));
    await later(0.01);
    const texts = await bodies(family.e164);
    expect(texts.filter((body) => body.includes(prompt('es')))).toHaveLength(1);
    expect(texts.some((body) => body.includes(prompt('en')))).toBe(false);
    expect(await nudgesTo(family.addressId)).toMatchObject([
      { state: 'dropped', reason: 'it goes out in the language the family said instead' },
      { state: 'accepted', language: 'es' },
    ]);
    expect(await findOpenAsk(texting.rt.db, family.addressId)).toMatchObject({
      nudgeRunId: family.runId,
      language: 'es',
    });
  });

  test('goes out after a day as it is, and says how to get another language', async () => {
    const family = await firstNudge();
    await later(23);
    expect(await bodies(family.e164)).toHaveLength(1);
    await later(1.1);
    const [, nudge] = await bodies(family.e164);
    expect(nudge).toContain(prompt('en'));
    expect(nudge?.split('\n').at(-1)).toBe('Español: IDIOMA, Kreyòl ayisyen: LANG');
  });

  test('waits no longer where the family writes something else', async () => {
    const family = await firstNudge();
    await texting.write(family, 'We came home late yesterday.');
    await later(0.01);
    expect((await bodies(family.e164)).some((body) => body.includes(prompt('en')))).toBe(true);
  });

  test('does not lose the question about the language to a second nudge, which waits as well', async () => {
    const family = await firstNudge();
    await texting.nudge();
    expect(await findOpenAsk(texting.rt.db, family.addressId)).toMatchObject({ dialogue: 'language' });
    await texting.write(family, '1');
    expect((await findOpenAsk(texting.rt.db, family.addressId))?.nudgeRunId).not.toBeNull();
  });
});
