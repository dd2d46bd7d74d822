import { Agent } from 'node:http';
import twilio from 'twilio';
import { z } from 'zod';
import { benchBody, numberOf } from './district.js';

// What one would write without an engine: a loop over the SDK with its own client, so many calls at a time. A process
// of its own, beside which the product's worker is measured.

const input = z
  .object({
    apiBaseUrl: z.url(),
    accountSid: z.string(),
    authToken: z.string(),
    line: z.string(),
    count: z.number().int(),
    warmUp: z.number().int(),
    concurrency: z.number().int(),
  })
  .parse(JSON.parse(process.env['BENCH_INPUT'] ?? ''));

/** The SDK's own client, with its hundred sockets, but for where it calls. */
class Redirected extends twilio.RequestClient {
  constructor() {
    super({ maxSockets: input.concurrency });
    this.axios.defaults.httpAgent = new Agent({ keepAlive: true, maxSockets: input.concurrency });
  }

  override request<TData>(
    options: Parameters<twilio.RequestClient['request']>[0],
  ): ReturnType<typeof twilio.RequestClient.prototype.request<TData>> {
    const uri = options.uri.replace('https://api.twilio.com', input.apiBaseUrl);
    return super.request<TData>({ ...options, uri } as never);
  }
}

const client = twilio(input.accountSid, input.authToken, { httpClient: new Redirected() });

async function send(count: number): Promise<void> {
  let n = 0;
  const worker = async (): Promise<void> => {
    while (n < count) {
      n += 1;
      await client.messages.create({
        from: input.line,
        to: numberOf(n),
        body: benchBody,
        statusCallback: `http://127.0.0.1:9/status/${n}`,
        validityPeriod: 3600,
      });
    }
  };
  await Promise.all(Array.from({ length: input.concurrency }, worker));
}

await send(input.warmUp);
const [start, used] = [performance.now(), process.cpuUsage()];
await send(input.count);
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(used);
process.stdout.write(
  JSON.stringify({ perSecond: input.count / seconds, processorMicros: (user + system) / input.count }),
);
process.exit(0);
