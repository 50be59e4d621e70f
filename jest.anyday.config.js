const { projects, ...shared } = require('./jest.config.js');

const [city] = projects;
const ALL = city.testMatch;
const RULES = ['<rootDir>/tests/domain/**/*.test.ts'];

/**
 * The fast layers on machines whose own clock stands elsewhere: a test that is right is right on any day. Rules are run
 * on all of them; pages, which leave days to the rules, in either zone once.
 */
const on = (displayName, machineNow, timeZone, testMatch) => ({
  ...city,
  displayName,
  testMatch,
  testEnvironmentOptions: { timeZone, machineNow },
});

const functions = projects.find(({ displayName }) => displayName === 'functions');
/** A few stories through the real functions: their emulator and their instances stand on that machine, too. */
const throughFunctions = (displayName, machineNow, timeZone) => ({
  ...functions,
  displayName,
  testEnvironment: city.testEnvironment,
  testEnvironmentOptions: { timeZone, machineNow },
  testMatch: ['nights', 'scan-times', 'origins'].map((name) => `<rootDir>/tests/functions/${name}.test.ts`),
});

module.exports = {
  ...shared,
  projects: [
    on('year-end', '2027-12-31T23:50+08:00', 'Asia/Shanghai', ALL),
    on('leap-day', '2028-02-29T09:30+08:00', 'Asia/Shanghai', RULES),
    on('evening', '2026-10-16T20:40+08:00', 'UTC', RULES),
    // In UTC it is still the year before.
    on('ten-years-on', '2037-01-01T06:00+08:00', 'UTC', ALL),
    throughFunctions('functions-leap-night', '2028-02-29T23:50+08:00', 'Asia/Shanghai'),
    throughFunctions('functions-ten-years-on', '2037-01-01T06:00+08:00', 'UTC'),
  ],
};
