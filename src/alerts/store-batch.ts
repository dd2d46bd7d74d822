import type { Transaction } from 'kysely';
import { openCalls } from '../calls/calls.queries.js';
import { openConversations, type TextPlace } from '../conversations/batches.queries.js';
import type { Database } from '../db/database.js';
import { despiteConflicts } from '../db/passing-conflicts.js';
import { priorities } from '../delivery/queue-text.js';
import { queueTexts, type NumberedText } from '../delivery/queue-texts.js';
import { languageName } from '../i18n/languages.js';
import { groupBy } from '../lib/group-by.js';
import type { Runtime } from '../lib/runtime.js';
import type { AlertRecipient } from './audience.js';
import { insertAlertRecipients, setAlertMessages, type AlertToSend } from './run.queries.js';
import { composeAlert, type ComposedAlert, type LanguageWords } from './words.js';

interface Prepared extends AlertRecipient {
  words: LanguageWords;
  composed: ComposedAlert;
}

/**
 * Queues an alert for a few families, all or none of it, in about ten statements a school. A family that has it is
 * passed over. Those who get it in English for want of a translation are to be called as well. Give families in the
 * order of their addresses.
 */
export async function storeAlertBatch(
  rt: Pick<Runtime, 'db' | 'clock' | 'texts'>,
  alert: AlertToSend,
  words: ReadonlyMap<string, LanguageWords>,
  batch: readonly AlertRecipient[],
): Promise<void> {
  const compose = composeOnce(rt, alert);
  const prepared = batch.map((one) => {
    const inLanguage = words.get(one.language);
    if (!inLanguage) throw new Error(`The alert is not there in ${one.language}.`);
    return { ...one, words: inLanguage, composed: compose(inLanguage, one.schoolIds) };
  });
  await despiteConflicts(() =>
    rt.db.transaction().execute((trx) => store(trx, rt.clock.now(), alert, prepared)),
  );
}

/** Many families of a batch have the same language and schools. */
function composeOnce(rt: Pick<Runtime, 'texts'>, alert: AlertToSend) {
  const known = new Map<string, ComposedAlert>();
  return (words: LanguageWords, schoolIds: readonly string[]): ComposedAlert => {
    const key = [words.language, ...schoolIds].join(' ');
    const names = alert.schools.filter((one) => schoolIds.includes(one.schoolId)).map((one) => one.name);
    const composed = known.get(key) ?? composeAlert(rt, alert, words, names);
    known.set(key, composed);
    return composed;
  };
}

async function store(
  trx: Transaction<Database>,
  now: Date,
  alert: AlertToSend,
  prepared: readonly Prepared[],
): Promise<void> {
  const rows = prepared.map((one) => ({
    ...one,
    studentId: null,
    outcome: 'queued' as const,
    origin: one.words.origin,
    reason: one.words.reason,
  }));
  const added = await insertAlertRecipients(trx, alert.id, rows);
  const families = prepared.filter((one) => added.has(one.addressId));
  for (const school of alert.schools) {
    const ofSchool = families.filter((one) => one.schoolId === school.schoolId);
    if (ofSchool.length > 0) await queueFor(trx, now, alert, school, ofSchool);
  }
}

async function queueFor(
  trx: Transaction<Database>,
  now: Date,
  alert: AlertToSend,
  school: { schoolId: string; lineId: string },
  families: readonly Prepared[],
): Promise<void> {
  const places = families.map(({ addressId }) => ({ addressId, studentId: null }));
  const opened = await openConversations(trx, now, school, places);
  const placed = families.flatMap((family) => {
    const place = opened.get(family.addressId);
    return place === undefined ? [] : [{ ...family, ...place }];
  });
  const queued = await queueTexts(
    trx,
    now,
    placed.map((family) => outgoing(alert, school, family)),
  );
  const sent = placed.flatMap((family, index) => {
    const messageId = queued[index]?.messageId;
    return messageId === undefined ? [] : [{ ...family, messageId }];
  });
  await setAlertMessages(trx, alert.id, sent);
  await callWhereUntranslated(trx, now, alert.id, sent);
}

async function callWhereUntranslated(
  trx: Transaction<Database>,
  now: Date,
  alertId: string,
  sent: readonly (Prepared & { messageId: string })[],
): Promise<void> {
  const untranslated = sent.filter((one) => one.words.origin === 'untranslated');
  for (const [language, families] of groupBy(untranslated, (one) => one.language)) {
    const reason = `the alert went out in English: it could not be translated into ${languageName(language)}`;
    await openCalls(
      trx,
      now,
      families.map(({ addressId, schoolId, guardianId, messageId }) => ({
        addressId,
        schoolId,
        guardianId,
        messageId,
        alertId,
        reason,
      })),
    );
  }
}

function outgoing(
  alert: AlertToSend,
  { schoolId, lineId }: { schoolId: string; lineId: string },
  family: Prepared & TextPlace,
): NumberedText {
  const { text, language, body, bodyLanguage, translation } = family.composed;
  return {
    conversationId: family.conversationId,
    position: family.position,
    addressId: family.addressId,
    schoolId,
    lineId,
    purpose: 'alert',
    subtype: alert.kind,
    senderRole: alert.staffRole,
    senderStaffId: alert.staffId,
    text,
    language,
    body,
    bodyLanguage,
    ...(translation === null ? {} : { translation }),
    priority: priorities.alert,
    expiresAt: alert.expiresAt,
  };
}
