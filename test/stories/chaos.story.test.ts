import { expect, test } from '@jest/globals';
import { presentReport } from '../chaos/report.js';
import { runChaos } from '../chaos/run.js';

test('every text comes once and every text in is kept, while processes are killed and servers restarted', async () => {
  const options = { texts: 150, inbound: 60, kills: 6, redis: false, seed: 20261123 };
  const said: string[] = [];
  const report = await runChaos(options, (line) => said.push(line));
  // The table says what happened; a failure shows all of it.
  if (report.findings.length > 0) throw new Error([...said, presentReport(report)].join('\n'));
  expect(report.unsettled).toEqual({ pending: 0, nudges: 0 });
  expect(report.kills).toBeGreaterThanOrEqual(options.kills);
  expect(Object.keys(report.processes.atPoint).length).toBeGreaterThan(0);
  expect(report.processes.wentOn).toBeGreaterThan(0);
  expect(report.servers).toEqual({ 'crash PostgreSQL': 1 });
  expect(report.inbound).toMatchObject({ written: 60, stored: 60 });
}, 300_000);
