import type { Command } from 'commander';
import { explainLines, openInput } from '../json-lines.js';

export function addSegmentsCommand(program: Command): void {
  program
    .command('segments')
    .description('say what texts cost: reads JSON lines {text}, writes {encoding, segments, units} for each')
    .argument('[FILE]', 'file to read; standard input when it is left out or "-"')
    .action(async (file: string | undefined) => {
      const input = await openInput(file);
      const { measureLines } = await import('../segments.js');
      const read = await measureLines(input, process.stdout);
      for (const sentence of explainLines(read, '{"text":"Hola"}')) process.stderr.write(`${sentence}\n`);
      if (read.failed > 0) process.exitCode = 1;
    });
}
