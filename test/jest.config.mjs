import { readdirSync, readFileSync } from 'node:fs';

// Four projects, one runner: pure parts, parts on a real PostgreSQL, whole stories, and a browser.
const shared = {
  rootDir: new URL('..', import.meta.url).pathname,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '<rootDir>/test/support/transform.mjs',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // The same code as its ES modules, which import their JSON in a way that fills the output with warnings.
    '^libphonenumber-js$': '<rootDir>/node_modules/libphonenumber-js/min/index.cjs',
  },
  testEnvironment: 'node',
  setupFilesAfterEnv: ['<rootDir>/test/support/strict.ts'],
};

const withServers = {
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

/**
 * Files whose tests test/understanding/together.ts takes up, so that the languages are learned twice a run and not
 * sixty times: they run by themselves, and nothing together, where the command line names one or their folder.
 */
const understanding = new URL('understanding/', import.meta.url);
const readTogether = readdirSync(understanding)
  .filter((name) => name.endsWith('.unit.test.ts'))
  .filter((name) => readFileSync(new URL(name, understanding), 'utf8').includes("from './context.js'"));
const isNamed = process.argv.some((word) => word.includes('understanding'));
const apart = isNamed ? ['together-\\d'] : readTogether.map((name) => name.replaceAll('.', '\\.'));

export default {
  rootDir: '..',
  // What hangs reaches it, not what a busy machine makes slow.
  testTimeout: 300_000,
  // Every file loads the product anew, and its memory is not given back before the process ends.
  maxWorkers: 2,
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  workerIdleMemoryLimit: '2GB',
  coverageDirectory: '<rootDir>/coverage',
  collectCoverageFrom: ['src/**/*.ts', 'workers/**/*.ts', '!src/web/**'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.unit.test.ts', '<rootDir>/test/architecture.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', ...apart.map((name) => `/test/understanding/${name}`)],
    },
    {
      ...shared,
      ...withServers,
      displayName: 'integration',
      testMatch: ['<rootDir>/test/**/*.integration.test.ts'],
    },
    {
      ...shared,
      ...withServers,
      displayName: 'stories',
      testMatch: ['<rootDir>/test/stories/*.story.test.ts'],
    },
    {
      ...shared,
      ...withServers,
      displayName: 'browser',
      testMatch: ['<rootDir>/test/browser/*.browser.test.ts'],
    },
  ],
};
