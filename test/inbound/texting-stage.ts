import { randomInt } from 'node:crypto';
import { wakeLine } from '../../src/delivery/send.js';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import { runNudge } from '../../src/nudges/run.js';
import { scheduleNudge } from '../../src/nudges/staff-actions.js';
import { openDueRuns } from '../../src/nudges/tick.js';
import { warmUp } from '../../src/understanding/vocabulary.js';
import { buildTaughtClass } from '../nudges/nudge-stage.js';
import { buildAddress, buildGuardian, buildStaff, buildStudent } from '../support/builders.js';
import { startTestRuntime } from '../support/runtime.js';

/** A school whose families text, as far as the database and the line of the simulator go. */
export async function startTexting() {
  const stage = await startTestRuntime();
  const { rt } = stage;
  // As a worker does before it reads texts, which takes a while on a busy machine.
  await warmUp(rt.understanding, ['es']);
  const school = await buildTaughtClass(rt.db);
  const liaison = await buildStaff(rt.db, {
    name: 'Ana Ruiz',
    languages: ['en', 'es'],
    schoolIds: [school.schoolId],
  });
  const { e164: line } = await rt.db
    .updateTable('line')
    // Nobody waits for the pace of the line here.
    .set({ messagesPerSecond: 100 })
    .where('id', '=', school.lineId)
    .returning('e164')
    .executeTakeFirstOrThrow();

  /** A family with a child in the class. */
  const family = async (language: string | null = 'es', welcomed = true) => {
    const { studentId } = await buildStudent(rt.db, { classId: school.classId });
    const address = await buildAddress(rt.db, { welcomed });
    await buildGuardian(rt.db, { language, studentIds: [studentId], addressId: address.addressId });
    return address;
  };

  /** What our system said in a conversation, the newest last. */
  const saidIn = async (conversationId: string): Promise<string[]> => {
    const said = await rt.db
      .selectFrom('message')
      .select('text')
      .where('conversationId', '=', conversationId)
      .where('purpose', '=', 'system')
      .orderBy('position')
      .execute();
    return said.map((one) => one.text);
  };

  /** A family writes; with it what our system said so far, the newest last. */
  const write = async (from: { e164: string }, body: string) => {
    stage.clock.moveBy(1000);
    const received = await receiveText(rt, {
      sid: `SM${newId().replaceAll('-', '')}${randomInt(10, 99)}`.slice(0, 34),
      from: from.e164,
      to: line,
      body,
      media: [],
      happenedAt: rt.clock.now(),
    });
    if (received.outcome !== 'stored') throw new Error(received.outcome);
    await processConversation(rt, received.conversationId);
    return { ...received, said: await saidIn(received.conversationId) };
  };

  /** The teacher asks the class something out of the library: the texts wait for the line. */
  const queueNudge = async (key = 'math.howDidYouKnow'): Promise<string> => {
    const wanted = {
      classId: school.classId,
      content: { kind: 'library', key },
      startsLocal: null,
      repeats: 'once',
      endsOn: null,
    } as const;
    await scheduleNudge(rt, school.teacher, wanted, newId());
    const [runId = ''] = await openDueRuns(rt);
    await runNudge(rt, runId);
    return runId;
  };

  /** The same, and what may go at this hour goes. */
  const nudge = async (key?: string): Promise<string> => {
    const runId = await queueNudge(key);
    // Tests move the clock back, and the line is not to wait for the time of the one before.
    await rt.db.updateTable('lineSlot').set({ freeAt: rt.clock.now() }).execute();
    await wakeLine(rt, school.lineId);
    return runId;
  };

  return { ...stage, school, liaison, line, family, saidIn, write, queueNudge, nudge };
}

export type Texting = Awaited<ReturnType<typeof startTexting>>;
