import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually, family, line, openStage, type Stage } from './stage.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const rosa = { number: family, name: 'Rosa Medina', language: 'es', line };

interface State {
  phones: {
    number: string;
    name: string | null;
    blocked: boolean;
    texts: { body: string; status: string }[];
  }[];
}
const state = async (): Promise<State> =>
  (await (await fetch(`${stage.simulator.url}/phones/state`)).json()) as State;

/** fetch sets Host itself; this does not. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${stage.simulator.url}/phones/state`, { headers: { host } }, (res) => {
      res.resume();
      resolve(res.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('families’ phones', () => {
  test('are registered once however often they are told, and kept over a restart', async () => {
    const first = await stage.call('POST', '/simulator/phones', [rosa]);
    expect(await first.json()).toEqual({ phones: 1, changed: 1 });
    const second = await stage.call('POST', '/simulator/phones', [rosa]);
    expect(await second.json()).toEqual({ phones: 1, changed: 0 });
    await stage.call('POST', '/simulator/phones', [{ ...rosa, name: 'Rosa M. Medina' }]);
    await stage.restart();
    expect(await state()).toMatchObject({ phones: [{ number: family, name: 'Rosa M. Medina', texts: [] }] });
  });

  test('that are not registered show up without a name once they are texted', async () => {
    await stage.client().messages.create({ from: line, to: family, body: 'Hola' });
    expect(await state()).toMatchObject({
      phones: [{ number: family, name: null, line, texts: [{ body: 'Hola', side: 'school' }] }],
    });
  });

  test('say that they stopped the line', async () => {
    await stage.call('POST', '/simulator/phones', [rosa]);
    await stage.write('STOP');
    await eventually(async () => (await state()).phones[0]?.blocked);
  });

  test('give earlier texts a page at a time', async () => {
    for (let at = 0; at < 65; at += 1) await stage.write(`text ${at}`);
    const { phones } = await state();
    expect(phones[0]?.texts).toHaveLength(60);
    expect(phones[0]?.texts[0]?.body).toBe('text 5');
    const before = (phones[0]?.texts[0] as unknown as { seq: number }).seq;
    const earlier = await fetch(
      `${stage.simulator.url}/phones/texts?number=${encodeURIComponent(family)}&before=${before}`,
    );
    expect(await earlier.json()).toMatchObject({
      texts: [0, 1, 2, 3, 4].map((at) => ({ body: `text ${at}` })),
      hasEarlier: false,
    });
  });

  test('are told live of every change', async () => {
    const abort = new AbortController();
    const response = await fetch(`${stage.simulator.url}/phones/events`, { signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    let heard = '';
    const decoder = new TextDecoder();
    const listening = (async () => {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        heard += decoder.decode(chunk, { stream: true });
      }
    })().catch(() => undefined);
    await eventually(() => heard.includes('event: ready'));
    await stage.client().messages.create({ from: line, to: family, body: 'Hola' });
    await eventually(() => heard.includes('"status":"queued"') && heard.includes('"status":"delivered"'));
    abort.abort();
    await listening;
  });

  test.each([
    [{ from: family, to: line, body: '' }],
    [{ from: 'nobody', to: line, body: 'x' }],
    [{ from: family, to: line, body: 'x'.repeat(1601) }],
    [{ from: family, to: line, attachments: [{ contentType: 'text/html', data: 'PGI+' }] }],
  ])('refuse a text that is none: %#', async (body) => {
    const response = await fetch(`${stage.simulator.url}/phones/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
    expect(await stage.books()).toEqual([]);
  });
});

describe('the phones page', () => {
  test('comes with a strict content policy and without scripts in it', async () => {
    const response = await fetch(`${stage.simulator.url}/phones`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none';script-src 'self'");
    const html = await response.text();
    expect(html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="/);
    const files = [...html.matchAll(/(?:src|href)="(\/phones\/files\/[^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect((await fetch(stage.simulator.url + file)).status).toBe(200);
  });

  test('answers to loopback names only', async () => {
    const { port } = stage.simulator;
    expect(await statusFor(`localhost:${port}`)).toBe(200);
    expect(await statusFor(`[::1]:${port}`)).toBe(200);
    expect(await statusFor(`phones.example.org:${port}`)).toBe(403);
    expect(await statusFor('127.0.0.1.example.org')).toBe(403);
  });

  test('lets no other page send texts', async () => {
    const response = await fetch(`${stage.simulator.url}/phones/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://example.org' },
      body: JSON.stringify({ from: family, to: line, body: 'x' }),
    });
    expect(response.status).toBe(403);
    expect(await stage.books()).toEqual([]);
  });
});
