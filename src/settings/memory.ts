import { setImmediate } from 'node:timers/promises';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { despiteConflicts } from '../db/passing-conflicts.js';
import { conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { checkTranslation, gateSentences, type GateReason } from '../translation/gate.js';
import { toRemember } from '../translation/memory-form.js';
import {
  listMemory,
  lockImporting,
  rememberAll,
  retireMemory,
  withdrawnAmong,
  type MemoryRow,
  type NewMemory,
} from '../translation/memory.queries.js';
import { listRetired, restoreMemory } from '../translation/retired-memory.queries.js';
import { hasUnreadable } from '../translation/text-forms.js';
import { readTmx, writeTmx, type TranslationPair } from '../translation/tmx.js';
import { readMemoryCsv, writeMemoryCsv } from '../translation/translation-csv.js';
import { mayChangeSettings, mustChangeSettings, mustReadSettings } from './access.js';
import { importedFrom, type Imported } from './imported.js';

const pageSize = 50;
/** Rows of one statement. */
const batchSize = 1_000;
/** Pairs looked at before others get their turn. */
const sliceSize = 100;

export type MemoryFormat = 'tmx' | 'csv';

/** Approved translations, the newest first; `cursor` is where the page before ended. */
export async function showMemory(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  query: { search?: string | undefined; language?: string | undefined; cursor?: string | undefined },
) {
  mustReadSettings(staff);
  const { cursor, ...rest } = query;
  const rows = await listMemory(rt.db, { ...rest, before: cursor, limit: pageSize + 1 });
  const items = rows.slice(0, pageSize);
  return {
    items: items.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() })),
    nextCursor: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null,
  };
}

/** Takes a translation out of use. @throws RecadoError 404 `not_found` */
export async function forgetTranslation(rt: Runtime, staff: SignedInStaff, id: string): Promise<void> {
  mustChangeSettings(staff);
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const reason = 'taken out in the settings';
    if (!(await retireMemory(trx, now, { id, staffId: staff.id, reason }))) {
      throw notFound('This translation');
    }
    const action = 'translation.memory_retired';
    await recordAudit(trx, now, { actor: staffActor(staff), action, subject: `memory:${id}` });
  });
}

/** Translations that are not used any more, those last taken out first; `cursor` is where the page before ended. */
export async function showRetired(
  rt: Pick<Runtime, 'db'>,
  staff: SignedInStaff,
  query: { search?: string | undefined; language?: string | undefined; cursor?: string | undefined },
) {
  mustReadSettings(staff);
  const { cursor, ...rest } = query;
  const [at = '', id = ''] = cursor?.split('_') ?? [];
  const before = cursor === undefined ? undefined : { at: new Date(at), id };
  const rows = await listRetired(rt.db, { ...rest, before, limit: pageSize + 1 });
  const items = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? items.at(-1) : undefined;
  return {
    items: items.map(({ createdAt, retiredAt, isWithdrawn, usedNow, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      retiredAt: retiredAt.toISOString(),
      usedNow,
      mayRestore: mayChangeSettings(staff) && !isWithdrawn && usedNow === null,
    })),
    nextCursor: last ? `${last.retiredAt.toISOString()}_${last.id}` : null,
  };
}

/**
 * Takes a translation into use again that was taken out.
 * @throws RecadoError 404 `not_found`; 409 `memory_withdrawn`, `memory_replaced`
 */
export async function restoreTranslation(rt: Runtime, staff: SignedInStaff, id: string): Promise<void> {
  mustChangeSettings(staff);
  const now = rt.clock.now();
  const outcome = await despiteConflicts(() =>
    rt.db.transaction().execute(async (trx) => {
      const done = await restoreMemory(trx, id);
      if (done === 'restored') {
        const action = 'translation.memory_restored';
        await recordAudit(trx, now, { actor: staffActor(staff), action, subject: `memory:${id}` });
      }
      return done;
    }),
  );
  if (outcome === 'missing') throw notFound('This translation');
  if (outcome === 'withdrawn')
    throw conflict(
      'memory_withdrawn',
      'This translation was withdrawn as wrong: take the withdrawal back first.',
    );
  if (outcome === 'replaced')
    throw conflict(
      'memory_replaced',
      'Another translation of the same words is used now: take that one out first.',
    );
}

/**
 * Takes translations over from a TMX file or a CSV, all or, where the file cannot be read, none. What was remembered
 * for the same words gives way.
 * @throws RecadoError 400 `bad_file`
 */
