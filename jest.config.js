/** Tests run as native ES modules on the TypeScript sources; swc only strips the types. */
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/test/**/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          experimental: { keepImportAttributes: true },
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2022',
          transform: { react: { runtime: 'automatic' } },
        },
      },
    ],
  },
  testTimeout: 60_000,
  maxWorkers: 2,
  // What a suite has loaded as ES modules is never given back (nodejs/node#33439): a worker that has grown is replaced, else it collects garbage for a third of its time.
  workerIdleMemoryLimit: '400MB',
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};
