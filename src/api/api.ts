import express, { Router } from 'express';
import type { Auth } from '../auth/auth.js';
import { trustedOrigins } from '../auth/trusted-origins.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { channelsRoutes } from './channels.routes.js';
import { calendarRoutes } from './calendar.routes.js';
import { consentRoutes } from './consent.routes.js';
import { docsPage, docsPolicy } from './docs-page.js';
import { serveEvents } from './events.js';
import { familiesRoutes } from './families.routes.js';
import { alertsRoutes } from './alerts.routes.js';
import { holdsRoutes } from './holds.routes.js';
import { receiveImport, sendDifference } from './import-files.js';
import { importsRoutes } from './imports.routes.js';
import { inboxRoutes } from './inbox.routes.js';
import { languagesRoutes } from './languages.routes.js';
import { mediaRoutes } from './media.routes.js';
import { nudgesRoutes } from './nudges.routes.js';
import { describeApi } from './openapi.js';
import { problemHandler } from './problems.js';
import { reviewsRoutes } from './reviews.routes.js';
import type { Route } from './route.js';
import { serveRoute, type Gate } from './serve-route.js';
import { sessionRoutes } from './session.routes.js';
import { signInRouter } from './sign-in.routes.js';
import { staffRoutes } from './staff.routes.js';
import { understandingRoutes } from './understanding.routes.js';
import { translationRoutes } from './translation.routes.js';
import { fixedTextsRoutes } from './fixed-texts.routes.js';
import { withdrawalsRoutes } from './withdrawals.routes.js';

/** Every route of the API but sign-in and the stream of events. */
export const apiRoutes: readonly Route[] = [
  ...sessionRoutes,
  ...staffRoutes,
  ...inboxRoutes,
  ...consentRoutes,
  ...calendarRoutes,
  ...familiesRoutes,
  ...nudgesRoutes,
  ...holdsRoutes,
  ...importsRoutes,
  ...alertsRoutes,
  ...mediaRoutes,
  ...reviewsRoutes,
  ...withdrawalsRoutes,
  ...fixedTextsRoutes,
  ...channelsRoutes,
  ...understandingRoutes,
  ...translationRoutes,
  ...languagesRoutes,
];

/**
 * The API, to be mounted at `/api`. Whoever mounts it decides on `trust proxy`, which sign-in's rate limit leans on.
 * @param shutdown ends the streams of events, which would keep the server from closing
 */
export function createApi(
  rt: Runtime,
  auth: Pick<Auth, 'api' | 'handler' | '$context'>,
  shutdown: AbortSignal = new AbortController().signal,
): Router {
  const gate: Gate = { rt, auth, origins: trustedOrigins(rt.config.publicBaseUrl) };
  const description = describeApi(apiRoutes);
  const page = docsPage(description);
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  const json = express.json({ limit: '64kb' });
  const large = new Set(apiRoutes.filter((route) => route.largeBody === true).map((route) => route.path));
  router.use((request, response, next) => {
    if (large.has(request.path)) next();
    else json(request, response, next);
  });
  router.get('/openapi.json', (_request, response) => {
    response.json(description);
  });
  router.get('/docs', (_request, response) => {
    response.set('Content-Security-Policy', docsPolicy).type('html').send(page);
  });
  router.use('/auth', signInRouter(gate, auth));
  router.get('/events', serveEvents(gate, shutdown));
  router.post('/imports', receiveImport(gate));
  router.get('/imports/:id/difference.csv', sendDifference(gate));
  for (const route of apiRoutes) router[route.method](route.path, serveRoute(gate, route));
  router.use(() => {
    throw notFound('This page');
  });
  router.use(problemHandler(rt.log));
  return router;
}
