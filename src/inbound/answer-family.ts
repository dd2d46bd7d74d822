import type { Transaction } from 'kysely';
import { DateTime } from 'luxon';
import { pauseDays } from '../consent/consent-state.js';
import type { Database } from '../db/database.js';
import { queueSystemText, type Recipient, type SystemText } from '../delivery/queue-system-text.js';
import { priorities } from '../delivery/queue-text.js';
import type { Runtime } from '../lib/runtime.js';
import { countSystemTexts, teacherOfRun } from './inbound.queries.js';
import type { ReadText } from './understand-text.js';
import { askWhoIsWriting } from './who-is-writing.js';
import { askWhichChild } from './which-child.js';

/** A text of ours that follows from what the family wrote. */
export interface Answer extends SystemText {
  /** Where it is not the language the family is written to in. */
  language?: string;
  /** Not again to the same conversation within so many hours. */
  onceInHours?: number;
}

/** No more than this many answers of ours in ten minutes: two machines may be talking to each other (error 14107). */
const loopLimit = 5;
const loopMinutes = 10;

/** Queues what the family gets at once: one text at most, the weightiest that applies. */
export async function answerFamily(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  read: ReadText,
): Promise<void> {
  if (await askWhoIsWriting(rt, trx, now, read)) return;
  if (await askWhichChild(rt, trx, now, read)) return;
  const answer = await chooseAnswer(rt, trx, now, read);
  if (!answer) return;
  const { conversationId } = read.text;
  const since = new Date(now.getTime() - loopMinutes * 60_000);
  if ((await countSystemTexts(trx, conversationId, since)) >= loopLimit) return;
  if (answer.onceInHours !== undefined) {
    const before = new Date(now.getTime() - answer.onceInHours * 3_600_000);
    if ((await countSystemTexts(trx, conversationId, before, answer.subtype)) > 0) return;
  }
  const to: Recipient = {
    conversationId,
    addressId: read.text.addressId,
    schoolId: read.text.schoolId,
    lineId: read.text.lineId,
    language: read.who.writeIn,
  };
  await queueSystemText(rt, trx, now, { ...to, language: answer.language ?? to.language }, answer);
  if (read.languageOffer && answer !== read.languageOffer && !read.understood.urgent) {
    const { language = to.language } = read.languageOffer;
    await queueSystemText(rt, trx, now, { ...to, language }, read.languageOffer);
  }
}

async function chooseAnswer(
  rt: Runtime,
  trx: Transaction<Database>,
  now: Date,
  read: ReadText,
): Promise<Answer | null> {
  const { text, understood, consent, flow, change } = read;
  const district = text.districtName;
  if (understood.urgent) {
    return {
      key: 'urgent.received',
      values: {},
      subtype: 'urgent',
      priority: priorities.consent,
      onceInHours: 1,
    };
  }
  if (consent.kind !== null) return consentAnswer(rt, now, read, district);
  if (read.dialogue) return read.dialogue;
  if (text.text.trim() === '' && text.media.length === 0) {
    return {
      key: 'missing.empty',
      values: {},
      subtype: 'empty',
      priority: priorities.answer,
      onceInHours: 1,
    };
  }
  if (!read.who.isKnown) {
    const values = { district };
    return {
      key: 'unknownSender.received',
      values,
      subtype: 'unknown',
      priority: priorities.answer,
      onceInHours: 24,
    };
  }
  if (read.confusing !== null) {
    return {
      key: 'confused.received',
      values: {},
      subtype: 'confused',
      priority: priorities.answer,
      onceInHours: 1,
    };
  }
  // An answer that is changed is thanked for again: who hears nothing does not know that it counts.
  const say = change?.isForStaff === false ? change.say : flow?.say[0];
  // What answered our question is thanked for as ever, though somebody looks at it soon.
  const isThanked = understood.lookSoon && say !== undefined && flow?.handOver !== true;
  if (read.requestedOf !== undefined && !isThanked) return requestAnswer(read.requestedOf);
  if (read.settled) return requestAnswer(read.settled.assigneeName);
  if (read.writer) return requestAnswer(read.writer.assigneeName);
  if (say === undefined) return read.languageOffer;
  const nudgeRunId = (change?.of ?? read.openAsk)?.nudgeRunId ?? null;
  const teacher = nudgeRunId === null ? undefined : await teacherOfRun(trx, nudgeRunId);
  return {
    key: say,
    values: { teacher: teacher ?? text.schoolName },
    subtype: 'flow',
    priority: priorities.answer,
  };
}

/** One confirmation; the carrier's own answer is not repeated, and a wrong number is not written to again. */
function consentAnswer(
  { texts }: Pick<Runtime, 'texts'>,
  now: Date,
  { consent, who, text }: ReadText,
  district: string,
): Answer | null {
  if (consent.byCarrier || consent.kind === null || consent.kind === 'wrong_number') return null;
  // Said before, or no way back from an opt-out: nothing new to confirm.
  if (!consent.changed && consent.kind !== 'help' && consent.kind !== 'opt_in') return null;
  if (consent.kind === 'opt_in' && consent.needsStaff !== null) return null;
  const keys = {
    opt_out: 'consent.optedOut',
    opt_in: 'consent.optedIn',
    help: 'consent.help',
    pause: 'consent.paused',
    fewer: 'consent.fewer',
    alerts_only: 'consent.alertsOnly',
  };
  const key = keys[consent.kind];
  const until = DateTime.fromJSDate(consent.until ?? now, { zone: text.timeZone })
    .plus({ days: consent.until === null ? pauseDays : 0 })
    .setLocale(texts.has(who.writeIn, key) ? who.writeIn : 'en');
  const values = { district, until: until.toLocaleString({ day: 'numeric', month: 'long' }) };
  return { key, values, subtype: 'consent', priority: priorities.consent };
}

function requestAnswer(staffName: string | null): Answer {
  return {
    key: staffName === null ? 'request.receivedNoName' : 'request.received',
    values: staffName === null ? {} : { staff: staffName },
    subtype: 'received',
    priority: priorities.answer,
    onceInHours: 12,
  };
}
