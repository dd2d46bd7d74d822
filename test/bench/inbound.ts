import { freePort } from '../../src/db/embedded/free-port.js';
import { testAccount } from '../support/runtime.js';
import { until } from '../support/stage.js';
import { seedDistrict, storeOldTexts } from './district.js';
import { processorSeconds, runProcess } from './processes.js';
import { median, round, type Report } from './report.js';
import { startBenchServers, type QueueBackend } from './servers.js';

export interface InboundOptions {
  queue: QueueBackend;
  count: number;
  concurrency: number;
  pairs: number;
  families: number;
  stored: number;
}

interface Round {
  perSecond: number;
  p50: number;
  p99: number;
  processorMicros: number;
}

/** Webhooks a second of the web server beside a bare endpoint, in turns; the median of the pairs counts. */
export async function benchInbound(options: InboundOptions): Promise<Report> {
  const servers = await startBenchServers(options.queue);
  try {
    const district = await seedDistrict(servers.db, options.families);
    await storeOldTexts(servers.db, district, options.stored);
    const [enginePort, barePort] = [await freePort(), await freePort()];
    const engine = servers.start('src/main.ts', {
      PORT: String(enginePort),
    });
    const bareUrl = `http://127.0.0.1:${barePort}`;
    const bare = servers.start('test/bench/bare-endpoint.ts', {
      PORT: String(barePort),
      PUBLIC_BASE_URL: bareUrl,
      DATABASE_URL: await servers.createDatabase('bare'),
    });
    const engineUrl = `http://127.0.0.1:${enginePort}`;
    for (const url of [engineUrl, bareUrl]) {
      await until(`${url} is ready`, async () => (await fetch(`${url}/readyz`)).ok);
    }
    const measure = async (url: string, pid: number, count: number): Promise<Round> => {
      const before = await processorSeconds(pid);
      const warmUp = Math.ceil(count / 10);
      const found = await runProcess<Omit<Round, 'processorMicros'>>(
        'test/bench/load-generator.ts',
        servers.env,
        { url, ...testAccount, line: district.line, ...options, count, warmUp },
      );
      const used = (await processorSeconds(pid)) - before;
      return { ...found, processorMicros: (used * 1e6) / (count + warmUp) };
    };
    const sides: { bare: Round[]; engine: Round[] } = { bare: [], engine: [] };
    // The first pair warms both up and does not count.
    for (let pair = 0; pair <= options.pairs; pair += 1) {
      const count = pair === 0 ? Math.ceil(options.count / 2) : options.count;
      const one = await measure(`${bareUrl}/inbound`, bare.pid, count);
      const other = await measure(`${engineUrl}/webhooks/twilio/inbound`, engine.pid, count);
      if (pair === 0) continue;
      sides.bare.push(one);
      sides.engine.push(other);
    }
    return report(options, sides);
  } finally {
    await servers.close();
  }
}

function report({ queue, ...settings }: InboundOptions, sides: { bare: Round[]; engine: Round[] }): Report {
  const row = (what: string, rounds: readonly Round[]): Report['rows'][number] => ({
    what,
    'webhooks/s': round(median(rounds.map((one) => one.perSecond))),
    'p50 ms': round(median(rounds.map((one) => one.p50))),
    'p99 ms': round(median(rounds.map((one) => one.p99))),
    'CPU µs each': round(median(rounds.map((one) => one.processorMicros))),
  });
  const ratio = median(
    sides.engine.map((one, pair) => one.perSecond / (sides.bare[pair]?.perSecond ?? Number.NaN)),
  );
  return {
    benchmark: 'inbound',
    queue,
    settings,
    rows: [row('bare endpoint', sides.bare), row('this engine', sides.engine)],
    goals: [{ goal: 'at least 0.7 of the bare endpoint', reached: round(ratio), isMet: ratio >= 0.7 }],
  };
}
