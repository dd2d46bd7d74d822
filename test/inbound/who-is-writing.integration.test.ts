import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setRight } from '../../src/families/rights.js';
import { findOpenAsk } from '../../src/flows/flows.queries.js';
import { calledInQuestion } from '../../src/inbound/who-is-writing.js';
import { attributeWriter } from '../../src/inbox/attribute-text.js';
import { readThread } from '../../src/inbox/thread.js';
import { buildAddress, buildGuardian, buildStudent } from '../support/builders.js';
import { startTexting, type Texting } from './texting-stage.js';

let texting: Texting;
beforeAll(async () => {
  texting = await startTexting();
});
afterAll(() => texting.close());
beforeEach(() => {
  texting.clock.moveTo(new Date('2026-12-02T19:30:00Z'));
});

const question = '¿A qué hora viene el autobús?';
const ask = () => texting.rt.texts.text('es', 'menu.whoIsWriting');

/** Rosa, mother of Luis and Ana, and Jorge, father of Luis, who share a phone. */
async function sharedPhone({ alike = false } = {}) {
  const { db } = texting.rt;
  const { classId } = texting.school;
  const luis = await buildStudent(db, { classId, givenName: 'Luis' });
  const ana = await buildStudent(db, { classId, givenName: 'Ana' });
  const address = await buildAddress(db);
  const both = [luis.studentId, ana.studentId];
  const rosa = await buildGuardian(db, {
    name: 'Rosa Medina',
    studentIds: both,
    addressId: address.addressId,
  });
  const jorge = await buildGuardian(db, {
    name: 'Jorge Medina',
    studentIds: alike ? both : [luis.studentId],
    addressId: address.addressId,
  });
  return {
    ...address,
    rosa: rosa.guardianId,
    jorge: jorge.guardianId,
    luis: luis.studentId,
    ana: ana.studentId,
  };
}

const textsOf = async (conversationId: string) =>
  (await readThread(texting.rt, texting.liaison, conversationId)).messages.filter(
    (one) => one.direction === 'in',
  );
const optionsOf = (said: string | undefined) => said?.split('\n').slice(1) ?? [];
const numberOf = (said: string | undefined, name: string): string =>
  optionsOf(said)
    .find((line) => line.endsWith(name))
    ?.slice(0, 1) ?? '';

describe('at a phone that several share', () => {
  test('it is asked once who writes, by first name, and no child is named', async () => {
    const phone = await sharedPhone();
    const { conversationId, said } = await texting.write(phone, question);
    expect(said).toHaveLength(1);
    expect(said[0]?.split('\n')[0]).toBe(ask());
    expect(
      optionsOf(said[0])
        .map((line) => line.slice(2))
        .sort(),
    ).toEqual(['Jorge', 'Rosa']);
    expect(await textsOf(conversationId)).toMatchObject([{ guardianId: null }]);
    const again = await texting.write(phone, '¿Cuánto cuesta el almuerzo?');
    expect(again.said.filter((one) => one.startsWith(ask()))).toHaveLength(1);
  });

  test('the answer settles who wrote, and about which child where there is only one', async () => {
    const phone = await sharedPhone();
    const { conversationId, said } = await texting.write(phone, question);
    const answered = await texting.write(phone, numberOf(said[0], 'Jorge'));
    expect(await textsOf(conversationId)).toMatchObject([
      { guardianId: phone.jorge, student: { id: phone.luis } },
      { guardianId: phone.jorge },
    ]);
    expect(answered.said.at(-1)).toContain('Ana Ruiz');
    expect(await findOpenAsk(texting.rt.db, phone.addressId)).toBeUndefined();
  });

  test('who has several children is asked next about which, and about no other', async () => {
    const phone = await sharedPhone();
    const { conversationId } = await texting.write(phone, question);
    const next = await texting.write(phone, 'Rosa');
    expect(
      optionsOf(next.said.at(-1))
        .map((line) => line.slice(2))
        .sort(),
    ).toEqual(['Ana', 'Luis']);
    await texting.write(phone, 'Ana');
    expect((await textsOf(conversationId))[0]).toMatchObject({
      guardianId: phone.rosa,
      student: { id: phone.ana },
    });
  });

  test('it is not asked where it does not matter: all have the same rights', async () => {
    const phone = await sharedPhone({ alike: true });
    const { said } = await texting.write(phone, question);
    expect(said.some((one) => one.startsWith(ask()))).toBe(false);
    // Both may know of both: the children are asked about.
    expect(optionsOf(said[0])).toHaveLength(2);
  });

  test('and is asked where one of them lost the right to the records', async () => {
    const phone = await sharedPhone({ alike: true });
    await setRight(texting.rt, texting.liaison, phone.jorge, {
      studentId: phone.luis,
      kind: 'records',
      allowed: false,
      fromDate: '2026-11-01',
      untilDate: null,
      orderSummary: 'By order of the court.',
    });
    const { said } = await texting.write(phone, question);
    expect(said[0]?.startsWith(ask())).toBe(true);
  });

  test('staff settle it in the thread, which ends the question, and can say that it is not known', async () => {
    const phone = await sharedPhone();
    const { conversationId } = await texting.write(phone, question);
    const [text] = await textsOf(conversationId);
    await attributeWriter(texting.rt, texting.liaison, text?.id ?? '', phone.rosa);
    expect(await textsOf(conversationId)).toMatchObject([
      { guardianId: phone.rosa, senderName: 'Rosa Medina' },
    ]);
    expect(await findOpenAsk(texting.rt.db, phone.addressId)).toBeUndefined();
    await attributeWriter(texting.rt, texting.liaison, text?.id ?? '', null);
    expect(await textsOf(conversationId)).toMatchObject([{ guardianId: null, senderName: null }]);
    const { guardianId } = await buildGuardian(texting.rt.db);
    await expect(
      attributeWriter(texting.rt, texting.liaison, text?.id ?? '', guardianId),
    ).rejects.toMatchObject({ code: 'guardian_unknown' });
  });

  test('consent stays of the phone, whoever writes', async () => {
    const phone = await sharedPhone();
    await texting.write(phone, question);
    const { conversationId } = await texting.write(phone, 'No me manden más mensajes');
    const thread = await readThread(texting.rt, texting.liaison, conversationId);
    expect(thread.family.consent.state).toBe('opted_out');
  });
});

test('whoever shares a first name is called by the whole one', () => {
  expect(calledInQuestion(['Rosa Medina', 'Jorge Medina'])).toEqual(['Rosa', 'Jorge']);
  expect(calledInQuestion(['Nguyen Van An', 'Nguyen Thi Lan'])).toEqual(['Nguyen Van An', 'Nguyen Thi Lan']);
});
