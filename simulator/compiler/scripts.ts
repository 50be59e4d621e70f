import { existsSync } from 'node:fs';
import path from 'node:path';

import { context } from 'esbuild';
import type { BuildContext, BuildFailure, Plugin } from 'esbuild';

import { splitPackage } from './layout';
import type { Layout } from './layout';
import type { CompileError } from './types';

const ENTRY = 'simulator:entry';

/** Scripts of all pages and components in one bundle; each runs when the phone asks for it. Rebuilds are incremental. */
export class Scripts {
  private ids: string[] = [];
  private building: Promise<BuildContext> | undefined;

  constructor(private readonly layout: Layout) {}

  async compile(ids: string[]): Promise<{ code: string; map: string; errors: CompileError[] }> {
    this.ids = ids;
    this.building ??= this.open();
    try {
      const result = await (await this.building).rebuild();
      const text = (suffix: string): string =>
        result.outputFiles?.find((file) => file.path.endsWith(suffix))?.text ?? '';
      return { code: text('.js'), map: text('.js.map'), errors: [] };
    } catch (error) {
      const failures = (error as Partial<BuildFailure>).errors;
      if (failures === undefined) throw error;
      const errors = failures.map(({ text, location }) => ({
        file: location ? `${location.file}:${location.line}` : ENTRY,
        message: text,
      }));
      return { code: '', map: '', errors };
    }
  }

  async dispose(): Promise<void> {
    await (await this.building)?.dispose();
    this.building = undefined;
  }

  private open(): Promise<BuildContext> {
    return context({
      entryPoints: [ENTRY],
      bundle: true,
      write: false,
      outfile: '/app/code.js',
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      charset: 'utf8',
      sourcemap: 'linked',
      logLevel: 'silent',
      absWorkingDir: this.layout.modulesRoot,
      nodePaths: [path.join(this.layout.modulesRoot, 'node_modules')],
      plugins: [this.entryPlugin(), this.packagePlugin()],
    });
  }

  private entryPlugin(): Plugin {
    return {
      name: 'entry',
      setup: (build) => {
        build.onResolve({ filter: /^simulator:entry$/ }, () => ({ path: ENTRY, namespace: 'entry' }));
        build.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({
          contents: this.ids.map((id) => this.definition(id)).join('\n'),
          resolveDir: this.layout.root,
        }));
      },
    };
  }

  private definition(id: string): string {
    const file = ['.ts', '.js'].map((extension) => this.layout.file(id, extension)).find(existsSync);
    const name = JSON.stringify(id);
    return `__simulator__.define(${name}, () => require(${JSON.stringify(file ?? `${id}.ts`)}));`;
  }

  /** Packages made for mini-programs are taken from the folder that their package.json names. */
  private packagePlugin(): Plugin {
    return {
      name: 'packages',
      setup: (build) => {
        build.onResolve({ filter: /^[^./]/ }, ({ path: specifier, importer, pluginData }) => {
          if (pluginData === 'resolved') return undefined;
          const [name, rest] = splitPackage(specifier);
          const folder = this.layout.packageFolder(name) ?? bundledPackage(importer, name);
          if (folder === undefined) return undefined;
          return build.resolve(`./${rest || 'index'}`, { kind: 'import-statement', resolveDir: folder });
        });
      },
    };
  }
}

/** A package shipped inside another one's `miniprogram_npm`. */
function bundledPackage(importer: string, name: string): string | undefined {
  for (let folder = path.dirname(importer); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'miniprogram_npm', name);
    if (existsSync(candidate)) return candidate;
    if (path.basename(folder) === 'node_modules') return undefined;
  }
  return undefined;
}
