import { existsSync } from 'node:fs';
import path from 'node:path';

import { context } from 'esbuild';
import type { BuildContext, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';

import { splitPackage } from './layout';
import type { Layout } from './layout';
import { GLOBALS, Modules, thrower } from './modules';
import type { CompileError } from './types';

const ENTRY = 'simulator:entry';
/** Marks a question of this plugin to esbuild's own resolver. */
const ASKED = 'asked';

/** Scripts of all pages and components in one bundle; each runs when the phone asks for it. Rebuilds are incremental. */
export class Scripts {
  private readonly modules: Modules;
  private readonly errors = new Map<string, CompileError>();
  private ids: string[] = [];
  private building: Promise<BuildContext> | undefined;

  constructor(private readonly layout: Layout) {
    this.modules = new Modules((file) => path.relative(layout.root, file));
  }

  async compile(ids: string[]): Promise<{ code: string; map: string; errors: CompileError[] }> {
    this.ids = ids;
    this.errors.clear();
    this.building ??= this.open();
    const { outputFiles = [] } = await (await this.building).rebuild();
    const text = (suffix: string): string =>
      outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? '';
    return { code: text('.js'), map: text('.js.map'), errors: [...this.errors.values()] };
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
      define: { ...GLOBALS },
      sourcemap: 'linked',
      logLevel: 'silent',
      absWorkingDir: this.layout.root,
      nodePaths: [path.join(this.layout.modulesRoot, 'node_modules')],
      plugins: [this.entryPlugin(), this.modulePlugin()],
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

  private modulePlugin(): Plugin {
    return {
      name: 'modules',
      setup: (build) => {
        build.onResolve({ filter: /.*/ }, (wanted) => this.resolve(build, wanted));
        build.onLoad({ filter: /.*/, namespace: 'missing' }, ({ path: message }) => ({
          contents: thrower(message),
        }));
        build.onLoad({ filter: /\.[jt]s$/ }, async ({ path: file }) => {
          if (!this.layout.isMiniProgram(file)) return undefined;
          const { code, error } = await this.modules.load(file);
          if (error) this.errors.set(file, error);
          return { contents: code, loader: 'js' };
        });
      },
    };
  }

  /** What cannot be found fails where it is required, as on a phone: only the page that does so is hit. */
  private async resolve(build: PluginBuild, wanted: OnResolveArgs): Promise<OnResolveResult | undefined> {
    const { path: specifier, importer, namespace } = wanted;
    const asked: unknown = wanted.pluginData;
    if (asked === ASKED || namespace === 'entry' || specifier === ENTRY) return undefined;
    for (const [target, folder] of this.candidates(wanted)) {
      const found = await build.resolve(target, {
        kind: 'import-statement',
        importer,
        resolveDir: folder,
        pluginData: ASKED,
      });
      if (found.errors.length === 0) return found;
    }
    const from = path.relative(this.layout.root, importer);
    return { path: `没有模块 ${specifier} (${from})`, namespace: 'missing' };
  }

  /** Where WeChat looks: beside the file, from the root of the package, in npm packages; a bare path is a file's, too. */
  private candidates({ path: specifier, importer, resolveDir }: OnResolveArgs): [string, string][] {
    if (specifier.startsWith('.')) return [[specifier, resolveDir]];
    if (specifier.startsWith('/')) return [[`.${specifier}`, this.layout.root]];
    const [name, rest] = splitPackage(specifier);
    // Packages made for mini-programs are taken from the folder that their package.json names; the nearest one counts.
    const folder = bundledPackage(importer, name) ?? this.layout.packageFolder(name);
    if (folder !== undefined) return [[`./${rest || 'index'}`, folder]];
    const beside: [string, string] = [`./${specifier}`, resolveDir];
    return this.layout.isMiniProgram(importer)
      ? [[specifier, resolveDir], beside]
      : [[specifier, resolveDir]];
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
