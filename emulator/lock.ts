import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFields, textOf } from './values';

const fileIn = (data: string) => join(data, 'emulator.json');

async function holder(data: string): Promise<string | null> {
  try {
    const lock: unknown = JSON.parse(await readFile(fileIn(data), 'utf8'));
    const url = isFields(lock) ? textOf(lock, 'url') : undefined;
    if (!isFields(lock) || !url) return null;
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2000) });
    const health: unknown = await response.json();
    return isFields(health) && health['pid'] === lock['pid'] ? url : null;
  } catch {
    // No lock, or nobody answers: whoever wrote it is gone.
    return null;
  }
}

/** Two emulators on one directory would each write over what the other keeps in memory. */
export async function refuseSecond(data: string): Promise<void> {
  const url = await holder(data);
  if (url !== null) throw new Error(`${data} is in use by the emulator at ${url}`);
}

/** @returns how to let go. */
export async function holdDirectory(data: string, url: string): Promise<() => Promise<void>> {
  await writeFile(fileIn(data), JSON.stringify({ pid: process.pid, url }));
  return () => rm(fileIn(data), { force: true });
}
