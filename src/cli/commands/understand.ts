import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { RecadoError } from '../../lib/errors.js';

export function addUnderstandCommand(program: Command): void {
  program
    .command('understand')
    .description('say what texts mean: reads JSON lines {text, lang, ask?}, writes one JSON line for each')
    .argument('[FILE]', 'file to read; standard input when it is left out or "-"')
    .action(async (file: string | undefined) => {
      const input = file === undefined || file === '-' ? process.stdin : await openInput(file);
      const { understandLines } = await import('../understand.js');
      const { failed } = await understandLines(input, process.stdout);
      if (failed > 0) process.exitCode = 1;
    });
}

async function openInput(file: string): Promise<NodeJS.ReadableStream> {
  const entry = await stat(file).catch(() => undefined);
  if (!entry || entry.isDirectory()) throw new RecadoError('wrong_use', `There is no file ${file} to read.`);
  return createReadStream(file);
}
