import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { withIdempotency } from '../delivery/idempotency.queries.js';
import { prepareBody } from '../delivery/prepare-body.js';
import { priceOf } from '../delivery/price.js';
import { badRequest, conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readClassAudience } from '../roster/audience.queries.js';
import { findAskingAgain } from './ask-again.queries.js';
import { planAudience, type Audience } from './audience.js';
import { readClass, readClasses, readLastUses, type ClassToWriteTo } from './classes.queries.js';
import { composeNudge, namesToKeep, plainText } from './compose.js';
import { findPrompt, rankPrompts } from './library.js';
import {
  cancelOpenRuns,
  insertNudge,
  lockNudge,
  readNudges,
  readRecipients,
  setNudgeState,
  type LockedNudge,
} from './nudges.queries.js';
import type { NudgeAskKind } from './nudges.table.js';
import { familyLabel, presentNudge, presentRecipient, type NudgeSummary } from './present.js';
import { nextOccurrence, type Occurrence } from './schedule.js';
import { planSchedule, type WantedTimes } from './schedule-input.js';

/** A prompt of the library, or a text of one's own in English with what it asks for. */
export type NudgeContent =
  { kind: 'library'; key: string } | { kind: 'own'; text: string; askKind: NudgeAskKind };

export interface NudgeInput extends WantedTimes {
  classId: string;
  content: NudgeContent;
}

const pageSize = 30;

/** The classes this person may write to. */
export async function listClasses(rt: Pick<Runtime, 'db' | 'clock'>, staff: SignedInStaff) {
  const rows = await readClasses(rt.db, rt.clock.now(), staff);
  return {
    items: rows.map(({ schoolId, schoolName, timeZone, ...row }) => ({
      ...row,
      school: { id: schoolId, name: schoolName, timeZone },
    })),
  };
}

/**
 * The library for a class: suggested first, those used lately last.
 * @throws RecadoError 404 `not_found`
 */
export async function listLibrary(rt: Pick<Runtime, 'db' | 'texts'>, staff: SignedInStaff, classId: string) {
  const aClass = await requireClass(rt.db, staff, classId);
  return {
    items: rankPrompts(aClass, await readLastUses(rt.db, classId)).map((prompt) => ({
      key: prompt.key,
      subject: prompt.subject,
      askKind: prompt.askKind,
      text: plainText(rt, { libraryKey: prompt.key }),
      lastUsed: prompt.lastUsed?.toISOString() ?? null,
      suggested: prompt.suggested,
    })),
  };
}

/**
 * What each family of a class would get, language by language, and what all of it costs; who would get nothing, and
 * why. Stores and sends nothing.
 * @throws RecadoError 404 `not_found`, 400 `unknown_prompt`, 409 `no_line`
 */
export async function previewNudge(
  rt: Pick<Runtime, 'config' | 'db' | 'clock' | 'texts' | 'translator' | 'understanding'>,
  staff: SignedInStaff,
  { classId, content }: Pick<NudgeInput, 'classId' | 'content'>,
) {
  const aClass = await requireClass(rt.db, staff, classId);
  const { libraryKey, ownText } = contentColumns(content);
  const now = rt.clock.now();
  const rows = await readClassAudience(rt.db, now, { classId, lineId: requireLine(aClass) });
  const { recipients, leftOut } = planAudience(rows, now, aClass.timeZone);
  const families = new Map<string, number>();
  for (const { language } of recipients) families.set(language, (families.get(language) ?? 0) + 1);
  const composed = await composeNudge(
    rt,
    {
      content: libraryKey === null ? { ownText: ownText ?? '' } : { libraryKey },
      teacher: staff.name,
      className: aClass.name,
      names: namesToKeep([staff.name, aClass.name, aClass.schoolName], recipients),
    },
    families.keys(),
  );
  const languages = [...composed]
    .map(([language, { body, translation, holdReason }]) => {
      const prepared = body === null ? null : prepareBody(body);
      return {
        language,
        families: families.get(language) ?? 0,
        text: prepared?.body ?? null,
        engine: translation?.engine ?? (libraryKey === null ? null : 'library'),
        quality: translation?.quality ?? (libraryKey === null ? null : ('approved' as const)),
        reason: holdReason,
        encoding: prepared?.encoding ?? null,
        segments: prepared?.segments ?? null,
      };
    })
    .sort((a, b) => b.families - a.families || (a.language < b.language ? -1 : 1));
  const segments = languages.reduce((sum, one) => sum + one.families * (one.segments ?? 0), 0);
  return {
    languages,
    recipients: recipients.length,
    segments,
    price: priceOf(rt.config.price, segments),
    leftOut: leftOut.map(presentLeftOut),
  };
}

