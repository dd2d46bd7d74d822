import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText, type InboundText } from '../../src/inbound/receive.js';
import { translateInbound } from '../../src/inbound/translate-text.js';
import { newId } from '../../src/lib/ids.js';
import { buildClass, buildGuardian, buildSchool, buildStaff, buildStudent } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

let school: { schoolId: string; lineId: string };
let lineNumber: string;
let liaison: { id: string; name: string };
let count = 0;
const fiction = (): string => `+1475555${String((count += 1)).padStart(4, '0')}`;

beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  school = await buildSchool(stage.rt.db);
  const line = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', school.lineId)
    .executeTakeFirstOrThrow();
  lineNumber = line.e164;
  liaison = await buildStaff(stage.rt.db, {
    name: 'Ana Ruiz',
    languages: ['en', 'es'],
    schoolIds: [school.schoolId],
  });
});

async function buildFamily(language: string | null = 'es', givenName = 'Luis') {
  const { classId } = await buildClass(stage.rt.db, { schoolId: school.schoolId });
  const { studentId } = await buildStudent(stage.rt.db, { classId, givenName });
  const e164 = fiction();
  const { addressId } = await buildGuardian(stage.rt.db, { language, studentIds: [studentId], e164 });
  return { e164, addressId, studentId };
}

function text(from: string, body: string, changes: Partial<InboundText> = {}): InboundText {
  return {
    sid: `SM${newId().replaceAll('-', '')}`,
    from,
    to: lineNumber,
    body,
    media: [],
    happenedAt: stage.rt.clock.now(),
    ...changes,
  };
}

/** Receives and processes one text, as the webhook and the worker do. */
async function write(from: string, body: string, changes: Partial<InboundText> = {}): Promise<string> {
  const received = await receiveText(stage.rt, text(from, body, changes));
  if (received.outcome !== 'stored') throw new Error(received.outcome);
  await processConversation(stage.rt, received.conversationId);
  return received.conversationId;
}

