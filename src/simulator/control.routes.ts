import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { json, Router, type Response } from 'express';
import { z } from 'zod';
import { basicAuth } from './basic-auth.js';
import { faultInput } from './faults.js';
import { phone, type TextRecord } from './records.js';
import type { Simulation } from './simulation.js';

const faultsBody = z.preprocess(
  (value) => (Array.isArray(value) ? (value as unknown[]) : [value]),
  z.array(faultInput).max(100),
);
const phonesBody = z.array(phone).max(10_000);

/** What tests and the demo tell the simulator and ask of it; never part of Twilio. Same credentials. */
export function controlRoutes(simulation: Simulation): Router {
  const { books, faults } = simulation;
  const router = Router();
  const standing = (): unknown => ({
    faults: faults.list().map(({ id, fault, struck }) => ({ id, struck, ...fault })),
  });
  router.use('/simulator', basicAuth(simulation.accountSid, simulation.authToken), json({ limit: '2mb' }));

  router.get('/simulator/faults', (_req, res) => {
    res.json(standing());
  });
  router.post('/simulator/faults', (req, res) => {
    const body = faultsBody.safeParse(req.body);
    if (!body.success) {
      refuseInput(res, body.error);
      return;
    }
    for (const fault of Array.isArray(body.data) ? body.data : [body.data]) faults.add(fault);
    res
      .status(201)
      .json({ faults: faults.list().map(({ id, fault, struck }) => ({ id, struck, ...fault })) });
  });
  router.delete('/simulator/faults', (_req, res) => {
    faults.clear();
    res.status(204).end();
  });

  router.post('/simulator/phones', async (req, res) => {
    const body = phonesBody.safeParse(req.body);
    if (!body.success) {
      refuseInput(res, body.error);
      return;
    }
    const written = await Promise.all(body.data.map((one) => books.savePhone(one)));
    res.json({ phones: body.data.length, changed: written.filter(Boolean).length });
  });

  router.get('/simulator/books', async (req, res) => {
    const { to, from, direction } = req.query;
    const wanted = books
      .texts()
      .filter(
        (record) =>
          (to === undefined || record.to === to) &&
          (from === undefined || record.from === from) &&
          (direction === undefined || record.direction === direction),
      );
    res.type('application/x-ndjson');
    await pipeline(Readable.from(linesOf(wanted)), res);
  });
  return router;
}

function refuseInput(res: Response, error: z.ZodError): void {
  res.status(400).json({ error: z.prettifyError(error) });
}

/** What the books say of a text, for whoever wants to hold it against another memory. */
function witness(record: TextRecord): Record<string, unknown> {
  const { sid, seq, direction, status, from, to, messagingServiceSid, body, requestedBody } = record;
  return {
    sid,
    seq,
    direction,
    status,
    from,
    to,
    messagingServiceSid,
    body,
    requestedBody,
    numMedia: record.media.length,
    statusCallback: record.statusCallback,
    errorCode: record.errorCode,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    sentAt: record.sentAt,
    deletedAt: record.deletedAt,
    webhook: record.webhook,
  };
}

/** JSON lines, a thousand at a time, so that large books do not stand in memory twice. */
function* linesOf(records: readonly TextRecord[]): Generator<string> {
  for (let start = 0; start < records.length; start += 1000) {
    const some = records.slice(start, start + 1000);
    yield some.map((record) => `${JSON.stringify(witness(record))}\n`).join('');
  }
}
