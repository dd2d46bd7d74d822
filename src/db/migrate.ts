import { runMigrations as migrateQueues } from 'bullmq';
import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import { RecadoError } from '../lib/errors.js';
import { createPool, type Database } from './database.js';
import { databaseProblem } from './database-problem.js';
import * as foundations from './migrations/0001-foundations.js';
import * as signIn from './migrations/0002-sign-in.js';
import * as mediaHoldsBackfill from './migrations/0003-media-holds-backfill.js';
import * as dueTexts from './migrations/0004-due-texts.js';
import * as receivedTexts from './migrations/0005-received-texts.js';
import * as imports from './migrations/0008-imports.js';
import * as alertsAndPace from './migrations/0006-alerts-and-pace.js';
import * as channels from './migrations/0007-channels.js';
import * as households from './migrations/0009-households.js';
import * as consentAndBudget from './migrations/0010-consent-and-budget.js';
import * as translationRecords from './migrations/0011-translation-records.js';
import * as channelsMore from './migrations/0012-channels-more.js';
import * as reviews from './migrations/0013-reviews.js';
import * as importIndexes from './migrations/0014-import-indexes.js';
import * as familiesSay from './migrations/0015-families-say.js';
import * as trustedTranslations from './migrations/0016-trusted-translations.js';
import * as recipientsFirst from './migrations/0018-recipients-first.js';
import * as claimsByIndex from './migrations/0019-claims-by-index.js';
import * as withdrawnFixedTexts from './migrations/0020-withdrawn-fixed-texts.js';
import * as lookSoon from './migrations/0022-look-soon.js';
import * as hoursByStaff from './migrations/0023-hours-by-staff.js';
import * as everydayAnswers from './migrations/0024-everyday-answers.js';
import * as lighterClaims from './migrations/0025-lighter-claims.js';
import * as lastPlace from './migrations/0027-last-place.js';
import * as fewerChecks from './migrations/0028-fewer-checks.js';
import * as readingsPutRight from './migrations/0029-readings-put-right.js';
import * as answersFamiliesChange from './migrations/0030-answers-families-change.js';
import * as answersThatCounted from './migrations/0031-answers-that-counted.js';
import * as wordsUnderWay from './migrations/0032-words-under-way.js';
import * as namesRestored from './migrations/0034-names-restored.js';
import * as engineTrouble from './migrations/0035-engine-trouble.js';
import * as overdueWithdrawals from './migrations/0036-overdue-withdrawals.js';
import * as machinesAreNoPeople from './migrations/0037-machines-are-no-people.js';
import * as askingAgain from './migrations/0038-asking-again.js';
import * as tokenUse from './migrations/0039-token-use.js';
import * as callsOfAThread from './migrations/0040-calls-of-a-thread.js';
import * as signInTries from './migrations/0041-sign-in-tries.js';

/** In the order they run; each is frozen once it has landed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-foundations': foundations,
  '0002-sign-in': signIn,
  '0003-media-holds-backfill': mediaHoldsBackfill,
  '0004-due-texts': dueTexts,
  '0005-received-texts': receivedTexts,
  '0008-imports': imports,
  '0006-alerts-and-pace': alertsAndPace,
  '0007-channels': channels,
  '0009-households': households,
  '0010-consent-and-budget': consentAndBudget,
  '0011-translation-records': translationRecords,
  '0012-channels-more': channelsMore,
  '0013-reviews': reviews,
  '0014-import-indexes': importIndexes,
  '0015-families-say': familiesSay,
  '0016-trusted-translations': trustedTranslations,
  '0018-recipients-first': recipientsFirst,
  '0019-claims-by-index': claimsByIndex,
  '0020-withdrawn-fixed-texts': withdrawnFixedTexts,
  '0022-look-soon': lookSoon,
  '0023-hours-by-staff': hoursByStaff,
  '0024-everyday-answers': everydayAnswers,
  '0025-lighter-claims': lighterClaims,
  '0027-last-place': lastPlace,
  '0028-fewer-checks': fewerChecks,
  '0029-readings-put-right': readingsPutRight,
  '0030-answers-families-change': answersFamiliesChange,
  '0031-answers-that-counted': answersThatCounted,
  '0032-words-under-way': wordsUnderWay,
  '0034-names-restored': namesRestored,
  '0035-engine-trouble': engineTrouble,
  '0036-overdue-withdrawals': overdueWithdrawals,
  '0037-machines-are-no-people': machinesAreNoPeople,
  '0038-asking-again': askingAgain,
  '0039-token-use': tokenUse,
  '0040-calls-of-a-thread': callsOfAThread,
  '0041-sign-in-tries': signInTries,
};

/**
 * Sees that a database answers and was brought to this version, or a later one.
 * @throws RecadoError `database_unreachable`, `database_not_migrated`
 */
export async function checkVersion(db: Kysely<Database>): Promise<void> {
  const applied = await sql<{ name: string }>`select name from kysely_migration`
    .execute(db)
    .then(({ rows }) => new Set(rows.map(({ name }) => name)))
    .catch((cause: unknown) => {
      if ((cause as { code?: unknown }).code === undefinedTable) return new Set<string>();
      throw databaseProblem(cause);
    });
  if (Object.keys(migrations).every((name) => applied.has(name))) return;
  throw new RecadoError(
    'database_not_migrated',
    'The database was not brought to this version yet: run "npm run -s recado -- migrate", then start again.',
  );
}

/** PostgreSQL's code for a table that is not there. */
const undefinedTable = '42P01';

/** Any number will do as long as it is ours alone: "recado" on a telephone keypad. */
const lockKey = 732236;

/**
 * Brings a database to this version: our tables and sign-in's, then the queues' own schema. Several processes may call
 * it at once; one works while the others wait. Repeating it does nothing.
 * @throws RecadoError `database_too_old` below PostgreSQL 15, `migration_failed` with the migration's name
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl, 3);
  const lock = await pool.connect().catch((cause: unknown) => {
    throw databaseProblem(cause);
  });
  try {
    const version = await lock.query<{ server_version_num: string }>('show server_version_num');
    if (Number(version.rows[0]?.server_version_num) < 150000) {
      throw new RecadoError('database_too_old', 'PostgreSQL 15 or newer is needed.');
    }
    await lock.query('select pg_advisory_lock($1)', [lockKey]);
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) {
      const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
      throw new RecadoError('migration_failed', `Migration ${failed} failed; nothing of it was kept.`, {
        cause: error,
      });
    }
    await migrateQueues(lock, 'bullmq');
  } finally {
    await lock.query('select pg_advisory_unlock_all()').catch(() => undefined);
    lock.release();
    await pool.end();
  }
}
