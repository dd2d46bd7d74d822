import type { Transaction } from 'kysely';
import { deriveConversationState } from '../conversations/conversations.queries.js';
import { parkText, saveUnderstood } from '../conversations/processing.queries.js';
import { openRequest } from '../conversations/requests.queries.js';
import type { Database } from '../db/database.js';
import { recordResponse } from '../feedback/feedback.queries.js';
import { advance, type FlowAdvance } from '../flows/advance.js';
import { saveAdvance, type OpenAsk } from '../flows/flows.queries.js';
import { crashPoint } from '../lib/crash-points.js';
import type { Runtime } from '../lib/runtime.js';
import { publishMessage } from '../delivery/publish.js';
import { restateNudges } from '../nudges/restate.js';
import { route } from '../routing/route.js';
import { recordRoute, staffOfSchool, teachersOf } from '../routing/routing.queries.js';
import { highStakesTopics } from '../translation/trust.js';
import { topicsNamed } from '../understanding/topics/topic.js';
import type { Understood } from '../understanding/understood.js';
import { pauseIn } from './pause-in.js';
import { answerFamily, type Answer } from './answer-family.js';
import { applyConsent, type ConsentOutcome } from './apply-consent.js';
import { attribute, type Attribution } from './attribute.js';
import { countChangedAnswer, type AnswerChange } from './change-answer.js';
import { aboutOurWords, findConfusing } from './confusing-text.js';
import { holdDialogue, offerLanguage } from './dialogues.js';
import { askForDecision, askForLook } from './within-one-school-day.js';
import { understandInTurn } from './understand-in-turn.js';
import { settleChild, type SettledChild } from './which-child.js';
import { settleWriter, type SettledWriter } from './who-is-writing.js';
import { familyAtAddress, lockText, type TextToUnderstand } from './inbound.queries.js';

/** Everything learned about one text; the steps below add to it and the answers to the family follow from it. */
export interface ReadText {
  text: TextToUnderstand;
  understood: Understood;
  who: Attribution;
  openAsk: OpenAsk | undefined;
  consent: ConsentOutcome;
  flow: FlowAdvance | undefined;
  /** The answer given before that it changes, or would, had staff not said what counts. */
  change: AnswerChange | undefined;
  /** The child an earlier request is about, where this text answered our question. */
  settled: SettledChild | undefined;
  /** Who wrote an earlier text, where this one answered our question. */
  writer: SettledWriter | undefined;
  /** The text was about the texting itself: what the family gets for it. */
  dialogue: Answer | null;
  /** The family wrote in another language than it is written to in, and is asked about it. */
  languageOffer: Answer | null;
  /** The text of ours the family says it did not understand. */
  confusing: string | null;
  /** The name of the member of staff it went to; null: nobody in particular; undefined: no request was opened. */
  requestedOf: string | null | undefined;
}

/**
 * Understands one text and does what follows from it, in one transaction: consent, the answer to the open question,
 * the request and its route, our own answers. Nothing here waits on the network; translation comes after.
 */
export async function understandText(rt: Runtime, messageId: string): Promise<void> {
  const now = rt.clock.now();
  const read = await rt.db.transaction().execute(async (trx) => {
    const text = await lockText(trx, messageId);
    return text && readText(rt, trx, now, text);
  });
  if (!read) return;
  // The next text of the family need not wait for the queue: the sweep makes a lost wake-up good.
  if (needsTranslation(read)) void rt.jobs.enqueue('translation.translate', { messageId });
  if (read.openAsk?.dialogue === 'language' || read.openAsk?.dialogue === 'language_check')
    await restateNudges(rt, read.text.addressId);
  void rt.jobs.enqueue('delivery.wake', { lineId: read.text.lineId });
  await publishMessage(rt, messageId);
}

