const { projects, ...shared } = require('./jest.config.js');

const [city] = projects;
const on = (displayName, machineNow, timeZone) => ({
  ...city,
  displayName,
  testEnvironmentOptions: { timeZone, machineNow },
});

/** The fast layers on machines whose own clock stands elsewhere: a test that is right is right on any day. */
module.exports = {
  ...shared,
  projects: [
    on('year-end', '2027-12-31T23:50+08:00', 'Asia/Shanghai'),
    on('leap-day', '2028-02-29T09:30+08:00', 'Asia/Shanghai'),
    on('evening', '2026-10-16T20:40+08:00', 'UTC'),
    // In UTC it is still the year before.
    on('ten-years-on', '2037-01-01T06:00+08:00', 'UTC'),
  ],
};
