import { parseArgs } from 'node:util';
import { messageOf } from '../../src/lib/errors.js';
import { benchFanout } from './fanout.js';
import { benchImport } from './imports.js';
import { benchInbound } from './inbound.js';
import { benchOutbound } from './outbound.js';
import { asTable, type Report } from './report.js';
import { benchUnderstand } from './understand.js';

const usage = `npm run bench -- inbound|outbound|fanout|import|understand [options]
  --queue postgres|redis   where the queues live (postgres)
  --json                   one JSON object instead of a table
  --count N                webhooks or texts a round (5000; 10000 outbound)
  --concurrency N          at a time (32; 100 outbound)
  --pairs N                rounds of each side, in turns (5)
  --families N             families in the roster (10000; 100000 fanout; 50000 students import)
  --stored N               texts that are in the tables beforehand (10000; 0 fanout)
Measures this engine and, in the same run on the same machine, the bare limit beside it. It brings its own PostgreSQL,
Redis and simulated carrier. Ends with 1 where a goal is not met.
`;

/** Wrong use: told with how to use it. */
class WrongUse extends Error {}

function readOptions(): { benchmark: string; isJson: boolean; queue: 'postgres' | 'redis'; number: Numbers } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      queue: { type: 'string', default: 'postgres' },
      json: { type: 'boolean', default: false },
      count: { type: 'string' },
      concurrency: { type: 'string' },
      pairs: { type: 'string' },
      families: { type: 'string' },
      stored: { type: 'string' },
    },
  });
  const { queue } = values;
  if (queue !== 'postgres' && queue !== 'redis') throw new WrongUse('--queue is postgres or redis.');
  const number: Numbers = (name, fallback) => {
    const value = Number(values[name] ?? fallback);
    if (!Number.isInteger(value) || value < 0) throw new WrongUse(`--${name} is a whole number.`);
    return value;
  };
  return { benchmark: positionals[0] ?? '', isJson: values.json, queue, number };
}

type Numbers = (name: 'count' | 'concurrency' | 'pairs' | 'families' | 'stored', fallback: number) => number;

function run({ benchmark, queue, number }: ReturnType<typeof readOptions>): Promise<Report> {
  const pairs = number('pairs', 5);
  switch (benchmark) {
    case 'inbound':
      return benchInbound({
        queue,
        pairs,
        count: number('count', 5_000),
        concurrency: number('concurrency', 32),
        families: number('families', 10_000),
        stored: number('stored', 10_000),
      });
    case 'outbound':
      return benchOutbound({
        queue,
        pairs,
        count: number('count', 10_000),
        concurrency: number('concurrency', 100),
        families: number('families', 10_000),
        stored: number('stored', 10_000),
      });
    case 'import':
      return benchImport({ students: number('families', 50_000) });
    case 'fanout':
      return benchFanout({ queue, families: number('families', 100_000), stored: number('stored', 0) });
    case 'understand':
      return Promise.resolve(benchUnderstand({ rounds: number('pairs', 5) }));
    default:
      throw new WrongUse('Say which benchmark.');
  }
}

try {
  const options = readOptions();
  const report = await run(options);
  process.stdout.write(options.isJson ? `${JSON.stringify(report)}\n` : asTable(report));
  process.exitCode = report.goals.every((goal) => goal.isMet) ? 0 : 1;
} catch (error) {
  const isWrongUse = error instanceof WrongUse || (error instanceof TypeError && 'code' in error);
  process.stderr.write(`${error instanceof Error && !isWrongUse ? (error.stack ?? '') : messageOf(error)}\n`);
  if (isWrongUse) process.stderr.write(usage);
  process.exitCode = isWrongUse ? 2 : 1;
}
