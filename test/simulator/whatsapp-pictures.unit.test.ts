import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually, family, line, openStage, type Stage } from './stage.js';

let stage: Stage;
let pictures: Server;
let picturesUrl: string;
beforeAll(async () => {
  // `/image/gif/10` is a picture of that type and so many bytes.
  pictures = createServer((req, res) => {
    const [, type, kind, bytes] = (req.url ?? '').split('/');
    res.writeHead(200, { 'content-type': `${type}/${kind}` }).end(Buffer.alloc(Number(bytes)));
  });
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
  picturesUrl = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());
afterAll(() => new Promise((resolve) => pictures.close(resolve)));

async function writeOnWhatsapp(): Promise<void> {
  const answer = await fetch(`${stage.simulator.url}/phones/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: family, to: line, body: 'Hola', onWhatsapp: true }),
  });
  expect(answer.status).toBe(201);
}

async function outcomeOf(
  road: 'whatsapp:' | '',
  picture: string,
  words = 'Look',
): Promise<[string, number | null]> {
  const { sid } = await stage.client().messages.create({
    from: `${road}${line}`,
    to: `${road}${family}`,
    ...(words === '' ? {} : { body: words }),
    mediaUrl: [`${picturesUrl}/${picture}`],
  });
  return eventually(async () => {
    const text = await stage.client().messages(sid).fetch();
    const isOver = ['delivered', 'read', 'failed', 'undelivered'].includes(text.status);
    return isOver ? ([text.status, text.errorCode] as [string, number | null]) : undefined;
  });
}

describe('a picture on WhatsApp', () => {
  test.each([
    ['image/gif/10', 63021],
    ['image/bmp/10', 63021],
    ['image/webp/2000', 63021],
  ])('%s is accepted and then fails with %i', async (picture, code) => {
    await writeOnWhatsapp();
    const [status, errorCode] = await outcomeOf('whatsapp:', picture);
    expect(['failed', 'undelivered']).toContain(status);
    expect(errorCode).toBe(code);
  });

  test.each(['image/jpeg/10', 'image/png/10'])('%s arrives', async (picture) => {
    await writeOnWhatsapp();
    expect((await outcomeOf('whatsapp:', picture))[1]).toBeNull();
  });

  test.each([
    ['image/webp/2000', null],
    ['image/webp/600000', 63021],
  ])('%s without words is a sticker, and ends with %p', async (sticker, code) => {
    await writeOnWhatsapp();
    expect((await outcomeOf('whatsapp:', sticker, ''))[1]).toBe(code);
  });

  test('a GIF by MMS arrives', async () => {
    expect((await outcomeOf('', 'image/gif/10'))[1]).toBeNull();
  });
});
