import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder that holds package.json. */
export const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Arguments for a Node that runs a TypeScript file of the package and ends with its parent. */
export function nodeArguments(file: string): string[] {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const endWithParent = new URL('./end-with-parent.mjs', import.meta.url).href;
  return [
    '--import',
    loader,
    '--import',
    endWithParent,
    fileURLToPath(new URL(`../../../${file}`, import.meta.url)),
  ];
}
