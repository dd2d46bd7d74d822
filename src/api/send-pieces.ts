import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** A file a route makes as it goes, to be saved and never shown. */
export interface Download {
  /** ASCII letters, digits, dots and dashes. */
  name: string;
  contentType: string;
  pieces: Iterable<string> | AsyncIterable<string>;
}

/** Sends it as fast as it is read. What fails in the middle breaks the connection off, so that nobody has half a file. */
export async function sendPieces(response: Response, { name, contentType, pieces }: Download): Promise<void> {
  response.set({
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${name}"`,
    'X-Content-Type-Options': 'nosniff',
  });
  await pipeline(Readable.from(pieces), response);
}
