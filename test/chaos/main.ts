import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { presentReport } from './report.js';
import { runChaos } from './run.js';

const usage =
  'npm run chaos -- [--texts 5000] [--inbound 1000] [--kills 20] [--redis] [--seed N] [--json]\n' +
  'Breaks everything it can during a campaign on servers of its own, then compares the books. The seed repeats a plan.\n';

function wholeNumber(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  process.stderr.write(`--${name} wants a whole number.\n${usage}`);
  process.exit(2);
}

function readArguments() {
  try {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean', default: false } as const;
    return parseArgs({
      options: { texts: text, inbound: text, kills: text, seed: text, redis: flag, json: flag, help: flag },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return process.exit(2);
  }
}

const given = readArguments();
if (given.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const options = {
  texts: wholeNumber('texts', given.texts, 5000),
  inbound: wholeNumber('inbound', given.inbound, 1000),
  kills: wholeNumber('kills', given.kills, 20),
  seed: wholeNumber('seed', given.seed, randomInt(1, 1_000_000)),
  redis: given.redis,
};
process.stderr.write(`Seed ${options.seed}\n`);
const report = await runChaos(options, (line) => void process.stderr.write(`${line}\n`));
process.stdout.write(given.json ? `${JSON.stringify(report)}\n` : `${presentReport(report)}\n`);
process.exit(report.findings.length === 0 ? 0 : 1);
