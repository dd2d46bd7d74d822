import { Command, CommanderError } from 'commander';
import { addImportCommand } from './commands/import.js';
import { addMigrateCommand } from './commands/migrate.js';
import { addSegmentsCommand } from './commands/segments.js';
import { addSetUpCommands } from './commands/set-up.js';
import { addTranslateCommand } from './commands/translate.js';
import { addUnderstandCommand } from './commands/understand.js';
import { addUpCommand } from './commands/up.js';
import { explainError } from './explain-error.js';
import { registerTokenCommand } from './token.js';

const program = new Command('recado')
  .description('Recado: two-way, translated text conversations between schools and families.')
  .exitOverride()
  .showHelpAfterError('(recado --help lists the commands)');

addUpCommand(program);
addMigrateCommand(program);
addUnderstandCommand(program);
addSegmentsCommand(program);
addTranslateCommand(program);
registerTokenCommand(program);
addSetUpCommands(program);
addImportCommand(program);

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has said what is wrong; help that was asked for is no error.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { sentence, exitCode } = explainError(error, process.env.LOG_LEVEL === 'debug');
    process.stderr.write(`${sentence}\n`);
    process.exit(exitCode);
  }
}
