import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { nodeArguments, packageRoot } from '../../src/cli/up/node-arguments.js';
import { temporaryFolder } from './servers.js';

/** Told to test files in other processes: the folder with the program as JavaScript. */
export const programVariable = 'RECADO_TEST_PROGRAM';

const entryPoints = ['src/main.ts', 'workers/main.ts', 'src/simulator/main.ts', 'src/cli/main.ts'];

/**
 * Bundles each process of the product, with the packages it is made with, into a temporary folder. A process spends up
 * to four seconds of the processor on reading two thousand files, half of them TypeScript, and a test run starts some
 * hundred; those `recado up` starts in its own tests read the files all the same.
 */
export async function writeProgram(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await temporaryFolder('recado-program-');
  await build({
    absWorkingDir: packageRoot,
    entryPoints,
    outbase: '.',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    // Not installed: pg looks for it and does without.
    external: ['pg-native'],
    banner: {
      js: `const require = process.getBuiltinModule('node:module').createRequire(${JSON.stringify(addressOf('package.json'))});`,
    },
    plugins: [knowTheirPlace],
  });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

const addressOf = (file: string): string => pathToFileURL(join(packageRoot, file)).href;

/** Where a file looks for others beside it, it finds them from where its source stands. */
const knowTheirPlace: Plugin = {
  name: 'know their place',
  setup(bundle) {
    bundle.onLoad({ filter: /\/(src|workers)\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const address = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll('import.meta.url', address), loader: 'ts' };
    });
  },
};

/** Arguments for a Node that runs a file of the program: as `recado up` gives them, of this test run's bundle if there is any. */
export function programArguments(file: string): string[] {
  const folder = process.env[programVariable];
  if (folder === undefined) return nodeArguments(file);
  const [heap = ''] = nodeArguments(file);
  return [
    heap,
    '--import',
    addressOf('src/cli/up/end-with-parent.mjs'),
    join(folder, file.replace(/\.ts$/, '.mjs')),
  ];
}