async function readText(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
): Promise<ReadText> {
  const family = await familyAtAddress(trx, text.addressId, text.schoolId);
  const homeLanguage = text.addressLanguage ?? family.guardians[0]?.homeLanguage ?? null;
  const inTurn = await understandInTurn(rt, trx, now, text, family, homeLanguage);
  const { understood, openAsk } = inTurn;
  const change = inTurn.change?.isForStaff === false ? inTurn.change : undefined;
  const about = change?.of ?? openAsk;
  const attributed = attribute(rt.texts, { family, text, openAsk: about, homeLanguage, understood });
  const pause = pauseIn(rt, { text, understood, openAsk, writeIn: attributed.writeIn });
  const consent = await applyConsent(trx, now, text, understood, family.guardians, pause);
  const settled = consent.kind === null ? await settleChild(trx, now, openAsk, understood) : undefined;
  const writer = consent.kind === null ? await settleWriter(trx, now, text, openAsk, understood) : undefined;
  const who = {
    ...attributed,
    ...(settled ? { studentId: settled.studentId, studentIds: [settled.studentId] } : {}),
    ...(writer ? { guardianId: writer.guardianId, studentId: writer.studentId } : {}),
  };
  const exchange = { text, understood, openAsk, writeIn: who.writeIn };
  const inDanger = understood.urgent || understood.lookSoon;
  const isPlain =
    consent.kind === null &&
    !consent.toDecide &&
    !inDanger &&
    !settled &&
    !writer &&
    understood.byPhone === null &&
    !inTurn.change;
  const confusing = isPlain ? await findConfusing(rt, trx, now, text, understood) : null;
  const mayTalk = isPlain && confusing === null;
  const dialogue = mayTalk ? await holdDialogue(rt, trx, now, exchange) : null;
  const isSettled = dialogue !== null || confusing !== null || inTurn.change !== undefined;
  const flow = isSettled ? undefined : await answerOpenAsk(trx, now, text, understood, openAsk, consent);
  if (change) await countChangedAnswer(trx, now, text, change);
  const mayOffer = mayTalk && dialogue === null && who.isKnown;
  const languageOffer = mayOffer ? await offerLanguage(rt, trx, now, exchange, homeLanguage) : null;
  const read: ReadText = {
    text,
    understood,
    who,
    openAsk,
    consent,
    flow,
    change: inTurn.change,
    settled,
    writer,
    dialogue,
    languageOffer,
    confusing,
    requestedOf: undefined,
  };
  const isSettledAlone = dialogue !== null || (writer !== undefined && !inDanger);
  read.requestedOf = isSettledAlone ? undefined : await requestFromStaff(trx, now, read);
  await saveUnderstood(trx, text.messageId, {
    language: understood.language,
    // Whoever has a wrong number is not the guardian it was meant for.
    guardianId: consent.kind === 'wrong_number' ? null : who.guardianId,
    studentId: who.studentId,
    understood: { ...understood, consent: consent.kind, harmful: harmfulIn(rt, text.text, understood) },
    translate: needsTranslation(read),
    now,
  });
  await answerFamily(rt, trx, now, read);
  await deriveConversationState(trx, text.conversationId);
  crashPoint('inbound: understood');
  return read;
}

/** The matter a text names in which a wrong word harms, also where it is about another one first; null: none. */
function harmfulIn(
  { understanding }: Pick<Runtime, 'understanding'>,
  text: string,
  { topic, language, byPhone }: Understood,
): string | null {
  if (byPhone !== null) return null;
  if (highStakesTopics.includes(topic)) return topic;
  const context = { homeLanguage: language, districtLanguages: [language] };
  return topicsNamed(understanding, text, context).find((one) => highStakesTopics.includes(one)) ?? null;
}

/** Staff read English; a carrier's own word, or a phone's, needs no translation. */
function needsTranslation({ understood, text, consent }: ReadText): boolean {
  const { language, byPhone } = understood;
  return language !== 'en' && text.text.trim() !== '' && !consent.byCarrier && byPhone === null;
}

async function answerOpenAsk(
  trx: Transaction<Database>,
  now: Date,
  text: TextToUnderstand,
  understood: Understood,
  openAsk: OpenAsk | undefined,
  consent: ConsentOutcome,
): Promise<FlowAdvance | undefined> {
  // A question about a text, which child or who wrote, is settled by itself; what does not answer it leaves it open.
  if (!openAsk || openAsk.dialogue || isAboutText(openAsk)) return undefined;
  const { status, value } = understood.answer;
  // "4. And please text less": the wish is answered, and the answer kept. "Not now, tomorrow" is one thing: a pause.
  const isSaidBeside = status === 'answered' && understood.consent !== null;
  const isWish = consent.kind !== null && !isSaidBeside;
  if (status === 'none' || isWish || consent.kind === 'wrong_number') return undefined;
  const next = advance(
    openAsk,
    status === 'answered' && value !== null
      ? { kind: 'answered', value, comment: understood.comment }
      : { kind: 'unclear' },
  );
  await saveAdvance(trx, now, openAsk.id, next);
  if (next.record) {
    await recordResponse(trx, now, {
      flowRunId: openAsk.id,
      ...next.record,
      messageId: text.messageId,
      addressId: text.addressId,
      studentId: openAsk.studentId,
    });
  }
  return next;
}

