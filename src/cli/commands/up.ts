import type { Command } from 'commander';

export function addUpCommand(program: Command): void {
  program
    .command('up')
    .description('run everything: database, web server, workers and, for a demo, the phones')
    .option('--demo', 'seed the demo district into the empty database that DATABASE_URL names')
    .option('--json', 'print JSON lines')
    .action(async (options: { demo?: boolean; json?: boolean }) => {
      const { up } = await import('../up.js');
      await up({ demo: options.demo ?? false, json: options.json ?? false }, process.env);
    });
}