const conversation = (id: string) =>
  stage.rt.db.selectFrom('conversation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const messages = (id: string) =>
  stage.rt.db
    .selectFrom('message')
    .selectAll()
    .where('conversationId', '=', id)
    .orderBy('position')
    .execute();
const requests = (id: string) =>
  stage.rt.db.selectFrom('request').selectAll().where('conversationId', '=', id).execute();
const consentOf = async (addressId: string) =>
  (
    await stage.rt.db
      .selectFrom('consentState')
      .select('state')
      .where('addressId', '=', addressId)
      .executeTakeFirst()
  )?.state;

describe('a text that comes in', () => {
  test('is kept once, however often and however simultaneously the carrier repeats it', async () => {
    const { e164 } = await buildFamily();
    const repeated = text(e164, 'Hola');
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => receiveText(stage.rt, repeated)));
    expect(outcomes.map((one) => one.outcome).sort()).toEqual([
      'repeated',
      'repeated',
      'repeated',
      'repeated',
      'stored',
    ]);
  });

  test.each([
    ['Mi hijo tiene fiebre y no va a ir hoy', 'attendance', 'health'],
    ['Luis está constipado', 'health', 'health'],
    ['Luis está constipado y no va a ir', 'attendance', 'health'],
    ['My daughter will be absent today, she has an asthma attack', 'attendance', 'health'],
    ['¿A qué hora pasa el autobús?', 'transportation', null],
  ])('is kept with the matter in which a wrong word harms: %s', async (body, topic, harmful) => {
    const { e164 } = await buildFamily();
    const [kept] = await messages(await write(e164, body));
    expect(kept?.understood).toMatchObject({ topic, harmful });
  });

  test('takes the next position of its conversation, without gaps, when many come at once', async () => {
    const { e164 } = await buildFamily();
    await Promise.all(Array.from({ length: 8 }, (_, n) => receiveText(stage.rt, text(e164, `Texto ${n}`))));
    const row = await stage.rt.db
      .selectFrom('conversation')
      .innerJoin('address', 'address.id', 'conversation.addressId')
      .select('conversation.id')
      .where('e164', '=', e164)
      .executeTakeFirstOrThrow();
    expect((await messages(row.id)).map((one) => one.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('keeps what PostgreSQL cannot hold as the replacement character', async () => {
    const { e164 } = await buildFamily();
    const id = await write(e164, 'a\u0000b\uD800c');
    expect((await messages(id))[0]?.text).toBe('a\uFFFDb\uFFFDc');
  });

  test('of 1,600 characters is kept whole', async () => {
    const { e164 } = await buildFamily();
    const long = 'Buenos días. '.repeat(124).slice(0, 1600);
    const id = await write(e164, long);
    expect((await messages(id))[0]?.text).toBe(long);
  });

  test('for a number none of our lines has is refused', async () => {
    const outcome = await receiveText(stage.rt, { ...text(fiction(), 'Hi'), to: '+12025550199' });
    expect(outcome).toEqual({ outcome: 'unknown_line' });
  });

  test('from an unknown sender opens a request and gets one answer that reveals nothing', async () => {
    const id = await write(fiction(), 'Hello, is anybody there?');
    await write((await addressOf(id)).e164, 'Hello?');
    const answers = (await messages(id)).filter((one) => one.direction === 'out');
    expect(answers.map((one) => one.subtype)).toEqual(['unknown']);
    expect(await requests(id)).toHaveLength(2);
  });

  test('with nothing in it is answered kindly', async () => {
    const { e164 } = await buildFamily();
    const id = await write(e164, '   ');
    expect((await messages(id)).map((one) => one.subtype)).toEqual([null, 'empty']);
  });
});

async function addressOf(conversationId: string) {
  return stage.rt.db
    .selectFrom('conversation')
    .innerJoin('address', 'address.id', 'conversation.addressId')
    .select(['address.id', 'address.e164'])
    .where('conversation.id', '=', conversationId)
    .executeTakeFirstOrThrow();
}

describe('a question of a family', () => {
  test('goes to the liaison who speaks the language, with reasons, and the family is told who has it', async () => {
    const { e164, studentId } = await buildFamily();
    const id = await write(e164, '¿A qué hora viene el autobús?');
    const [request] = await requests(id);
    expect(request).toMatchObject({ topic: 'transportation', assigneeStaffId: liaison.id, studentId });
    expect(await conversation(id)).toMatchObject({
      state: 'open',
      assigneeStaffId: liaison.id,
      urgent: false,
    });
    const decision = await stage.rt.db
      .selectFrom('routeDecision')
      .select('reasons')
      .where('messageId', '=', request?.messageId ?? '')
      .executeTakeFirstOrThrow();
    expect(decision.reasons.join(' ')).toContain('Ana Ruiz speaks Spanish');
    const answer = (await messages(id))[1];
    expect(answer).toMatchObject({
      subtype: 'received',
      language: 'es',
      purpose: 'system',
      senderRole: 'system',
    });
    expect(answer?.text).toContain('Ana Ruiz');
  });

  test('is translated by the phrasebook, and marked untranslated with the reason where nobody can', async () => {
    const { e164 } = await buildFamily('ht');
    const phrase = stage.rt.texts.familyPhrases('ht').get('busDidNotCome') ?? '';
    const known = await write(
      e164,
      phrase === '' ? ([...stage.rt.texts.familyPhrases('ht').values()][5] ?? '') : phrase,
    );
    await write(e164, 'Mwen bezwen pale ak yon moun sou yon bagay ki rive yè swa lakay nou.');
    for (const message of await messages(known)) await translateInbound(stage.rt, message.id);
    const inbound = (await messages(known)).filter((one) => one.direction === 'in');
    expect(inbound.map((one) => one.translationState)).toEqual(['translated', 'untranslated']);
    expect(inbound[1]?.translationReason).toContain('Haitian Creole');
  });

  test('is no work for an interpreter where it is one word that was obeyed: staff read STOP', async () => {
    const { e164, addressId } = await buildFamily('ar');
    const id = await write(e164, 'توقف');
    expect(await consentOf(addressId)).toBe('opted_out');
    const stop = (await messages(id)).find((one) => one.direction === 'in');
    await translateInbound(stage.rt, stop?.id ?? '');
    const translations = await stage.rt.db
      .selectFrom('messageTranslation')
      .select(['text', 'engine', 'quality'])
      .where('messageId', '=', stop?.id ?? '')
      .execute();
    expect(translations).toEqual([{ text: 'STOP', engine: 'phrasebook', quality: 'machine' }]);
    const task = stage.rt.db
      .selectFrom('interpreterTask')
      .select('language')
      .where('messageId', '=', stop?.id ?? '');
    expect(await task.execute()).toEqual([]);
  });

  test('about danger is urgent whatever else is in it, and the family is told that a person reads it', async () => {
    const { e164 } = await buildFamily();
    const id = await write(e164, 'Mi hijo dice que se quiere matar');
    expect(await conversation(id)).toMatchObject({ urgent: true });
    expect((await messages(id))[1]).toMatchObject({ subtype: 'urgent', language: 'es' });
  });
});

describe('what a family says of the texting itself', () => {
  test('STOP is obeyed on arrival and not answered a second time, START lifts it', async () => {
    const { e164, addressId } = await buildFamily();
    const id = await write(e164, 'STOP');
    expect(await consentOf(addressId)).toBe('opted_out');
    expect(await messages(id)).toHaveLength(1);
    stage.clock.moveBy(60_000);
    await write(e164, 'start');
    expect(await consentOf(addressId)).toBe('subscribed');
    const blocks = await stage.rt.db
      .selectFrom('carrierBlock')
      .select('liftedAt')
      .where('addressId', '=', addressId)
      .execute();
    expect(blocks.every((block) => block.liftedAt !== null)).toBe(true);
  });

  test('an older STOP that comes late does not beat a newer START', async () => {
    const { e164, addressId } = await buildFamily();
    const before = new Date(stage.rt.clock.now().getTime() - 60_000);
    await write(e164, 'START');
    await write(e164, 'STOP', { happenedAt: before });
    expect(await consentOf(addressId)).toBe('subscribed');
  });

  test('a stop in the home language is honoured and confirmed once in that language', async () => {
    const { e164, addressId } = await buildFamily();
    const id = await write(e164, 'ya no me manden mensajes');
    expect(await consentOf(addressId)).toBe('opted_out');
    expect((await messages(id))[1]).toMatchObject({ subtype: 'consent', language: 'es' });
  });

  test('YES is an answer, not an opt-in, where no block stands', async () => {
    const { e164, addressId } = await buildFamily('en');
    await write(e164, 'Yes');
    expect(await consentOf(addressId)).toBeUndefined();
  });
});

describe('a text that cannot be processed', () => {
  test('is parked where staff see it after three tries, and the later ones go on in order', async () => {
    const { e164 } = await buildFamily('en');
    const id = await write(e164, 'Good morning');
    // A rule of the test's own breaks every attempt to finish that one text.
    await sql`create function break_one() returns trigger language plpgsql as $$
      begin if new.text = 'poison' and new.processing = 'done' then raise exception 'broken on purpose'; end if;
      return new; end $$`.execute(stage.rt.db);
    await sql`create trigger break_one before update on message for each row execute function break_one()`.execute(
      stage.rt.db,
    );
    await receiveText(stage.rt, text(e164, 'poison'));
    await receiveText(stage.rt, text(e164, 'When is the meeting?'));
    for (let n = 0; n < 4; n += 1) {
      await processConversation(stage.rt, id);
      stage.clock.moveBy(60_000);
    }
    await sql`drop trigger break_one on message`.execute(stage.rt.db);
    const inbound = (await messages(id)).filter((one) => one.direction === 'in');
    expect(inbound.map((one) => one.processing)).toEqual(['done', 'parked', 'done']);
    expect(await conversation(id)).toMatchObject({ state: 'open', urgent: true });
  });
});
