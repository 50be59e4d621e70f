import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
/** What decides how a seeded city looks in the store. */
const SOURCES = [
  'cloudfunctions',
  'data',
  'emulator',
  'miniprogram/domain',
  'scripts/cities',
  'scripts/client.ts',
  'scripts/seed',
  'scripts/divisions.ts',
  'scripts/import-stations.ts',
  'package-lock.json',
];

/** Changes whenever one of the sources does that make the city. */
export async function seedVersion(): Promise<string> {
  const hash = createHash('sha256');
  const read = async (name: string): Promise<void> => {
    const entries = await readdir(join(ROOT, name), { withFileTypes: true }).catch(() => undefined);
    if (!entries) return void hash.update(name).update(await readFile(join(ROOT, name)));
    const names = entries.map((entry) => entry.name).sort();
    for (const entry of names) await read(`${name}/${entry}`);
  };
  for (const source of SOURCES) await read(source);
  return hash.digest('hex').slice(0, 16);
}
