import { describe, expect, test } from '@jest/globals';
import { Readable, Writable } from 'node:stream';
import { understandLines } from '../../src/cli/understand.js';

async function run(
  lines: string,
): Promise<{ failed: number; results: Record<string, unknown>[]; warnings: string[] }> {
  const warnings: string[] = [];
  const chunks: string[] = [];
  const output = new Writable({
    highWaterMark: 16,
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      setImmediate(done);
    },
  });
  const { failed } = await understandLines(Readable.from([lines]), output, (sentence) => {
    warnings.push(sentence);
  });
  const written = chunks
    .join('')
    .split('\n')
    .filter((line) => line !== '');
  return { failed, warnings, results: written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('recado understand', () => {
  test('writes exactly the fields of the contract, one line a text, in order', async () => {
    const { failed, results } = await run(
      '{"text":"STOP","lang":"es"}\n{"text":"4/5","lang":"es","ask":{"kind":"rating","min":1,"max":5}}\n',
    );
    expect(failed).toBe(0);
    expect(results).toEqual([
      {
        language: 'es',
        consent: 'opt_out',
        answer: { status: 'none', value: null },
        needsStaff: false,
        topic: 'other',
        urgent: false,
        lookSoon: false,
        reasons: ['Wants no more texts, because of «STOP»'],
      },
      {
        language: 'es',
        consent: null,
        answer: { status: 'answered', value: 4 },
        needsStaff: false,
        topic: 'other',
        urgent: false,
        lookSoon: false,
        reasons: ['Answers the question, because of «4/5»'],
      },
    ]);
  });

  test('names the line whose question no answer can fit, and goes on', async () => {
    const { failed, results } = await run(
      '{"text":"3","lang":"en","ask":{"kind":"rating","min":5,"max":1}}\n{"text":"3","lang":"en","ask":{"kind":"rating"}}\n',
    );
    expect(failed).toBe(1);
    expect(JSON.stringify(results[0])).toContain('5, is larger than the largest, 1');
    expect(results[1]).toMatchObject({ answer: { status: 'answered', value: 3 } });
  });

  test('names the line of bad input, goes on, and counts it', async () => {
    const { failed, results } = await run(
      'not json\n\n{"lang":"es"}\n{"text":"hola","lang":"es","ask":{"kind":"x"}}\n{"text":"sí","lang":"es","ask":{"kind":"yesno"}}',
    );
    expect(failed).toBe(3);
    expect(results.map(({ line }) => line)).toEqual([1, 3, 4, undefined]);
    expect(results[1]).toEqual({ error: expect.stringContaining('text'), line: 3 });
    expect(results[3]).toMatchObject({ answer: { status: 'answered', value: true } });
  });

  test('takes the language codes other systems use, and none at all', async () => {
    const { results } = await run(
      '{"text":"5","lang":"pt"}\n{"text":"5","lang":"zh-TW"}\n{"text":"5","lang":"es-MX"}\n{"text":"Gracias maestra"}\n{"text":"5","lang":null}\n',
    );
    expect(results.map(({ language }) => language)).toEqual(['pt-BR', 'zh-Hant', 'es', 'es', 'en']);
  });

  test('passes over a language nobody knows, says so once, and reads what it can', async () => {
    const { failed, results, warnings } = await run(
      '{"text":"5","lang":"tlh"}\n{"text":"sí","lang":"tlh"}\n',
    );
    expect(failed).toBe(0);
    expect(results.map(({ language }) => language)).toEqual(['en', 'es']);
    expect(warnings).toEqual([expect.stringMatching(/^Line 1: "tlh" is no language of Recado/)]);
  });

  test('reads thousands of lines while the reader is slow', async () => {
    const { failed, results } = await run('{"text":"bus?","lang":"en"}\n'.repeat(2000));
    expect([failed, results.length]).toEqual([0, 2000]);
  });
});
