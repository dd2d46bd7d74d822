import { Transform, type Readable } from 'node:stream';
import type { ImportFile } from './import-file.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/**
 * How a file is encoded: by its mark, by the zeros of UTF-16, else UTF-8 where all of it is, else Windows-1252. Reads
 * the file once; memory stays flat.
 */
export async function detectEncoding(file: ImportFile): Promise<Encoding> {
  const stream = await file.open();
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (first) {
        const marked = byFirstBytes(chunk);
        if (marked) return marked;
        first = false;
      }
      utf8.decode(chunk, { stream: true });
    }
    utf8.decode();
    return 'utf-8';
  } catch (error) {
    if (isNoUtf8(error)) return 'windows-1252';
    throw error;
  } finally {
    stream.destroy();
  }
}

function isNoUtf8(error: unknown): boolean {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}

function byFirstBytes(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // A header is ASCII, so every second byte of UTF-16 is zero.
  const sample = bytes.subarray(0, 64);
  const zeros = (from: number): number =>
    sample.filter((byte, index) => index % 2 === from && byte === 0).length;
  if (sample.length < 8) return null;
  if (zeros(1) > sample.length / 4 && zeros(0) === 0) return 'utf-16le';
  if (zeros(0) > sample.length / 4 && zeros(1) === 0) return 'utf-16be';
  return null;
}

/** The file as UTF-8, without its mark. */
export async function openDecoded(file: ImportFile, encoding: Encoding): Promise<Readable> {
  const source = await file.open();
  const decoder = new TextDecoder(encoding);
  const decoded = source.pipe(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        done(null, decoder.decode(chunk, { stream: true }));
      },
      flush(done) {
        done(null, decoder.decode());
      },
    }),
  );
  source.on('error', (error) => decoded.destroy(error));
  decoded.on('close', () => source.destroy());
  return decoded;
}
