import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const CACHE = resolve(__dirname, '../../.local/emulator');
let file: string | undefined;

/** The worker as plain JavaScript: a child that had to load a TypeScript loader would start far more slowly. */
export function workerFile(): string {
  if (file) return file;
  const entryPoints = [join(__dirname, 'worker.ts')];
  const bundled = { entryPoints, bundle: true, write: false, platform: 'node', target: 'node20' } as const;
  const code = buildSync(bundled).outputFiles[0]?.text ?? '';
  file = join(CACHE, `worker-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.cjs`);
  if (!existsSync(file)) {
    mkdirSync(CACHE, { recursive: true });
    const part = `${file}.${String(process.pid)}`;
    writeFileSync(part, code);
    renameSync(part, file);
  }
  return file;
}
