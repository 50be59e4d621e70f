const { projects, ...shared } = require('./jest.config.js');

const [city] = projects;

/**
 * The fast layers on machines whose own clock stands elsewhere: a test that is right is right on any day. Pages live by
 * the phone's clock, and run on each day; rules never ask what time it is, which lint holds, and run in each zone.
 */
const on = (displayName, machineNow, timeZone, layers = '{domain,pages}') => ({
  ...city,
  displayName,
  testEnvironmentOptions: { timeZone, machineNow },
  testMatch: [`<rootDir>/tests/${layers}/**/*.test.ts`],
});

const functions = projects.find(({ displayName }) => displayName === 'functions');
/** A few stories through the real functions: their emulator and their instances stand on that machine, too. */
const throughFunctions = (displayName, machineNow, timeZone) => ({
  ...functions,
  // So few see but a few of the errors that there are.
  globalTeardown: undefined,
  displayName,
  testEnvironment: city.testEnvironment,
  testEnvironmentOptions: { timeZone, machineNow },
  testMatch: ['nights', 'scan-times', 'origins'].map((name) => `<rootDir>/tests/functions/${name}.test.ts`),
});

module.exports = {
  ...shared,
  projects: [
    on('year-end', '2027-12-31T23:50+08:00', 'Asia/Shanghai'),
    on('leap-day', '2028-02-29T09:30+08:00', 'Asia/Shanghai', 'pages'),
    on('evening', '2026-10-16T20:40+08:00', 'UTC', 'pages'),
    // In UTC it is still the year before.
    on('ten-years-on', '2037-01-01T06:00+08:00', 'UTC'),
    throughFunctions('functions-leap-night', '2028-02-29T23:50+08:00', 'Asia/Shanghai'),
    throughFunctions('functions-ten-years-on', '2037-01-01T06:00+08:00', 'UTC'),
  ],
};
