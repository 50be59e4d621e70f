import path from 'node:path';

import { watch } from 'chokidar';
import type { FSWatcher } from 'chokidar';

import { Compiler } from '../compiler/index';
import type { AppBuild } from '../compiler/types';
import { bundleRuntime } from './bundle';
import type { Bundle } from './bundle';

const QUIET_MS = 80;
const RUNTIME = path.resolve(__dirname, '../runtime');

/** What phones run: the compiled app and the simulator's own scripts. */
export interface Builds {
  readonly app: AppBuild;
  readonly runtime: Bundle;
}

/** Both are made anew when a source changes. */
export class Sources {
  private readonly compiler: Compiler;
  private readonly watchers: FSWatcher[] = [];
  private readonly timers = new Set<NodeJS.Timeout>();
  private appBuild: Promise<AppBuild>;
  private runtimeBundle: Promise<Bundle>;

  constructor(
    private readonly root: string,
    modulesRoot: string,
    private readonly changed: () => void,
    built?: Builds,
  ) {
    this.compiler = new Compiler(root, modulesRoot);
    this.runtimeBundle = built ? Promise.resolve(built.runtime) : bundleRuntime();
    this.appBuild = built ? Promise.resolve(built.app) : this.compiler.build();
  }

  /** To start other simulators on the same sources at once. */
  async builds(): Promise<Builds> {
    return { app: await this.appBuild, runtime: await this.runtimeBundle };
  }

  app(): Promise<AppBuild> {
    return this.appBuild;
  }

  runtime(): Promise<Bundle> {
    return this.runtimeBundle;
  }

  watch(): void {
    this.follow(this.root, async () => {
      const before = await this.appBuild;
      this.appBuild = this.compiler.build();
      return (await this.appBuild).version !== before.version;
    });
    this.follow(RUNTIME, async () => {
      const before = await this.runtimeBundle;
      const bundle = await bundleRuntime();
      this.runtimeBundle = Promise.resolve(bundle);
      return bundle.version !== before.version;
    });
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.all(this.watchers.map((watcher) => watcher.close()));
    await Promise.allSettled([this.appBuild, this.runtimeBundle]);
    await this.compiler.dispose();
  }

  /** `rebuild` answers whether anything came out different. */
  private follow(folder: string, rebuild: () => Promise<boolean>): void {
    let timer: NodeJS.Timeout | undefined;
    const run = async (): Promise<void> => {
      if (await rebuild()) this.changed();
    };
    const watcher = watch(folder, { ignoreInitial: true });
    watcher.on('all', () => {
      if (timer) this.timers.delete(timer);
      clearTimeout(timer);
      // A runtime that does not build keeps the phones as they are; the console says why.
      timer = setTimeout(() => void run().catch((error: unknown) => console.error(error)), QUIET_MS);
      this.timers.add(timer);
    });
    this.watchers.push(watcher);
  }
}
