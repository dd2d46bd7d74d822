import type { Response } from 'express';
import { notFound } from '../lib/errors.js';

/** A file a route answers with. */
export interface AnsweredFile {
  path: string;
  contentType: string;
  name: string;
}

/** Pictures a page shows; everything else is only ever saved. */
const shown = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/**
 * Sends a file that somebody outside made: it is what it is said to be and nothing else, runs nothing, loads nothing,
 * and stays in no cache.
 * @throws RecadoError 404 `not_found` where the file is gone
 */
export async function sendFile(response: Response, file: AnsweredFile): Promise<void> {
  response.set({
    'Content-Type': file.contentType,
    'Content-Disposition': `${shown.has(file.contentType) ? 'inline' : 'attachment'}; filename="${file.name}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'private, no-store',
  });
  await new Promise<void>((resolve, reject) => {
    response.sendFile(
      file.path,
      { dotfiles: 'allow', cacheControl: false, etag: false, lastModified: false, acceptRanges: false },
      (error?: Error) => {
        if (error === undefined || error === null) resolve();
        else if (response.headersSent) response.destroy();
        else {
          for (const name of ['Content-Disposition', 'Content-Security-Policy']) response.removeHeader(name);
          reject(notFound('This file'));
        }
      },
    );
  });
}