export async function importMemory(
  rt: Runtime,
  staff: SignedInStaff,
  format: MemoryFormat,
  file: string,
): Promise<Imported> {
  mustChangeSettings(staff);
  const { pairs, problems } = format === 'tmx' ? await readTmx(file) : await readMemoryCsv(file);
  const { found, refused } = await entriesOf(pairs, staff.id);
  const left = [...problems, ...refused];
  const now = rt.clock.now();
  const added = await rt.db.transaction().execute(async (trx) => {
    await lockImporting(trx);
    let count = 0;
    for (let start = 0; start < found.length; start += batchSize) {
      const batch = found.slice(start, start + batchSize);
      const entries = batch.map(({ entry }) => entry);
      const wrong = await withdrawnAmong(trx, entries);
      const message = 'This translation was withdrawn as wrong.';
      left.push(...wrong.flatMap((index) => ({ line: batch[index]?.line ?? null, message })));
      count += await rememberAll(trx, now, entries);
    }
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'translation.memory_imported',
      subject: 'memory',
      detail: { format, added: count, left: left.length },
    });
    return count;
  });
  left.sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  return importedFrom(added, left);
}

/** What is remembered goes to families as it stands. */
function whyNotUsable({ from, to, source, target }: Omit<TranslationPair, 'line'>): string | null {
  if (hasUnreadable(source) || hasUnreadable(target)) {
    return 'A text has characters in it that cannot be read. Save the file as UTF-8.';
  }
  const holesOf = (text: string): string => [...new Set(text.match(/\{\d+\}/gu) ?? [])].sort().join();
  if (holesOf(source) !== holesOf(target)) return 'A hole like {0} stands in only one of the two texts.';
  const verdict = checkTranslation({ source, translated: target, from, to, kept: [] });
  const reason = verdict.ok ? undefined : verdict.reasons.find((one) => rubbish.has(one));
  return reason === undefined ? null : gateSentences[reason];
}

/**
 * What files hold that were put together wrongly: a column for another, languages exchanged, pages of HTML. What people
 * say freely, a time in another form or a "not", is theirs to say.
 */
const rubbish: ReadonlySet<GateReason> = new Set<GateReason>([
  ...(['wrong_script', 'wrong_language', 'half_untranslated', 'length_absurd', 'repeats_itself'] as const),
  ...(['looks_like_html', 'looks_like_apology', 'has_notes'] as const),
]);

/** What of the pairs is remembered, and why others are not. Slice by slice, so that a large file keeps nobody else waiting. */
async function entriesOf(
  pairs: readonly TranslationPair[],
  staffId: string,
): Promise<{ found: { entry: NewMemory; line: number }[]; refused: Imported['problems'] }> {
  const entries = new Map<string, { entry: NewMemory; line: number }>();
  const refused: Imported['problems'] = [];
  for (let start = 0; start < pairs.length; start += sliceSize) {
    for (const { line, ...pair } of pairs.slice(start, start + sliceSize)) {
      const why = whyNotUsable(pair);
      if (why !== null) {
        refused.push({ line, message: why });
        continue;
      }
      const { source, target, ...languages } = pair;
      const kept = toRemember(source, target, []);
      const by = { origin: 'import' as const, messageId: null, staffId };
      const entry = { ...languages, ...kept, source: kept.sourceForm, ...by };
      const key = `${pair.from}>${pair.to}>${kept.sourceForm}`;
      const before = entries.get(key);
      if (before !== undefined && before.entry.target !== entry.target) {
        const message = `The same text is translated otherwise in line ${line}, which counts.`;
        refused.push({ line: before.line, message });
      }
      entries.set(key, { entry, line });
    }
    await setImmediate();
  }
  return { found: [...entries.values()], refused };
}

/** Every translation in use, in pieces; that it was taken out of the house is written down. */
export async function exportMemory(
  rt: Runtime,
  staff: SignedInStaff,
  format: MemoryFormat,
): Promise<AsyncIterable<string>> {
  mustReadSettings(staff);
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const action = 'translation.memory_exported';
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action,
      subject: 'memory',
      detail: { format },
    });
  });
  return format === 'tmx' ? writeTmx(pagesOf(rt)) : writeMemoryCsv(pagesOf(rt));
}

async function* pagesOf(rt: Pick<Runtime, 'db'>): AsyncGenerator<MemoryRow[]> {
  let before: string | undefined;
  for (;;) {
    const rows = await listMemory(rt.db, { before, limit: batchSize });
    if (rows.length === 0) return;
    yield rows;
    before = rows.at(-1)?.id;
  }
}
