import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from 'esbuild';

const CACHE = resolve(__dirname, '../../.local/emulator');
let file: string | undefined;

/** The worker as plain JavaScript: a child that had to load a TypeScript loader would start far more slowly. */
export function workerFile(): string {
  if (file) return file;
  const source = readFileSync(join(__dirname, 'worker.ts'), 'utf8');
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs', platform: 'node', target: 'node20' });
  file = join(CACHE, `worker-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.cjs`);
  if (!existsSync(file)) {
    mkdirSync(CACHE, { recursive: true });
    const part = `${file}.${String(process.pid)}`;
    writeFileSync(part, code);
    renameSync(part, file);
  }
  return file;
}
