import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cityAtNight } from './at-rest';
import { backlogs } from './backlogs';
import { callUp } from './call-up';
import { crowdForPlaces, crowdOnABasePlan } from './crowd';
import type { Figure } from './figure';
import { firstContent } from './first-content';
import { fullSlot } from './full-slot';
import { longLedger } from './long-ledger';
import { nearbyAtScale } from './nearby';
import { checkIns } from './check-ins';
import { coldStart } from './cold-start';
import { roundTrips } from './round-trips';
import { daysIn, daysOfTwoSizes, SIZES } from './sizes';

const benches = [
  roundTrips,
  fullSlot,
  longLedger,
  backlogs,
  cityAtNight,
  crowdForPlaces,
  crowdOnABasePlan,
  checkIns,
  callUp,
  nearbyAtScale,
  daysOfTwoSizes,
  firstContent,
  coldStart,
];

/** `--size city|large`: that city alone, in memory or, with `--data <folder>`, kept there. */
function chosen(): readonly (() => Promise<Figure[]>)[] {
  const { size, data = 'memory' } = parseArgs({
    options: { size: { type: 'string' }, data: { type: 'string' }, write: { type: 'boolean' } },
  }).values;
  if (size === undefined) return benches;
  const named = SIZES[size];
  if (!named) throw new Error(`--size is one of ${Object.keys(SIZES).join(', ')}`);
  return [() => daysIn(named, data)];
}

/**
 * What the city pays and waits for, as counts and as ratios within one run: no absolute times. Ends with an error where a
 * figure is over; `--write` keeps them in docs/performance.md.
 */
async function main(): Promise<void> {
  const commit = execFileSync('git', ['log', '-1', '--format=%h of %cs'], { encoding: 'utf8' }).trim();
  const figures: Figure[] = [];
  for (const bench of chosen()) figures.push(...(await bench()));
  const where = `At ${commit}, Node ${process.version}, ${cpus().length} cores.`;
  console.log(where);
  console.table(figures);
  if (process.argv.includes('--write')) write(where, figures);
  if (figures.some(({ holds }) => !holds)) process.exitCode = 1;
}

const PAGE = join(__dirname, '../docs/performance.md');
const BETWEEN = /(<!-- figures: npm run bench -- --write -->\n)[^]*(<!-- \/figures -->)/;

function write(where: string, figures: readonly Figure[]): void {
  const rows = figures.map(({ what, figure, wanted }) => `| ${what} | ${figure} | ${wanted} |`);
  const table = [where, '', '| what | figure | wanted |', '| --- | --- | --- |', ...rows, ''].join('\n');
  const page = readFileSync(PAGE, 'utf8');
  writeFileSync(
    PAGE,
    page.replace(BETWEEN, (_all, begin: string, end: string) => `${begin}${table}${end}`),
  );
}

void main();
