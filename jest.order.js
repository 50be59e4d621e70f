const Sequencer = require('@jest/test-sequencer').default;

/**
 * Files that take long, the longest first, so that none of them is left for one process at the end. The first of those in
 * a browser seeds the city; the next two do not wait for it.
 */
const LONG = [
  'e2e/screens',
  'simulator/phone',
  'functions/agenda',
  'functions/races',
  'e2e/journey',
  'e2e/people',
  'e2e/weak-network',
  'e2e/refusals',
  'e2e/hours',
  'e2e/certificates',
  'e2e/signups',
  'e2e/offline',
  'e2e/teams',
  'e2e/activities',
  'scripts/howto',
  'functions/misuse',
  'e2e/photos',
  'simulator/panel',
  'functions/fuzz',
  'e2e/large-type',
  'functions/signups.property',
  'functions/scale',
  'simulator/others',
  'functions/team-scale',
  'functions/load',
  'emulator/durability',
].map((name) => `/tests/${name}.test.ts`);

const place = ({ path }) => {
  const at = LONG.findIndex((name) => path.endsWith(name));
  return at < 0 ? LONG.length : at;
};

/** The others as jest orders them: how long they took before, or else how large they are. */
module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => place(a) - place(b));
  }
};
