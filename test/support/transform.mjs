import { createTransformer as createSwcTransformer } from '@swc/jest';

/**
 * In a test file's own context every look at a global name passes an interceptor and takes many times as long as the
 * name itself (https://github.com/nodejs/node/issues/31658). Jest's `sandboxInjectedGlobals` cannot help ES modules,
 * so each module gets these names as its own. On its first line, so that all others keep their numbers.
 */
const names = ['Array', 'Map', 'Math', 'Number', 'Object', 'RegExp', 'Set', 'String'];
const ownNames = `const { ${names.join(', ')} } = globalThis; `;

/** SWC for Jest, and global names that cost nothing. */
export function createTransformer(options) {
  const swc = createSwcTransformer(options);
  const withNames = (result) => ({ ...result, code: ownNames + result.code });
  return {
    ...swc,
    process: (...args) => withNames(swc.process(...args)),
    processAsync: async (...args) => withNames(await swc.processAsync(...args)),
    getCacheKey: (...args) => `${swc.getCacheKey(...args)}-${names.join('-')}`,
  };
}

export default { createTransformer };
