import type { Command } from 'commander';
import { endLines, openInput } from '../json-lines.js';

export function addSegmentsCommand(program: Command): void {
  program
    .command('segments')
    .description('say what texts cost: reads JSON lines {text}, writes {encoding, segments, units} for each')
    .argument('[FILE]', 'file to read; standard input when it is left out or "-"')
    .option('--json', 'as with other commands; JSON lines are all it prints')
    .action(async (file: string | undefined) => {
      const input = await openInput(file);
      const { measureLines } = await import('../segments.js');
      const read = await measureLines(input, process.stdout);
      endLines(read, '{"text":"Hola"}');
    });
}
