import type { Command } from 'commander';

/** What `recado import` is told besides the path. */
export interface ImportFlags {
  dryRun?: boolean;
  confirm?: boolean;
  effective?: string;
  languageColumn?: string;
  timeZone?: string;
  country: string;
  school?: string;
  source?: string;
  difference?: string;
  json?: boolean;
}

/** How it is used, below the options. */
export function addExample(command: Command): void {
  command.addHelpText(
    'after',
    `
Examples:
  recado import roster.zip --dry-run --time-zone America/New_York
  recado import families.csv --school "Lincoln Elementary"
  recado import next-year.zip --effective 2027-08-20
  recado import undo 0190a5c2-7c1e-7a2b-9f3e-2f6d6f0c1a55

A plain CSV has a row for each student and guardian. Columns, in any order: student_id, student (or first_name and
last_name), grade, class, school, guardian, relationship, phone, language, teacher, teacher_email. student and phone
must be there. A teacher who is new needs teacher_email; who is there already is also found by name.`,
  );
}
