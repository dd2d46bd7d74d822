import type { Command } from 'commander';
import { endLines, openInput } from '../json-lines.js';

export function addUnderstandCommand(program: Command): void {
  program
    .command('understand')
    .description('say what texts mean: reads JSON lines {text, lang, ask?}, writes one JSON line for each')
    .argument('[FILE]', 'file to read; standard input when it is left out or "-"')
    .option('--json', 'as with other commands; JSON lines are all it prints')
    .action(async (file: string | undefined) => {
      const input = await openInput(file);
      const { understandLines } = await import('../understand.js');
      const read = await understandLines(input, process.stdout, (sentence) =>
        process.stderr.write(`${sentence}\n`),
      );
      endLines(read, '{"text":"Hola","lang":"es"}');
    });
}
