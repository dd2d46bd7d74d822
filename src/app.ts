import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { createApi } from './api/api.js';
import type { Auth } from './auth/auth.js';
import { databaseAnswers } from './db/database.js';
import type { Runtime } from './lib/runtime.js';
import { metricsRoute } from './metrics.js';
import { createLentPictures } from './webhooks/pictures.js';
import { createTwilioWebhooks } from './webhooks/twilio.js';

const staffApp = fileURLToPath(new URL('../dist/web', import.meta.url));

/** The web server's routes: the carrier's webhooks, the API, health, and the staff app. `shutdown` ends what is open. */
export function createApp(rt: Runtime, auth: Auth, shutdown: AbortSignal): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', rt.config.trustedProxies);
  app.use('/webhooks/twilio', createTwilioWebhooks(rt, shutdown));
  app.use('/pictures', createLentPictures(rt));
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/readyz', async (_request, response) => {
    const [database, queues] = await Promise.all([databaseAnswers(rt.db), rt.jobs.isReachable()]);
    response.status(database && queues ? 200 : 503).json({ database, queues });
  });
  app.get('/metrics', metricsRoute(rt));
  app.use(securityHeaders(rt));
  app.use('/api', createApi(rt, auth, shutdown));
  serveStaffApp(app);
  return app;
}

function securityHeaders(rt: Runtime) {
  const isSecure = rt.config.publicBaseUrl.startsWith('https://');
  return helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // The component library writes style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: isSecure ? [] : null,
      },
    },
    strictTransportSecurity: isSecure,
  });
}

/** The built staff app; every path that is no file is a page of it. */
function serveStaffApp(app: Express): void {
  app.use('/assets', express.static(`${staffApp}/assets`, { immutable: true, maxAge: '1y' }));
  app.use(express.static(staffApp, { index: false, maxAge: 0 }));
  app.get('/{*page}', (request, response, next) => {
    if (request.path.startsWith('/assets/') || !existsSync(`${staffApp}/index.html`)) {
      next();
      return;
    }
    response.set('Cache-Control', 'no-cache').sendFile('index.html', { root: staffApp });
  });
}
