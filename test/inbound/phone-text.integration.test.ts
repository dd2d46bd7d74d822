import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findOpenAsk } from '../../src/flows/flows.queries.js';
import { startTexting, type Texting } from './texting-stage.js';

let stage: Texting;
beforeAll(async () => {
  stage = await startTexting();
});
afterAll(() => stage.close());

async function follows(messageId: string) {
  const { db } = stage.rt;
  return {
    requests: await db.selectFrom('request').select('id').where('messageId', '=', messageId).execute(),
    answers: await db.selectFrom('response').select('id').where('messageId', '=', messageId).execute(),
    ...(await db
      .selectFrom('message')
      .select('translationState')
      .where('id', '=', messageId)
      .executeTakeFirstOrThrow()),
  };
}

const nothing = { requests: [], answers: [], translationState: 'none_needed' };

test.each([
  'Le gustó “Mi hijo tiene fiebre y se quiere matar. ¿Viene el autobús?”',
  'Estoy conduciendo con la función No molestar al conducir activada. Veré tu mensaje cuando llegue.',
  'Respuesta automática: estoy fuera de la oficina, ¿me llama el lunes?',
])(
  'what a phone writes by itself gets no answer, makes no work and leaves the question open: %s',
  async (text) => {
    const from = await stage.family('es');
    await stage.nudge();
    const asked = await findOpenAsk(stage.rt.db, from.addressId);
    const { messageId, said } = await stage.write(from, text);
    expect(said).toEqual([]);
    expect(await follows(messageId)).toEqual(nothing);
    expect((await findOpenAsk(stage.rt.db, from.addressId))?.id).toBe(asked?.id);
    expect(asked?.unclearCount).toBe(0);
  },
);

test('a like leaves a question about the texting itself open, too', async () => {
  const from = await stage.family('es');
  const { said } = await stage.write(from, 'IDIOMA');
  const { messageId, said: after } = await stage.write(from, 'Le gustó “No me escriban después de las 5”');
  expect(after).toEqual(said);
  expect(await follows(messageId)).toEqual(nothing);
  expect((await findOpenAsk(stage.rt.db, from.addressId))?.dialogue).toBe('language');
});
