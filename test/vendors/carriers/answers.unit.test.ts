import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Carrier, SendRequest } from '../../../src/vendors/carriers/carrier.js';
import { CarrierHttpClient } from '../../../src/vendors/carriers/http-client.js';
import { createTwilioCarrier } from '../../../src/vendors/carriers/twilio.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let carrier: Carrier;
let answer: Answer;
let asked: number;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  carrier = createTwilioCarrier({
    accountSid: `AC${'5'.repeat(32)}`,
    authToken: 'a-token-for-tests',
    apiBaseUrl: `http://127.0.0.1:${port}`,
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = 0;
});

const request: SendRequest = {
  from: '+14755550100',
  to: '+14755550142',
  channel: 'sms',
  body: 'The bus is late.',
  statusCallback: 'https://texts.riverside.example/webhooks/twilio/status/1',
  validitySeconds: 3600,
};
const sid = `SM${'a'.repeat(32)}`;
const whole = JSON.stringify({ sid, status: 'queued', to: request.to, body: request.body });

const say =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
const html = '<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>';
const page = (status: number): Answer => say(status, html, { 'content-type': 'text/html' });
/** Says that more is coming, and hangs up. */
const halfAndGone: Answer = (_request, response) => {
  response.writeHead(201, { 'content-type': 'application/json', 'content-length': String(whole.length) });
  response.write(whole.slice(0, 30), () => (response.socket as Socket).destroy());
};
/** The whole request was read, and so perhaps carried out. */
const reset: Answer = (_request, response) => {
  (response.socket as Socket).resetAndDestroy();
};

describe('a simulated carrier', () => {
  const simulated = say(201, whole, { 'x-recado-simulator': 'nothing here reaches a phone network' });

  test('is refused where families are real, so that no text counts as sent that reached nobody', async () => {
    const { port } = server.address() as AddressInfo;
    const real = createTwilioCarrier({
      accountSid: `AC${'5'.repeat(32)}`,
      authToken: 'a-token-for-tests',
      apiBaseUrl: `http://127.0.0.1:${port}`,
      mustBeReal: true,
    });
    answer = simulated;
    expect(await real.send(request)).toEqual({
      outcome: 'refused',
      code: null,
      refusal: 'account',
      message: expect.stringContaining('TWILIO_API_BASE_URL leads to a simulated carrier'),
    });
    await expect(real.findText(sid)).rejects.toThrow('simulated carrier');
    answer = say(201, whole);
    expect(await real.send(request)).toMatchObject({ outcome: 'accepted' });
  });

  test('is what the demo texts', async () => {
    answer = simulated;
    expect(await carrier.send(request)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('whether the carrier has a text', () => {
  test('is known where it names it', async () => {
    answer = say(201, whole);
    expect(await carrier.send(request)).toEqual({ outcome: 'accepted', sid, status: 'queued' });
  });

  test.each<[string, Answer]>([
    ['a page of HTML that says all is well', page(200)],
    ['a page of HTML of a gateway', page(502)],
    ['a page of HTML of somebody else who forbids it', page(403)],
    ['a page of HTML of somebody else who asks for a password', page(401)],
    ['a page of HTML of somebody else who finds nothing there', page(404)],
    ['a way to another address', say(302, '', { location: 'https://login.example/' })],
    ['half an answer', say(201, whole.slice(0, 30))],
    ['half an answer, and then nobody is there', halfAndGone],
    ['a connection that is reset once the request was read', reset],
    ['nothing at all', say(201, '')],
    ['the status of no content', say(204, '')],
    ['JSON null', say(201, 'null')],
    ['a list', say(201, '[]')],
    ['a number', say(201, '7')],
    ['a SID that is none', say(201, JSON.stringify({ sid: 'hello', status: 'queued' }))],
    ['the SID of something else', say(201, JSON.stringify({ sid: `CA${'a'.repeat(32)}`, status: 'queued' }))],
    ['a server error in JSON', say(500, JSON.stringify({ status: 500, message: 'Internal error' }))],
    ['a server error that is a lone word', say(503, 'busy')],
  ])('is unknown after %s, and it is asked once', async (_title, said) => {
    answer = said;
    expect(await carrier.send(request)).toMatchObject({ outcome: 'unknown' });
    expect(asked).toBe(1);
  });

  test.each([
    [400, 21211, 'bad_number'],
    [400, 21610, 'opted_out'],
    [400, 99999, 'recipient'],
    [401, 20003, 'account'],
    [403, 20003, 'account'],
  ] as const)(
    'is known to be no where it says so by status %i and code %i',
    async (status, code, refusal) => {
      answer = say(status, JSON.stringify({ status, code, message: 'No.' }));
      expect(await carrier.send(request)).toMatchObject({ outcome: 'refused', code, refusal });
    },
  );

  test('is known to be no where it asks to slow down, whatever words it uses', async () => {
    answer = page(429);
    expect(await carrier.send(request)).toMatchObject({ outcome: 'rate_limited' });
  });

  test.each([
    ['15', 15],
    ['soon', 1],
    ['0', 1],
    ['-3', 1],
    ['999999', 3600],
  ])('is asked again when the carrier says, where it says "%s" after %i seconds', async (said, seconds) => {
    answer = say(429, JSON.stringify({ code: 20429, status: 429 }), { 'retry-after': said });
    expect(await carrier.send(request)).toEqual({ outcome: 'rate_limited', retryAfterSeconds: seconds });
  });

  test('is known to be no in the form of RFC 9457 too', async () => {
    const problem = { type: 'about:blank', title: 'Bad number', status: 400, code: 21211 };
    answer = say(400, JSON.stringify(problem));
    expect(await carrier.send(request)).toMatchObject({ outcome: 'refused', refusal: 'bad_number' });
  });
});

describe('an answer without an end', () => {
  const get = (timeout: number) =>
    new CarrierHttpClient({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      timeout,
    }).request({ method: 'get', uri: 'https://api.twilio.com/' });

  test('that drips is given up when the time is over', async () => {
    answer = (_request, response) => {
      response.writeHead(201);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    await expect(get(300)).rejects.toThrow();
  });

  test('that pours is given up when it is too large', async () => {
    let poured = 0;
    const piece = Buffer.alloc(1 << 20, ' ');
    answer = (_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && poured < 100) {
          poured += 1;
          if (!response.write(piece)) return;
        }
      };
      response.writeHead(201).on('drain', pour);
      pour();
    };
    await expect(get(20_000)).rejects.toThrow();
    expect(poured).toBeLessThan(100);
  });
});

describe('a list of texts that is none', () => {
  const query = { from: request.from, to: request.to, channel: 'sms', since: new Date(0) } as const;

  test.each<[string, Answer]>([
    ['a page of HTML', page(200)],
    ['half an answer', say(200, '{"messages": [{"sid": "SM')],
    ['half an answer, and then nobody is there', halfAndGone],
    ['nothing at all', say(200, '')],
    ['JSON without texts', say(200, '{}')],
    ['a connection that is reset', reset],
  ])('after %s is an error, never an empty list', async (_title, said) => {
    answer = said;
    await expect(carrier.listTexts(query)).rejects.toThrow();
    await expect(carrier.findText(sid)).rejects.toThrow();
  });

  test('is not read out of a 404 that is not of the carrier', async () => {
    answer = page(404);
    await expect(carrier.findText(sid)).rejects.toThrow();
    answer = say(404, JSON.stringify({ status: 404, code: 20404, message: 'not found' }));
    expect(await carrier.findText(sid)).toBeNull();
  });
});
