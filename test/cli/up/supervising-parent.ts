// A process that supervises another until it is killed; the test kills it.
import { superviseProcesses } from '../../../src/cli/up/supervise-processes.js';

const endWithParent = new URL('../../../src/cli/up/end-with-parent.mjs', import.meta.url).href;
const script = 'console.log(process.pid); setInterval(() => undefined, 1000)';
superviseProcesses(
  [{ name: 'child', args: ['--import', endWithParent, '--eval', script], env: process.env }],
  { cwd: process.cwd(), log: () => undefined, output: (line) => process.stdout.write(`${line}\n`) },
);
