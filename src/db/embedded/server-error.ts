import { RecadoError } from '../../lib/errors.js';

/**
 * The error for a PostgreSQL program that ended when it should not have.
 * @param what the sentence's beginning, for people
 * @param said what the program wrote; its gravest line is the reason given
 */
export function serverError(what: string, said: string, logFile?: string): RecadoError {
  if (/No space left on device|Disk quota exceeded/i.test(said)) {
    return new RecadoError(
      'disk_full',
      'The disk is full: free some space, or set DATA_DIR to a folder on another disk.',
    );
  }
  const more = logFile === undefined ? '' : ` More in ${logFile}.`;
  return new RecadoError('database_start', `${what}: ${reasonIn(said)}.${more}`);
}

function reasonIn(said: string): string {
  const lines = said.split('\n');
  for (const gravity of [/\bPANIC: +/, /\bFATAL: +/, /\bERROR: +/, /\berror: +/]) {
    const line = lines.findLast((one) => gravity.test(one));
    if (line !== undefined) return line.slice(line.search(gravity)).replace(gravity, '').trim();
  }
  // Before it has read its settings it says no gravity.
  const early = lines.findLast((one) => one.startsWith('postgres: '));
  return early?.replace('postgres: ', '').trim() ?? 'it gave no reason';
}
