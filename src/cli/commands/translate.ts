import type { Command } from 'commander';
import { endLines, openInput } from '../json-lines.js';

export function addTranslateCommand(program: Command): void {
  program
    .command('translate')
    .description(
      'translate as families and staff get it: reads JSON lines {text, names?}, writes {text, status, engine, quality, tier, reason} for each',
    )
    .requiredOption('--from <language>', 'the language of the texts, for example en')
    .requiredOption('--to <language>', 'the language they are wanted in, for example pt-BR')
    .argument('[FILE]', 'file to read; standard input when it is left out or "-"')
    .option('--json', 'as with other commands; JSON lines are all it prints')
    .action(async (file: string | undefined, pair: { from: string; to: string }) => {
      const input = await openInput(file);
      const { translateLines } = await import('../translate.js');
      const read = await translateLines(input, process.stdout, pair);
      endLines(read, '{"text":"Good morning"}');
    });
}
