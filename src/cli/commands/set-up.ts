import { randomBytes } from 'node:crypto';
import { Option, type Command } from 'commander';
import type { StaffRole } from '../../roster/roster.table.js';
import { withDatabase } from '../with-database.js';

const several = (value: string, before: string[]): string[] => [...before, value];

interface LineOptions {
  name: string;
  district?: string;
  messagingService?: string;
  school: string[];
  json?: boolean;
}

interface SignInOptions {
  name?: string;
  role?: StaffRole;
  school: string[];
  back?: boolean;
  json?: boolean;
}

/** Adds `recado line add`, `recado staff sign-in` and `recado staff leave`: what a real district needs beside its roster. */
export function addSetUpCommands(program: Command): void {
  program
    .command('line')
    .description('the numbers texts go out from')
    .command('add <number>')
    .description('add a number of the carrier, +18605550101; without --school it serves all that have none')
    .requiredOption('--name <name>', 'what staff call it')
    .option('--district <name>', "the district's name, with the first line")
    .option('--messaging-service <sid>', 'the messaging service it belongs to')
    .option('--school <name>', 'a school it serves; may be given several times', several, [])
    .option('--json', 'print JSON lines')
    .action(addLine);
  const staff = program.command('staff').description('people who sign in');
  staff
    .command('sign-in <email>')
    .description('give somebody a new password, printed once; adds who is not in the roster')
    .option('--name <name>', 'for somebody new')
    .addOption(
      new Option('--role <role>', 'for somebody new').choices([
        'teacher',
        'liaison',
        'school_admin',
        'district_admin',
      ]),
    )
    .option('--school <name>', 'where somebody new works; may be given several times', several, [])
    .option('--back', 'bring back somebody who left')
    .option('--json', 'print JSON lines')
    .action(giveSignIn);
  staff
    .command('leave <email>')
    .description('let somebody leave: signed out everywhere, and what they had goes to colleagues')
    .option('--json', 'print JSON lines')
    .action(letLeave);
}

async function addLine(number: string, { school, json, ...options }: LineOptions): Promise<void> {
  const { setUpLine } = await import('../set-up.js');
  await withDatabase(async (db) => {
    const { isNew, serves } = await setUpLine(db, new Date(), { ...options, number, schools: school });
    console.log(
      json
        ? JSON.stringify({ event: isNew ? 'line added' : 'line known', serves })
        : `${isNew ? 'Added' : 'This line is there'}. ${servesInWords(isNew, serves)}`,
    );
    if (!json && isNew)
      process.stderr.write(
        'Set its webhooks at the carrier as the README says under Twilio. A school that a later import adds is served by the only line; with several, run this again with --school.\n',
      );
  });
}

function servesInWords(isNew: boolean, serves: readonly string[]): string {
  if (serves.length > 0) return `It now serves ${serves.join(', ')}.`;
  return isNew ? 'It serves no school yet.' : 'It serves no further school.';
}

async function giveSignIn(email: string, { school, json, ...options }: SignInOptions): Promise<void> {
  const [{ setUpSignIn }, { createAuth }, { createLogger }] = await Promise.all([
    import('../set-up.js'),
    import('../../auth/auth.js'),
    import('../../lib/log.js'),
  ]);
  await withDatabase(async (db, databaseUrl) => {
    // Accounts alone are made here: no cookie is signed with this secret.
    const secret = randomBytes(32).toString('hex');
    const log = createLogger('warn', 'cli');
    const auth = createAuth({ databaseUrl, secret, publicBaseUrl: 'http://127.0.0.1', log });
    try {
      const { password, isNew } = await setUpSignIn(db, new Date(), auth, {
        ...options,
        email,
        schools: school,
      });
      console.log(json ? JSON.stringify({ email, password, isNew }) : password);
      if (!json) process.stderr.write(`The password of ${email}. It is shown only this once.\n`);
    } finally {
      await auth.close();
    }
  });
}

async function letLeave(email: string, { json }: { json?: boolean }): Promise<void> {
  const { setUpLeaving } = await import('../set-up.js');
  await withDatabase(async (db) => {
    const left = await setUpLeaving(db, new Date(), email);
    if (json) {
      console.log(JSON.stringify({ event: 'left', email, ...left }));
      return;
    }
    console.log(
      `${email} has left and is signed out everywhere. Given to colleagues, or left to nobody where there is none: nudges ${left.nudges}, conversations ${left.conversations}.`,
    );
    if (left.isOfRoster)
      process.stderr.write(
        'The roster names this person: the next import of one that still does brings them back.\n',
      );
  });
}
