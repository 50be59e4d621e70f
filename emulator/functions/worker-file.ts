import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

let file: string | undefined;

/** The worker as plain JavaScript: a child that had to load a TypeScript loader would start far more slowly. */
export function workerFile(): string {
  if (file) return file;
  const source = readFileSync(join(__dirname, 'worker.ts'), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', platform: 'node', target: 'node20' });
  const directory = mkdtempSync(join(tmpdir(), 'emulator-worker-'));
  file = join(directory, 'worker.cjs');
  writeFileSync(file, code);
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return file;
}
