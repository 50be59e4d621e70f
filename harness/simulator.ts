import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';

import { phoneConfig } from '../phone.config';
import { buildNpm } from '../scripts/build-npm';
import { startSimulator, type Simulator } from '../simulator/server/index';
import type { Builds } from '../simulator/server/sources';

const KEPT = resolve(__dirname, '../.local/test-phone/builds');

/** Builds the project's phones once for a whole run of tests. */
export async function buildPhones(): Promise<void> {
  await buildNpm();
  const simulator = await startSimulator({ ...phoneConfig, emulatorUrl: 'http://127.0.0.1:9', watch: false });
  const builds = await simulator.builds();
  await simulator.close();
  await mkdir(dirname(KEPT), { recursive: true });
  const part = `${KEPT}.${String(process.pid)}`;
  await writeFile(part, serialize(builds));
  await rename(part, KEPT);
  process.env['TEST_PHONE'] = KEPT;
}

/** The project's phones at a local cloud: with what has been built for the run, else built now. */
export async function startTestSimulator(emulatorUrl: string): Promise<Simulator> {
  const kept = process.env['TEST_PHONE'];
  const builds = kept === undefined ? undefined : (deserialize(await readFile(kept)) as Builds);
  if (builds === undefined) await buildNpm();
  const simulator = await startSimulator({
    ...phoneConfig,
    emulatorUrl,
    watch: false,
    ...(builds && { builds }),
  });
  const errors = await simulator.ready();
  if (errors.length > 0) throw new Error(errors.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  return simulator;
}
