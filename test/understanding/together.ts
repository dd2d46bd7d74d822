import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** How many `together-<n>.unit.test.ts` there are. */
const groups = 2;

/**
 * Takes up the tests of every second file that reads with the words of `context.ts`. Learning the languages takes as long as
 * most of these files take by themselves, and in one context it is done once. Named on the command line, a file of this
 * folder runs by itself: test/jest.config.mjs sees to it that none runs twice.
 */
export async function takeTogether(group: number): Promise<void> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.unit.test.ts'))
    .filter((name) => readFileSync(folder + name, 'utf8').includes("from './context.js'"));
  for (const [n, name] of files.sort().entries())
    if (n % groups === group % groups) await import(`./${name.replace(/\.ts$/, '.js')}`);
}
