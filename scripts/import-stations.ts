/**
 * The stations of a city from its divisions, sent to `stations.import` or written to files:
 *   npx tsx scripts/import-stations.ts --as <officer's openid> [--url http://127.0.0.1:9000]
 *   npx tsx scripts/import-stations.ts --out <folder>
 * The files hold one call each, in order, for `wx.cloud.callFunction({ name: 'organizer', data })` in the
 * developer tools, signed in as an officer of the city.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { StationRow } from '#domain/stations/import';
import { sanmenxia } from './cities/sanmenxia';
import { parseDivisions, stationRows } from './divisions';
import { Client } from './client';

const DATA = resolve(__dirname, '..', 'data');
const ROWS_A_CALL = 500;

const cities = { sanmenxia: { settings: sanmenxia, areaCode: '0398' } } as const;
export type CityName = keyof typeof cities;

/** All rows of a city, parents first. */
export function loadStationRows(city: CityName): StationRow[] {
  const { settings, areaCode } = cities[city];
  const csv = readFileSync(join(DATA, city, 'divisions.csv'), 'utf8');
  return stationRows(parseDivisions(csv), settings, areaCode);
}

interface Batch {
  readonly rows: StationRow[];
  /** Of the rows themselves: the same rows sent again are answered as before, others are new. */
  readonly nonce: string;
}

function batches(rows: readonly StationRow[]): Batch[] {
  const starts = Array.from({ length: Math.ceil(rows.length / ROWS_A_CALL) }, (_, i) => i * ROWS_A_CALL);
  return starts.map((start) => {
    const part = rows.slice(start, start + ROWS_A_CALL);
    const digest = createHash('sha256').update(JSON.stringify(part)).digest('hex');
    return { rows: part, nonce: `import-${digest.slice(0, 24)}` };
  });
}

async function send(url: string, openid: string, calls: readonly Batch[]): Promise<void> {
  const client = new Client(url);
  for (const { rows, nonce } of calls) {
    const { written, faults } = await client.call(openid, 'stations.import', { rows }, nonce);
    console.log(`${String(written)} of ${String(rows.length)} written`);
    for (const fault of faults) console.error(rows[fault.row]?.name, fault.fault, fault.field);
    if (faults.length > 0) process.exitCode = 1;
  }
}

function write(folder: string, calls: readonly Batch[]): void {
  mkdirSync(folder, { recursive: true });
  calls.forEach(({ rows, nonce }, index) => {
    const event = { action: 'stations.import', input: { rows }, nonce };
    writeFileSync(join(folder, `stations-${String(index + 1)}.json`), JSON.stringify(event));
  });
  console.log(`${String(calls.length)} calls in ${folder}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      city: { type: 'string', default: 'sanmenxia' },
      url: { type: 'string', default: 'http://127.0.0.1:9000' },
      as: { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { city, url, as: openid, out } = values;
  if (!(city in cities))
    throw new Error(`There is no city ${city}; there is ${Object.keys(cities).join(', ')}.`);
  const calls = batches(loadStationRows(city as CityName));
  if (out !== undefined) write(out, calls);
  else if (openid !== undefined) await send(url, openid, calls);
  else throw new Error('Say --as <openid of an officer>, or --out <folder>.');
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
