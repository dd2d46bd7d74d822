import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createMediaFetcher, type MediaFetcherOptions } from '../../../src/vendors/carriers/fetch-media.js';

const account = { accountSid: `AC${'5'.repeat(32)}`, authToken: 'a-token-for-tests' };
const png = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
const basic = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that writes down what it was asked. */
async function serve(answer: Answer): Promise<{ url: string; host: string; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `http://${host}`, host, asked };
}

const sendPng: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'image/png' }).end(png);
};
const redirect =
  (location: string): Answer =>
  (_request, response) => {
    response.writeHead(307, { location }).end();
  };
const fetcher = (options: Partial<MediaFetcherOptions> = {}) =>
  createMediaFetcher({ ...account, apiBaseUrl: undefined, ...options });

describe('a media file', () => {
  test('comes from the carrier’s own host, with the account’s credentials', async () => {
    const carrier = await serve(sendPng);
    const outcome = await fetcher({ apiBaseUrl: carrier.url })(`${carrier.url}/Media/ME1`);
    expect(outcome).toEqual({ outcome: 'fetched', bytes: png, contentType: 'image/png' });
    expect(carrier.asked[0]?.headers.authorization).toBe(basic);
  });

  test('comes from the carrier’s file store after one redirect, and the store gets no credentials', async () => {
    const store = await serve(sendPng);
    const carrier = await serve(redirect(`${store.url}/file?signature=x`));
    const fetch = fetcher({ apiBaseUrl: carrier.url, storeHosts: new Set([store.host]) });
    expect(await fetch(`${carrier.url}/Media/ME1`)).toMatchObject({ outcome: 'fetched' });
    expect(store.asked).toHaveLength(1);
    expect(store.asked[0]?.headers.authorization).toBeUndefined();
    expect(store.asked[0]?.url).toBe('/file?signature=x');
  });

  test('is not fetched from where a redirect leads elsewhere, nor after a second one', async () => {
    const elsewhere = await serve(sendPng);
    const wandering = await serve(redirect(`${elsewhere.url}/`));
    const carrier = await serve(redirect(`${elsewhere.url}/`));
    const fetch = fetcher({ apiBaseUrl: carrier.url, storeHosts: new Set([wandering.host]) });
    expect(await fetch(`${carrier.url}/Media/ME1`)).toEqual({
      outcome: 'refused',
      reason: 'the carrier points to a place that is not its own',
    });
    const further = await serve(redirect(`${wandering.url}/`));
    const twice = fetcher({ apiBaseUrl: further.url, storeHosts: new Set([wandering.host]) });
    expect(await twice(`${further.url}/Media/ME1`)).toMatchObject({ outcome: 'refused' });
    expect(elsewhere.asked).toEqual([]);
  });

  test.each([
    'https://evil.example/Media/ME1',
    'https://api.twilio.com.evil.example/Media/ME1',
    'https://api.twilio.com@evil.example/Media/ME1',
    'https://api.twilio.com:8443/Media/ME1',
    'http://api.twilio.com/Media/ME1',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'no address at all',
  ])('is refused without a call when it lies at %s', async (url) => {
    const outcome = await fetcher({ resolve: () => Promise.reject(new Error('nobody may be asked')) })(url);
    expect(outcome).toEqual({ outcome: 'refused', reason: 'it does not lie at the carrier' });
  });

  test.each([['10.0.0.5'], ['127.0.0.1'], ['169.254.169.254'], ['::1'], ['::ffff:10.0.0.5']])(
    'is refused when the carrier’s name leads to %s, be it beside an open address',
    async (address) => {
      const fetch = fetcher({ resolve: () => Promise.resolve(['8.8.8.8', address]) });
      expect(await fetch('https://api.twilio.com/Media/ME1')).toEqual({
        outcome: 'refused',
        reason: 'its address leads into a private network',
      });
    },
  );

  test('is refused from a configured host that is not loopback and not encrypted', async () => {
    const fetch = fetcher({ apiBaseUrl: 'http://carrier.example' });
    expect(await fetch('http://carrier.example/Media/ME1')).toEqual({
      outcome: 'refused',
      reason: 'its address is not encrypted',
    });
  });

  test('is refused above 5 MB, whether the length was told or not, without being read to its end', async () => {
    let written = 0;
    const told = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': 50_000_000 }).write(png);
    });
    const untold = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png' });
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1 << 16, png))) written += 1 << 16;
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    for (const server of [told, untold]) {
      const outcome = await fetcher({ apiBaseUrl: server.url })(`${server.url}/Media/ME1`);
      expect(outcome).toEqual({ outcome: 'refused', reason: 'it is larger than 5 MB' });
    }
    expect(written).toBeLessThan(40_000_000);
  });

  test.each([
    ['a page said to be a picture', 'image/png', '<!doctype html><script></script>'],
    ['a picture said to be a page', 'text/html', png],
    ['nothing', 'image/png', ''],
  ])('is refused when it is %s', async (_what, contentType, body) => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': contentType }).end(body);
    });
    expect(await fetcher({ apiBaseUrl: server.url })(`${server.url}/Media/ME1`)).toEqual({
      outcome: 'refused',
      reason: 'it is a kind of file that is not kept',
    });
  });

  test.each([404, 401, 429, 500, 503])(
    'may be asked for again when the carrier answers %d',
    async (status) => {
      const server = await serve((_request, response) => {
        response.writeHead(status).end('no');
      });
      expect(await fetcher({ apiBaseUrl: server.url })(`${server.url}/Media/ME1`)).toEqual({
        outcome: 'failed',
        message: `the carrier answered ${status}`,
      });
    },
  );

  test('may be asked for again when the connection breaks or the name is not found', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/png', 'content-length': 100 }).write(png);
      setImmediate(() => response.destroy());
    });
    const broken = await fetcher({ apiBaseUrl: server.url })(`${server.url}/Media/ME1`);
    expect(broken.outcome).toBe('failed');
    const unknown = await fetcher({ resolve: () => Promise.reject(new Error('no such host')) })(
      'https://api.twilio.com/Media/ME1',
    );
    expect(unknown).toEqual({ outcome: 'failed', message: 'no such host' });
  });
});