function presentLeftOut({ guardians, students, reason }: Audience['leftOut'][number]) {
  const joined = (people: readonly { name: string }[]): string | null =>
    people.length === 0 ? null : people.map((person) => person.name).join(', ');
  const student = joined(students);
  return { name: familyLabel(joined(guardians), student), student, reason };
}

/**
 * Schedules a nudge for a class, once for each key; without a start it goes out at once.
 * @returns the nudge as it stands
 * @throws RecadoError 404 `not_found`; 400 `unknown_prompt`, `bad_time`, `starts_in_the_past`, `ends_before_start`;
 *   409 `no_line`, `idempotency_key_reused`
 */
export async function scheduleNudge(
  rt: Pick<Runtime, 'db' | 'clock' | 'texts' | 'jobs' | 'live'>,
  staff: SignedInStaff,
  input: NudgeInput,
  idempotencyKey: string,
): Promise<NudgeSummary> {
  const now = rt.clock.now();
  const request = {
    actor: staffActor(staff),
    key: idempotencyKey,
    requestBody: { what: 'schedule nudge', ...input },
  };
  const { nudgeId, schoolId } = await rt.db
    .transaction()
    .execute((trx) => withIdempotency(trx, now, request, () => storeNudge(trx, now, staff, input)));
  if (input.startsLocal === null)
    await rt.jobs.enqueue('nudges.tick', {}, { delayMs: (input.waitSeconds ?? 0) * 1000 });
  await rt.live.publish({ kind: 'nudge', id: nudgeId, schoolId });
  return requireNudge(rt, staff, nudgeId);
}

async function storeNudge(
  trx: Transaction<Database>,
  now: Date,
  staff: SignedInStaff,
  input: NudgeInput,
): Promise<{ nudgeId: string; schoolId: string }> {
  const { id: classId, schoolId, timeZone, ...aClass } = await requireClass(trx, staff, input.classId);
  requireLine(aClass);
  const content = contentColumns(input.content);
  const { first, ...times } = planSchedule(input, now, timeZone);
  const nudge = { schoolId, classId, staffId: staff.id, timeZone, ...content, ...times };
  const nudgeId = await insertNudge(trx, now, nudge, first);
  await recordAudit(trx, now, {
    actor: staffActor(staff),
    action: 'nudge.scheduled',
    subject: `nudge:${nudgeId}`,
    detail: {
      classId,
      libraryKey: content.libraryKey,
      repeats: times.repeats,
      firstRunAt: first.at.toISOString(),
    },
  });
  return { nudgeId, schoolId };
}

/**
 * Nudges of classes this person may write to, the newest first.
 * @param cursor where the last page ended
 * @throws RecadoError 400 `bad_cursor`
 */