const isAboutText = ({ requestId, optionGuardianIds }: OpenAsk): boolean =>
  requestId !== null || optionGuardianIds !== null;

/** Opens a request where a person must see the text, and tells whom it went to. */
async function requestFromStaff(
  trx: Transaction<Database>,
  now: Date,
  read: ReadText,
): Promise<string | null | undefined> {
  const { text, understood, who } = read;
  const isUnknown = !who.isKnown && read.consent.kind === null;
  const needed =
    understood.urgent ||
    understood.lookSoon ||
    understood.needsStaff ||
    read.consent.needsStaff !== null ||
    read.flow?.handOver === true ||
    read.change?.isForStaff === true ||
    read.confusing !== null ||
    isUnknown ||
    text.media.length > 0;
  if (!needed) return undefined;
  const staff = await staffOfSchool(trx, text.schoolId);
  // Who is reached where is the school office's to find out, and words of ours that were not understood are a
  // speaker's to say anew, whoever has the conversation.
  const forOffice =
    isUnknown ||
    read.consent.kind === 'wrong_number' ||
    understood.mayBeWrongNumber ||
    read.consent.toDecide ||
    read.confusing !== null;
  const isClosed = text.conversationState === 'closed';
  const decision = route({
    understood: { ...(read.confusing === null ? understood : aboutOurWords(understood)), needsStaff: true },
    conversation: { currentAssigneeId: isClosed || forOffice ? null : text.assigneeStaffId },
    classTeachers: forOffice ? [] : await teachersOf(trx, text.schoolId, who.studentIds),
    staff,
    homeLanguage: who.writeIn,
  });
  const admin = staff.find((person) => person.role === 'school_admin' && person.active);
  const assigneeId = decision.assigneeId ?? (read.consent.toDecide ? (admin?.id ?? null) : null);
  const reasons = [
    ...(isUnknown ? ['this number belongs to no family we know'] : []),
    ...(read.consent.needsStaff === null ? [] : [read.consent.needsStaff]),
    ...(read.confusing === null ? [] : ['the family did not understand a text of ours']),
    ...(read.change?.isForStaff ? ['the family changes an answer that staff settled'] : []),
    ...(read.flow?.handOver ? ['the answer was unclear twice'] : []),
    ...decision.reasons,
  ];
  await openRequest(trx, now, {
    conversationId: text.conversationId,
    messageId: text.messageId,
    studentId: who.studentId,
    topic: decision.topic,
    urgent: decision.list === 'urgent',
    assigneeStaffId: assigneeId,
    reason: reasons.join('; '),
  });
  if (read.consent.toDecide) await askForDecision(trx, now, text, assigneeId);
  if (understood.lookSoon) await askForLook(trx, now, text);
  await recordRoute(trx, now, text.messageId, { ...decision, assigneeId, reasons });
  return staff.find((person) => person.id === assigneeId)?.name ?? null;
}

/** A text that could not be processed three times stands in the inbox all the same, for a person to read. */
export async function parkForStaff(rt: Runtime, messageId: string, error: string): Promise<void> {
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const text = await lockText(trx, messageId);
    if (!text) return;
    await parkText(trx, messageId, error);
    const reason = 'this text could not be read by the system three times: please read it yourself';
    await openRequest(trx, now, {
      conversationId: text.conversationId,
      messageId,
      studentId: null,
      topic: 'other',
      urgent: true,
      assigneeStaffId: text.assigneeStaffId,
      reason,
    });
    await recordRoute(trx, now, messageId, {
      assigneeId: text.assigneeStaffId,
      list: 'urgent',
      topic: 'other',
      reasons: [reason],
    });
    await deriveConversationState(trx, text.conversationId);
  });
  await publishMessage(rt, messageId);
}
