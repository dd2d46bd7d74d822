import type { Transaction } from 'kysely';
import { recordAudit } from '../auth/audit.queries.js';
import { moveOpenRequests, type TouchedConversation } from '../conversations/hand-over.queries.js';
import { noteNumbersGiven } from '../consent/numbers-given.queries.js';
import type { Database } from '../db/database.js';
import { conflict, RecadoError } from '../lib/errors.js';
import { endNudgesOfEndedClasses, type handNudgesOver } from '../nudges/hand-over.queries.js';
import {
  applyClasses,
  applyGuardians,
  applySchools,
  applyStaff,
  applyStudents,
  applyTeaching,
} from '../roster/apply-import.queries.js';
import type { AppliedImport } from '../roster/planned-rows.queries.js';
import {
  affectedIds,
  claimImport,
  lockRoster,
  readyForDistrict,
  setState,
  staffWhoLeftSchools,
  storeEffects,
  tellProgress,
  type ImportRecord,
} from './imports.queries.js';
import type { ImportProgress } from './imports.table.js';
import { handOver, handOverSchools, leftSchool } from './leavers.js';
import { obeyLostLinks } from './lost-links.js';
import { requireImport, timeZoneOf } from './plan.js';
import { countStale } from './plan.queries.js';
import { today, type ImportTools } from './tools.js';

const unexpected =
  'It could not be applied, for a reason Recado did not expect: nothing was changed. Try it again; the log of the workers says more.';

export interface Applied {
  imported: ImportRecord;
  /** Whom to wake: pages that have these open. */
  touched: TouchedConversation[];
}

/**
 * Applies the difference of an import in one transaction: all of it or nothing. Who left loses access in it, and what
 * they own gets an heir; nudges of classes that are over end; open requests go along to a new school. A rollover whose
 * day is still to come is `scheduled` instead.
 * @throws RecadoError 409 `import_not_planned`; 409 `import_stale` where the roster changed since the difference was made
 */
export async function applyImport(tools: ImportTools, importId: string): Promise<Applied> {
  const { db } = tools;
  const before = await requireImport(db, importId);
  if (before.state === 'planned' && before.effectiveOn !== null && before.effectiveOn > today(tools)) {
    await setState(db, importId, { state: 'scheduled', options: { ...before.options, letGo: true } });
    return { imported: await requireImport(db, importId), touched: [] };
  }
  if (!(await claimImport(db, importId, ['planned'], 'applying'))) {
    throw conflict('import_not_planned', `This import is ${before.state}: there is nothing to apply.`);
  }
  try {
    const touched = await applyPlanned(tools, before);
    return { imported: await requireImport(db, importId), touched };
  } catch (error) {
    await setState(db, importId, {
      state: 'planned',
      reason: error instanceof RecadoError ? error.message : unexpected,
    });
    throw error;
  }
}

async function applyPlanned(tools: ImportTools, imported: ImportRecord): Promise<TouchedConversation[]> {
  const { db, clock } = tools;
  const now = clock.now();
  const applied: AppliedImport = {
    importId: imported.id,
    source: imported.source,
    timeZone: await timeZoneOf(db, imported),
  };
  return db.transaction().execute(async (trx) => {
    await lockRoster(trx);
    // Whoever was slow and was taken for dead has done it meanwhile.
    if ((await requireImport(trx, imported.id)).state !== 'applying') return [];
    await readyForDistrict(trx);
    const stale = await countStale(trx, applied);
    if (stale > 0) {
      throw conflict(
        'import_stale',
        `${stale} rows of the roster changed since the difference was made. Make it again and look.`,
      );
    }
    await applyRoster(trx, now, applied, stepsOf(tools, imported.id, 'apply', rosterSteps.length));
    const touched = await applyEffects(trx, now, imported.id);
    await setState(trx, imported.id, { state: 'applied', reason: null, appliedAt: now });
    await recordAudit(trx, now, {
      actor: imported.staffId === null ? 'cli' : `staff:${imported.staffId}`,
      action: 'import.applied',
      subject: `import:${imported.id}`,
      detail: { rows: imported.counts.rows ?? {} },
    });
    return touched;
  });
}

/** What is applied after what, because the later refers to the earlier; each with what people call it. */
export const rosterSteps = [
  [
    'schools and staff',
    async (trx, now, applied) => {
      await applySchools(trx, now, applied);
      await applyStaff(trx, now, applied);
    },
  ],
  [
    'classes',
    async (trx, now, applied) => {
      await applyClasses(trx, now, applied);
      await applyTeaching(trx, applied);
    },
  ],
  ['students', applyStudents],
  [
    'families',
    (trx, now, applied) => obeyLostLinks(trx, now, applied.importId, () => applyGuardians(trx, now, applied)),
  ],
  [
    'their numbers',
    async (trx, now) => {
      await noteNumbersGiven(trx, now, 'import');
    },
  ],
] as const satisfies [
  string,
  (trx: Transaction<Database>, now: Date, applied: AppliedImport) => Promise<void>,
][];

/** Applies the roster's rows. `tell` is called before each step with what it is. */
export async function applyRoster(
  trx: Transaction<Database>,
  now: Date,
  applied: AppliedImport,
  tell: (what?: string) => Promise<void>,
): Promise<void> {
  for (const [what, apply] of rosterSteps) {
    await tell(what);
    await apply(trx, now, applied);
  }
}

/** What follows for access, nudges and conversations; told among the import's rows. */
export async function applyEffects(
  trx: Transaction<Database>,
  now: Date,
  importId: string,
): Promise<TouchedConversation[]> {
  const leavers = await affectedIds(trx, importId, 'staff', 'removed');
  // Nudges of classes that are over end with their own author: nobody inherits them.
  const ended = await endNudgesOfEndedClasses(trx);
  const handed = await handOver(trx, now, leavers);
  await storeEffects(trx, importId, [
    ...ended.map((nudge) => effect(nudge, 'its class is over')),
    ...handed.nudges.map((nudge) =>
      effect(
        nudge,
        nudge.after.state === 'paused' && nudge.before.state !== 'paused'
          ? 'whoever wrote it left, and nobody could take it over: it is paused'
          : 'whoever wrote it left: somebody else has it now',
      ),
    ),
  ]);
  const moved = await moveOpenRequests(trx, now, await affectedIds(trx, importId, 'student', 'moved'));
  const left: TouchedConversation[] = [];
  for (const { staffId, schoolIds } of await staffWhoLeftSchools(trx, importId))
    left.push(...(await handOverSchools(trx, now, staffId, { schoolIds, reason: leftSchool })));
  return [...handed.conversations, ...left, ...moved];
}

function effect(
  { nudgeId, title, before, after }: Awaited<ReturnType<typeof handNudgesOver>>[number],
  reason: string,
) {
  return { entity: 'nudge', entityId: nudgeId, label: title, before, after, reason };
}

/**
 * Tells how far it is, one step further each time. It goes out on a connection of its own: what is written within the
 * transaction nobody else sees.
 */
export function stepsOf(
  tools: ImportTools,
  importId: string,
  step: 'apply' | 'undo',
  total: number,
): (what?: string) => Promise<void> {
  let done = 0;
  return async (what = '') => {
    const progress: ImportProgress = { step, what, done, total };
    done += 1;
    tools.onProgress?.(progress);
    await tellProgress(tools.db, importId, progress);
  };
}