export async function listNudges(
  rt: Pick<Runtime, 'db' | 'texts'>,
  staff: SignedInStaff,
  cursor?: string | null,
) {
  const before = cursor ?? null;
  if (before !== null && !uuid.test(before)) {
    throw badRequest('bad_cursor', 'This cursor is not one of ours. Start again from the first page.');
  }
  const rows = await readNudges(rt.db, staff, { before, limit: pageSize + 1 });
  const page = rows.slice(0, pageSize);
  return {
    items: page.map((row) => presentNudge(rt, row)),
    nextCursor: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * A nudge and its last run, family by family.
 * @throws RecadoError 404 `not_found`
 */
export async function nudgeDetail(rt: Pick<Runtime, 'db' | 'texts'>, staff: SignedInStaff, nudgeId: string) {
  const summary = await requireNudge(rt, staff, nudgeId);
  const { lastRun } = summary;
  if (lastRun === null) return { ...summary, askedAgainId: null, recipients: [] };
  const askedAgainId = await findAskingAgain(rt.db, lastRun.id);
  const recipients = await readRecipients(rt.db, lastRun.id);
  return { ...summary, askedAgainId, recipients: recipients.map(presentRecipient) };
}

/**
 * Pauses a nudge, lets it go on, or cancels it, with what is left of a run. What fell into a pause is not made up for.
 * @throws RecadoError 404 `not_found`, 409 `nudge_over` for one that is done or cancelled, or has no time left
 */
export async function changeNudgeState(
  rt: Pick<Runtime, 'db' | 'clock' | 'texts' | 'live'>,
  staff: SignedInStaff,
  nudgeId: string,
  state: 'scheduled' | 'paused' | 'cancelled',
): Promise<NudgeSummary> {
  const now = rt.clock.now();
  const schoolId = await rt.db.transaction().execute(async (trx) => {
    const nudge = await lockNudge(trx, staff, nudgeId);
    if (!nudge) throw notFound('This nudge');
    if (nudge.state === state) return nudge.schoolId;
    await setNudgeState(trx, nudgeId, state, nextAfterChange(nudge, state, now));
    if (state === 'cancelled') await cancelOpenRuns(trx, now, nudgeId);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: `nudge.${state}`,
      subject: `nudge:${nudgeId}`,
      detail: { from: nudge.state },
    });
    return nudge.schoolId;
  });
  await rt.live.publish({ kind: 'nudge', id: nudgeId, schoolId });
  return requireNudge(rt, staff, nudgeId);
}

function nextAfterChange(
  nudge: LockedNudge,
  state: 'scheduled' | 'paused' | 'cancelled',
  now: Date,
): Occurrence | null {
  if (nudge.state === 'done' || nudge.state === 'cancelled') {
    throw conflict('nudge_over', 'This nudge is over. Schedule a new one.');
  }
  if (state !== 'scheduled') return null;
  const next = nextOccurrence(nudge, now);
  if (!next) throw conflict('nudge_over', 'The time of this nudge has passed. Schedule a new one.');
  return next;
}

async function requireClass(
  db: Parameters<typeof readClass>[0],
  staff: SignedInStaff,
  classId: string,
): Promise<ClassToWriteTo> {
  const aClass = await readClass(db, staff, classId);
  if (!aClass) throw notFound('This class');
  return aClass;
}

function requireLine({ lineId, schoolName }: Pick<ClassToWriteTo, 'lineId' | 'schoolName'>): string {
  if (lineId !== null) return lineId;
  throw conflict(
    'no_line',
    `${schoolName} has no number to text from. Ask the district's administrator for one.`,
  );
}

async function requireNudge(
  rt: Pick<Runtime, 'db' | 'texts'>,
  staff: SignedInStaff,
  nudgeId: string,
): Promise<NudgeSummary> {
  const [row] = await readNudges(rt.db, staff, { id: nudgeId });
  if (!row) throw notFound('This nudge');
  return presentNudge(rt, row);
}

/** PostgreSQL keeps no NUL, and no half of a surrogate pair: both become the replacement character. */
const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').toWellFormed();

function contentColumns(content: NudgeContent) {
  if (content.kind === 'own') {
    const ownText = storable(content.text);
    return { libraryKey: null, ownText, ownLanguage: 'en', askKind: content.askKind };
  }
  const prompt = findPrompt(content.key);
  if (!prompt) throw badRequest('unknown_prompt', 'The library has no such prompt. Load the library again.');
  return { libraryKey: prompt.key, ownText: null, ownLanguage: null, askKind: prompt.askKind };
}
