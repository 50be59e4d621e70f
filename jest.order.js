const Sequencer = require('@jest/test-sequencer').default;

/**
 * Files that take long, the longest first, so that none of them is left for one process at the end. The first of those in
 * a browser seeds the city; the next two do not wait for it.
 */
const LONG = [
  'e2e/screens',
  'functions/faults-organizer',
  'functions/gone',
  'functions/faults-member',
  'e2e/people',
  'scripts/howto',
  'functions/fuzz',
  'functions/limits',
  'e2e/journey',
  'functions/late-replays',
  'functions/seals',
  'e2e/weak-network',
  'e2e/refusals',
  'simulator/panel',
  'e2e/offline',
  'e2e/signups',
  'functions/signups.property',
  'e2e/teams',
  'functions/strangers',
  'functions/races',
  'e2e/photos',
  'functions/arrivals',
  'functions/agenda',
  'e2e/activities',
  'simulator/phone',
  'e2e/certificates',
  'e2e/hours',
  'e2e/large-type',
  'functions/scale',
  'functions/photos',
  'functions/load',
  'functions/team-scale',
  'simulator/others',
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
