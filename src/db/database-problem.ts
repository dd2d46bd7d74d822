import { RecadoError } from '../lib/errors.js';

/**
 * Why a process that begins cannot use its database, in a sentence that says what to do; DATABASE_URL's password is
 * never in it. Codes are PostgreSQL's (manual, appendix A).
 */
export function databaseProblem(cause: unknown): RecadoError {
  const { code } = cause as { code?: unknown };
  return new RecadoError('database_unreachable', sentences[String(code)] ?? noAnswer, { cause });
}

const noAnswer =
  'The database does not answer. Check DATABASE_URL: that its server runs, and that this machine may reach it.';
const refused = 'The database refuses the user or the password in DATABASE_URL: correct them.';
const sentences: Readonly<Record<string, string>> = {
  '28P01': refused,
  '28000': refused,
  '3D000':
    'The server that DATABASE_URL names has no database of that name: make one with "createdb", or correct the name.',
  '53300':
    'The database takes no further connections: end programs that hold some, or raise its max_connections (200 suit Recado).',
  '57P03': 'The database is still starting, or is ending: try again in a moment.',
};
