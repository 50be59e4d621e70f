import { createHash } from 'node:crypto';
import path from 'node:path';

import { build } from 'esbuild';

export interface Bundle {
  /** Changes with the content. */
  version: string;
  files: Map<string, string>;
}

const RUNTIME = path.resolve(__dirname, '../runtime');

/** The simulator's own scripts for the browser: the phone's and the panel's. */
export async function bundleRuntime(): Promise<Bundle> {
  const { outputFiles } = await build({
    entryPoints: { phone: path.join(RUNTIME, 'main.ts'), panel: path.join(RUNTIME, 'panel/main.ts') },
    bundle: true,
    write: false,
    outdir: '/runtime',
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    keepNames: true,
    sourcemap: 'linked',
    loader: { '.css': 'text', '.png': 'dataurl', '.svg': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const files = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
  const digest = createHash('sha1');
  for (const text of files.values()) digest.update(text);
  return { version: digest.digest('hex').slice(0, 12), files };
}
