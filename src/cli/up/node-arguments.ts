import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder that holds package.json. */
export const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Megabytes of the heap at most. No process keeps more than a quarter of it; told how much there is, Node clears up sooner
 * than on a large machine, where it lets hundreds of megabytes of garbage stand.
 */
const heapMegabytes = 1024;

/** Arguments for a Node that runs a TypeScript file of the package and ends with its parent. */
export function nodeArguments(file: string): string[] {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const endWithParent = new URL('./end-with-parent.mjs', import.meta.url).href;
  return [
    `--max-old-space-size=${heapMegabytes}`,
    '--import',
    loader,
    '--import',
    endWithParent,
    fileURLToPath(new URL(`../../../${file}`, import.meta.url)),
  ];
}
