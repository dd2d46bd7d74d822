import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

interface Computed {
  relation: string;
  expression: string;
}

/** All that a restored dump computes while its rows come in: columns, checks and what indexes are over. */
const computed = `
  select attrelid::regclass::text as relation, pg_get_expr(adbin, adrelid) as expression
  from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum where attgenerated <> ''
  union all
  select conrelid::regclass::text, pg_get_expr(conbin, conrelid) from pg_constraint
  where contype = 'c' and conrelid <> 0
  union all
  select indrelid::regclass::text, pg_get_indexdef(indexrelid, k, true)
  from pg_index, generate_series(1, indnkeyatts) as k where indexprs is not null and indkey[k - 1] = 0
  union all
  select indrelid::regclass::text, pg_get_expr(indpred, indrelid) from pg_index where indpred is not null`;

test('what tables compute is found with an empty search path, as a dump is restored', async () => {
  await client.query("select set_config('search_path', '', false)");
  const { rows } = await client.query<Computed>(computed);
  const ours = rows.filter(({ relation }) => /^(?:public|auth)\./u.test(relation));
  expect(ours.some(({ expression }) => expression.includes('name_grams'))).toBe(true);
  for (const { relation, expression } of ours) {
    await client.query(`select ${expression} from ${relation}`);
  }
});
