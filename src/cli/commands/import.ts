import { InvalidArgumentError, type Command } from 'commander';
import { addExample, type ImportFlags } from '../import-options.js';

/** Adds `recado import` and `recado import undo`. */
export function addImportCommand(program: Command): void {
  const command = program
    .command('import')
    .description(
      'take over a roster: a OneRoster 1.1 or 1.2 folder or ZIP, or one CSV; shows the difference first',
    )
    .argument('<path>', 'folder, ZIP or CSV')
    .option('--dry-run', 'show the difference and change nothing')
    .option('--confirm', 'go on where a guard stopped the file because many students would leave')
    .option('--effective <date>', 'a new school year that begins on this day, YYYY-MM-DD', parseDay)
    .option('--language-column <name>', 'the column of the home language, for example metadata.homeLanguage')
    .option('--time-zone <zone>', 'of schools that are new, for example America/New_York', parseZone)
    .option(
      '--country <code>',
      'where numbers without a country code belong, two letters',
      parseCountry,
      'US',
    )
    .option('--school <name>', 'the school of a CSV without that column')
    .option('--source <name>', 'which system this roster comes from, where there are several')
    .option('--difference <file>', 'write the difference as CSV')
    .option('--json', 'print JSON lines: each row of the difference, then the outcome')
    .action(async (path: string, flags: ImportFlags) => {
      const { runImportCommand } = await import('../import.js');
      process.exitCode = await runImportCommand(path, flags);
    });
  command
    .command('undo')
    .description('take an import back, for 30 days; what changed since stays')
    .argument('<id>', 'the id the import printed')
    .option('--json', 'print JSON lines')
    .action(async (id: string, _flags: object, undo: Command) => {
      const { runUndoCommand } = await import('../import.js');
      process.exitCode = await runUndoCommand(id, undo.optsWithGlobals<{ json?: boolean }>().json === true);
    });
  addExample(command);
}

function parseDay(value: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/u.test(value) ? Date.parse(value) : NaN;
  // A 31st of February is read as a day of March.
  if (!Number.isNaN(day) && new Date(day).toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError('a day is written YYYY-MM-DD.');
}

function parseZone(value: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value;
  } catch {
    throw new InvalidArgumentError('an IANA time zone is needed, for example America/New_York.');
  }
}

function parseCountry(value: string): string {
  if (/^[a-z]{2}$/iu.test(value)) return value.toUpperCase();
  throw new InvalidArgumentError('two letters are needed, for example US.');
}
