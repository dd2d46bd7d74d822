import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { warmUpForFamilies } from '../../src/inbound/warm-up.js';
import { loadUnderstanding, type Understanding } from '../../src/understanding/vocabulary.js';
import { buildAddress, buildGuardian } from '../support/builders.js';
import { startTexting, type Texting } from './texting-stage.js';

let texting: Texting;
beforeAll(async () => {
  texting = await startTexting();
});
afterAll(() => texting.close());

/** Understanding as a process has it that starts, and the languages whose examples it was asked to learn from. */
function freshUnderstanding(): { understanding: Understanding; learned: Set<string> } {
  const fresh = loadUnderstanding();
  const learned = new Set<string>();
  const noting: Understanding['learned'] = (language) => {
    const known = fresh.learned(language);
    return (
      known && {
        get model() {
          learned.add(language);
          return known.model;
        },
        get calm() {
          learned.add(language);
          return known.calm;
        },
        alarms: known.alarms,
      }
    );
  };
  return { understanding: { ...fresh, learned: noting }, learned };
}

test('a worker that starts learns the languages of the families and English, and no other', async () => {
  const { db } = texting.rt;
  for (const language of ['es', 'es', 'ht', null]) await buildGuardian(db, { language });
  await buildAddress(db, { language: 'vi' });
  const { guardianId } = await buildGuardian(db, { language: 'ko' });
  await db
    .updateTable('guardian')
    .set({ leftAt: texting.rt.clock.now() })
    .where('id', '=', guardianId)
    .execute();

  const { understanding, learned } = freshUnderstanding();
  await warmUpForFamilies({ db, understanding });

  expect([...learned].sort()).toEqual(['en', 'es', 'ht', 'vi']);
});

test('a text in a language that was not made ready is understood all the same', async () => {
  const from = await texting.family('pl');

  const { messageId } = await texting.write(from, 'Moja córka ma gorączkę i jutro nie przyjdzie do szkoły');

  const { understood } = await texting.rt.db
    .selectFrom('message')
    .select('understood')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  expect(understood).toMatchObject({ language: 'pl', topic: 'attendance', needsStaff: true });
});
