import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readPurposes } from '../../src/consent/consent.queries.js';
import { startTexting, type Texting } from './texting-stage.js';

let texting: Texting;
beforeAll(async () => {
  texting = await startTexting();
});
afterAll(() => texting.close());
beforeEach(() => {
  texting.clock.moveTo(new Date('2026-12-02T19:30:00Z'));
});

const text = (key: string, values = {}): string => texting.rt.texts.text('en', key, values);

const answersOf = async (addressId: string) => {
  const rows = await texting.rt.db
    .selectFrom('response')
    .select(['value', 'comment'])
    .where('addressId', '=', addressId)
    .execute();
  return rows.map(({ value, comment }) => ({ value: value.value, comment }));
};
const learningOf = async (addressId: string) =>
  (await readPurposes(texting.rt.db, texting.rt.clock.now(), addressId)).find(
    ({ purpose }) => purpose === 'learning',
  )?.state;

describe('a text that answers and wishes something of the texting', () => {
  test('has its answer kept and its wish obeyed, and gets the one text that confirms the wish', async () => {
    const from = await texting.family('en');
    await texting.nudge('math.confidence');
    const { said } = await texting.write(from, '4. And please text less');
    expect(await answersOf(from.addressId)).toEqual([{ value: 4, comment: null }]);
    expect(await learningOf(from.addressId)).toBe('fewer');
    expect(said).toEqual([text('consent.fewer', { district: 'Riverside Schools' })]);
  });

  test('has its answer kept before the family is texted no more, and gets no thanks', async () => {
    const from = await texting.family('en');
    await texting.nudge('math.confidence');
    const { said } = await texting.write(from, '5. Please stop texting me');
    expect(await answersOf(from.addressId)).toEqual([{ value: 5, comment: null }]);
    expect(await learningOf(from.addressId)).toBe('opted_out');
    expect(said).toEqual([text('consent.optedOut', { district: 'Riverside Schools' })]);
  });

  test('leaves the question open where it only wishes', async () => {
    const from = await texting.family('en');
    await texting.nudge('math.confidence');
    await texting.write(from, 'please text me less');
    expect(await answersOf(from.addressId)).toEqual([]);
    await texting.write(from, '3');
    expect(await answersOf(from.addressId)).toEqual([{ value: 3, comment: null }]);
  });
});
