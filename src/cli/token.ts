import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Kysely } from 'kysely';
import { recordAudit } from '../auth/audit.queries.js';
import { hashToken, newToken } from '../auth/sign-in.js';
import { activeStaffByEmail, insertApiToken } from '../auth/staff.queries.js';
import { listTokens, revokeToken, type KnownToken } from '../auth/tokens.queries.js';
import type { Database } from '../db/database.js';
import { RecadoError } from '../lib/errors.js';
import { newId } from '../lib/ids.js';
import type { StaffRole } from '../roster/roster.table.js';
import { insertMachineStaff } from '../roster/staff-accounts.queries.js';
import { withDatabase } from './with-database.js';

const dayMs = 86_400_000;

export interface TokenRequest {
  /** What the token is for; shown in audit and in the names of machines. */
  name: string;
  role?: StaffRole | undefined;
  staffEmail?: string | undefined;
  days: number;
}

export interface CreatedToken {
  id: string;
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
  return { id, token, expiresAt };
}

/**
 * Revokes a token: from the next request on it speaks for nobody. One that was revoked before stays so.
 * @throws RecadoError `wrong_use`, `token_not_found`
 */
export async function revokeApiToken(
  db: Kysely<Database>,
  now: Date,
  id: string,
): Promise<{ name: string; before: Date | null }> {
  if (!uuid.test(id))
    throw new RecadoError('wrong_use', 'That is no id of a token: recado token list shows them.');
  return db.transaction().execute(async (trx) => {
    const revoked = await revokeToken(trx, now, id);
    if (!revoked) throw new RecadoError('token_not_found', `There is no token ${id}.`);
    if (revoked.before === null) {
      await recordAudit(trx, now, { actor: 'cli', action: 'token.revoked', subject: `token:${id}` });
    }
    return revoked;
  });
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

interface TokenOptions {
  role?: StaffRole;
  email?: string;
  name: string;
  days: number;
  json?: boolean;
}

/** Adds `recado token create`, `list` and `revoke`. */
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
  token
    .command('list')
    .description('show which tokens are valid, for whom they speak, and when each was last used')
    .option('--all', 'also those that are revoked, have expired, or speak for somebody who left')
    .option('--json', 'print JSON lines')
    .action((options: { all?: boolean; json?: boolean }) => list(options));
  token
    .command('revoke <id>')
    .description('end a token at once and for good; its id is in the list')
    .option('--json', 'print JSON lines')
    .action((id: string, options: { json?: boolean }) => revoke(id, options));
}

function parseDays(value: string): number {
  const days = Number(value);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new InvalidArgumentError('a whole number from 1 to 3650 is needed.');
}

async function create({ role, email, name, days, json }: TokenOptions): Promise<void> {
  await withDatabase(async (db) => {
    const created = await createApiToken(db, new Date(), { name, role, staffEmail: email, days });
    const expiresAt = created.expiresAt.toISOString();
    console.log(json ? JSON.stringify({ ...created, expiresAt }) : created.token);
    if (!json) {
      process.stderr.write(
        `Valid until ${expiresAt}. It is shown only this once; its id is ${created.id}.\n`,
      );
    }
  });
}

async function list({ all, json }: { all?: boolean; json?: boolean }): Promise<void> {
  await withDatabase(async (db) => {
    const now = new Date();
    const tokens = await listTokens(db, now, all === true ? 'all' : 'usable');
    for (const token of tokens) console.log(json ? JSON.stringify(token) : lineOfToken(token, now));
    if (!json && tokens.length === 0) process.stderr.write('There is no token.\n');
  });
}

/** One token in a line: its id, its name, for whom it speaks, until when, and when it was last used. Pure. */
export function lineOfToken(token: KnownToken, now: Date): string {
  const { id, name, speaksFor, email, role, createdAt, expiresAt, revokedAt, lastUsedAt, isUsable } = token;
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const state = isUsable
    ? `valid until ${day(expiresAt)}`
    : revokedAt !== null
      ? `revoked ${day(revokedAt)}`
      : expiresAt <= now
        ? `expired ${day(expiresAt)}`
        : 'speaks for somebody who left';
  const who = email === null ? `a machine of its own, ${role}` : `${speaksFor} <${email}>, ${role}`;
  const used =
    lastUsedAt === null
      ? 'no use noted'
      : `last used ${lastUsedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `${id}  ${name}: ${who}; made ${day(createdAt)}, ${state}; ${used}`;
}

async function revoke(id: string, { json }: { json?: boolean }): Promise<void> {
  await withDatabase(async (db) => {
    const { name, before } = await revokeApiToken(db, new Date(), id);
    if (json) console.log(JSON.stringify({ event: 'revoked', id, name, wasRevoked: before !== null }));
    else if (before === null) console.log(`The token ${name} is revoked: nobody is let in with it any more.`);
    else console.log(`The token ${name} was revoked before, on ${before.toISOString().slice(0, 10)}.`);
  });
}
