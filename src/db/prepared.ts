import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';

const mark = '/* plan once */';

/**
 * At the very beginning of a long statement that is run all the time: it is planned once a connection instead of every
 * time. Only for a statement whose words are always the same, values aside (each other wording would be kept as well),
 * and that always runs under the same settings of the planner: the first plan stays.
 */
export const planOnce = sql.raw<never>(mark);

/** A connection that lets PostgreSQL keep the plans of the statements that are marked. */
export class PlanningClient extends pg.Client {
  override query(...given: unknown[]): never {
    const [text, ...rest] = given;
    const isMarked = typeof text === 'string' && text.trimStart().startsWith(mark);
    // Whichever of the ways to call it was taken, it is passed on as it is.
    return super.query(...((isMarked ? [{ name: nameOf(text), text }, ...rest] : given) as [never]));
  }
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  names.set(text, name);
  return name;
}
