const swc = [
  '@swc/jest',
  {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

/** One project a layer, so that one layer can be run alone: npx jest --selectProjects domain */
const project = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  setupFiles: ['<rootDir>/tests/support/properties.ts'],
  transform: { '^.+\\.(ts|mts|js|mjs)$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(mingo|valibot)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.local', '<rootDir>/miniprogram/miniprogram_npm'],
  ...extra,
});

const inZone = (name, timeZone) =>
  project(name, {
    testMatch: ['<rootDir>/tests/{domain,pages}/**/*.test.ts'],
    testEnvironment: '<rootDir>/tests/support/machine-environment.ts',
    testEnvironmentOptions: { timeZone },
  });

module.exports = {
  projects: [
    // Days and clock times are the city's, wherever the machine stands: jest.anyday.config.js has other zones and days.
    inZone('domain', 'UTC'),
    ...['emulator', 'simulator', 'scripts'].map((name) => project(name)),
    project('functions', {
      globalSetup: '<rootDir>/tests/support/build.ts',
      globalTeardown: '<rootDir>/tests/support/all-seen.ts',
    }),
    project('e2e', { globalSetup: '<rootDir>/tests/support/build-phones.ts' }),
  ],
  testSequencer: '<rootDir>/jest.order.js',
  testTimeout: 120000,
  // A browser and a city each: two at once keep two cores busy. On so few jest would run one after the other.
  maxWorkers: 2,
  // What hundreds of suites leave behind in one process goes with it.
  workerIdleMemoryLimit: '1GB',
};
