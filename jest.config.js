/** Jest transforms with swc: TypeScript 7 checks types in `npm run check`, not while tests run. */

/** Folders whose tests need the built programs and a Temporal server; these are started once, and only when one of them runs. */
const onServer = [
  'bench',
  'commands',
  'docs',
  'faults',
  'histories',
  'inputs',
  'schemes',
  'session',
  'stack',
  'temporal',
];

/** Simulators, and connectors against them: sockets and pauses, which units do without. */
const onSandbox = ['/test/sandbox/', '/test/connectors/conformance/', '/test/connectors/\\w+/sandbox'];

// Tests quote English, whatever the shell they are started from speaks.
process.env.JINQIAO_LANG = 'en';

const common = {
  testEnvironment: '<rootDir>/test/support/environment.cjs',
  roots: ['<rootDir>/test'],
  transform: {
    '/node_modules/.*\\.[cm]?js$': '<rootDir>/test/support/library.cjs',
    '^(?!.*/node_modules/).+\\.(ts|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
        module: { type: 'commonjs' },
      },
    ],
  },
  // A dynamic import names the compiled file, as Node.js wants it.
  moduleNameMapper: { '^\\./commands/(\\w+)\\.js$': '<rootDir>/src/commands/$1' },
  transformIgnorePatterns: [],
};

/** @type {import('jest').Config} */
module.exports = {
  testTimeout: 120_000,
  maxConcurrency: 4,
  // Tests on the server wait more than they compute: four at a time use two cores, where jest would take one.
  maxWorkers: 4,
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  projects: [
    {
      ...common,
      displayName: 'server',
      testMatch: onServer.map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`),
      globalSetup: '<rootDir>/test/support/globalSetup.ts',
      globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
    },
    {
      ...common,
      displayName: 'sandbox',
      testRegex: onSandbox.map((place) => `${place}.*\\.test\\.ts$`),
    },
    {
      ...common,
      displayName: 'units',
      testMatch: ['**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        ...onSandbox,
        ...onServer.map((folder) => `/test/${folder}/`),
      ],
    },
  ],
};
