import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFields, textOf } from './values';

/** Seeded stores of one kind, in one folder. */
export interface KeptSeeds {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** What happens in an older one is too long ago to be taken for today. */
const OLDEST_MS = 7 * 24 * 60 * 60 * 1000;
const PARTS = ['store', 'files'] as const;
const MADE = 'made.json';

const homeOf = ({ folder, name, version }: KeptSeeds): string => join(folder, `${name}-${version}`);

/** Copies what has been seeded, which no emulator holds now; those of other versions go. */
export async function keepSeed(kept: KeptSeeds, data: string, at: Date): Promise<void> {
  const { folder, name } = kept;
  await mkdir(folder, { recursive: true });
  for (const other of await readdir(folder)) {
    if (other.startsWith(`${name}-`)) await rm(join(folder, other), { recursive: true, force: true });
  }
  const draft = `${homeOf(kept)}.${String(process.pid)}`;
  for (const part of PARTS) await cp(join(data, part), join(draft, part), { recursive: true });
  await writeFile(join(draft, MADE), JSON.stringify({ at: at.toISOString() }));
  await rename(draft, homeOf(kept));
}

/**
 * Puts what is kept in the place of an empty store, once `close` has let go of that.
 *
 * @returns the moment at which it was made; null where there is none, or only an old one.
 */
export async function takeKeptSeed(
  kept: KeptSeeds,
  data: string,
  now: Date,
  close: () => Promise<void>,
): Promise<Date | null> {
  const home = homeOf(kept);
  const at = await madeAt(home);
  if (!at || Math.abs(now.getTime() - at.getTime()) > OLDEST_MS) return null;
  await close();
  for (const part of PARTS) {
    const draft = join(data, `${part}.part`);
    await rm(draft, { recursive: true, force: true });
    await cp(join(home, part), draft, { recursive: true });
    await rm(join(data, part), { recursive: true, force: true });
    await rename(draft, join(data, part));
  }
  return at;
}

async function madeAt(home: string): Promise<Date | null> {
  try {
    const made: unknown = JSON.parse(await readFile(join(home, MADE), 'utf8'));
    const at = isFields(made) ? textOf(made, 'at') : undefined;
    return at === undefined ? null : new Date(at);
  } catch {
    // None, or one that was cut short.
    return null;
  }
}
