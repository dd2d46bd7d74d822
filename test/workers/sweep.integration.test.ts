import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mediaPath } from '../../src/conversations/media-files.js';
import { insertPicture } from '../../src/conversations/pictures.queries.js';
import { wakeLine } from '../../src/delivery/send.js';
import { sweep } from '../../workers/sweep.js';
import { queueReply, readDelivery } from '../delivery/queued-texts.js';
import { buildAddress, buildSchool, buildStaff } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'recado-data-'));
  stage = await startTestRuntime({ config: { dataDir } });
});
afterAll(async () => {
  await stage.close();
  await rm(dataDir, { recursive: true });
});

test('what fails in a sweep is told, and holds up nothing that comes after it', async () => {
  const { rt, clock } = stage;
  const staff = await buildStaff(rt.db);
  const picture = { sha256: 'a'.repeat(64), contentType: 'image/png', bytes: 1 };
  const longAgo = new Date(clock.now().getTime() - 48 * 3_600_000);
  await insertPicture(rt.db, longAgo, staff.id, picture);
  // Nothing removes a folder where a file should be.
  await mkdir(mediaPath(dataDir, picture.sha256), { recursive: true });
  await utimes(mediaPath(dataDir, picture.sha256), longAgo, longAgo);

  const school = await buildSchool(rt.db);
  await stage.fault({ kind: 'serverErrorAfterAccepting', count: 1 });
  const messageId = await queueReply(stage, { ...(await buildAddress(rt.db)), ...school }, 'Good morning.');
  await wakeLine(rt, school.lineId);
  expect((await readDelivery(stage, messageId)).state).toBe('sending');
  clock.moveBy(60_000);

  await expect(sweep['sweep.all'](rt, {})).rejects.toThrow();
  // The carrier may have said more of it by now.
  expect(['accepted', 'sent', 'delivered']).toContain((await readDelivery(stage, messageId)).state);
});
