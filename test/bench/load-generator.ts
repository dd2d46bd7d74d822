import { createHash, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import twilio from 'twilio';
import { z } from 'zod';
import { numberOf } from './district.js';

// A process of its own: posts webhooks with texts from many families over kept connections, signed beforehand, so many
// at a time, and tells how long each took.

const input = z
  .object({
    url: z.url(),
    accountSid: z.string(),
    authToken: z.string(),
    line: z.string(),
    families: z.number().int(),
    count: z.number().int(),
    warmUp: z.number().int(),
    concurrency: z.number().int(),
  })
  .parse(JSON.parse(process.env['BENCH_INPUT'] ?? ''));

interface Webhook {
  body: string;
  signature: string;
}

const { hostname, port, pathname } = new URL(input.url);
const agent = new Agent({ keepAlive: true, maxSockets: input.concurrency });
const seed = randomUUID();

function webhookOf(n: number): Webhook {
  const sid = `SM${createHash('md5').update(`${seed} ${n}`).digest('hex')}`;
  const form = {
    MessageSid: sid,
    SmsSid: sid,
    AccountSid: input.accountSid,
    From: numberOf(1 + ((n * 7919) % input.families)),
    To: input.line,
    Body: `She read for twenty minutes and liked the part about the whale, ${n}`,
    NumMedia: '0',
    NumSegments: '1',
    ApiVersion: '2010-04-01',
    FromCountry: 'US',
    ToCountry: 'US',
  };
  return {
    body: new URLSearchParams(form).toString(),
    signature: twilio.getExpectedTwilioSignature(input.authToken, input.url, form),
  };
}

function post({ body, signature }: Webhook): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        hostname,
        port,
        path: pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'x-twilio-signature': signature,
        },
      },
      (response) => {
        response.on('error', reject);
        response.on('end', () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`The endpoint answered ${response.statusCode ?? 0}.`));
        });
        response.resume();
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Posts them all; the milliseconds each took. */
async function postAll(webhooks: readonly Webhook[]): Promise<number[]> {
  const took: number[] = [];
  const queue = webhooks.values();
  const worker = async (): Promise<void> => {
    for (const webhook of queue) {
      const start = performance.now();
      await post(webhook);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: input.concurrency }, worker));
  return took;
}

const webhooks = Array.from({ length: input.warmUp + input.count }, (_, n) => webhookOf(n));
await postAll(webhooks.slice(0, input.warmUp));
const start = performance.now();
const took = (await postAll(webhooks.slice(input.warmUp))).sort((a, b) => a - b);
const seconds = (performance.now() - start) / 1000;
const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
agent.destroy();
process.stdout.write(JSON.stringify({ perSecond: input.count / seconds, p50: at(0.5), p99: at(0.99) }));
