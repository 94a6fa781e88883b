/**
 * Mutants of the kernel: `npm run test:mutants`. Plain Node and mocha run the tests, because the runner for jest loads everything anew for
 * each mutant. EIGA_CONCURRENCY=n sets how many run at once, EIGA_MUTANTS=0.1 draws a tenth of them.
 */
const beside = (file) => new URL(file, import.meta.url).href;

// The tests' names carry these, and Stryker knows tests by name.
Object.assign(process.env, { EIGA_SEED: '1', EIGA_LAWS: '8', EIGA_ORACLE: '8' });

export default {
  mutate: ['engine/case/**/*.ts', 'engine/model/**/*.ts', '!**/*.d.ts'],
  plugins: ['@stryker-mutator/mocha-runner', beside('drawn-mutants.js')],
  checkers: process.env.EIGA_MUTANTS === undefined ? [] : ['drawn'],
  testRunner: 'mocha',
  // mocha would require() the files, past the loader's hooks.
  testRunnerNodeArgs: [
    '--no-experimental-require-module',
    '--max-old-space-size=2048',
    '--max-semi-space-size=64',
    '--import',
    beside('typescript-loader.js'),
  ],
  mochaOptions: {
    'no-config': true,
    extension: ['ts'],
    // In this order: the tests nearest to the code first, whatever takes long last.
    spec: [
      'test/model/**/*.test.ts',
      'test/case/*.test.ts',
      'test/soundness/faults.test.ts',
      'test/constructs/event-table.test.ts',
      'test/lifecycle/tables.test.ts',
      'test/laws/random-cases.test.ts',
      'test/oracle/engine.test.ts',
    ],
    // Limits of size and generated pages, which take half a second each.
    grep: '/^(?!.*(hostile files|10,000|ten thousand|XML elements|the diagram not counted|in which nothing waits|random model is))/',
  },
  coverageAnalysis: 'perTest',
  // A mutant of what runs once, at loading, would cost a process of its own.
  ignoreStatic: true,
  concurrency: Number(process.env.EIGA_CONCURRENCY ?? 2),
  timeoutMS: 10_000,
  timeoutFactor: 3,
  tempDirName: 'node_modules/.cache/stryker',
  ignorePatterns: [
    '/dist',
    '/modeler',
    '/bench',
    '/migrations',
    '/api',
    '/analytics',
    '/logs',
    '/cli',
    '/organisation',
    '/database',
    '/.eiga',
  ],
  allowEmpty: false,
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { reportTests: false, reportMutants: false, allowColor: false, allowEmojis: false },
  jsonReporter: { fileName: 'node_modules/.cache/stryker.json' },
  thresholds: { high: 90, low: 85, break: 85 },
};
