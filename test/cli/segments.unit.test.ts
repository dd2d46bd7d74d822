import { describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { measureLines } from '../../src/cli/segments.js';
import { explainLines } from '../../src/cli/json-lines.js';
import { runRecado } from './run-recado.js';

async function measure(...chunks: (string | Buffer)[]): Promise<{ failed: number; lines: unknown[] }> {
  let written = '';
  const output = new Writable({
    highWaterMark: 16,
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      setImmediate(done);
    },
  });
  const { failed } = await measureLines(Readable.from(chunks, { objectMode: true }), output);
  const lines = written.split('\n').slice(0, -1);
  return { failed, lines: lines.map((line): unknown => JSON.parse(line)) };
}

describe('recado segments', () => {
  test('writes exactly the fields of the contract, one line a text, in order', async () => {
    expect(await measure('{"text":"Hola, ¿qué tal?"}\n{"text":"sí","more":1}\r\n{"text":""}')).toEqual({
      failed: 0,
      lines: [
        { encoding: 'GSM-7', segments: 1, units: 15 },
        { encoding: 'UCS-2', segments: 1, units: 2 },
        { encoding: 'GSM-7', segments: 1, units: 0 },
      ],
    });
  });

  test('measures a text as it stands, look-alikes and all', async () => {
    expect((await measure('{"text":"it’s"}\n')).lines).toEqual([
      { encoding: 'UCS-2', segments: 1, units: 4 },
    ]);
  });

  test('names the line of bad input, goes on, and counts it', async () => {
    const { failed, lines } = await measure('nothing\n\n{"txt":"a"}\n{"text":5}\n[]\n{"text":"ok"}\n');
    expect(failed).toBe(4);
    expect(lines).toEqual([
      { error: expect.stringMatching(/^not JSON/), line: 1 },
      { error: expect.stringContaining('text'), line: 3 },
      { error: expect.stringContaining('text'), line: 4 },
      { error: expect.any(String), line: 5 },
      { encoding: 'GSM-7', segments: 1, units: 2 },
    ]);
  });

  test('takes a line in pieces, cut within a character, and line separators within a text', async () => {
    const bytes = Buffer.from('{"text":"a\u2028b😀"}\n{"text":"é"}');
    const pieces = Array.from({ length: bytes.length }, (_, at) => bytes.subarray(at, at + 1));
    expect((await measure(...pieces)).lines).toEqual([
      { encoding: 'UCS-2', segments: 1, units: 5 },
      { encoding: 'GSM-7', segments: 1, units: 1 },
    ]);
  });

  test('passes over a line without an end, a file of pictures and a stream of nothing, and says so', async () => {
    const endless = Array.from({ length: 30 }, () => 'x'.repeat(100_000));
    expect(await measure(...endless, '\n{"text":"ok"}\n')).toEqual({
      failed: 1,
      lines: [
        { error: 'longer than 1000000 characters', line: 1 },
        { encoding: 'GSM-7', segments: 1, units: 2 },
      ],
    });
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x1a, 0x00, 0xff, 0xfe, 0x7b]);
    expect((await measure(picture)).lines).toEqual([{ error: 'not JSON, nor text in UTF-8', line: 1 }]);
    expect(await measure()).toEqual({ failed: 0, lines: [] });
  });

  test.each([
    [0, 0, 'There was no text to read. Each line has to be like {"text":"a"}'],
    [3, 3, 'No line could be read; "error" says why. Each line has to be like {"text":"a"}'],
    [3, 1, 'Not every line (2 of 3) could be read; "error" says why. Each line has to be like {"text":"a"}'],
  ])('says at the end what became of %i lines, %i of them bad', (lines, failed, sentence) => {
    expect(explainLines({ lines, failed }, '{"text":"a"}')).toEqual([sentence]);
    expect(explainLines({ lines: 3, failed: 0 }, '{"text":"a"}')).toEqual([]);
  });

  test('ends with 1 where a line was bad, with 2 where there is no such file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'recado-segments-'));
    try {
      const file = join(folder, 'texts.jsonl');
      await writeFile(file, '{"text":"a"}\nbad\n{"text":"b"}\n');
      const { exitCode, stdout, stderr } = await runRecado(['segments', file]);
      expect(stderr).toContain('Not every line (2 of 3) could be read');
      expect(stdout.split('\n')).toHaveLength(4);
      expect(exitCode).toBe(1);
      await writeFile(file, '{"text":"a"}\n');
      expect(await runRecado(['segments', '--json', file])).toEqual({
        exitCode: 0,
        stdout: '{"encoding":"GSM-7","segments":1,"units":1}\n',
        stderr: '',
      });
      expect((await runRecado(['segments', join(folder, 'none.jsonl')])).exitCode).toBe(2);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
