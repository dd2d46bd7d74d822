import express, { type Router } from 'express';
import { mediaPath } from '../conversations/media-files.js';
import { findLentPicture } from '../delivery/channels.queries.js';
import type { Runtime } from '../lib/runtime.js';
import { startDeadline } from './deadline.js';

/**
 * Pictures of staff, for the carrier to fetch: each under an address nobody can guess, for a few hours. Whoever asks for
 * another one, or too late, gets 404.
 */
export function createLentPictures(rt: Runtime): Router {
  const router = express.Router();
  router.get('/:token', async (request, response, next) => {
    const { token } = request.params;
    const isToken = /^[\w-]{32}$/.test(token);
    const now = rt.clock.now();
    const picture = isToken ? await startDeadline().orFail(findLentPicture(rt.db, now, token)) : undefined;
    if (!picture) {
      response.status(404).type('text/plain').send('No such picture.\n');
      return;
    }
    response.set({
      'Content-Type': picture.contentType,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'X-Robots-Tag': 'noindex',
      'Cache-Control': 'private, no-store',
    });
    const path = mediaPath(rt.config.dataDir, picture.stored);
    response.sendFile(
      path,
      { dotfiles: 'allow', cacheControl: false, etag: false, lastModified: false },
      (error) => {
        if (error !== undefined && !response.headersSent) next(error);
      },
    );
  });
  return router;
}
