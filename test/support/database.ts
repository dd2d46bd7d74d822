import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { templateName, urlOf } from './servers.js';

/** Keeps workers from copying the template at the same time; any number will do. */
const copyLock = 61_001;

/** A migrated database of a test file's own. */
export interface TestDatabase {
  readonly url: string;
  /** Drops it; connections still open are closed by the server. */
  drop(): Promise<void>;
}

/**
 * Copies the template database of this test run.
 * @param template another one, for example PostgreSQL's own `template1`, which is empty
 */
export async function createTestDatabase(template: string = templateName): Promise<TestDatabase> {
  const adminUrl = process.env.RECADO_TEST_ADMIN_URL;
  if (adminUrl === undefined) {
    throw new Error(
      'There is no test server: tests with a database belong to a project with test/support/global-setup.mjs.',
    );
  }
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [copyLock]);
    await admin.query(`create database ${name} template ${template}`);
  });
  return {
    url: urlOf(adminUrl, name),
    drop: () =>
      asAdmin(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** The lock above ends with the connection. */
async function asAdmin(url: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
