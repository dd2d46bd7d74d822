import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Kysely } from 'kysely';
import { recordAudit } from '../auth/audit.queries.js';
import { hashToken, newToken } from '../auth/sign-in.js';
import { activeStaffByEmail, insertApiToken } from '../auth/staff.queries.js';
import type { Database } from '../db/database.js';
import { RecadoError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { StaffRole } from '../roster/roster.table.js';
import { insertMachineStaff } from '../roster/staff-accounts.queries.js';

const dayMs = 86_400_000;

export interface TokenRequest {
  /** What the token is for; shown in audit and in the names of machines. */
  name: string;
  role?: StaffRole | undefined;
  staffEmail?: string | undefined;
  days: number;
}

export interface CreatedToken {
  /** Shown once; only its hash is stored. */
  token: string;
  expiresAt: Date;
}

/**
 * Makes a bearer token. With an email it speaks for that person, with the person's role and schools. Without one it
 * gets a member of staff of its own, "API token <name>", so that what a machine did is never put down to a person;
 * that is for district admins only, because such a member belongs to no school.
 * @throws RecadoError `wrong_use` when the role and the person do not go together, `staff_not_found`
 */
export async function createApiToken(
  db: Kysely<Database>,
  now: Date,
  { name, role, staffEmail, days }: TokenRequest,
): Promise<CreatedToken> {
  const token = newToken();
  const id = newId();
  const expiresAt = new Date(now.getTime() + days * dayMs);
  await db.transaction().execute(async (trx) => {
    let staffId: string;
    if (staffEmail !== undefined) {
      const staff = await activeStaffByEmail(trx, staffEmail);
      if (!staff)
        throw new RecadoError('staff_not_found', `No active member of staff has the email ${staffEmail}.`);
      if (role !== undefined && staff.role !== role) {
        throw new RecadoError(
          'wrong_use',
          `That person is a ${staff.role}, not a ${role}: leave out --role.`,
        );
      }
      staffId = staff.id;
    } else if (role === 'district_admin') {
      staffId = await insertMachineStaff(trx, now, { tokenId: id, name, role });
    } else {
      throw new RecadoError(
        'wrong_use',
        'Say whom the token speaks for: --email of a member of staff, or --role district_admin for a machine of its own.',
      );
    }
    await insertApiToken(trx, now, { id, name, tokenHash: hashToken(token), staffId, expiresAt });
    await recordAudit(trx, now, {
      actor: 'cli',
      action: 'token.created',
      subject: `token:${id}`,
      detail: { name, staffId, expiresAt: expiresAt.toISOString() },
    });
  });
  return { token, expiresAt };
}

interface TokenOptions {
  role?: StaffRole;
  email?: string;
  name: string;
  days: number;
  json?: boolean;
}

/** Adds `recado token create`. */
export function registerTokenCommand(program: Command): void {
  const token = program.command('token').description('bearer tokens for machines');
  token
    .command('create')
    .description('make a token and print it once')
    .addOption(
      new Option('--role <role>', 'what it may do').choices([
        'teacher',
        'liaison',
        'school_admin',
        'district_admin',
      ]),
    )
    .option(
      '--email <email>',
      'the member of staff it speaks for; without it, one of its own (district_admin only)',
    )
    .option('--name <name>', 'what it is for', 'api')
    .option('--days <days>', 'how long it is valid, 1 to 3650', parseDays, 90)
    .option('--json', 'print JSON lines')
    .action((options: TokenOptions) => create(options));
}

function parseDays(value: string): number {
  const days = Number(value);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new InvalidArgumentError('a whole number from 1 to 3650 is needed.');
}

async function create({ role, email, name, days, json }: TokenOptions): Promise<void> {
  const [{ loadConfig }, { createDatabase, createPool }, { migrate }, { openDatabase }] = await Promise.all([
    import('../config.js'),
    import('../db/database.js'),
    import('../db/migrate.js'),
    import('./open-database.js'),
  ]);
  const database = await openDatabase(loadConfig(process.env), (line) => process.stderr.write(`${line}\n`));
  try {
    await migrate(database.url);
    const db = createDatabase(createPool(database.url, 1));
    try {
      const created = await createApiToken(db, new Date(), { name, role, staffEmail: email, days });
      const expiresAt = created.expiresAt.toISOString();
      console.log(json ? JSON.stringify({ token: created.token, expiresAt }) : created.token);
      if (!json) process.stderr.write(`Valid until ${expiresAt}. It is shown only this once.\n`);
    } finally {
      await db.destroy();
    }
  } finally {
    await database.close();
  }
}
