import { createWriteStream } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { type Request, type RequestHandler } from 'express';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { differenceCsv } from '../imports/export.js';
import { mostUploaded, startUploadedImport } from '../imports/upload.js';
import { requireImport } from '../imports/plan.js';
import { mustImport } from '../imports/view.js';
import { badRequest, RecadoError } from '../lib/errors.js';
import { parseInput } from './problems.js';
import { authenticate, type Gate } from './serve-route.js';

const blank = (value: unknown): unknown => (value === '' ? undefined : value);
const text = z.preprocess(blank, z.string().trim().max(200).optional());
const uploadFields = z.object({
  effectiveOn: z.preprocess(blank, z.iso.date().optional()),
  languageColumn: text,
  timeZone: text,
  school: text,
  source: text,
});

function mustBeTimeZone(zone: string | undefined): void {
  if (zone !== undefined && !IANAZone.isValidZone(zone))
    throw badRequest(
      'wrong_time_zone',
      `“${zone}” is not the name of a time zone. Write one like America/New_York or America/Chicago.`,
    );
}

/** `POST /api/imports`: a ZIP or CSV files as a form; answered as soon as they are stored, read by a worker. */
export function receiveImport(gate: Gate): RequestHandler {
  return async (request, response) => {
    const { staff } = await authenticate(gate, request, response);
    mustImport(staff);
    response.json(await startUploadedImport(gate.rt, staff, (folder) => receiveForm(request, folder)));
  };
}

/** `GET /api/imports/:id/difference.csv`: the difference for a spreadsheet, streamed. */
export function sendDifference(gate: Gate): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const { staff } = await authenticate(gate, request, response);
    mustImport(staff);
    const { id } = parseInput(z.object({ id: z.uuid() }), request.params);
    const imported = await requireImport(gate.rt.db, id);
    response
      .set('Content-Disposition', 'attachment; filename="difference.csv"')
      .type('text/csv; charset=utf-8');
    await pipeline(Readable.from(differenceCsv(gate.rt.db, imported)), response);
  };
}

/** Files go to disk as they come; names are theirs without any folder. */
async function receiveForm(request: Request, folder: string) {
  const fields: Record<string, string> = {};
  const names: string[] = [];
  const writing: Promise<void>[] = [];
  let problem: RecadoError | undefined;
  let received = 0;
  const form = openForm(request);
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (_field, stream, { filename }) => {
    const name = basename(filename ?? '')
      .replace(/[^\p{L}\p{N}._ -]/gu, '_')
      .replace(/\.txt$/iu, '.csv');
    if (!/\.(csv|zip)$/iu.test(name) || name.startsWith('.') || names.includes(name)) {
      problem ??= badRequest('wrong_file', `${name} is neither a ZIP nor a CSV, or was sent twice.`);
      stream.resume();
      return;
    }
    names.push(name);
    stream.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > mostUploaded) form.destroy(tooLarge());
    });
    stream.on('limit', () => form.destroy(tooLarge()));
    const written = pipeline(stream, createWriteStream(join(folder, name)));
    // An upload that breaks off fails here before anybody waits for it: nobody to hear of it would end the process.
    written.catch(() => undefined);
    writing.push(written);
  });
  try {
    await pipeline(request, form);
  } finally {
    await Promise.allSettled(writing);
  }
  await Promise.all(writing);
  if (problem) throw problem;
  const { effectiveOn, source, ...options } = parseInput(uploadFields, fields);
  mustBeTimeZone(options.timeZone);
  return { names, options, effectiveOn: effectiveOn ?? null, source };
}

function openForm(request: Request): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, limits: { files: 40, fields: 20, fileSize: mostUploaded } });
  } catch {
    throw new RecadoError('form_expected', 'Send the files as multipart/form-data.', { status: 415 });
  }
}

const tooLarge = (): RecadoError =>
  new RecadoError('too_large', `The files are larger than ${mostUploaded / 1024 ** 2} MB. Zip them.`, {
    status: 413,
  });
