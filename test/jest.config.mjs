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

export default {
  rootDir: '..',
  // What hangs reaches it, not what a busy machine makes slow.
  testTimeout: 300_000,
  // Every file loads the product anew, and its memory is not given back before the process ends.
  maxWorkers: 2,
  workerIdleMemoryLimit: '2GB',
  coverageDirectory: '<rootDir>/coverage',
  collectCoverageFrom: ['src/**/*.ts', 'workers/**/*.ts', '!src/web/**'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.unit.test.ts', '<rootDir>/test/architecture.test.ts'],
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
