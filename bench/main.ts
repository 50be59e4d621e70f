import { execFileSync } from 'node:child_process';
import { cityAtNight } from './at-rest';
import { crowdForPlaces, crowdOnABasePlan } from './crowd';
import type { Figure } from './figure';
import { nearbyAtScale } from './nearby';
import { checkIns } from './check-ins';
import { coldStart } from './cold-start';
import { roundTrips } from './round-trips';

/** What the city pays and waits for, as counts and as ratios within one run: no absolute times. */
async function main(): Promise<void> {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const benches = [
    roundTrips,
    cityAtNight,
    crowdForPlaces,
    crowdOnABasePlan,
    checkIns,
    nearbyAtScale,
    coldStart,
  ];
  const figures: Figure[] = [];
  for (const bench of benches) figures.push(...(await bench()));
  console.log(`at ${commit}, node ${process.version}`);
  console.table(figures);
}

void main();
