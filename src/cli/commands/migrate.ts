import type { Command } from 'commander';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this version')
    .option('--json', 'print JSON lines')
    .action(async ({ json }: { json?: boolean }) => {
      const [{ loadConfig }, { migrate }, { openDatabase }] = await Promise.all([
        import('../../config.js'),
        import('../../db/migrate.js'),
        import('../open-database.js'),
      ]);
      const database = await openDatabase(loadConfig(process.env), (line) =>
        process.stderr.write(`${line}\n`),
      );
      try {
        await migrate(database.url);
      } finally {
        await database.close();
      }
      console.log(json ? JSON.stringify({ event: 'migrated' }) : 'The database is at this version.');
    });
}
