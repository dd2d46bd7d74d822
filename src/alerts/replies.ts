import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { awaitFamily, keepConversationOpen } from '../conversations/staff-actions.queries.js';
import type { Database } from '../db/database.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { priorities, type OutgoingText } from '../delivery/queue-text.js';
import { queueTexts } from '../delivery/queue-texts.js';
import { languageName } from '../i18n/languages.js';
import { conflict } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { translateText } from '../translation/translate.js';
import { wordsToSend, type WordsToSend } from '../translation/words-to-send.js';
import { topicOfStaffText } from '../understanding/topic-of-staff-text.js';
import {
  insertAnswer,
  lockRepliers,
  readReplies,
  replierLanguages,
  type Replier,
} from './replies.queries.js';
import { publishAlert } from './run.js';
import { pageOf, readIdCursor, requireAlert } from './staff-actions.js';
import { staffLanguage } from './words.js';

const pageSize = 30;

/**
 * What families wrote back to an alert, the newest first.
 * @throws RecadoError 404 `not_found`, 400 `bad_cursor`
 */
export async function listReplies(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  alertId: string,
  cursor: string | undefined,
) {
  await requireAlert(rt, staff, alertId);
  const rows = await readReplies(rt.db, staff, alertId, {
    before: readIdCursor(cursor),
    limit: pageSize + 1,
  });
  return pageOf(rows, pageSize, ({ createdAt, ...row }) => ({ ...row, at: createdAt.toISOString() }));
}

/**
 * What each family that waits would get for an answer, language by language, and which of them would wait for a
 * reader. Sends and stores nothing.
 * @throws RecadoError 404 `not_found`
 */
export async function previewAnswer(rt: Runtime, staff: SignedInStaff, alertId: string, text: string) {
  const alert = await requireAlert(rt, staff, alertId);
  const names = namesOf(alert, staff);
  const languages = await Promise.all(
    (await replierLanguages(rt.db, staff, alertId)).map(async ({ language, families }) => {
      const { body, translation, holdReason } = await answerIn(rt, text, names, language);
      return {
        language,
        families,
        text: body,
        engine: translation?.engine ?? null,
        quality: translation?.quality ?? null,
        reason: holdReason,
      };
    }),
  );
  return { languages };
}

function namesOf(alert: { schools: readonly { name: string }[] }, staff: SignedInStaff): string[] {
  return [...alert.schools.map((school) => school.name), staff.name];
}

/**
 * One answer to every family that replied to an alert and waits for a word of staff, once for each key. Each gets it in
 * its language; where it cannot be translated, or only as a draft, it is held for a person like any other reply.
 * @returns how many families it goes to, and how many of those texts are held
 * @throws RecadoError 404 `not_found`; 409 `nobody_waits`, `idempotency_key_reused`
 */
export async function answerReplies(
  rt: Runtime,
  staff: SignedInStaff,
  alertId: string,
  text: string,
  idempotencyKey: string,
): Promise<{ families: number; held: number }> {
  const alert = await requireAlert(rt, staff, alertId);
  const names = namesOf(alert, staff);
  const languages = await replierLanguages(rt.db, staff, alertId);
  const words = new Map<string, WordsToSend>();
  for (const language of [...languages.map((one) => one.language), staffLanguage]) {
    words.set(language, await answerIn(rt, text, names, language));
  }
  const now = rt.clock.now();
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'answer alert', alertId, text },
  };
  const answered = await rt.db
    .transaction()
    .execute((trx) =>
      withIdempotency(trx, now, request, () => storeAnswer(trx, now, staff, { alertId, text, words })),
    );
  for (const lineId of answered.lineIds) await rt.jobs.enqueue('delivery.wake', { lineId });
  await publishAlert(
    rt,
    alertId,
    alert.schools.map((school) => ({ schoolId: school.id })),
  );
  return { families: answered.families, held: answered.held };
}

async function answerIn(
  rt: Pick<Runtime, 'translator' | 'texts' | 'understanding'>,
  text: string,
  names: readonly string[],
  language: string,
): Promise<WordsToSend> {
  const outcome = await translateText(rt.translator, {
    text,
    from: staffLanguage,
    to: language,
    names,
    direction: 'to_family',
    topic: topicOfStaffText(rt.understanding, text),
  });
  return wordsToSend(outcome, language, rt.texts.text(language, 'translated.mark'));
}

async function storeAnswer(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  answer: { alertId: string; text: string; words: ReadonlyMap<string, WordsToSend> },
): Promise<{ families: number; held: number; lineIds: string[] }> {
  const { alertId, text, words } = answer;
  const repliers = await lockRepliers(trx, staff, alertId);
  if (repliers.length === 0) throw conflict('nobody_waits', 'No family waits for an answer to this alert.');
  const queued = await queueTexts(
    trx,
    now,
    repliers.map((family) => outgoing(staff, text, words, family)),
  );
  const held = queued.filter((one) => one.state === 'held').length;
  for (const [index, family] of repliers.entries()) {
    if (queued[index]?.state === 'held') await keepConversationOpen(trx, family.conversationId);
    else await awaitFamily(trx, family.conversationId);
  }
  const { length: families } = repliers;
  await insertAnswer(trx, now, { alertId, staffId: staff.id, text, families, held });
  await recordAudit(trx, now, {
    actor: staffActor(staff),
    action: 'alert.answered',
    subject: `alert:${alertId}`,
    detail: { families, held },
  });
  return { families, held, lineIds: [...new Set(repliers.map((family) => family.lineId))] };
}

function outgoing(
  staff: SignedInStaff,
  text: string,
  words: ReadonlyMap<string, WordsToSend>,
  family: Replier,
): OutgoingText {
  const wanted = family.chosenLanguage ?? family.language ?? staffLanguage;
  // A family that has just replied in a language nobody asked about yet waits for a person.
  const inLanguage = words.get(wanted) ?? {
    body: null,
    translation: null,
    holdReason: `This is not translated into ${languageName(wanted)} yet.`,
  };
  return {
    conversationId: family.conversationId,
    addressId: family.addressId,
    schoolId: family.schoolId,
    lineId: family.lineId,
    purpose: 'reply',
    subtype: 'alert_answer',
    senderRole: staff.role,
    senderStaffId: staff.id,
    ...(family.studentId === null ? {} : { studentId: family.studentId }),
    text,
    language: staffLanguage,
    body: inLanguage.body,
    bodyLanguage: wanted,
    ...(inLanguage.translation === null ? {} : { translation: inLanguage.translation }),
    ...(inLanguage.holdReason === null ? {} : { holdReason: inLanguage.holdReason }),
    priority: priorities.reply,
  };
}
