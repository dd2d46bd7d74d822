import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createDatabase, createPool } from '../../src/db/database.js';
import { backfillLines } from '../../src/inbound/backfill.js';
import { createMissedTexts, type MissedTexts } from '../../src/inbound/seek-missed.js';
import type { Runtime } from '../../src/lib/runtime.js';
import { buildSchool } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { until } from '../support/stage.js';

let stage: TestRuntime;
beforeEach(async () => {
  stage = await startTestRuntime();
  await buildSchool(stage.rt.db);
  stage.clock.moveTo(new Date());
});
afterEach(() => stage.close());

const missedTexts = (rt: Runtime = stage.rt): MissedTexts =>
  createMissedTexts(rt, stage.shutdown, { first: 5, longest: 20, away: 20 });
const looksAskedFor = (): number => stage.enqueued.filter((job) => job.name === 'inbound.backfill').length;

test('asks for a look until one took place', async () => {
  const sought = missedTexts().seek();
  // Nobody looks: the wake-up was lost, or the look broke off.
  await until('it asks once more', () => Promise.resolve(looksAskedFor() >= 3));
  await backfillLines(stage.rt);
  await sought;
});

test('a text refused during a look is looked for by a later one', async () => {
  const missed = missedTexts();
  await backfillLines(stage.rt);
  stage.clock.moveBy(1000);
  const sought = missed.seek();
  await until('it asks', () => Promise.resolve(looksAskedFor() >= 1));
  const before = looksAskedFor();
  await backfillLines(stage.rt);
  stage.clock.moveBy(1000);
  expect(missed.seek()).toBe(sought);
  await until('it asks again', () => Promise.resolve(looksAskedFor() > before));
  await backfillLines(stage.rt);
  await sought;
});

test('waits for a database that does not answer, and ends with the process', async () => {
  // Nobody listens on the port for discarding (RFC 863).
  const nowhere = createDatabase(createPool('postgres://nobody@127.0.0.1:9/nowhere', 1));
  let failures = 0;
  const log = stage.rt.log.child({});
  log.warn = () => {
    failures += 1;
  };
  const sought = missedTexts({ ...stage.rt, db: nowhere, log }).seek();
  await until('it tries again', () => Promise.resolve(failures >= 3));
  expect(looksAskedFor()).toBe(0);
  await stage.close();
  await sought;
  await nowhere.destroy();
  stage = await startTestRuntime();
});
