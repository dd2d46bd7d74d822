import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { carriersDay } from '../delivery/pace.js';
import type { PreparedBody } from '../delivery/prepare-body.js';
import { priceOf } from '../delivery/price.js';
import { badRequest, conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { countStudents, readSchoolAudience } from '../roster/school-audience.queries.js';
import { readPlaces, type AlertPlace } from './alerts.queries.js';
import type { AlertKind } from './alerts.table.js';
import { planAlertAudience, type AlertLeftOut } from './audience.js';
import { lastFamilyAt } from './eta.js';
import { kindRule, usefulUntil } from './kinds.js';
import { composeAlert, wordsIn, type AlertContent, type LanguageWords } from './words.js';

export interface AlertInput {
  kind: AlertKind;
  schoolIds: readonly string[];
  /** `YYYY-MM-DD`, local to the schools. */
  day: string;
  /** `HH:MM`, where the kind has one. */
  atTime: string | null;
  /** The words of a free alert. */
  text: string | null;
}

/** A school that has a line. */
export type ReadyPlace = AlertPlace & { lineId: string };

const studentsAPart = 20_000;
/** So many of those left out are named before sending; all of them are on the alert's page afterwards. */
const namedLeftOut = 100;

/**
 * The chosen schools, each with its line.
 * @throws RecadoError 404 `not_found` for a school that is not this person's, 409 `no_line`
 */
export async function requirePlaces(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  schoolIds: readonly string[],
): Promise<ReadyPlace[]> {
  const own = await readPlaces(rt.db, staff, carriersDay(rt.clock.now()).day);
  const chosen = own.filter((place) => schoolIds.includes(place.schoolId));
  if (chosen.length < new Set(schoolIds).size) throw notFound('One of the schools');
  return chosen.map(({ lineId, ...place }) => {
    if (lineId !== null) return { ...place, lineId };
    throw conflict(
      'no_line',
      `${place.name} has no number to text from. Ask the district's administrator for one.`,
    );
  });
}

/**
 * What an input says, once it makes sense.
 * @throws RecadoError 400 `time_missing`, `text_missing`, `day_over`
 */
export function readContent(
  input: AlertInput,
  now: Date,
  places: readonly ReadyPlace[],
): AlertContent & { expiresAt: Date } {
  const rule = kindRule(input.kind);
  if (rule.hasTime && input.atTime === null) throw badRequest('time_missing', 'Say at what time.');
  const text = input.text?.trim() ?? '';
  if (rule.textKey === null && text === '')
    throw badRequest('text_missing', 'Write what families should know.');
  const expiresAt = usefulUntil(
    input,
    now,
    places.map((place) => place.timeZone),
  );
  if (expiresAt <= now) throw badRequest('day_over', 'That day is over. Choose today or a day to come.');
  return {
    kind: input.kind,
    day: input.day,
    atTime: rule.hasTime ? input.atTime : null,
    ownText: rule.textKey === null ? text : null,
    expiresAt,
  };
}

/** What is counted while an audience is read, part by part. */
interface Tally {
  families: number;
  segments: number;
  byLanguage: Map<
    string,
    { words: LanguageWords; families: number; text: string; encoding: 'GSM-7' | 'UCS-2'; segments: number }
  >;
  byLine: Map<string, { texts: number; segments: number }>;
  leftOut: { name: string; reason: string; willBeCalled: boolean }[];
  leftOutCount: number;
  /** Texts that were composed already, by language and schools. */
  known: Map<string, PreparedBody>;
}

/**
 * What each family would get, language by language, what it costs, who is left out, and when the last family will have
 * it. Stores and sends nothing.
 * @throws RecadoError 404 `not_found`, 409 `no_line`, 400 as {@link readContent}
 */
export async function previewAlert(
  rt: Pick<Runtime, 'config' | 'db' | 'clock' | 'texts' | 'translator'>,
  staff: SignedInStaff,
  input: AlertInput,
) {
  const now = rt.clock.now();
  const places = await requirePlaces(rt, staff, input.schoolIds);
  const content = readContent(input, now, places);
  const tally = await tallyAudience(rt, staff, content, places);
  const lines = linesOf(places, tally);
  return {
    families: tally.families,
    languages: [...tally.byLanguage.values()]
      .map(({ words, ...one }) => ({
        ...one,
        language: words.language,
        origin: words.origin,
        engine: words.engine,
        reason: words.reason,
      }))
      .sort((a, b) => b.families - a.families || (a.language < b.language ? -1 : 1)),
    segments: tally.segments,
    price: priceOf(rt.config.price, tally.segments),
    leftOut: tally.leftOut,
    leftOutCount: tally.leftOutCount,
    lastFamilyAt: lastFamilyAt(now, lines)?.toISOString() ?? null,
    stopped: places.filter((place) => place.isStopped).map((place) => place.name),
    /** Segments beyond what the carriers take from a line today; some families may get it by a call only. */
    beyondCap: lines.reduce((sum, line) => sum + Math.max(0, line.beyond), 0),
    cancelsNudges: kindRule(input.kind).cancelsNudges,
  };
}

async function tallyAudience(
  rt: Pick<Runtime, 'db' | 'clock' | 'texts' | 'translator'>,
  staff: SignedInStaff,
  content: AlertContent,
  places: readonly ReadyPlace[],
): Promise<Tally> {
  const tally: Tally = {
    families: 0,
    segments: 0,
    byLanguage: new Map(),
    byLine: new Map(),
    leftOut: [],
    leftOutCount: 0,
    known: new Map(),
  };
  const parts = Math.max(
    1,
    Math.ceil(
      (await countStudents(
        rt.db,
        places.map((place) => place.schoolId),
      )) / studentsAPart,
    ),
  );
  for (let n = 0; n < parts; n += 1) {
    const now = rt.clock.now();
    const audience = planAlertAudience(await readSchoolAudience(rt.db, now, places, { n, of: parts }), now);
    await addLanguages(
      rt,
      staff,
      content,
      places,
      audience.recipients.map((one) => one.language),
      tally,
    );
    for (const one of audience.recipients) {
      const names = places
        .filter((place) => one.schoolIds.includes(place.schoolId))
        .map((place) => place.name);
      addRecipient(rt, content, tally, {
        ...one,
        names,
        lineId: places.find((place) => place.schoolId === one.schoolId)?.lineId ?? '',
      });
    }
    for (const one of audience.leftOut) addLeftOut(tally, one);
  }
  return tally;
}

async function addLanguages(
  rt: Pick<Runtime, 'texts' | 'translator'>,
  staff: SignedInStaff,
  content: AlertContent,
  places: readonly ReadyPlace[],
  languages: readonly string[],
  tally: Tally,
): Promise<void> {
  const missing = [...new Set(languages)].filter((language) => !tally.byLanguage.has(language));
  const names = [...places.map((place) => place.name), staff.name];
  for (const words of await Promise.all(missing.map((language) => wordsIn(rt, content, names, language)))) {
    tally.byLanguage.set(words.language, { words, families: 0, text: '', encoding: 'GSM-7', segments: 0 });
  }
}

function addRecipient(
  rt: Pick<Runtime, 'texts'>,
  content: AlertContent,
  tally: Tally,
  family: { language: string; names: string[]; lineId: string },
): void {
  const entry = tally.byLanguage.get(family.language);
  if (!entry) return;
  const key = [family.language, ...family.names].join('\n');
  const prepared = tally.known.get(key) ?? composeAlert(rt, content, entry.words, family.names).prepared;
  tally.known.set(key, prepared);
  entry.families += 1;
  // Families of several schools read all their names; the text of the first family stands for its language.
  if (entry.text === '')
    Object.assign(entry, { text: prepared.body, encoding: prepared.encoding, segments: prepared.segments });
  const line = tally.byLine.get(family.lineId) ?? { texts: 0, segments: 0 };
  tally.byLine.set(family.lineId, { texts: line.texts + 1, segments: line.segments + prepared.segments });
  tally.families += 1;
  tally.segments += prepared.segments;
}

function addLeftOut(tally: Tally, { name, reason, addressId }: AlertLeftOut): void {
  tally.leftOutCount += 1;
  if (tally.leftOut.length < namedLeftOut)
    tally.leftOut.push({ name, reason, willBeCalled: addressId !== null });
}

function linesOf(places: readonly ReadyPlace[], tally: Tally) {
  return [...tally.byLine].map(([lineId, { texts, segments }]) => {
    const ofLine = places.filter((place) => place.lineId === lineId);
    const [first] = ofLine;
    const cap = first?.segmentsPerDay ?? null;
    return {
      texts,
      ahead: first?.ahead ?? 0,
      messagesPerSecond: first?.messagesPerSecond ?? 1,
      isStopped: ofLine.some((place) => place.isStopped),
      beyond: cap === null ? 0 : (first?.usedToday ?? 0) + segments - cap,
    };
  });
}
