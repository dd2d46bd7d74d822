import { fileURLToPath } from 'node:url';
import express, { json, Router, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { z } from 'zod';
import { placeCall } from './calls.js';
import { takeFamilyText } from './inbound.js';
import { familyOf, phone } from './records.js';
import { allNumbers, viewPhone, viewText, viewTexts } from './phone-views.js';
import { sendMedia } from './rest.routes.js';
import type { Simulation } from './simulation.js';

const pageFolder = fileURLToPath(new URL('./phones/', import.meta.url));
/** Texts a phone shows before "earlier texts" is asked for. */
const textsAPhone = 60;
const heartbeatMs = 20_000;

const familyText = z
  .object({
    from: phone.shape.number,
    to: phone.shape.line,
    body: z.string().max(1600).default(''),
    attachments: z
      .array(
        z.object({
          contentType: z.string().regex(/^(image\/(png|jpeg|gif|webp)|application\/pdf)$/),
          /** Base64, at most 5 MB. */
          data: z.base64().max(7_000_000),
        }),
      )
      .max(1)
      .default([]),
    onWhatsapp: z.boolean().default(false),
    /** WhatsApp's own parameters, such as those of a tapped button. */
    extras: z
      .partialRecord(
        z.enum(['ButtonText', 'ButtonPayload', 'Latitude', 'Longitude', 'MessageType']),
        z.string().max(300),
      )
      .optional(),
  })
  .refine(
    (value) => value.body !== '' || value.attachments.length > 0 || value.extras !== undefined,
    'Write something, or add a picture.',
  );

const familyCall = z.object({ from: phone.shape.number, to: phone.shape.number });

const earlierQuery = z.object({
  number: phone.shape.number,
  before: z.coerce.number().int().positive(),
});

/**
 * The page with families' phones and what it runs on. It asks for no password, so it answers only when it was
 * called by a loopback name: a web page elsewhere that points its own name at this machine gets nothing.
 */
export function phonesRoutes(simulation: Simulation): Router {
  const { books } = simulation;
  const router = Router();
  router.use('/phones', loopbackOnly, pageHeaders);

  router.get('/phones', (_req, res) => {
    res.sendFile('index.html', { root: pageFolder, dotfiles: 'allow' });
  });
  router.use('/phones/files', express.static(pageFolder, { index: false, dotfiles: 'ignore' }));

  router.get('/phones/state', (_req, res) => {
    res.json({ phones: allNumbers(books).map((number) => viewPhone(books, number, textsAPhone)) });
  });
  router.get('/phones/texts', (req, res) => {
    const query = earlierQuery.safeParse(req.query);
    if (query.success) res.json(viewTexts(books, query.data.number, textsAPhone, query.data.before));
    else refuseInput(res, query.error);
  });
  router.get('/phones/events', (req, res) => {
    streamEvents(simulation, req, res);
  });
  router.get('/phones/media/:message/:media', (req, res) => {
    sendMedia(simulation, req, res);
  });
  router.post('/phones/messages', sameOriginOnly, json({ limit: '8mb' }), async (req, res) => {
    const body = familyText.safeParse(req.body);
    if (!body.success) {
      refuseInput(res, body.error);
      return;
    }
    const record = await takeFamilyText(simulation, {
      from: body.data.from,
      to: body.data.to,
      body: body.data.body,
      onWhatsapp: body.data.onWhatsapp,
      ...(body.data.extras === undefined ? {} : { extras: body.data.extras }),
      attachments: body.data.attachments.map(({ contentType, data }) => ({
        contentType,
        bytes: Buffer.from(data, 'base64'),
      })),
    });
    res.status(201).json(viewText(record));
  });
  router.post('/phones/calls', sameOriginOnly, json({ limit: '8kb' }), async (req, res) => {
    const body = familyCall.safeParse(req.body);
    if (!body.success) {
      refuseInput(res, body.error);
      return;
    }
    const { sid, said = [] } = await placeCall(simulation, body.data.from, body.data.to);
    res.status(201).json({ sid, said });
  });
  return router;
}

function refuseInput(res: Response, error: z.ZodError): void {
  res.status(400).json({ error: error.issues[0]?.message ?? 'That could not be read.' });
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

const loopbackOnly: RequestHandler = (req, res, next) => {
  const host = (req.get('host') ?? '').replace(/:\d+$/, '');
  if (loopbackNames.has(host)) next();
  else res.status(403).json({ error: 'The phones are shown on this machine only: use http://127.0.0.1.' });
};

/** A browser always says where a POST comes from; programs do not, and are let in. */
const sameOriginOnly: RequestHandler = (req, res, next) => {
  const origin = req.get('origin');
  if (origin === undefined || origin === `http://${req.get('host') ?? ''}`) next();
  else res.status(403).json({ error: 'Texts can be sent from the phones page only.' });
};

const pageHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'no-referrer' },
});

/** Server-sent events: `ready` first, then every text and phone as it changes. */
function streamEvents(simulation: Simulation, req: Request, res: Response): void {
  const { books } = simulation;
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (event: string, data: unknown): void => {
    res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  // The page asks again soon after the simulator comes back.
  res.write('retry: 1000\n\n');
  send('ready', {});
  const unwatch = books.watch((event) => {
    const number = event.kind === 'text' ? familyOf(event.text) : event.number;
    if (event.kind === 'text') send('text', viewText(event.text));
    const { texts: _texts, hasEarlier: _hasEarlier, ...about } = viewPhone(books, number, 1);
    send('phone', about);
  });
  const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
  req.once('close', () => {
    clearInterval(heartbeat);
    unwatch();
  });
}
