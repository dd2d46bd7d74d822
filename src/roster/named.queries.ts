import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../db/database.js';
import { isNearName, nearWords, searchWords, type SearchWord } from './name-search.js';

/** What finds one word of a search: conditions for a row of `guardian` and for a row of `student`, each by an index. */
export interface NamedBy {
  guardian: RawBuilder<boolean>;
  student: RawBuilder<boolean>;
}

/** So many names that share the most with a word typed wrong are looked at closely. */
const mostNear = 2000;

/** Names that hold each word of a search as it is typed. */
export function namedAsTyped(search: string): NamedBy[] {
  return searchWords(search).map((word) => ({
    guardian: holds('guardian', word),
    student: holds('student', word),
  }));
}

/** Names that hold each word of a search, or one typed a little wrong; null where a word is near no name at all. */
export async function readNamedNearly(db: Kysely<Database>, search: string): Promise<NamedBy[] | null> {
  const near: NamedBy[] = [];
  for (const { word, parts, shares } of nearWords(search)) {
    const names = await sql<{ kind: 'guardian' | 'student'; id: string; name: string }>`
      ${sharing('guardian', parts, shares)} union all ${sharing('student', parts, shares)}`.execute(db);
    const meant = names.rows.filter(({ name }) => isNearName(word, [name]));
    if (meant.length === 0) return null;
    const idsOf = (wanted: string): string[] =>
      meant.filter(({ kind }) => kind === wanted).map(({ id }) => id);
    near.push({
      guardian: sql`guardian.id = any(${idsOf('guardian')}::uuid[])`,
      student: sql`student.id = any(${idsOf('student')}::uuid[])`,
    });
  }
  return near;
}

function holds(table: 'guardian' | 'student', { grams, pattern }: SearchWord): RawBuilder<boolean> {
  const [inIndex, folded] = [sql.ref(`${table}.nameGrams`), sql.ref(`${table}.nameFolded`)];
  return sql`(${inIndex} @> ${grams}::text[] and ' ' || ${folded} like ${pattern})`;
}

/** The names with one of these parts in them, those first that share the most pairs of letters. */
function sharing(
  table: 'guardian' | 'student',
  parts: readonly SearchWord[],
  { grams, least }: { grams: string[]; least: number },
): RawBuilder<unknown> {
  const shared = sql`(select count(*) from unnest(${grams}::text[]) as n where n = any(${sql.ref(`${table}.nameGrams`)}))`;
  const hasPart = sql.join(
    parts.map((part) => holds(table, part)),
    sql` or `,
  );
  return sql`(select ${table}::text as kind, id, name_folded as name from ${sql.table(table)}
    where (${hasPart}) and ${shared} >= ${least} order by ${shared} desc, id limit ${mostNear})`;
}
