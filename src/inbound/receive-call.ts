import { openCalls } from '../calls/calls.queries.js';
import { deriveConversationState } from '../conversations/conversations.queries.js';
import { saveUnderstood } from '../conversations/processing.queries.js';
import { storeReceived } from '../conversations/receive.queries.js';
import { openRequest } from '../conversations/requests.queries.js';
import { publishMessage } from '../delivery/publish.js';
import { phoneNumber } from '../lib/phone-numbers.js';
import type { Runtime } from '../lib/runtime.js';
import { findOrAddAddress } from '../roster/addresses.queries.js';
import { readDeployment } from '../roster/deployment.queries.js';
import { languagesOfLine } from '../roster/lines.queries.js';
import { route } from '../routing/route.js';
import { recordRoute, staffOfSchool, teachersOf } from '../routing/routing.queries.js';
import { familyAtAddress, isStored, readArrival, resolveSchool, type Arrival } from './inbound.queries.js';
import { isUniqueViolation } from './receive.js';

/** A call as the carrier announces it. */
export interface InboundCall {
  sid: string;
  /** A number, or whatever stands for a hidden one. */
  from: string;
  to: string;
  /** Languages the carrier has a voice for. */
  spokenLanguages: ReadonlySet<string>;
}

export type ReceivedCall =
  /** What is to be spoken, in this order. */
  | { outcome: 'received'; notice: { language: string; text: string }[] }
  /** None of our lines has this number. */
  | { outcome: 'unknown_line' };

/** Nobody listens longer. */
const mostLanguages = 4;

/**
 * Numbers the carrier shows for callers that hide theirs: ANONYMOUS, BLOCKED, UNKNOWN, RESTRICTED and UNAVAILABLE as
 * they are typed on a telephone (https://help.twilio.com/articles/223179988).
 */
const hidden = new Set(['+266696687', '+2562533', '+8566696', '+7378742833', '+86282452253']);

/**
 * A call to a line that only takes texts: it stands in the family's thread as a missed call, with a request and a call
 * to make, in one transaction. The same call again changes nothing. Whoever hides the number hears the notice, and
 * there is nobody to call back.
 */
export async function receiveCall(rt: Runtime, call: InboundCall): Promise<ReceivedCall> {
  const arrival = await readArrival(rt.db, call);
  if (!arrival) return { outcome: 'unknown_line' };
  const isNumber = phoneNumber.test(call.from) && !hidden.has(call.from);
  let language: string | null = null;
  if (!isNumber) rt.log.info({ lineId: arrival.lineId }, 'somebody called a line and hid the number');
  else language = await keepCall(rt, call, arrival);
  return { outcome: 'received', notice: await noticeFor(rt, arrival.lineId, language, call.spokenLanguages) };
}

/** @returns the caller's language, null where it is not known */
async function keepCall(rt: Runtime, call: InboundCall, arrival: Arrival): Promise<string | null> {
  try {
    return await storeCall(rt, call, arrival);
  } catch (error) {
    // Twice at the same moment: the other one was first.
    if (isUniqueViolation(error) && (await isStored(rt.db, call.sid))) return null;
    throw error;
  }
}

async function storeCall(rt: Runtime, call: InboundCall, arrival: Arrival): Promise<string | null> {
  const now = rt.clock.now();
  const { lineId } = arrival;
  const kept = await rt.db.transaction().execute(async (trx) => {
    const addressId = arrival.addressId ?? (await findOrAddAddress(trx, now, call.from));
    const schoolId = await resolveSchool(trx, addressId, arrival);
    const { guardians, students } = await familyAtAddress(trx, addressId, schoolId);
    const language = guardians[0]?.homeLanguage ?? null;
    if (arrival.isStored) return { language, messageId: null };
    const { conversationId, messageId } = await storeReceived(trx, now, {
      addressId,
      schoolId,
      lineId,
      text: '',
      subtype: 'missed_call',
      media: [],
      nextMediaAt: null,
      carrierSid: call.sid,
      carrierAt: now,
      channel: 'voice',
      details: null,
    });
    const guardianId = guardians.length === 1 ? (guardians[0]?.id ?? null) : null;
    const studentId = students.length === 1 ? (students[0]?.id ?? null) : null;
    await saveUnderstood(trx, messageId, {
      language: language ?? 'en',
      guardianId,
      studentId,
      understood: {},
      translate: false,
      now,
    });
    const reason = 'missed call: this family called the line and is to be called back';
    const decision = route({
      understood: { topic: 'other', urgent: false, needsStaff: true, language: language ?? 'en' },
      conversation: { currentAssigneeId: null },
      classTeachers: await teachersOf(
        trx,
        schoolId,
        students.map((student) => student.id),
      ),
      staff: await staffOfSchool(trx, schoolId),
      homeLanguage: language,
    });
    const reasons = [reason, ...decision.reasons];
    await openRequest(trx, now, {
      conversationId,
      messageId,
      studentId,
      topic: decision.topic,
      urgent: false,
      assigneeStaffId: decision.assigneeId,
      reason: reasons.join('; '),
    });
    await recordRoute(trx, now, messageId, { ...decision, reasons });
    await openCalls(trx, now, [{ schoolId, addressId, guardianId, reason, messageId }]);
    await deriveConversationState(trx, conversationId);
    return { language, messageId };
  });
  if (kept.messageId !== null) void publishMessage(rt, kept.messageId);
  return kept.language;
}

/** The caller's language first, then English, then what most families of the line speak. */
async function noticeFor(
  rt: Runtime,
  lineId: string,
  callersLanguage: string | null,
  spoken: ReadonlySet<string>,
): Promise<{ language: string; text: string }[]> {
  const district = (await readDeployment(rt.db))?.districtName ?? '';
  const wanted = [
    ...(callersLanguage === null ? [] : [callersLanguage]),
    'en',
    ...(await languagesOfLine(rt.db, lineId)),
  ];
  return [...new Set(wanted)]
    .filter((language) => spoken.has(language) && rt.texts.has(language, 'voice.notice'))
    .slice(0, mostLanguages)
    .map((language) => ({ language, text: rt.texts.text(language, 'voice.notice', { district }) }));
}
